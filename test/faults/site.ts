// A place for faults: a data directory, and the servers that come and go on it. Servers are the built product as it is, with the points of
// within/ put around its rooms from outside. All are ended by pid.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { afterAll } from "vitest";
import { type Child, childOf, isDead, signalChild } from "../../packages/server/src/spawner/children.js";
import { placeName } from "../../packages/server/src/spawner/place.js";
import { settled } from "../../packages/server/src/spawner/records.js";
import { build as buildServer } from "../../scripts/setup.mjs";
import { type Client, makeClient } from "./client.js";
import type { Arm, Told } from "./within/points.js";

export const root = fileURLToPath(new URL("../..", import.meta.url));

export interface Reached {
  readonly reached: string;
  readonly number: number;
}

export interface Live {
  readonly url: string;
  readonly pid: number;
  readonly client: Client;
  /** All that it printed so far. */
  output(): string;
  /** Does something at a point that it comes to from now on. */
  arm(what: Arm): Promise<void>;
  /** The next point that was armed and is reached. */
  reached(): Promise<Reached>;
  /** Lets a call go on that stands still at a point. */
  go(): void;
  /** Resolves when it has ended, whatever of. */
  readonly ended: Promise<void>;
  hasEnded(): boolean;
  /** Sends the signal and waits for the end. */
  end(signal: NodeJS.Signals): Promise<void>;
}

export interface StartOptions {
  /** Instead of the site's own terrarium.toml. */
  readonly config?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Words before node, which must become it (exec). */
  readonly before?: readonly string[];
  readonly node?: readonly string[];
  /** A point of its very start. */
  readonly arm?: Arm;
}

export interface Site {
  readonly folder: string;
  readonly data: string;
  /** The PostgreSQL that has its jobs, in the schema "faults"; absent: SQLite. */
  readonly database?: string;
  /** Ids of all jobs that a client was told of. */
  readonly told: Set<string>;
  /** Jobs that a client has removed with all their results. */
  readonly forgotten: Set<string>;
  start(options?: StartOptions): Promise<Live>;
  /** The server that runs, or a new one. */
  live(): Promise<Live>;
  /** A start that is to fail: what it printed, and its exit code. */
  refused(options?: StartOptions): Promise<{ readonly code: number | null; readonly output: string }>;
  spawner(): Promise<Child | undefined>;
  /** As a power switch: server, spawner and all sandboxes at once. */
  killAll(): Promise<void>;
  tearDown(): Promise<void>;
}

/** Long enough for ten times what a start takes on a slow machine. */
const patienceMs = 60_000;

let tools: Promise<string> | undefined;

/** The module that is imported before the server: made once for all sites of a test file. */
async function makeTools(): Promise<string> {
  await buildServer();
  const folder = await mkdtemp("/var/tmp/terrarium-faults-tools-");
  await chmod(folder, 0o755);
  const within = join(root, "test", "faults", "within");
  await build({
    entryPoints: [join(within, "points.ts"), join(within, "loader.ts")],
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    logLevel: "error",
  });
  const points = JSON.stringify({ data: { points: pathToFileURL(join(folder, "points.mjs")).href } });
  const entry = join(folder, "entry.mjs");
  await writeFile(entry, `import { register } from "node:module";\nregister("./loader.mjs", import.meta.url, ${points});\n`);
  return entry;
}

// At the end of the test file: a worker of tests does not come to its own.
afterAll(async () => {
  const entry = await tools?.catch(() => undefined);
  if (entry !== undefined) await rm(dirname(entry), { recursive: true, force: true });
});

const cli = join(root, "packages", "server", "dist", "commands", "cli.js");

/** What every site publishes; more may follow. */
export function configOf(more = "", running = 2): string {
  const paths = ["faults", "control"].map((name) => join(root, "test", "fixtures", "processes", name));
  return `[processes]\npaths = ${JSON.stringify(paths)}\n[limits]\nrunning = ${running}\n${more.includes("[isolation]") ? "" : "[isolation]\npool_total = 0\n"}${more}`;
}

async function launch(site: { folder: string; data: string; config: string }, options: StartOptions): Promise<ChildProcess> {
  tools ??= makeTools();
  const entry = await tools;
  const file = join(site.folder, "terrarium.toml");
  await writeFile(file, options.config ?? site.config);
  const words = [...(options.before ?? []), process.execPath, ...(options.node ?? []), "--import", entry, cli, "serve"];
  const [command = "", ...rest] = [...words, "--port", "0", "--data", site.data, "--config", file];
  const arm = options.arm === undefined ? {} : { TERRARIUM_FAULT: JSON.stringify(options.arm) };
  return spawn(command, rest, { cwd: "/", env: { ...process.env, ...arm, ...options.env }, stdio: ["ignore", "pipe", "pipe", "ipc"] });
}

/** Hears what a server prints and what its points tell. */
function hear(child: ChildProcess) {
  let said = "";
  const messages: Told[] = [];
  const waiting: { readonly fits: (one: Told) => boolean; readonly resolve: (one: Told) => void }[] = [];
  child.on("message", (message: Told) => {
    const at = waiting.findIndex(({ fits }) => fits(message));
    if (at < 0) messages.push(message);
    else waiting.splice(at, 1)[0]?.resolve(message);
  });
  let look = () => {};
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      look();
    });
  }
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  return {
    output: () => said,
    ended,
    url: () =>
      new Promise<string>((resolve, reject) => {
        look = () => {
          const [, url] = /publishes \d+ processes.* at (http:\/\/\S+?)\/ and/.exec(said) ?? [];
          if (url !== undefined) resolve(url);
        };
        void ended.then(() => reject(new Error(`the server ended at its start: ${said}`)));
        setTimeout(() => reject(new Error(`the server does not answer: ${said}`)), patienceMs).unref();
      }),
    next: (fits: (one: Told) => boolean) =>
      new Promise<Told>((resolve, reject) => {
        const at = messages.findIndex(fits);
        const known = at < 0 ? undefined : messages.splice(at, 1)[0];
        if (known !== undefined) return resolve(known);
        waiting.push({ fits, resolve });
        setTimeout(() => reject(new Error(`no such point was reached: ${said.slice(-2000)}`)), patienceMs).unref();
      }),
  };
}

async function begin(site: Site, child: ChildProcess): Promise<Live> {
  const ear = hear(child);
  const url = await ear.url().catch((error: unknown) => {
    child.kill("SIGKILL");
    throw error;
  });
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  return {
    url,
    pid: child.pid ?? 0,
    client: makeClient(url, site),
    output: ear.output,
    async arm(what) {
      child.send({ arm: what });
      await ear.next((one) => "ready" in one);
    },
    reached: async () => (await ear.next((one) => "reached" in one)) as Reached,
    go: () => void child.send({ go: true }),
    ended: ear.ended,
    hasEnded,
    async end(signal) {
      if (hasEnded()) return;
      child.kill(signal);
      await ear.ended;
    },
  };
}

async function spawnerOf(data: string): Promise<Child | undefined> {
  const text = await readFile(join(data, "spawner", "spawner.json"), "utf8").catch(() => "");
  const { pid, startTicks } = JSON.parse(text === "" ? "{}" : text) as Partial<Child>;
  if (pid === undefined || startTicks === undefined || childOf(pid)?.startTicks !== startTicks) return undefined;
  return { pid, startTicks };
}

/** As Ctrl-C, and whoever does not hear it is killed. */
async function endGently(live: Live): Promise<void> {
  if (live.hasEnded()) return;
  process.kill(live.pid, "SIGCONT");
  const late = setTimeout(() => process.kill(live.pid, "SIGKILL"), patienceMs);
  await live.end("SIGINT");
  clearTimeout(late);
}

/** All that live in the control groups of a data directory: of its sandboxes, of its zygotes too ("all"), or of one sandbox. */
export async function childrenIn(data: string, which = "sandboxes"): Promise<Child[]> {
  const top = `/${placeName(data)}/`;
  const isMeant = (groups: string) => {
    if (which === "all") return groups.includes(top);
    if (which === "sandboxes") return groups.includes(top) && !groups.includes(`${top}zygote-`);
    return groups.includes(`${top}${which}`);
  };
  const found: Child[] = [];
  for (const name of (await readdir("/proc")).filter((one) => /^\d+$/.test(one))) {
    const groups = await readFile(`/proc/${name}/cgroup`, "latin1").catch(() => "");
    const child = isMeant(groups) ? childOf(Number(name)) : undefined;
    if (child !== undefined && !isDead(child)) found.push(child);
  }
  return found.sort((one, other) => Number(one.startTicks) - Number(other.startTicks) || one.pid - other.pid);
}

export interface SiteOptions {
  /** Beside what every site has. */
  readonly config?: string;
  /** How many jobs run at one time. */
  readonly running?: number;
  /** An empty folder for the data directory, which stays the caller's; default: a new one. */
  readonly data?: string;
  /** Address of a PostgreSQL that is to have the jobs. */
  readonly database?: string;
}

/** Leases are short: their end is waited for. */
const storeOf = (url: string) => `[store]\nurl = ${JSON.stringify(url)}\nschema = "faults"\nlease = "3s"\n`;

export async function makeSite({ config = "", running = 2, data: given, database }: SiteOptions = {}): Promise<Site> {
  const folder = await mkdtemp("/var/tmp/terrarium-faults-");
  await chmod(folder, 0o711);
  const data = given ?? join(folder, "data");
  await mkdir(data, { recursive: true });
  const own = { folder, data, config: configOf(`${config}${database === undefined ? "" : storeOf(database)}`, running) };
  let live: Live | undefined;
  const site: Site = {
    folder,
    data,
    ...(database === undefined ? {} : { database }),
    told: new Set(),
    forgotten: new Set(),
    async start(options = {}) {
      live = await begin(site, await launch(own, options));
      return live;
    },
    live: async () => (live === undefined || live.hasEnded() ? site.start() : live),
    async refused(options = {}) {
      const child = await launch(own, options);
      const ear = hear(child);
      const late = setTimeout(() => child.kill("SIGKILL"), patienceMs);
      await once(child, "close");
      clearTimeout(late);
      return { code: child.exitCode, output: ear.output() };
    },
    spawner: () => spawnerOf(data),
    async killAll() {
      const spawner = await spawnerOf(data);
      await live?.end("SIGKILL");
      if (spawner !== undefined) {
        signalChild(spawner, "SIGKILL");
        await settled(() => isDead(spawner), patienceMs);
      }
      const isEmpty = async () => {
        const left = await childrenIn(data, "all");
        for (const child of left) signalChild(child, "SIGKILL");
        return left.length === 0;
      };
      await settled(isEmpty, patienceMs);
    },
    async tearDown() {
      if (live !== undefined) await endGently(live);
      const spawner = await spawnerOf(data);
      if (spawner !== undefined) {
        signalChild(spawner, "SIGTERM");
        await settled(() => isDead(spawner), patienceMs);
      }
      await rm(folder, { recursive: true, force: true });
    },
  };
  return site;
}
