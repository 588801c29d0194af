// Writes docs/reference-command-line.md from the commands of the built server.
import { writeFileSync } from "node:fs";
import { makeProgram } from "../packages/server/dist/commands/program.js";
import { commandLineReference } from "../packages/server/dist/commands/reference.js";

writeFileSync(new URL("../docs/reference-command-line.md", import.meta.url), commandLineReference(makeProgram()));
