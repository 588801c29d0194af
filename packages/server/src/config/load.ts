// Loads the configuration: command line over environment over terrarium.toml over defaults, checked as one, all problems told together.
// The keys stand in schema.ts; what is done with them is left to the wiring.
import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { parse, TomlError } from "smol-toml";
import type { z } from "zod";
import { type Config, ConfigError, contradictions, toConfig } from "./config.js";
import { configSchema } from "./schema.js";
import { shown } from "./values.js";
import { environmentPath, keysOf, nearest, type Path, readText, schemaAt } from "./walk.js";

export { ConfigError };

export interface ConfigSources {
  /** Keys from elsewhere, which the file and all else go before. */
  readonly base?: Readonly<Record<string, unknown>> | undefined;
  /** Path of the file; without it TERRARIUM_CONFIG of `env`, else no file is read. */
  readonly file?: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cli?: { readonly host?: string | undefined; readonly port?: string | undefined; readonly data?: string | undefined };
}

/** One key set outside the file, and where. */
interface Setting {
  readonly path: readonly string[];
  readonly value: unknown;
  readonly source: string;
}

type Table = { [key: string]: unknown };

/** Reads and checks the configuration. Throws ConfigError. */
export function loadConfig(sources: ConfigSources): Config {
  const file = sources.file ?? sources.env["TERRARIUM_CONFIG"];
  const table: Table = laidOver(sources.base ?? {}, file === undefined ? {} : readToml(file));
  const settings = [...fromEnvironment(sources.env), ...fromCommandLine(sources.cli ?? {})];
  const sourceOf = (path: Path) =>
    settings.findLast((setting) => setting.path.every((key, index) => key === path[index]))?.source ?? file ?? "configuration";
  for (const setting of settings) put(table, setting);

  const parsed = configSchema.safeParse(table);
  if (!parsed.success) throw new ConfigError(parsed.error.issues.flatMap((issue) => describe(issue, sourceOf)));
  const problems = contradictions(parsed.data);
  if (problems.length > 0) throw new ConfigError(problems.map(({ path, message }) => line(path, message, sourceOf)));

  const fileDir = file === undefined ? process.cwd() : dirname(resolve(file));
  const absolute = (given: string, ...path: string[]) => resolve(sourceOf(path) === file ? fileDir : process.cwd(), given);
  return toConfig(parsed.data, defaultDataDir(sources.env), absolute);
}

/** The keys of both; of tables in both, the keys of both again. */
function laidOver(below: Readonly<Record<string, unknown>>, above: Table): Table {
  const both = Object.entries(above).map(([key, value]) => {
    const under = below[key];
    return [key, isTable(value) && isTable(under) ? laidOver(under, value) : value] as const;
  });
  return { ...below, ...Object.fromEntries(both) };
}

function isTable(value: unknown): value is Table {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function readToml(file: string): Table {
  if (!existsSync(file)) throw new ConfigError([`${file}: there is no such file.`]);
  try {
    return parse(readFileSync(file, "utf8"));
  } catch (error) {
    if (!(error instanceof TomlError)) throw new ConfigError([`${file}: cannot be read: ${String(error)}`]);
    const reason = error.message.split("\n")[0] ?? "";
    throw new ConfigError([`${file}:${error.line}:${error.column}: ${reason.replace("Invalid TOML document: ", "is not TOML: ")}`]);
  }
}

function fromEnvironment(env: ConfigSources["env"]): Setting[] {
  const prefix = "TERRARIUM__";
  const names = Object.keys(env).filter((name) => name.startsWith(prefix));
  return names.sort().map((source) => {
    const secret = source.endsWith("_FILE");
    const path = environmentPath(configSchema, source.slice(prefix.length, secret ? -"_FILE".length : undefined));
    const text = secret ? readSecret(source, env[source] ?? "") : (env[source] ?? "");
    return { path, source, value: readText(schemaAt(configSchema, path), text) };
  });
}

function readSecret(source: string, file: string): string {
  try {
    return readFileSync(file, "utf8").replace(/\r?\n$/, "");
  } catch {
    throw new ConfigError([`${source}: the file ${shown(file)} cannot be read.`]);
  }
}

function fromCommandLine(cli: NonNullable<ConfigSources["cli"]>): Setting[] {
  return (["host", "port", "data"] as const).flatMap((key) => {
    const given = cli[key];
    if (given === undefined) return [];
    const path = ["server", key];
    return [{ path, source: `--${key}`, value: readText(schemaAt(configSchema, path), given) }];
  });
}

function put(table: Table, { path, value }: Setting): void {
  let at = table;
  for (const key of path.slice(0, -1)) {
    const next = at[key];
    at[key] = isTable(next) ? next : {};
    at = at[key] as Table;
  }
  at[path.at(-1) ?? ""] = value;
}

function line(path: Path, message: string, sourceOf: (path: Path) => string): string {
  return `${sourceOf(path)}: ${path.join(".")}: ${message}`;
}

function describe(issue: z.core.$ZodIssue, sourceOf: (path: Path) => string): string[] {
  const path = issue.path.map((step) => (typeof step === "symbol" ? step.toString() : step));
  if (issue.code !== "unrecognized_keys") {
    const table = keysOf(schemaAt(configSchema, path) ?? configSchema) !== undefined;
    return [line(path, table ? "is not a table of keys." : issue.message, sourceOf)];
  }
  const known = Object.keys(keysOf(schemaAt(configSchema, path) ?? configSchema) ?? {});
  return issue.keys.map((key) => {
    const meant = nearest(key, known);
    const hint = meant === undefined ? `known here are ${known.join(", ")}.` : `did you mean "${meant}"?`;
    return line([...path, key], `there is no such key; ${hint}`, sourceOf);
  });
}

/** Where jobs are kept if nothing else is said: a system folder as root, else the user's own data folder. */
function defaultDataDir(env: ConfigSources["env"]): string {
  if (process.getuid?.() === 0) return "/var/lib/terrarium";
  return join(env["XDG_DATA_HOME"] ?? join(homedir(), ".local", "share"), "terrarium");
}
