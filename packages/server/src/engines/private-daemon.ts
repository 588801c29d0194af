// For tests: a Docker daemon, or a service of Podman, of the test's own, with folders and socket that nobody else uses, and no network.
// Not part of the product; the tests of several folders share it.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { runCommand } from "../spawner/command.js";
import { settled } from "../spawner/records.js";

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

/** A test run that is killed takes its daemon along. */
const withTest = ["--pdeathsig", "KILL"];

async function launch(folder: string): Promise<ChildProcess> {
  const words = ["--data-root", join(folder, "data"), "--exec-root", join(folder, "exec"), "--pidfile", join(folder, "pid")];
  const network = ["--bridge=none", "--iptables=false", "--ip6tables=false"];
  const child = spawn("setpriv", [...withTest, "dockerd", ...words, "-H", `unix://${join(folder, "socket")}`, ...network], {
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

/** Ends the child with this signal, and resolves when it has ended. */
async function endChild(child: ChildProcess | undefined, signal: NodeJS.Signals): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  child.kill(signal);
  await exited;
}

async function endAll(folder: string): Promise<void> {
  for (const { pid } of await childrenOf(folder)) process.kill(pid, "SIGKILL");
  for (const path of (await mountsBelow(folder)).reverse()) await runCommand("umount", ["-l", path]);
  await rm(folder, { recursive: true, force: true });
}

/** Starts the daemon; Debian's package docker.io brings it. */
export async function startPrivateDaemon(): Promise<PrivateDaemon> {
  const folder = await mkdtemp("/var/tmp/terrarium-dockerd-");
  const socket = join(folder, "socket");
  let child: ChildProcess | undefined = await launch(folder);
  const end = async (signal: NodeJS.Signals) => {
    const ending = child;
    child = undefined;
    await endChild(ending, signal);
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
      await endAll(folder);
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

/** What Podman must be told where its defaults ask for more than a plain root may have (CAP_SYS_RESOURCE), and without systemd. */
const podmanSettings = `[containers]
default_ulimits = ["nofile=4096:16384", "nproc=4096:4096"]
[engine]
runtime = "runc"
cgroup_manager = "cgroupfs"
events_logger = "file"
`;

/** Starts a service of Podman; Debian's package podman brings it. */
export async function startPrivatePodman(): Promise<PrivateDaemon> {
  const folder = await mkdtemp("/var/tmp/terrarium-podman-");
  const socket = join(folder, "socket");
  const settings = join(folder, "containers.conf");
  await writeFile(settings, podmanSettings);
  const launchService = async () => {
    const words = ["--root", join(folder, "root"), "--runroot", join(folder, "run"), "system", "service", "-t", "0", `unix://${socket}`];
    const service = spawn("setpriv", [...withTest, "podman", ...words], {
      env: { ...process.env, CONTAINERS_CONF: settings },
      stdio: "ignore",
      detached: true,
    });
    const died = once(service, "exit").then(() => {
      throw new Error("podman did not start");
    });
    died.catch(() => {});
    await Promise.race([died, settled(() => isListening(socket), 30_000)]);
    return service;
  };
  let child: ChildProcess | undefined = await launchService();
  return {
    socket,
    folder,
    async start() {
      child = await launchService();
    },
    kill: () => endChild(child, "SIGKILL"),
    async stop() {
      await endChild(child, "SIGTERM");
      await endAll(folder);
    },
    async traces() {
      const monitors = (await childrenOf(folder)).filter(({ command }) => command.includes("conmon"));
      const mounts = (await mountsBelow(folder)).filter((path) => path.endsWith("/merged"));
      return [...monitors.map(({ command }) => command), ...mounts.map((path) => `mount ${path}`)];
    },
  };
}

function isListening(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path, () => {
      socket.destroy();
      resolve(true);
    }).once("error", () => resolve(false));
  });
}
