// For tests: a PostgreSQL of the test's own in a temporary folder, reached by a unix socket only. Not part of the product; tests of several folders share it.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, chownSync, existsSync, readdirSync } from "node:fs";
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

/** Starts one; `settings` are those of postgresql.conf. */
export async function startPostgres(settings: Readonly<Record<string, string>> = {}): Promise<PrivatePostgres> {
  const bin = postgresPrograms() ?? "/no PostgreSQL on this machine (Debian: postgresql-15)";
  const folder = await mkdtemp(join(tmpdir(), "terrarium-postgres-"));
  const who = identity();
  if (who !== undefined) chownSync(folder, who.uid, who.gid);
  // Servers without rights are to reach the socket.
  chmodSync(folder, 0o711);
  const as = who === undefined ? [] : [`--reuid=${who.uid}`, `--regid=${who.gid}`, "--clear-groups"];
  const data = join(folder, "data");
  const initdb = [join(bin, "initdb"), "-D", data, "-U", "terrarium", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"];
  execFileSync("setpriv", [...as, ...initdb], { stdio: "ignore", cwd: folder });
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
    async stop() {
      await end("SIGQUIT");
      await rm(folder, { recursive: true, force: true });
    },
  };
}
