// What each key of a pywps.cfg means here: a key of terrarium.toml, nothing, or something that an administrator must decide.
// Reading the file is cfg-file.ts's, writing TOML pywps-import.ts's.
import type { Cfg } from "./cfg-file.js";

export type Value = string | number | boolean | readonly string[];

/** What becomes of one key. `path` with a value: taken; without: `text` says why not. */
export interface Fate {
  readonly section: string;
  readonly key: string;
  readonly value: string;
  readonly kind: "taken" | "without meaning" | "to decide" | "for processes";
  readonly path?: readonly string[];
  readonly becomes?: Value;
  readonly text?: string;
}

type Told = Omit<Fate, "section" | "key" | "value">;
type Rule = (value: string) => Told;

const none = (text: string): Rule => {
  const told: Told = { kind: "without meaning", text };
  return () => told;
};
const decide = (text: string): Told => ({ kind: "to decide", text });
const take = (path: string, becomes: Value, text?: string): Told => ({
  kind: "taken",
  path: path.split("."),
  becomes,
  ...(text === undefined ? {} : { text }),
});
const as =
  (path: string): Rule =>
  (value) =>
    take(path, value);
const listAs =
  (path: string): Rule =>
  (value) =>
    take(
      path,
      value
        .split(",")
        .map((word) => word.trim())
        .filter((word) => word !== ""),
    );

const metadata: Readonly<Record<string, Rule>> = {
  identification_title: as("service.title"),
  identification_abstract: as("service.abstract"),
  identification_keywords: listAs("service.keywords"),
  identification_keywords_type: none("Keywords have no type here."),
  identification_fees: as("service.fees"),
  identification_accessconstraints: as("service.access_constraints"),
  identification_profile: none("Profiles belong to processes, which name them themselves."),
  provider_name: as("service.provider.name"),
  provider_url: as("service.provider.site"),
  contact_name: as("service.contact.name"),
  contact_position: as("service.contact.position"),
  contact_address: as("service.contact.delivery_point"),
  deliverypoint: as("service.contact.delivery_point"),
  contact_city: as("service.contact.city"),
  contact_stateorprovince: as("service.contact.administrative_area"),
  contact_postalcode: as("service.contact.postal_code"),
  contact_country: as("service.contact.country"),
  contact_phone: as("service.contact.phone"),
  contact_fax: as("service.contact.fax"),
  contact_email: as("service.contact.email"),
  contact_url: as("service.contact.url"),
  contact_hours: as("service.contact.hours_of_service"),
  contact_instructions: as("service.contact.instructions"),
  contact_role: as("service.contact.role"),
};

/** A count of PyWPS, where -1 is without limit. */
function count(path: string, least: number, endless: string): Rule {
  return (value) => {
    const number = Number(value);
    if (number === -1) return decide(endless);
    return Number.isInteger(number) && number >= least
      ? take(path, number)
      : decide(`${JSON.stringify(value)} is no count; say ${path} yourself.`);
  };
}

/** PyWPS's sizes: megabytes unless a letter says otherwise, of 1024 each. */
function size(path: string): Rule {
  return (value) => {
    const [, digits, letter = "m"] = /^\s*([\d.]+)\s*([gmk]?)/i.exec(value) ?? [];
    const units: Readonly<Record<string, string>> = { g: "GiB", m: "MiB", k: "KiB", "": "MiB" };
    const number = Number(digits);
    if (!(number >= 0)) return decide(`${JSON.stringify(value)} is no size.`);
    if (number === 0)
      return decide(
        "0 means no limit in PyWPS. Every limit is finite here; without this key it is 1 GiB, and data is never held in memory.",
      );
    return take(path, `${number}${units[letter.toLowerCase()] ?? "MiB"}`);
  };
}

function publicAddress(value: string): Told {
  if (!URL.canParse(value) || !/^https?:$/.test(new URL(value).protocol)) return decide(`${JSON.stringify(value)} is no address.`);
  const url = new URL(value);
  if (["localhost", "127.0.0.1", "[::1]"].includes(url.hostname))
    return url.port === ""
      ? {
          kind: "without meaning",
          text: "Links are made for http://localhost and the port that is listened on; set server.public_url behind a proxy.",
        }
      : take("server.port", Number(url.port), "An address of this machine alone: links follow the port.");
  const base = `${url.origin}${url.pathname.replace(/\/+$/, "").replace(/\/wps$/, "")}`;
  return take("server.public_url", base, `WPS is at ${base}/wps, so the proxy in front of it must pass on all below ${base}/.`);
}

const kept = "Results are kept below server.data and served by Terrarium itself, at PUBLIC_URL/outputs/.";

const server: Readonly<Record<string, Rule>> = {
  url: publicAddress,
  encoding: none("Everything is UTF-8. PyWPS does not read this key either."),
  language: listAs("service.languages"),
  maxprocesses: count("limits.waiting", 1, "-1 means no limit in PyWPS. Every queue is finite here; without this key 10000 jobs may wait."),
  parallelprocesses: count(
    "limits.running",
    1,
    "-1 means no limit in PyWPS. Here as many run as there are CPU cores, unless limits.running says otherwise.",
  ),
  maxsingleinputsize: size("limits.input"),
  maxrequestsize: size("limits.request"),
  workdir: none("Each execution has a folder of its own in its sandbox, gone with it. server.data says where the server keeps its data."),
  outputpath: none(kept),
  outputurl: none(kept),
  temp_path: none("Each execution has a /tmp of its own. PyWPS does not read this key either."),
  processes_path: none("The path of [[processes.entry]] says where the processes are. PyWPS does not read this key either."),
  allowedinputpaths: (value) =>
    value === ""
      ? { kind: "without meaning", text: "No file: references, as here." }
      : decide(
          'file: references are refused. Give the folder an address instead: [fetch] map = { "http://data.example/" = "/that/folder" }.',
        ),
  sethomedir: none("HOME is always the working folder of the execution."),
  cleantempdir: none("Nothing of an execution is left but its results and its log."),
  storagetype: (value) =>
    value.toLowerCase() === "s3"
      ? decide(
          "Results in S3 are not a matter of the process here: see the keys of the store in docs/configuration.md, if this version has them.",
        )
      : { kind: "without meaning", text: kept },
  storage_copy_function: none("Results are moved out of the sandbox, never copied where they can be moved."),
  default_mimetype: none("WPS answers in XML; JSON is spoken by OGC API - Processes, at /processes."),
  json_indent: none("JSON is sent without indentation."),
  wd_inp_subdir: none("Inputs and working folder are two folders of the sandbox."),
  wd_out_subdir: none("Outputs and working folder are two folders of the sandbox."),
  maxoperations: none("PyWPS does not read this key either."),
  maxinputparamlength: none("PyWPS does not read this key either; limits.input bounds every input."),
};

const container = none("Containers here have no ports, no shared folders and no polling.");

const processing: Readonly<Record<string, Rule>> = {
  mode: (value) => {
    const mode = value.toLowerCase();
    if (mode === "docker")
      return take(
        "isolation.engine",
        "docker",
        "PyWPS 4.6 silently ran without isolation here. It is meant now: each execution in a container of its own.",
      );
    if (mode === "scheduler")
      return decide("Batch systems are engines of their own: name one in isolation.engine if docs/engines.md knows yours.");
    return { kind: "without meaning", text: "Each execution runs in a sandbox of its own, synchronous or not." };
  },
  path: none("There is no joblauncher."),
  drmaa_native_specification: (value) =>
    value === ""
      ? { kind: "without meaning", text: "Empty." }
      : decide("What a job may use is said per process: memory, cpus and wall in [processes.override.ID]."),
  docker_img: (value) => take("engines.docker.image", value, "It needs python3 and pywps inside, and no server."),
  port_min: container,
  port_max: container,
  dckr_inp_dir: container,
  dckr_out_dir: container,
  sleep_secs: container,
};

const levels: Readonly<Record<string, string>> = {
  debug: "debug",
  info: "info",
  warning: "warn",
  warn: "warn",
  error: "error",
  critical: "error",
};
const jobsAreKept = none("Jobs are kept in a database of Terrarium's own, below server.data, that survives restarts.");

const logging: Readonly<Record<string, Rule>> = {
  level: (value) => take("logging.level", levels[value.toLowerCase()] ?? "info"),
  file: none("The server logs to its standard output; what a process says goes to the log of its job."),
  format: none('logging.format is "text" or "json". What a process logs still has this format.'),
  database: jobsAreKept,
  prefix: jobsAreKept,
  schema: jobsAreKept,
};

const grass: Readonly<Record<string, Rule>> = {
  gisbase: (value) =>
    value === "" || value.startsWith("/usr/")
      ? { kind: "for processes", text: "A sandbox sees all of /usr." }
      : decide("A sandbox sees only /usr of this machine: install GRASS there, or use an engine with an image that has it."),
};

const s3: Rule = (value) =>
  value === "" || value === "false"
    ? { kind: "without meaning", text: kept }
    : decide("Results are kept below server.data; S3 is no matter of this file.");

const tables: Readonly<Record<string, Readonly<Record<string, Rule>>>> = {
  "metadata:main": metadata,
  server,
  processing,
  logging,
  grass,
  s3: { bucket: s3, prefix: s3, region: s3, public: s3, encrypt: s3 },
  jobqueue: { pause: none("The queue wakes by itself; nothing polls.") },
};

/** All keys that are known, by section. */
export const knownKeys: readonly (readonly [section: string, key: string])[] = Object.entries(tables).flatMap(([section, keys]) =>
  Object.keys(keys).map((key) => [section, key] as const),
);

/** What becomes of each key of the file, in its order. */
export function fatesOf(cfg: Cfg): Fate[] {
  return [...cfg].flatMap(([section, keys]) =>
    [...keys].map(([key, value]): Fate => {
      const table = Object.hasOwn(tables, section) ? tables[section] : undefined;
      const rule = table !== undefined && Object.hasOwn(table, key) ? table[key] : undefined;
      const told: Told = rule?.(value) ?? { kind: "for processes", text: "Not PyWPS's own: what a process reads of it stays where it is." };
      return { section, key, value, ...told };
    }),
  );
}

/** Keys that no process needs and that may hold secrets, or places of the host that mean nothing inside. */
const forServerOnly = new Set(["logging.database", "logging.file", "server.workdir", "server.outputpath", "server.temp_path"]);

/** The file as processes in a sandbox see it: PyWPS reads it again there, and the bridge puts the places of the sandbox over it. */
export function sandboxCfg(cfg: Cfg): string {
  const sections = [...cfg].filter(([name]) => name !== "s3" && name !== "DEFAULT");
  return sections
    .map(([name, keys]) => {
      const lines = [...keys]
        .filter(([key]) => !forServerOnly.has(`${name}.${key}`))
        .map(([key, value]) => `${key} = ${escaped(name, key, value)}\n`);
      return `[${name}]\n${lines.join("")}`;
    })
    .join("\n");
}

function escaped(section: string, key: string, value: string): string {
  const once = section === "logging" && key === "format" ? value : value.replaceAll("%", "%%");
  return once.replaceAll("\n", "\n  ");
}
