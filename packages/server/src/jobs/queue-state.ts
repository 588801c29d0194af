// What the queue remembers, apart from what it does: queue.ts and pausing.ts work on it.
import type { Job } from "../core/job.js";
import type { Run } from "./finish-job.js";
import type { JobsParts } from "./parts.js";
import type { Pool } from "./pool.js";
import type { Slots } from "./slots.js";

export interface QueueParts extends JobsParts {
  readonly sandboxes: Pool;
  /** Called once with each job that has ended, as it was committed. */
  readonly finished: (job: Job) => void;
}

/** The queue's memory; the store has the truth, this says what to ask it for. */
export interface QueueState {
  readonly parts: QueueParts;
  readonly slots: Slots;
  readonly waiting: Set<string>;
  /** Admitted, but not yet committed; those of them that were claimed all the same by a place that got free. */
  readonly entering: Set<string>;
  readonly early: Set<string>;
  readonly runs: Map<string, Run>;
  readonly working: Set<Promise<void>>;
  /** Runs that wait for a place to go on; they go before new jobs. */
  readonly resuming: Run[];
  claiming: number;
  /** The store had nothing for us although jobs wait (it failed, or leases are not over yet): no use in asking before something changes. */
  isBlocked: boolean;
  isClosed: boolean;
  /** A moving average of how long a job takes. */
  averageMs: number;
}
