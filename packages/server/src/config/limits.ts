// The table [limits] of terrarium.toml, and the same for single processes.
import type { Limits } from "@terrarium/sdk";
import { z } from "zod";
import { accessOverride } from "./access.js";
import { egressOverride } from "./egress.js";
import { engineName, imageName, key } from "./key.js";
import { queueOverride } from "./queue.js";
import { duration, flag, pause, share, size, text, whole } from "./values.js";

export const limits = z
  .strictObject({
    running: key(
      whole(1, 10_000).optional(),
      "whole number",
      "Jobs that run at once, beside those in `queue.sync_places`.",
      "number of CPU cores",
    ),
    waiting: key(whole(0, 1_000_000).prefault(10_000), "whole number", "Jobs that wait for a slot; above it clients are told ServerBusy."),
    request: key(size().prefault("1GiB"), "size", "Largest body of a request."),
    input: key(size().prefault("1GiB"), "size", "Largest single input, inline or by reference; shown to clients as maximumMegabytes."),
    sync_wait: key(duration().prefault("60s"), "duration", "Longest wait of a synchronous request for a slot, then ServerBusy."),
    async_wait: key(
      pause().prefault("1s"),
      "duration",
      'How long the answer to an asynchronous Execute of WPS 2.0 waits for a job that runs at once, for clients that never poll; not at all with `"0s"`.',
    ),
    auto_wait: key(
      duration().prefault("10s"),
      "duration",
      'How long an Execute of WPS 2.0 with mode="auto" waits for its result before the client is told to come back for it.',
    ),
    retention: key(duration().prefault("7d"), "duration", "How long a finished job and its results are kept."),
    paused: key(duration().prefault("7d"), "duration", "How long a job may be paused; then it fails."),
    wall: key(duration().prefault("10m"), "duration", "Longest run of one job; the time in which it is paused is not counted."),
    memory: key(size().prefault("1GiB"), "size", "Memory of one job, all its children and its scratch space together."),
    cpus: key(share().prefault(1), "number", "CPU cores of one job."),
    pids: key(whole(1, 100_000).prefault(128), "whole number", "Processes and threads of one job at once."),
    disk: key(size().prefault("1GiB"), "size", "Bytes that one job may write to its work and output folders together."),
    inodes: key(whole(16, 10_000_000).prefault(10_000), "whole number", "Files and folders that one job may create."),
    fds: key(whole(16, 1_000_000).prefault(1024), "whole number", "Files that each process of a job may have open at once."),
    output: key(size().prefault("1GiB"), "size", "Largest single output."),
    log: key(size().prefault("1MiB"), "size", "How much of what a job prints is kept; older lines are dropped."),
  })
  .prefault({});

const instances = z.strictObject({
  min: key(whole(0, 1000).prefault(0), "whole number", "Ready sandboxes of this process that are kept even while nobody uses it."),
  max: key(whole(0, 1000).optional(), "whole number", "Most ready sandboxes of this process.", "`pool_per_process`"),
});

export const override = z.strictObject({
  hidden: key(flag().prefault(false), "true or false", "Do not offer this process."),
  engine: key(text().optional(), engineName, "Engine of this process.", "that of its entry, else of `[isolation]`"),
  image: key(text().optional(), "text", imageName),
  instances: instances.optional(),
  ...queueOverride,
  ...accessOverride,
  ...egressOverride,
  retention: key(duration().optional(), "duration", "How long finished jobs of this process are kept.", "`limits.retention`"),
  wall: key(duration().optional(), "duration", "As in `[limits]`, for this process."),
  memory: key(size().optional(), "size", "As in `[limits]`, for this process."),
  cpus: key(share().optional(), "number", "As in `[limits]`, for this process."),
  pids: key(whole(1, 100_000).optional(), "whole number", "As in `[limits]`, for this process."),
  disk: key(size().optional(), "size", "As in `[limits]`, for this process."),
  inodes: key(whole(16, 10_000_000).optional(), "whole number", "As in `[limits]`, for this process."),
  fds: key(whole(16, 1_000_000).optional(), "whole number", "As in `[limits]`, for this process."),
  output: key(size().optional(), "size", "As in `[limits]`, for this process."),
  log: key(size().optional(), "size", "As in `[limits]`, for this process."),
});

type LimitKeys = "wall" | "memory" | "cpus" | "pids" | "disk" | "inodes" | "fds" | "output" | "log";

/** The file's names of limits as those of the contract, which carry their units. */
export function toLimits(limits: Readonly<Record<LimitKeys, number>>): Limits;
export function toLimits(limits: { readonly [K in LimitKeys]?: number | undefined }): { readonly [K in keyof Limits]: number | undefined };
export function toLimits(limits: { readonly [K in LimitKeys]?: number | undefined }) {
  return {
    wallMs: limits.wall,
    memoryBytes: limits.memory,
    cpus: limits.cpus,
    pids: limits.pids,
    diskBytes: limits.disk,
    inodes: limits.inodes,
    fds: limits.fds,
    outputBytes: limits.output,
    logBytes: limits.log,
  };
}
