// Pausing and resuming what another server of the store runs. What is wanted is written; the server that runs the job hears of it and does it, and says
// so by the state of the job. What is not heard is written again, as long as the client waits; after that nothing is left of it.
import { ServiceError } from "../core/errors.js";
import type { Job, JobStore } from "../core/job.js";
import { refusal, unprepared } from "./pausing.js";
import type { Queue } from "./queue.js";

export interface AnywhereParts {
  readonly store: JobStore;
  readonly queue: Pick<Queue, "isHere" | "pause" | "resume">;
}

/** How long another server may take, and how often it is told. */
const patienceMs = 5_000;
const tellMs = 1_000;

/** Resolves when the job may have changed, or after a while. */
function nextNews({ left }: JobStore, id: string): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      stop?.();
      resolve();
    };
    const timer = setTimeout(done, tellMs);
    const stop = left?.((changed) => changed === id && done());
  });
}

/** Writes what is wanted until `isDone`; the job as it is then, or undefined: nobody has done it. */
async function insist(
  store: JobStore,
  { id, attempt }: Job,
  write: () => Promise<unknown>,
  isDone: (job: Job) => boolean,
): Promise<Job | undefined> {
  const untilMs = performance.now() + patienceMs;
  while (performance.now() < untilMs) {
    const news = nextNews(store, id);
    await write();
    await news;
    const now = await store.get(id);
    if (now === undefined || now.attempt !== attempt || isDone(now)) return now;
  }
  return undefined;
}

const unheard = (): ServiceError =>
  new ServiceError([{ code: "busy", message: "The server that runs the job does not answer; please try again in a few seconds." }], {
    retryAfterS: 5,
  });

/** Pauses a running job, on whatever server. Throws conflict where there is nothing to pause, busy if the server that runs it does not answer. */
export async function pauseAnywhere(job: Job, { store, queue }: AnywhereParts): Promise<Job> {
  const { id, attempt, status } = job;
  const isElsewhere =
    store.left !== undefined && !queue.isHere(id) && (status === "running" || (status === "paused" && job.isResuming === true));
  if (!isElsewhere) return !queue.isHere(id) && status === "paused" ? job : queue.pause(job);
  const write = () =>
    status === "running"
      ? store.change(id, ["running"], attempt, { isPausing: true })
      : store.change(id, ["paused"], attempt, { isResuming: false, message: "Paused." });
  const paused = await insist(store, job, write, (now) => now.status !== "running" || now.isPausing !== true);
  if (paused?.status === "paused") return paused;
  if (paused !== undefined) throw refusal(paused, unprepared);
  await store.change(id, ["running"], attempt, { isPausing: false });
  throw unheard();
}

/** Lets a paused job go on, on whatever server; it goes on when that has a place for it. Throws conflict if the job is not paused. */
export async function resumeAnywhere(job: Job, { store, queue }: AnywhereParts): Promise<Job> {
  const { id, attempt } = job;
  if (store.left === undefined || queue.isHere(id) || job.status !== "paused") return queue.resume(job);
  const asked = { isResuming: true, message: "Goes on as soon as a place is free." };
  const now = await insist(
    store,
    job,
    () => store.change(id, ["paused"], attempt, asked),
    () => true,
  );
  return now ?? job;
}

/** Does what another server has asked of a job that runs here; where it cannot be paused that is taken back, and the other one tells why. */
export async function doAsked(job: Job, { store, queue }: AnywhereParts): Promise<void> {
  if (job.status === "paused" && job.isResuming === true) await queue.resume(job);
  if (job.status !== "running" || job.isPausing !== true) return;
  try {
    await queue.pause(job);
  } catch (error) {
    await store.change(job.id, ["running"], job.attempt, { isPausing: false });
    throw error;
  }
}
