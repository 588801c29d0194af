// The queue as administrators see it, and their hands on it.

/** open: jobs begin. held: jobs are taken in and wait. draining: none is taken in, and those that were run to their end. */
export type QueueMode = "open" | "held" | "draining";

/** The queue as its administrator sees it. */
export interface QueueView {
  readonly mode: QueueMode;
  /** Since when it is not open. */
  readonly sinceMs?: number;
  readonly waiting: number;
  /** When the job that waits longest was accepted. */
  readonly oldestMs?: number;
  /** Places of this server; of all of them `syncOnly` are kept for synchronous jobs. */
  readonly places: { readonly all: number; readonly syncOnly: number; readonly taken: number };
  /** What runs, over all servers on the store. */
  readonly running: readonly { readonly owner: string; readonly processId: string; readonly count: number }[];
  /** Engines that cannot run anything now: their jobs wait. */
  readonly down: readonly { readonly engine: string; readonly reason: string }[];
}

/** How many jobs of a process may run, and wait, at one time; absent: as many as the server lets. */
export interface ProcessBounds {
  readonly running?: number;
  readonly waiting?: number;
}

/** `isSet`: an administrator has said so while the server ran, instead of its configuration. */
export interface BoundsView extends ProcessBounds {
  readonly isSet: boolean;
}

/** The administrator's hands on the queue. What is set survives restarts of the server. */
export interface QueueControl {
  show(): Promise<QueueView>;
  /** Resolves when it is kept; what runs runs on. */
  set(mode: QueueMode): Promise<QueueView>;
  boundsOf(processId: string): BoundsView;
  /** Instead of those of the configuration; undefined: those of the configuration again. Resolves when it is kept; of this server alone. */
  bound(processId: string, bounds: ProcessBounds | undefined): Promise<void>;
}
