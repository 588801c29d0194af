// From a pywps.cfg to terrarium.toml: as text with comments for `terrarium config import`, and as a table for `terrarium serve --pywps-config`.
import { readFileSync } from "node:fs";
import { type Cfg, readCfg } from "./cfg-file.js";
import { ConfigError } from "./config.js";
import { type Fate, fatesOf, type Value } from "./pywps-config.js";

type Table = { [key: string]: Table | Value };

/** Reads a pywps.cfg. Throws ConfigError. */
export function loadCfg(file: string, env: Readonly<Record<string, string | undefined>>): Cfg {
  try {
    return readCfg(readFileSync(file, "utf8"), env);
  } catch (error) {
    throw new ConfigError([`${file}: ${error instanceof Error ? error.message : String(error)}`]);
  }
}

/** The keys of terrarium.toml that a pywps.cfg sets. */
export function importedTable(cfg: Cfg): Table {
  const table: Table = {};
  for (const { path, becomes } of fatesOf(cfg)) {
    if (path === undefined || becomes === undefined) continue;
    let at = table;
    for (const name of path.slice(0, -1)) {
      at[name] ??= {};
      at = at[name] as Table;
    }
    at[path.at(-1) ?? ""] = becomes;
  }
  return table;
}

/** One line for each key that must be decided. */
export function openQuestions(cfg: Cfg): string[] {
  return fatesOf(cfg).flatMap(({ kind, section, key, value, text }) =>
    kind === "to decide" ? [`[${section}] ${key} = ${oneLine(value)}: ${text ?? ""}`] : [],
  );
}

export interface ImportParts {
  /** As it is to be named in the file. */
  readonly cfgFile: string;
  /** Where the processes are. */
  readonly processes: string;
}

/** The text of a terrarium.toml that does what a pywps.cfg did, with a comment for every key. */
export function importedToml(cfg: Cfg, { cfgFile, processes }: ImportParts): string {
  const fates = fatesOf(cfg);
  const taken = fates.filter(({ kind }) => kind === "taken");
  // A later key for the same place wins, as in a table.
  const last = taken.filter(({ path }, index) => !taken.slice(index + 1).some((later) => later.path?.join() === path?.join()));
  const tables = new Map<string, Fate[]>();
  for (const fate of last) {
    const name = fate.path?.slice(0, -1).join(".") ?? "";
    tables.set(name, [...(tables.get(name) ?? []), fate]);
  }
  const written = [...tables].map(([name, keys]) => `[${name}]\n${keys.map(assignment).join("")}`);
  return [
    `# Made from ${cfgFile} by "terrarium config import". All keys: docs/configuration.md.\n`,
    comments("To be decided", fates, "to decide"),
    ...written,
    `[[processes.entry]]\nkind = "pywps"\npath = ${toml(processes)}\nconfig = ${toml(cfgFile)} # what processes read of it themselves\n`,
    comments("Read by processes, from the pywps.cfg", fates, "for processes"),
    comments("Without meaning here", fates, "without meaning"),
  ]
    .filter((part) => part !== "")
    .join("\n");
}

function assignment({ path, becomes, section, key, text }: Fate): string {
  const note = text === undefined ? "" : `# ${text}\n`;
  return `${note}${path?.at(-1) ?? ""} = ${toml(becomes ?? "")} # [${section}] ${key}\n`;
}

function comments(title: string, fates: readonly Fate[], kind: Fate["kind"]): string {
  const lines = fates
    .filter((fate) => fate.kind === kind)
    .map(({ section, key, value, text }) => `# [${section}] ${key} = ${masked(key, value)}\n#   ${text ?? ""}\n`);
  return lines.length === 0 ? "" : `# --- ${title} ---\n${lines.join("")}`;
}

/** A database's address may hold a password, which is not to be copied into a second file. */
function masked(key: string, value: string): string {
  return key === "database" ? oneLine(value).replace(/\/\/[^@/]*@/, "//...@") : oneLine(value);
}

function oneLine(value: string): string {
  return value.replace(/\s*\n\s*/g, " ");
}

function toml(value: Value): string {
  return typeof value === "object" ? `[${value.map((one) => JSON.stringify(one)).join(", ")}]` : JSON.stringify(value);
}
