// What the queue remembers, apart from what it does: queue.ts, begin.ts, time-limits.ts and pausing.ts work on it.
import type { DeployedProcess } from "../core/engine.js";
import type { Job } from "../core/job.js";
import type { Deadlines } from "./deadlines.js";
import type { EngineStates } from "./engine-states.js";
import type { JobsParts } from "./parts.js";
import type { Pool } from "./pool.js";
import type { KeptBounds } from "./queue-bounds.js";
import type { KeptMode } from "./queue-mode.js";
import type { QueuePolicy } from "./queue-policy.js";
import type { Run } from "./run.js";
import type { Slots } from "./slots.js";
import type { WaitingList } from "./waiting-list.js";

export interface QueueParts extends JobsParts {
  readonly sandboxes: Pool;
  /** Called once with each job that has ended, as it was committed. */
  readonly finished: (job: Job) => void;
}

/** The queue's memory; the store has the truth, this says what to ask it for. */
export interface QueueState {
  readonly parts: QueueParts;
  /** What holds now: that of the configuration with `bounds` in it. */
  policy: QueuePolicy;
  /** What an administrator has set while the server ran. */
  bounds: KeptBounds;
  readonly slots: Slots;
  readonly waiting: WaitingList;
  readonly runs: Map<string, Run>;
  readonly working: Set<Promise<void>>;
  /** Jobs of which something goes on here, to the last file that is removed. */
  readonly attended: Map<string, Promise<void>>;
  /** Runs that wait for a place to go on; they go before new jobs. */
  readonly resuming: Run[];
  readonly engines: EngineStates;
  /** Of waiting jobs when they are given up, of runs when their whole time is over. */
  readonly deadlines: Deadlines;
  mode: KeptMode;
  /** Someone gives places away; what changes meanwhile is looked at when it is done. */
  isFilling: boolean;
  isMore: boolean;
  /** Resolves when the last one who looked for a place has it, or has none. */
  turn: Promise<void>;
  /** The store had nothing for us although jobs wait (it failed, limits are reached, leases are not over yet): no use in asking before something changes. */
  isBlocked: boolean;
  isClosed: boolean;
  /** Looks again in a while, if nothing else happens before. */
  retry?: NodeJS.Timeout;
  /** So often in vain. */
  tries: number;
  /** A moving average of how long a job takes. */
  averageMs: number;
}

/** Name of the engine that runs a process. */
export function engineOf({ engine }: Pick<DeployedProcess, "engine">, parts: Pick<JobsParts, "engine">): string {
  return engine ?? parts.engine.name;
}

/** Closing waits for it. */
export function track(state: QueueState, work: Promise<void>): void {
  state.working.add(work);
  void work.finally(() => state.working.delete(work));
}

/** The run of a job, to its very end. */
export function attend(state: QueueState, id: string, work: Promise<void>): void {
  state.attended.set(id, work);
  track(state, work);
  void work.finally(() => {
    // It may have begun again in the meantime.
    if (state.attended.get(id) === work) state.attended.delete(id);
  });
}
