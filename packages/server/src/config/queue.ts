// The table [queue] of terrarium.toml, and the same for single processes: how much of what runs and waits, for how long, and what goes first.
import { z } from "zod";
import type { ProcessPolicy, QueueBounds, QueuePolicy } from "../jobs/queue-policy.js";
import { key } from "./key.js";
import { duration, whole } from "./values.js";

const running = (of: string, computed?: string) =>
  key(whole(1, 10_000).optional(), "whole number", `Jobs of ${of} that run at once.`, computed);
const waiting = (of: string, then: string) =>
  key(whole(1, 1_000_000).optional(), "whole number", `Jobs of ${of} that wait; above it ${then}.`);
const priority = (of: string) =>
  key(
    whole(-100, 100).optional(),
    "whole number",
    `Added to the priority of jobs of ${of}; higher goes first, whatever waits behind it.`,
    "0",
  );

const refusedOwner = "this client is told to come again (429)";
const refusedAll = "clients are told ServerBusy (503)";

const owner = z.strictObject({
  running: running("this owner", "`running_per_owner`"),
  waiting: waiting("this owner", refusedOwner),
  priority: priority("this owner"),
});

export const queue = z
  .strictObject({
    sync_places: key(
      whole(0, 9_999).optional(),
      "whole number",
      "Places beside those of `limits.running` that only synchronous jobs may take, so that a quick call does not wait for a long job to end.",
      "`1`; `0` where `limits.running = 1` is set",
    ),
    running_per_owner: running("one owner", "no limit of its own"),
    waiting_per_owner: waiting("one owner", refusedOwner),
    client_priority: key(
      whole(0, 100).prefault(0),
      "whole number",
      "How far a client may raise or lower the priority of its own jobs, by `Prefer: priority=N`; 0 is not at all.",
    ),
    wait: key(duration().prefault("7d"), "duration", "Longest wait of an asynchronous job for its turn; then it fails."),
    staging: key(duration().prefault("15m"), "duration", "Longest time for fetching all inputs of a job; then it fails."),
    total: key(
      duration().prefault("30d"),
      "duration",
      "Longest time from accepted to ended, waits and pauses included; then the job fails.",
    ),
    retries: key(
      whole(0, 100).prefault(2),
      "whole number",
      "How often a job begins again that the server or its engine has failed. A job that its own code has failed never does.",
    ),
    owner: z.record(z.string(), owner).prefault({}),
  })
  .prefault({});

const asInQueue = "As in `[queue]`, for this process.";

/** What `[processes.override.ID]` has of it. */
export const queueOverride = {
  running: running("this process"),
  waiting: waiting("this process", refusedAll),
  priority: priority("this process"),
  wait: key(duration().optional(), "duration", asInQueue),
  staging: key(duration().optional(), "duration", asInQueue),
  total: key(duration().optional(), "duration", asInQueue),
  retries: key(whole(0, 100).optional(), "whole number", asInQueue),
};

type Queue = z.output<typeof queue>;
type Override = { readonly [K in keyof typeof queueOverride]?: z.output<(typeof queueOverride)[K]> };

function bounds(given: { readonly [K in keyof QueueBounds]?: number | undefined }): QueueBounds {
  const { running: atOnce, waiting: most, priority: more } = given;
  return {
    ...(atOnce === undefined ? {} : { running: atOnce }),
    ...(most === undefined ? {} : { waiting: most }),
    ...(more === undefined ? {} : { priority: more }),
  };
}

function toProcess({ wait, staging, total, retries, ...rest }: Override): ProcessPolicy {
  return {
    ...bounds(rest),
    ...(wait === undefined ? {} : { waitMs: wait }),
    ...(staging === undefined ? {} : { stagingMs: staging }),
    ...(total === undefined ? {} : { totalMs: total }),
    ...(retries === undefined ? {} : { retries }),
  };
}

/** The policy of the queue. `running` is what the administrator has set: who says one means one at a time. */
export function toQueuePolicy(given: Queue, overrides: Readonly<Record<string, Override>>, running?: number): QueuePolicy {
  return {
    syncOnly: given.sync_places ?? (running === 1 ? 0 : 1),
    clientPriority: given.client_priority,
    waitMs: given.wait,
    stagingMs: given.staging,
    totalMs: given.total,
    retries: given.retries,
    owner: bounds({ running: given.running_per_owner, waiting: given.waiting_per_owner }),
    owners: Object.fromEntries(Object.entries(given.owner).map(([name, one]) => [name, bounds(one)])),
    processes: Object.fromEntries(Object.entries(overrides).map(([id, one]) => [id, toProcess(one)])),
  };
}
