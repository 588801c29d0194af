#!/usr/bin/env node
// What `terrarium` starts: command-line.ts, out of the bundle if the build has made one (scripts/bundle-server.mjs). A thousand modules in a few files
// are loaded in about half the time, and with them the server is there again sooner after a crash. Modules that were compiled since are never passed over.
import { statSync } from "node:fs";
import { fileURLToPath } from "node:url";

const bundle = new URL("../bundle/command-line.js", import.meta.url);
const packages = ["server", "client", "sdk"].map((name) => new URL(`../../../${name}/dist/.tsbuildinfo`, import.meta.url));

/** When the file was written, in ms; 0 if there is none. */
const writtenMs = (file: URL): number => statSync(fileURLToPath(file), { throwIfNoEntry: false })?.mtimeMs ?? 0;

const isCurrent = writtenMs(bundle) > Math.max(...packages.map(writtenMs));
await import(isCurrent ? bundle.href : "./command-line.js");
