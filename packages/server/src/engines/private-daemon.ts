// For tests: a Docker daemon of the test's own, with folders, socket and containerd that nobody else uses, and no network.
// Not part of the product; the tests of several folders share it.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { runCommand } from "../spawner/command.js";

export interface PrivateDaemon {
  readonly socket: string;
  readonly folder: string;
  /** Starts it again after `kill`. */
  start(): Promise<void>;
  /** As a crash: it tidies nothing up. */
  kill(): Promise<void>;
  /** Ends it and removes all that it was. */
  stop(): Promise<void>;
  /** Containers that it knows, shims that live, and mounts of containers. */
  traces(): Promise<string[]>;
}

async function launch(folder: string): Promise<ChildProcess> {
  const words = ["--data-root", join(folder, "data"), "--exec-root", join(folder, "exec"), "--pidfile", join(folder, "pid")];
  const network = ["--bridge=none", "--iptables=false", "--ip6tables=false"];
  const child = spawn("dockerd", [...words, "-H", `unix://${join(folder, "socket")}`, ...network], {
    stdio: ["ignore", "ignore", "pipe"],
    detached: true,
  });
  let log = "";
  await new Promise<void>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", () => reject(new Error(`dockerd did not start: ${log.slice(-2000)}`)));
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      log = (log + text).slice(-20_000);
      if (log.includes("API listen on")) resolve();
    });
  });
  return child;
}

/** The children of the machine whose command line names this folder. */
async function childrenOf(folder: string): Promise<{ pid: number; command: string }[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const all = await Promise.all(
    pids.map(async (pid) => ({
      pid: Number(pid),
      command: (await readFile(`/proc/${pid}/cmdline`, "latin1").catch(() => "")).split("\0"),
    })),
  );
  return all
    .filter(({ command }) => command.some((word) => word.startsWith(folder)))
    .map((one) => ({ pid: one.pid, command: one.command[0] ?? "" }));
}

async function mountsBelow(folder: string): Promise<string[]> {
  const lines = (await readFile("/proc/self/mountinfo", "latin1")).split("\n");
  return lines.map((line) => line.split(" ")[4] ?? "").filter((path) => path.startsWith(`${folder}/`));
}

/** Starts the daemon; Debian's package docker.io brings it. */
export async function startPrivateDaemon(): Promise<PrivateDaemon> {
  const folder = await mkdtemp("/var/tmp/terrarium-dockerd-");
  const socket = join(folder, "socket");
  let child: ChildProcess | undefined = await launch(folder);
  const end = async (signal: NodeJS.Signals) => {
    const ending = child;
    child = undefined;
    if (!ending || ending.exitCode !== null || ending.signalCode !== null) return;
    const exited = once(ending, "exit");
    ending.kill(signal);
    await exited;
  };
  return {
    socket,
    folder,
    async start() {
      child = await launch(folder);
    },
    async kill() {
      await end("SIGKILL");
      // Its containerd dies with it, but stands in the process table until the host's init looks, and would be taken for alive.
      await rm(join(folder, "exec", "containerd", "containerd.pid"), { force: true });
    },
    async stop() {
      await end("SIGTERM");
      for (const { pid } of await childrenOf(folder)) process.kill(pid, "SIGKILL");
      for (const path of (await mountsBelow(folder)).reverse()) await runCommand("umount", ["-l", path]);
      await rm(folder, { recursive: true, force: true });
    },
    async traces() {
      const containers = await readdir(join(folder, "data", "containers"));
      const shims = (await childrenOf(folder)).filter(({ command }) => command.includes("shim"));
      const mounts = (await mountsBelow(folder)).filter((path) => path.includes("overlay2/") || path.includes("/rootfs"));
      return [
        ...containers.map((id) => `container ${id}`),
        ...shims.map(({ command }) => command),
        ...mounts.map((path) => `mount ${path}`),
      ];
    },
  };
}
