// Tells subscribers of their jobs. Theory of operation: before a job is accepted an empty file with its name is made in the outbox, and it goes only
// when the end of the job was told or given up. So the end is told at least once, whatever crashes: on start every name that is left is looked up.
// Progress is told as it comes, once and without retries. What is told is the protocol's affair, how it gets there that of staging/http.
import { mkdir, open, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { isFinal, type Job, type JobStore } from "../core/job.js";
import { makeGate } from "./gate.js";
import type { Signer } from "./signature.js";
import type { Watcher } from "./watched-store.js";

export interface Notice {
  readonly url: string;
  readonly contentType: string;
  readonly body: string;
}

export interface CallbackParts {
  /** Only this room writes there. */
  readonly outboxDir: string;
  readonly store: Pick<JobStore, "get">;
  readonly signer: Pick<Signer, "headers">;
  /** What is told of the job as it is, and to which address; undefined: nothing to tell. */
  readonly notice: (job: Job) => Promise<Notice | undefined>;
  /** Sends; resolves with the HTTP status. Throws if there was no answer, or the address must not be reached. */
  readonly post: (url: string, headers: Readonly<Record<string, string>>, body: string, signal: AbortSignal) => Promise<number>;
  readonly log: { info(facts: object, message: string): void; warn(facts: object, message: string): void };
  /** Runs what is sent as work for the job; absent: it is nobody's. */
  readonly within?: <T>(jobId: string, work: () => Promise<T>) => Promise<T>;
  /** After how many milliseconds a delivery that failed is tried again; absent: over half a day. */
  readonly retriesMs?: readonly number[];
}

export interface Callbacks extends Watcher {
  /** Call once, before the first job: takes up what a dead server had not told. */
  recover(): Promise<void>;
  /** What is not told yet is left to the next start. */
  close(): void;
}

const usualRetriesMs = [2_000, 15_000, 60_000, 300_000, 1_800_000, 7_200_000, 36_000_000];
/** At one time. */
const mostDeliveries = 8;

type Deliver = (job: Job) => Promise<boolean>;

/** Tells one notice, once. True: it was taken, or there was nothing to tell. */
function makeDeliver(parts: CallbackParts, stopped: AbortSignal): Deliver {
  const gate = makeGate(mostDeliveries);
  const within = parts.within ?? ((_jobId, work) => work());
  return (job) =>
    gate(async () => {
      const facts = { job: job.id };
      try {
        const notice = await parts.notice(job);
        if (notice === undefined) return true;
        const headers = parts.signer.headers(notice.url, notice.contentType, notice.body);
        const status = await within(job.id, () => parts.post(notice.url, headers, notice.body, stopped));
        if (status >= 200 && status < 300) return true;
        parts.log.info({ ...facts, status }, "a subscriber did not take what it was told");
      } catch (error) {
        if (!stopped.aborted) parts.log.info({ ...facts, reason: String(error) }, "a subscriber was not reached");
      }
      return false;
    });
}

/** Tells the ends of jobs until they are taken or given up; `settle` is called then. */
function makeEnds(parts: CallbackParts, deliver: Deliver, stopped: AbortSignal, settle: (id: string) => Promise<void>) {
  const { store, log, retriesMs = usualRetriesMs } = parts;
  const timers = new Set<NodeJS.Timeout>();
  const ending = new Set<string>();

  function later(ms: number, work: () => void): void {
    const timer = setTimeout(() => {
      timers.delete(timer);
      work();
    }, ms).unref();
    timers.add(timer);
  }

  async function tell(id: string, attempt: number): Promise<void> {
    const job = await store.get(id);
    // Removed in the meantime: nobody waits for it any more.
    const isDone = job === undefined || (await deliver(job));
    if (!isDone && (stopped.aborted || again(id, attempt))) return;
    if (!isDone) log.warn({ job: id }, "a subscriber could not be told of the end of its job; it is given up");
    await settle(id);
    ending.delete(id);
  }

  function again(id: string, attempt: number): boolean {
    const waitMs = retriesMs[attempt];
    if (waitMs === undefined) return false;
    later(waitMs, () => begin(id, attempt + 1));
    return true;
  }

  function begin(id: string, attempt: number): void {
    tell(id, attempt).catch((error: unknown) => {
      if (stopped.aborted) return;
      // The store is away, or the disk is full: what was to be told is still there to be told.
      const then = again(id, attempt) ? "it is tried again" : "the next start takes it up";
      log.warn({ job: id, err: error }, `a callback broke off; ${then}`);
    });
  }

  stopped.addEventListener("abort", () => timers.forEach(clearTimeout), { once: true });
  return (id: string): void => {
    if (ending.has(id)) return;
    ending.add(id);
    begin(id, 0);
  };
}

/** The outbox and its deliveries. */
export function makeCallbacks(parts: CallbackParts): Callbacks {
  const { outboxDir, store, log } = parts;
  const stopped = new AbortController();
  const progressing = new Map<string, Promise<unknown>>();
  const marker = (id: string): string => join(outboxDir, id);
  const settle = (id: string): Promise<void> => rm(marker(id), { force: true });
  const deliver = makeDeliver(parts, stopped.signal);
  const tellEnd = makeEnds(parts, deliver, stopped.signal, settle);

  function tellProgress(job: Job): void {
    // One at a time; what changes meanwhile is told with the next change.
    if (job.status === "accepted" || progressing.has(job.id)) return;
    const told = deliver(job)
      .catch((error: unknown) => log.warn({ job: job.id, err: error }, "a callback broke off"))
      .finally(() => progressing.delete(job.id));
    progressing.set(job.id, told);
  }

  function changed(job: Job): void {
    if (stopped.signal.aborted) return;
    // The end comes last.
    if (isFinal(job.status)) void Promise.resolve(progressing.get(job.id)).then(() => tellEnd(job.id));
    else tellProgress(job);
  }

  return {
    changed,
    async expect({ id }) {
      await (await open(marker(id), "w", 0o600)).close();
      // It is nothing but its name.
      const folder = await open(outboxDir);
      await folder.sync().finally(() => folder.close());
    },
    unexpect: settle,
    async recover() {
      await mkdir(outboxDir, { recursive: true, mode: 0o700 });
      for (const id of await readdir(outboxDir)) {
        const job = await store.get(id);
        if (job === undefined) await settle(id);
        else if (isFinal(job.status)) changed(job);
      }
    },
    close: () => stopped.abort(),
  };
}
