// For tests: a PostgreSQL of the test's own in a temporary folder, reached by a unix socket only. Not part of the product; tests of several folders share it.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, chownSync, existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";

export interface PrivatePostgres {
  readonly url: string;
  readonly folder: string;
  readonly pid: number;
  /** On a connection of its own. */
  query(text: string): Promise<Record<string, unknown>[]>;
  /** Starts it again after `kill`. */
  start(): Promise<void>;
  /** As a crash. */
  kill(): Promise<void>;
  /** Sends the signal to all that it consists of; after SIGKILL resolves when all is dead. */
  signalAll(signal: "SIGKILL" | "SIGSTOP" | "SIGCONT"): Promise<void>;
  /** Does it run; a full disk ends it. */
  isUp(): boolean;
  /** Ends it and removes all that it was. */
  stop(): Promise<void>;
}

const versions = "/usr/lib/postgresql";

/** The folder of the newest one's programs; undefined: there is none. */
export function postgresPrograms(): string | undefined {
  const found = (existsSync(versions) ? readdirSync(versions) : []).filter((name) => existsSync(join(versions, name, "bin", "initdb")));
  const newest = found.sort((one, other) => Number(other) - Number(one))[0];
  return newest === undefined ? undefined : join(versions, newest, "bin");
}

/** It refuses to run as root, so it runs as the user of Debian's package. */
function identity(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string): number => Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }));
  return { uid: id("-u"), gid: id("-g") };
}

/** Children of this one, by /proc. */
function childrenOf(pid: number): number[] {
  const names = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return names.map(Number).filter((one) => {
    try {
      return new RegExp(`^PPid:\\t${pid}$`, "m").test(readFileSync(`/proc/${one}/status`, "latin1"));
    } catch {
      return false;
    }
  });
}

/** Sends a signal to one that may be gone. */
function signalOne(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended by itself.
  }
}

/** Sends the signal to one and its children; after SIGKILL resolves when all are dead. */
async function signalTree(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const { pid = 0 } = child;
  const ended = signal === "SIGKILL" ? once(child, "exit") : undefined;
  const children = childrenOf(pid);
  for (const one of [pid, ...children]) signalOne(one, signal);
  await ended;
  // A child that lived on would keep the next one from starting.
  while (ended !== undefined && children.some((one) => existsSync(`/proc/${one}`))) await new Promise(setImmediate);
}

/** Makes the files of a database; the words that make setpriv run a program as their owner. */
function initialize(bin: string, folder: string, data: string): string[] {
  const who = identity();
  if (who !== undefined) chownSync(folder, who.uid, who.gid);
  // Servers without rights are to reach the socket.
  chmodSync(folder, 0o711);
  const as = who === undefined ? [] : [`--reuid=${who.uid}`, `--regid=${who.gid}`, "--clear-groups"];
  const initdb = [join(bin, "initdb"), "-D", data, "-U", "terrarium", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"];
  execFileSync("setpriv", [...as, ...initdb], { stdio: "ignore", cwd: folder });
  return as;
}

/** Starts one; `settings` are those of postgresql.conf. Its folder is a new one below `below`. */
export async function startPostgres(settings: Readonly<Record<string, string>> = {}, below = tmpdir()): Promise<PrivatePostgres> {
  const bin = postgresPrograms() ?? "/no PostgreSQL on this machine (Debian: postgresql-15)";
  const folder = await mkdtemp(join(below, "terrarium-postgres-"));
  const data = join(folder, "data");
  const as = initialize(bin, folder, data);
  const all = { listen_addresses: "", unix_socket_directories: folder, shared_buffers: "16MB", ...settings };
  const words = Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const url = `postgres://terrarium@/postgres?host=${encodeURIComponent(folder)}`;
  let child: ChildProcess | undefined;

  async function start(): Promise<void> {
    // A test run that is killed takes its database along.
    const started = spawn("setpriv", [...as, "--pdeathsig", "KILL", join(bin, "postgres"), "-D", data, ...words], {
      cwd: folder,
      stdio: ["ignore", "ignore", "pipe"],
    });
    child = started;
    let log = "";
    await new Promise<void>((resolve, reject) => {
      started.once("exit", () => reject(new Error(`PostgreSQL did not start: ${log.slice(-2000)}`)));
      started.stderr.setEncoding("utf8").on("data", (text: string) => {
        log = (log + text).slice(-20_000);
        if (log.includes("ready to accept connections")) resolve();
      });
    });
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    const ending = child;
    child = undefined;
    if (ending === undefined || ending.exitCode !== null || ending.signalCode !== null) return;
    const ended = once(ending, "exit");
    ending.kill(signal);
    await ended;
  }

  async function query(text: string): Promise<Record<string, unknown>[]> {
    const client = new Client({ connectionString: url });
    await client.connect();
    const { rows } = await client.query(text);
    await client.end();
    return rows as Record<string, unknown>[];
  }

  await start();
  return {
    url,
    query,
    folder,
    get pid() {
      return child?.pid ?? 0;
    },
    start,
    // Immediate shutdown: no tidying up, the log is replayed at the next start; its children end with it, as they would not at once on SIGKILL.
    kill: () => end("SIGQUIT"),
    signalAll: async (signal) => child && signalTree(child, signal),
    isUp: () => child !== undefined && child.exitCode === null && child.signalCode === null,
    async stop() {
      await end("SIGQUIT");
      await rm(folder, { recursive: true, force: true });
    },
  };
}
