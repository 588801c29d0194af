// Writes the references of what authors write: docs/reference-typescript.md, docs/reference-python.md, docs/reference-command.md.
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { commandReference } from "./reference/command.mjs";
import { typescriptReference } from "./reference/typescript.mjs";

const python = fileURLToPath(new URL("reference/python_reference.py", import.meta.url));

/** @returns {Readonly<Record<string, string>>} texts by the names of their files in docs */
export function references() {
  return {
    "reference-typescript.md": typescriptReference(),
    "reference-python.md": execFileSync("/usr/bin/python3", ["-B", python], { encoding: "utf8" }),
    "reference-command.md": commandReference(),
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href)
  for (const [name, text] of Object.entries(references())) writeFileSync(new URL(`../docs/${name}`, import.meta.url), text);
