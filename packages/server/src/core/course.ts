// What a job went through: its waits, attempts and pauses one after the other, each as long as it took. Pure; made of the job, and of its events where it was
// begun more than once or paused.
import type { Job, JobEvent, JobStatus } from "./job.js";
import { launchOf } from "./news.js";

export interface Span {
  readonly phase: "waiting" | "staging" | "running" | "paused" | "publishing";
  readonly fromMs: number;
  /** Absent: it goes on. */
  readonly toMs?: number;
  /** 1 for the first, its wait included. */
  readonly attempt: number;
  /** Of a wait behind an attempt: why the job begins again. */
  readonly reason?: string;
}

/** Does the job itself not tell all of it. */
export function needsEvents({ attempt, pausedMs }: Pick<Job, "attempt" | "pausedMs">): boolean {
  return attempt > 1 || pausedMs !== undefined;
}

type Times = Pick<Job, "startedMs" | "launchedMs" | "ranMs" | "finishedMs" | "status" | "attempt">;

function span(phase: Span["phase"], attempt: number, [fromMs, toMs]: readonly [number, number | undefined], reason?: string): Span {
  const until = toMs === undefined ? {} : { toMs: Math.max(fromMs, toMs) };
  return { phase, fromMs, attempt, ...until, ...(reason === undefined ? {} : { reason }) };
}

/** A stretch in which the job ran, of its last attempt: parted by when its code was let go, and when its sandbox had ended. */
function parted(job: Times, fromMs: number, toMs: number | undefined): Span[] {
  const { attempt, status, ranMs } = job;
  const launchedMs = launchOf(job);
  const hasBegun = launchedMs !== undefined && (toMs === undefined || launchedMs < toMs);
  const isPreparing = launchedMs === undefined || launchedMs > fromMs;
  // What failed published nothing; what came after the answer took nobody's time.
  const overMs =
    status === "successful" && ranMs !== undefined && toMs !== undefined && ranMs > fromMs && ranMs <= toMs ? ranMs : undefined;
  return [
    ...(isPreparing ? [span("staging", attempt, [fromMs, hasBegun ? launchedMs : toMs])] : []),
    ...(hasBegun ? [span("running", attempt, [Math.max(fromMs, launchedMs), overMs ?? toMs])] : []),
    ...(overMs === undefined ? [] : [span("publishing", attempt, [overMs, toMs])]),
  ];
}

/** Without events: all of a job that was begun once at most and never paused, the last attempt of another. */
function simple(job: Job): Span[] {
  const { createdMs, startedMs, finishedMs, pausedMs, status } = job;
  const held = status === "paused" ? pausedMs : undefined;
  const attempt = Math.max(1, job.attempt);
  return [
    span("waiting", attempt, [createdMs, startedMs ?? finishedMs]),
    ...(startedMs === undefined ? [] : parted({ ...job, attempt }, startedMs, held ?? finishedMs)),
    ...(held === undefined ? [] : [span("paused", attempt, [held, undefined])]),
  ];
}

const phases: Readonly<Partial<Record<JobStatus, "waiting" | "running" | "paused">>> = {
  accepted: "waiting",
  running: "running",
  paused: "paused",
};

/** The first event of each stretch of one state. */
function turns(events: readonly JobEvent[]): JobEvent[] {
  return events.filter((event, index) => event.status !== events[index - 1]?.status);
}

const passageMs = 1_000;

/** The law of states knows no way from paused to accepted: what begins again out of a pause is said to run for an instant, and does not. */
function isPassage(before: JobEvent | undefined, { atMs }: JobEvent, next: JobEvent | undefined): boolean {
  return before?.status === "paused" && next?.status === "accepted" && next.atMs - atMs < passageMs;
}

/** In order of time. `events` are those of the store, where `needsEvents` asks for them. */
export function courseOf(job: Job, events: readonly JobEvent[] = []): Span[] {
  const all = turns(events);
  if (all.length === 0) return simple(job);
  let attempt = 0;
  return all.flatMap((event, index): Span[] => {
    const phase = phases[event.status];
    if (phase === undefined) return [];
    const next = all[index + 1];
    const fromMs = index === 0 ? job.createdMs : event.atMs;
    const toMs = next === undefined ? undefined : next.status in phases ? next.atMs : (job.finishedMs ?? next.atMs);
    if (phase === "waiting") {
      attempt += 1;
      return [span(phase, attempt, [fromMs, toMs], index === 0 ? undefined : event.message)];
    }
    if (phase === "running" && isPassage(all[index - 1], event, next)) return [];
    if (phase === "paused" || attempt < all.filter(({ status }) => status === "accepted").length)
      return [span(phase, attempt, [fromMs, toMs])];
    return parted({ ...job, attempt }, fromMs, toMs);
  });
}
