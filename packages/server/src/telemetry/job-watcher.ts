// Follows each job along its way and makes of it figures, spans and lines of the log. It is told by what watches the store and the engine
// (watched-store.ts, watched-engine.ts); it changes nothing, and nothing waits for it. No input or result is told, only names, times and codes.
import type { Exit, Handle } from "../core/engine.js";
import { isFinal, type Job, type JobChange } from "../core/job.js";
import type { Metrics } from "./metrics.js";
import { type JobSpans, jobSpans, type Step } from "./spans.js";

export interface Log {
  debug(facts: object, message: string): void;
  info(facts: object, message: string): void;
}

export interface JobWatcher {
  adding(job: Job): void;
  /** The store has it; or did not take it. */
  added(job: Job, isKept: boolean): void;
  /** Of a former server too. */
  claimed(job: Job): void;
  /** It goes on in its sandbox. */
  adopted(job: Job): void;
  changing(id: string, change: JobChange): void;
  changed(job: Job, change: JobChange): void;
  made(handle: Handle, ms: number): void;
  /** Runs `work` as the step of the job that this sandbox serves. */
  during<T>(handle: Handle, step: Step, work: () => Promise<T>): Promise<T>;
  started(handle: Handle): void;
  exited(handle: Handle, exit: Exit): void;
  removed(handle: Handle): void;
  /** Runs what is done for a job when it may have ended. */
  after<T>(jobId: string, work: () => Promise<T>): Promise<T>;
}

/** What is known of a job that has not ended. */
interface Journey {
  readonly id: string;
  readonly processId: string;
  readonly spans: JobSpans;
  at: Step;
  /** Monotonic times: when it got its place, and when its code was started. */
  placedMs?: number;
  startedMs?: number;
  handleId?: string;
}

export interface WatcherParts {
  readonly metrics: Metrics;
  readonly log: Log;
}

interface Known {
  readonly parts: WatcherParts;
  readonly byJob: Map<string, Journey>;
  readonly bySandbox: Map<string, Journey>;
  /** When sandboxes that wait were made. */
  readonly madeMs: Map<string, number>;
  /** Spans of the last jobs that somebody is told the end of. */
  readonly told: Map<string, JobSpans>;
}

const mostTold = 1_000;
/** Of jobs that another server on the store runs, the end is not seen here. */
const mostJourneys = 20_000;

function step(journey: Journey, name: Step): void {
  journey.at = name;
  journey.spans.step(name);
}

function begin(known: Known, job: Job, isOld: boolean): Journey {
  const journey: Journey = { id: job.id, processId: job.processId, spans: jobSpans(job, isOld), at: "accept" };
  known.byJob.set(job.id, journey);
  const [oldest] = known.byJob.size > mostJourneys ? known.byJob.values() : [];
  if (oldest !== undefined) {
    oldest.spans.end({ status: "unknown" });
    known.byJob.delete(oldest.id);
  }
  return journey;
}

/** A job waits. Ten thousand may: of each only its spans are worth remembering, if they are wanted. */
function wait(known: Known, journey: Journey): void {
  step(journey, "wait");
  if (!journey.spans.isWanted) known.byJob.delete(journey.id);
}

function bind(known: Known, journey: Journey, { id }: Handle): void {
  if (journey.handleId !== undefined) known.bySandbox.delete(journey.handleId);
  journey.handleId = id;
  known.bySandbox.set(id, journey);
}

/** Its code runs no more: there are results, or an end. */
function stopRunning({ parts }: Known, journey: Journey): void {
  if (journey.startedMs === undefined) return;
  parts.metrics.ran(journey.processId, performance.now() - journey.startedMs);
  delete journey.startedMs;
}

function beginAgain(known: Known, journey: Journey): void {
  stopRunning(known, journey);
  delete journey.placedMs;
  wait(known, journey);
}

function end(known: Known, journey: Journey, job: Job): void {
  const { metrics, log } = known.parts;
  stopRunning(known, journey);
  const { status, error, startedMs, finishedMs = job.updatedMs } = job;
  const reason = error?.code ?? "none";
  metrics.ended(job.processId, status, reason);
  journey.spans.end({ status, ...(error === undefined ? {} : { reason }) });
  known.byJob.delete(job.id);
  if (job.execute.subscriber !== undefined && journey.spans.isWanted) known.told.set(job.id, journey.spans);
  const [oldest] = known.told.size > mostTold ? known.told.keys() : [];
  if (oldest !== undefined) known.told.delete(oldest);
  const times = {
    waitedMs: (startedMs ?? finishedMs) - job.createdMs,
    ...(startedMs === undefined ? {} : { ranMs: finishedMs - startedMs }),
  };
  const why = error === undefined ? {} : { code: reason, limits: job.limitsHit ?? [] };
  log.info({ job: job.id, process: job.processId, status, attempt: job.attempt, ...times, ...why }, "a job has ended");
}

function changed(known: Known, job: Job, change: JobChange): void {
  if (change.handle === undefined && change.status === undefined) return;
  const journey = known.byJob.get(job.id) ?? begin(known, job, true);
  const { metrics, log } = known.parts;
  if (change.handle !== undefined) bind(known, journey, change.handle);
  if (change.status === undefined) return;
  const facts = { job: job.id, process: job.processId, attempt: job.attempt };
  if (isFinal(change.status)) end(known, journey, job);
  else if (change.status === "accepted") {
    beginAgain(known, journey);
    log.info(facts, "a job begins again");
  } else if (change.status === "running" && change.startedMs !== undefined) {
    metrics.waited(job.processId, Math.max(0, change.startedMs - job.createdMs));
    journey.placedMs = performance.now();
    step(journey, "stage");
    log.debug(facts, "a job begins");
  } else {
    journey.spans.note(change.status === "paused" ? "paused" : "resumed");
    log.info(facts, change.status === "paused" ? "a job was paused" : "a job goes on");
  }
}

/** What is told of sandboxes. */
function watchSandboxes(known: Known): Pick<JobWatcher, "made" | "during" | "started" | "exited" | "removed"> {
  const { bySandbox, madeMs, parts } = known;
  return {
    made(handle, ms) {
      parts.metrics.made(handle.engine, handle.madeBy ?? "launcher", ms);
      madeMs.set(handle.id, performance.now());
    },
    during(handle, name, work) {
      const journey = bySandbox.get(handle.id);
      if (journey === undefined || !known.byJob.has(journey.id)) return work();
      if (name === "collect") stopRunning(known, journey);
      step(journey, name);
      return journey.spans.within(work);
    },
    started(handle) {
      const journey = bySandbox.get(handle.id);
      if (journey === undefined) return;
      const nowMs = performance.now();
      const { placedMs = nowMs } = journey;
      parts.metrics.started(journey.processId, (madeMs.get(handle.id) ?? nowMs) < placedMs, nowMs - placedMs);
      journey.startedMs = nowMs;
      // It may have been dismissed in the meantime.
      if (known.byJob.has(journey.id)) step(journey, "run");
    },
    exited(handle, exit) {
      const journey = bySandbox.get(handle.id);
      if (journey === undefined) return;
      stopRunning(known, journey);
      parts.metrics.exited(journey.processId, exit.reason);
    },
    removed(handle) {
      bySandbox.delete(handle.id);
      madeMs.delete(handle.id);
    },
  };
}

/** Knows of no job yet. */
export function makeJobWatcher(parts: WatcherParts): JobWatcher {
  const known: Known = { parts, byJob: new Map(), bySandbox: new Map(), madeMs: new Map(), told: new Map() };
  const { byJob, told } = known;
  return {
    ...watchSandboxes(known),
    adding: (job) => void begin(known, job, false).spans.step("accept"),
    added(job, isKept) {
      const journey = byJob.get(job.id);
      if (!isKept) {
        journey?.spans.end({ status: "refused" });
        byJob.delete(job.id);
        return;
      }
      parts.metrics.accepted(job.processId);
      parts.log.debug({ job: job.id, process: job.processId, mode: job.execute.mode }, "a job was accepted");
      // A place may have been free, and the job claimed, before this was told.
      if (journey?.at === "accept") wait(known, journey);
    },
    claimed(job) {
      if (!byJob.has(job.id)) step(begin(known, job, true), "wait");
    },
    adopted(job) {
      const journey = begin(known, job, true);
      step(journey, "run");
      parts.log.info({ job: job.id, process: job.processId, attempt: job.attempt }, "a job of the server before goes on");
      if (job.handle !== undefined) bind(known, journey, job.handle);
    },
    changing(id, change) {
      const journey = byJob.get(id);
      if (journey === undefined || change.status === undefined || !isFinal(change.status)) return;
      stopRunning(known, journey);
      if (journey.at === "run" || journey.at === "collect") step(journey, "publish");
    },
    changed: (job, change) => changed(known, job, change),
    after(jobId, work) {
      const spans = byJob.get(jobId)?.spans ?? told.get(jobId);
      return spans === undefined ? work() : spans.after("callback", work);
    },
  };
}
