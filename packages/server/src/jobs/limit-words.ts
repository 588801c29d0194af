// The limits of a job in words and numbers, for the description of a process and for what is told of a job. Pure.
import type { Limits, Metadata, NetworkPolicy } from "@terrarium/sdk";
import type { DeployedProcess } from "../core/engine.js";
import type { IsolationRecord } from "../core/job.js";

const units: readonly (readonly [string, number])[] = [
  ["GiB", 2 ** 30],
  ["MiB", 2 ** 20],
  ["KiB", 2 ** 10],
];

/** "1.5 GiB", "64 MiB", "1000 bytes". */
export function bytesText(bytes: number): string {
  const [name, size] = units.find(([, one]) => bytes >= one) ?? ["bytes", 1];
  return `${Math.round((bytes / size) * 10) / 10} ${name}`;
}

/** "60 s", "0.2 s". */
export function secondsText(ms: number): string {
  return `${Math.round(ms / 100) / 10} s`;
}

/** A long time: "7 days", "3 hours", "15 minutes", "90 seconds". */
export function spanText(ms: number): string {
  const hours = Math.round(ms / 3_600_000);
  if (hours >= 48) return `${Math.round(hours / 24)} days`;
  if (hours >= 2) return `${hours} hours`;
  return ms >= 120_000 ? `${Math.round(ms / 60_000)} minutes` : `${Math.round(ms / 100) / 10} seconds`;
}

/** One line for each limit, in a stable order: its name and what it says. */
function limitLines(limits: Limits): readonly (readonly [name: string, text: string])[] {
  return [
    ["wall", `Time limit: ${secondsText(limits.wallMs)}`],
    ["memory", `Memory limit: ${bytesText(limits.memoryBytes)}`],
    ["cpu", `CPU limit: ${limits.cpus} ${limits.cpus === 1 ? "core" : "cores"}`],
    ["pids", `Limit of child processes and threads: ${limits.pids}`],
    ["disk", `Disk limit: ${bytesText(limits.diskBytes)}`],
    ["inodes", `Limit of files made: ${limits.inodes}`],
    ["fds", `Limit of open files: ${limits.fds}`],
    ["output", `Limit of one output: ${bytesText(limits.outputBytes)}`],
    ["log", `Log kept: the last ${bytesText(limits.logBytes)}`],
  ];
}

/** What a process may reach of the network. */
function networkLine(network: NetworkPolicy): string {
  switch (network.kind) {
    case "none":
      return "Network: none";
  }
}

function sealLine({ runtime, engine, enforced }: IsolationRecord): string {
  return enforced.includes("namespaces")
    ? `Isolation: each execution in a sandbox of its own, made by ${runtime ?? engine}`
    : "Isolation: none; executions can read and change all that the server can";
}

/** What clients are told of a process beside its description, each with a role that stays the same: its limits, and how it is sealed on this host. */
export function isolationMetadata({ limits, network }: DeployedProcess, isolation: IsolationRecord): readonly Metadata[] {
  const { notEnforced } = isolation;
  const limitsTold = limitLines(limits).map(([name, text]): Metadata => {
    const title = notEnforced.includes(name) ? `${text} (cannot be enforced on this host)` : text;
    return { title, role: `urn:terrarium:limit:${name}` };
  });
  const others = notEnforced.filter((name) => limitsTold.every(({ role }) => role !== `urn:terrarium:limit:${name}`));
  return [
    ...limitsTold,
    { title: networkLine(network), role: "urn:terrarium:network" },
    { title: sealLine(isolation), role: "urn:terrarium:isolation" },
    ...(others.length === 0 ? [] : [{ title: `Not enforced on this host: ${others.join(", ")}`, role: "urn:terrarium:isolation:lacking" }]),
  ];
}
