// One attempt of a job as the server that runs it knows it: its place, its sandbox, and why it is to end. Used by all that has to do with runs.
import type { Job } from "../core/job.js";
import type { Sandbox } from "./pool.js";
import type { Slot } from "./slots.js";

/** What the jobs room knows of a job while it runs here. */
export interface Run {
  /** As it was claimed. */
  readonly job: Job;
  readonly attempt: number;
  /** Aborted when the run is to end; the reason says whether the job is dismissed (`dismissal`), left to the next server (`handOver`) or somebody else's (`overtaken`). */
  readonly abort: AbortController;
  /** Resolves when what becomes of the job is written; `settled` resolves it. */
  readonly over: Promise<void>;
  readonly settled: () => void;
  /** The end of the last pause or resume: they are done one after the other. */
  turn: Promise<void>;
  /** Set as soon as there is one. */
  sandbox?: Sandbox;
  /** The runner was told to go; before that there is nothing to pause. */
  isStarted: boolean;
  /** The place it holds; a paused job holds none. */
  slot: Slot;
  /** Since when it is paused, on the monotonic clock. */
  pausedFromMs?: number;
  /** When it became running. */
  startedMs?: number;
  /** A sandbox is being had for it, so that what fails now may be the engine's fault. */
  isLaunching: boolean;
  /** When its sandbox was seen to have ended. */
  ranMs?: number;
  /** It failed by no fault of its own, and begins again, after a pause. */
  again?: { readonly message: string; readonly isExcused: boolean; readonly pauseMs: number };
  /** Of all inputs as the process reads them; set when they are there. */
  bytesIn?: number;
}

/** Why a run is aborted. */
export const dismissal = Symbol("dismissal");
export const handOver = Symbol("hand over");
/** The job is somebody else's by now, or waits again: this run has nothing more to write. */
export const overtaken = Symbol("overtaken");

const idle = { isStarted: false, isLaunching: false } as const;

/** A run of this job that holds this place. */
export function makeRun(job: Job, slot: Slot): Run {
  let settled = (): void => undefined;
  const over = new Promise<void>((resolve) => {
    settled = resolve;
  });
  return { job, attempt: job.attempt, abort: new AbortController(), over, settled, turn: Promise.resolve(), slot, ...idle };
}

/** Is the sandbox of this run to end. */
export function isEnding({ abort: { signal } }: Run): boolean {
  return signal.aborted && signal.reason !== handOver;
}
