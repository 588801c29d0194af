// The limits of a job in words and numbers, for the description of a process and for what is told of a job. Pure.
import type { Limits, NetworkPolicy } from "@terrarium/sdk";
import type { DeployedProcess } from "../core/engine.js";
import type { IsolationRecord } from "../core/isolation-record.js";
import type { ToldMetadata } from "../core/localise.js";
import { say, type Words, words } from "../core/sentence.js";

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
export function spanText(ms: number): Words {
  const hours = Math.round(ms / 3_600_000);
  if (hours >= 48) return say("{count} days", { count: Math.round(hours / 24) });
  if (hours >= 2) return say("{count} hours", { count: hours });
  return ms >= 120_000
    ? say("{count} minutes", { count: Math.round(ms / 60_000) })
    : say("{count} seconds", { count: Math.round(ms / 100) / 10 });
}

/** One line for each limit, in a stable order: its name and what it says. */
function limitLines(limits: Limits): readonly (readonly [name: string, told: Words])[] {
  const { cpus, pids, inodes, fds } = limits;
  return [
    ["wall", say("Time limit: {wall}", { wall: secondsText(limits.wallMs) })],
    ["memory", say("Memory limit: {memory}", { memory: bytesText(limits.memoryBytes) })],
    ["cpu", cpus === 1 ? say("CPU limit: {cpus} core", { cpus }) : say("CPU limit: {cpus} cores", { cpus })],
    ["pids", say("Limit of child processes and threads: {pids}", { pids })],
    ["disk", say("Disk limit: {disk}", { disk: bytesText(limits.diskBytes) })],
    ["inodes", say("Limit of files made: {inodes}", { inodes })],
    ["fds", say("Limit of open files: {fds}", { fds })],
    ["output", say("Limit of one output: {output}", { output: bytesText(limits.outputBytes) })],
    ["log", say("Log kept: the last {log}", { log: bytesText(limits.logBytes) })],
  ];
}

/** What a process may reach of the network. */
function networkLine(network: NetworkPolicy): Words {
  switch (network.kind) {
    case "none":
      return words("Network: none");
    case "allow-list":
      return say("Network: only {hosts}", { hosts: network.hosts.join(", ") });
  }
}

function sealLine({ runtime, engine, enforced }: IsolationRecord): Words {
  return enforced.includes("namespaces")
    ? say("Isolation: each execution in a sandbox of its own, made by {by}", { by: runtime ?? engine })
    : words("Isolation: none; executions can read and change all that the server can");
}

function line({ message, said }: Words, role: string): ToldMetadata {
  return { title: message, role, ...(said === undefined ? {} : { said }) };
}

/** What clients are told of a process beside its description, each with a role that stays the same: its limits, and how it is sealed on this host. */
export function isolationMetadata({ limits, network }: DeployedProcess, isolation: IsolationRecord): readonly ToldMetadata[] {
  const { notEnforced } = isolation;
  const limitsTold = limitLines(limits).map(([name, text]): ToldMetadata => {
    const told = notEnforced.includes(name) ? say("{text} (cannot be enforced on this host)", { text }) : text;
    return line(told, `urn:terrarium:limit:${name}`);
  });
  const others = notEnforced.filter((name) => limitsTold.every(({ role }) => role !== `urn:terrarium:limit:${name}`));
  return [
    ...limitsTold,
    line(networkLine(network), "urn:terrarium:network"),
    line(sealLine(isolation), "urn:terrarium:isolation"),
    ...(others.length === 0
      ? []
      : [line(say("Not enforced on this host: {names}", { names: others.join(", ") }), "urn:terrarium:isolation:lacking")]),
  ];
}
