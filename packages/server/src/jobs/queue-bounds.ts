// What an administrator has said, while the server ran, of how many jobs of a process may run and wait: kept in a small file over restarts, and laid over what
// the configuration says.
import { readFileSync } from "node:fs";
import type { ProcessBounds } from "../core/queue-view.js";
import type { JobsParts, Log } from "./parts.js";
import { defaultPolicy, type QueuePolicy } from "./queue-policy.js";

export type KeptBounds = Readonly<Record<string, ProcessBounds>>;

function numberIn(value: unknown): number | undefined {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

function boundsIn(value: unknown): ProcessBounds {
  if (typeof value !== "object" || value === null) throw new Error("it holds no bounds");
  const { running, waiting } = value as { readonly running?: unknown; readonly waiting?: unknown };
  return boundsOf(numberIn(running), numberIn(waiting));
}

/** Bounds that are not given are not there. */
export function boundsOf(running: number | undefined, waiting: number | undefined): ProcessBounds {
  return { ...(running === undefined ? {} : { running }), ...(waiting === undefined ? {} : { waiting }) };
}

/** What the file says; nothing if there is none, or none that can be read: then the configuration holds, and the log says so. */
export function readBounds(file: string, log: Log): KeptBounds {
  try {
    const kept = JSON.parse(readFileSync(file, "utf8")) as Readonly<Record<string, unknown>>;
    return Object.fromEntries(Object.entries(kept).map(([id, value]) => [id, boundsIn(value)]));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return {};
    log.error({ err: error, file }, "the bounds of processes that were set cannot be read: those of the configuration hold");
    return {};
  }
}

/** The policy with these bounds in place of its own; what else it says of a process stays. */
export function withBounds(policy: QueuePolicy, kept: KeptBounds): QueuePolicy {
  const processes = Object.entries(kept).map(([id, bounds]) => {
    const {
      running: _running,
      waiting: _waiting,
      ...rest
    } = (Object.hasOwn(policy.processes, id) ? policy.processes[id] : undefined) ?? {};
    return [id, { ...rest, ...bounds }] as const;
  });
  return { ...policy, processes: { ...policy.processes, ...Object.fromEntries(processes) } };
}

/** What holds when the server starts. */
export function startingPolicy({ policy = defaultPolicy, boundsFile, log }: Pick<JobsParts, "policy" | "boundsFile" | "log">): {
  readonly policy: QueuePolicy;
  readonly bounds: KeptBounds;
} {
  const bounds = boundsFile === undefined ? {} : readBounds(boundsFile, log);
  return { policy: withBounds(policy, bounds), bounds };
}
