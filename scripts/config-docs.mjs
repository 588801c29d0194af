// Writes docs/configuration.md from the schema of the built server.
import { writeFileSync } from "node:fs";
import { configurationDocument } from "../packages/server/dist/config/docs.js";

writeFileSync(new URL("../docs/configuration.md", import.meta.url), configurationDocument());
