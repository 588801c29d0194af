// A machine that is not this one, as far as addresses go: a network namespace of its own with one web server, which only this host reaches.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Elsewhere {
  /** Its address and the port of its server. */
  readonly host: string;
  /** What the server gives. */
  readonly folder: string;
  /** A line for each request so far. */
  asked(): readonly string[];
  close(): Promise<void>;
}

function ip(...words: readonly string[]): void {
  execFileSync("ip", words, { stdio: ["ignore", "ignore", "pipe"] });
}

/** Makes it, or says why that cannot be here. */
export async function makeElsewhere(): Promise<Elsewhere | string> {
  const name = `trr${process.pid}`;
  // The range for tests of networks (RFC 2544); another run beside this one has other addresses.
  const base = `198.18.${(process.pid >> 6) & 0xff}`;
  const [ours, theirs] = [1, 2].map((number) => `${base}.${(process.pid & 0x3f) * 4 + number}`);
  try {
    ip("netns", "add", name);
  } catch {
    return "network namespaces cannot be made here";
  }
  try {
    ip("link", "add", `${name}h`, "type", "veth", "peer", "name", `${name}n`, "netns", name);
    ip("addr", "add", `${ours}/30`, "dev", `${name}h`);
    ip("link", "set", `${name}h`, "up");
    ip("-n", name, "addr", "add", `${theirs}/30`, "dev", `${name}n`);
    ip("-n", name, "link", "set", `${name}n`, "up");
  } catch {
    ip("netns", "del", name);
    return "pairs of network devices cannot be made here";
  }
  return serveThere(name, theirs ?? "");
}

async function serveThere(name: string, address: string): Promise<Elsewhere> {
  const folder = mkdtempSync(join(tmpdir(), "terrarium-elsewhere-"));
  chmodSync(folder, 0o755);
  const words = ["netns", "exec", name, "python3", "-u", "-m", "http.server", "0", "--bind", address, "-d", folder];
  const child: ChildProcess = spawn("ip", words, { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  let log = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    log += text;
  });
  child.stdout?.setEncoding("utf8");
  while (!/port (\d+)/.test(said)) said += String((await once(child.stdout ?? child, "data"))[0]);
  return {
    host: `${address}:${/port (\d+)/.exec(said)?.[1]}`,
    folder,
    asked: () => log.split("\n").filter((line) => line.includes('"')),
    async close() {
      const ended = once(child, "close");
      child.kill("SIGKILL");
      await ended;
      ip("netns", "del", name);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
