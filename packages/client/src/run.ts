// Watching a job to its end: by asking again, as often as the server wants, else more and more rarely.
import { pause } from "./ask.js";
import type { Job } from "./types.js";

/** A job that was waited for has ended without results. */
export class JobEndedError extends Error {
  readonly job: Job;
  constructor(job: Job) {
    super(job.message ?? (job.status === "dismissed" ? "The job was dismissed." : "The job failed."));
    this.name = "JobEndedError";
    this.job = job;
  }
}

export interface WatchOptions {
  readonly signal?: AbortSignal | undefined;
  /** The longest time between two questions; default: 5 s. What the server asks for comes first. */
  readonly mostMs?: number;
}

const firstMs = 200;
/** Each wait is so much longer than the last. */
const growth = 1.5;
/** However seldom the server wants to be asked. */
const longestMs = 120_000;

export function isOver({ status }: Job): boolean {
  return status === "successful" || status === "failed" || status === "dismissed";
}

function isNews(job: Job, before: Job | undefined): boolean {
  return (
    before === undefined ||
    job.status !== before.status ||
    job.progress !== before.progress ||
    job.message !== before.message ||
    job.pausedMs !== before.pausedMs
  );
}

/** The job whenever something of it has changed, the last time when it is over. Ends early, with the signal's reason, when that is aborted. */
export async function* watch(status: () => Promise<Job>, { signal, mostMs = 5_000 }: WatchOptions = {}): AsyncGenerator<Job> {
  let before: Job | undefined;
  let waitMs = firstMs;
  for (;;) {
    const job = await status();
    if (isNews(job, before)) {
      yield job;
      waitMs = firstMs;
    }
    if (isOver(job)) return;
    before = job;
    await pause(Math.min(longestMs, job.retryAfterMs ?? Math.min(mostMs, waitMs)), signal);
    waitMs *= growth;
  }
}
