// Watching a job to its end: by the events that the server tells, where it does; else by asking again, as often as it wants or more and more rarely.
import { pause } from "./ask.js";
import { stateOf } from "./documents.js";
import { ProblemError } from "./problem.js";
import type { Job, JobEvent } from "./types.js";

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

/** The job as an event says that it stands now. */
function after(job: Job, { status: word, raw }: Extract<JobEvent, { kind: "state" | "end" }>): Job {
  const { pausedMs, ...known } = job;
  const [progress, message, time] = [raw["progress"], raw["message"], raw["time"]];
  return {
    ...known,
    status: stateOf(word) ?? job.status,
    ...(typeof progress === "number" ? { progress } : {}),
    ...(typeof message === "string" ? { message } : {}),
    ...(word === "paused" ? { pausedMs: pausedMs ?? (Date.parse(String(time)) || 0) } : {}),
  };
}

export interface Watched {
  status(): Promise<Job>;
  /** What happens to it; undefined: nobody tells. */
  events(job: Job): AsyncIterable<JobEvent> | undefined;
}

/** Each change that is told, without the end: what is known of an ended job stands in its own document. */
async function* told(first: Job, events: AsyncIterable<JobEvent>, signal: AbortSignal | undefined): AsyncGenerator<Job> {
  let job = first;
  try {
    for await (const event of events) {
      // A stream begins with what was before.
      const isNew = event.kind === "state" && !(Date.parse(String(event.raw["time"])) < (first.updatedMs ?? 0));
      const now = isNew ? after(job, event) : job;
      if (isOver(now) || !isNews(now, job)) continue;
      job = now;
      yield job;
    }
  } catch {
    // Whoever asks gets an answer all the same.
    signal?.throwIfAborted();
  }
}

/** A server may be away for so long while a job is watched: started anew it goes on with its jobs. */
const longestAwayMs = 60_000;

/** There is no answer, or what stands before the server has none. */
function isAway(error: unknown): boolean {
  return error instanceof ProblemError && [0, 502, 503, 504].includes(error.status);
}

/** How the job stands; while the server is away, as it stood last. Throws what `status` throws, at the end of the patience too. */
function makePatient(status: Watched["status"]): (last: Job) => Promise<Job> {
  let awaySinceMs: number | undefined;
  return async (last) => {
    try {
      const now = await status();
      awaySinceMs = undefined;
      return now;
    } catch (error) {
      awaySinceMs ??= performance.now();
      if (!isAway(error) || performance.now() - awaySinceMs > longestAwayMs) throw error;
      return last;
    }
  };
}

/** The job whenever something of it has changed, the last time when it is over. Ends early, with the signal's reason, when that is aborted. */
export async function* watch({ status, events }: Watched, { signal, mostMs = 5_000 }: WatchOptions = {}): AsyncGenerator<Job> {
  let job = await status();
  yield job;
  const stream = isOver(job) ? undefined : events(job);
  if (stream !== undefined)
    for await (const now of told(job, stream, signal)) {
      job = now;
      yield job;
    }
  const ask = makePatient(status);
  let waitMs = stream === undefined ? firstMs : 0;
  while (!isOver(job)) {
    await pause(Math.min(longestMs, waitMs === 0 ? 0 : (job.retryAfterMs ?? Math.min(mostMs, waitMs))), signal);
    waitMs = Math.max(firstMs, waitMs * growth);
    const now = await ask(job);
    if (isNews(now, job)) {
      yield now;
      waitMs = firstMs;
    }
    job = now;
  }
}
