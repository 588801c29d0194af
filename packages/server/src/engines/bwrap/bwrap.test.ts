import { mkdtemp, readdir, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startSpawner } from "../../spawner/start.js";
import { describeEngine } from "../conformance.js";
import { makeBwrapEngine } from "./bwrap.js";
