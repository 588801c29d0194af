// One job that is watched, by however many: each of its events is read once, and its sandbox is looked into once, for all of them.
//
// Theory of operation. Whoever changes the job pokes the topic, which reads the events that the store has beyond the last it knows; so all servers on
// a store tell the same, in the same order, and nothing is lost that happened while nobody listened. What it tells it remembers in short: the last event of
// each state, and the log as far as that is kept. A newcomer is told that, or what of it is beyond its cursor.
import { isFinal, type Job, type JobEvent } from "../core/job.js";
import { type Cursor, type JobNews, launchOf, type Phase, phaseOf, type Watching } from "../core/news.js";
import { type LogPiece, type LogTail, makeLogTail, restOfLog } from "./log-tail.js";
import type { JobsParts } from "./parts.js";
import { makeReaders, type Readers, watchJob } from "./readers.js";
import type { OwnWatching } from "./watching.js";

export interface TopicParts extends Pick<JobsParts, "store" | "engine" | "logsDir" | "log" | "now"> {
  readonly beatMs: number;
  /** Does a run of it go on here, or is tidied up; then its sandbox is here too. */
  readonly isBusy: (id: string) => boolean;
  /** Nobody watches any more, or nothing will come. */
  readonly over: () => void;
}

export interface Topic {
  /** The job may have changed. */
  poke(): void;
  /** Why it waits, if that is not what was told last. */
  tellWaiting(waiting: NonNullable<Job["waiting"]>): void;
  readonly job: Job;
  /** `done` is called when that watching is over. */
  watch(cursor: Cursor | undefined, signal: AbortSignal | undefined, done: () => void): Watching<JobNews>;
  /** Ends all watching, as when the server ends: watchers come again. */
  close(): void;
}

/** States that are remembered for newcomers. */
const mostStates = 500;
const pokeMs = 100;
const lookMs = 1_000;
/** How long what follows the end of a job (its log) is waited for. */
const tidyMs = 20_000;

/** The phase of a state that is over. */
const pastPhases: Readonly<Record<Job["status"], Phase>> = {
  ...{ accepted: "waiting", running: "running", paused: "paused" },
  ...{ successful: "ended", failed: "ended", dismissed: "ended" },
};

/** What a topic knows. */
interface Known {
  readonly id: string;
  readonly parts: TopicParts;
  readonly readers: Readers;
  /** Those who came before the first read. */
  readonly newcomers: Map<OwnWatching<JobNews>, Cursor | undefined>;
  readonly poker: ReturnType<typeof makePoker>;
  job: Job;
  /** The last of each state. */
  events: JobEvent[];
  phase?: Phase;
  waiting?: JobNews;
  tail: LogTail;
  /** The sandbox that is looked into. */
  lookedInto?: string;
  hasBegun: boolean;
  isOver: boolean;
}

function seqOf({ events }: Known): number {
  return events.at(-1)?.seq ?? 0;
}

function remember(known: Known, event: JobEvent): void {
  const before = known.events.at(-1);
  if (before?.status === event.status && before.attempt === event.attempt) known.events.pop();
  known.events.push(event);
  if (known.events.length > mostStates) known.events = known.events.slice(-mostStates);
}

type MakeNews = Parameters<Readers["tell"]>[0];

function stateNews({ seq, ...event }: JobEvent, phase: Phase): MakeNews {
  return ({ attempt, bytes }) => ({ kind: "state", cursor: { seq, attempt: Math.max(0, attempt), logBytes: bytes }, ...event, phase });
}

/** Calls `read` when it is poked, and again if it was poked meanwhile; ten times in a second at most, and later where it fails. */
function makePoker(read: () => Promise<void>, failed: (error: unknown) => void) {
  let timer: NodeJS.Timeout | undefined;
  let isReading = false;
  let isStale = false;
  let isClosed = false;
  function poke(): void {
    if (isClosed) return;
    isStale = true;
    if (isReading || timer !== undefined) return;
    isStale = false;
    isReading = true;
    let waitMs = pokeMs;
    void read()
      .catch((error: unknown) => {
        failed(error);
        isStale = true;
        waitMs = 10 * pokeMs;
      })
      .finally(() => {
        isReading = false;
        if (isClosed) return;
        timer = setTimeout(() => {
          timer = undefined;
          if (isStale) poke();
        }, waitMs);
      });
  }
  return {
    poke,
    close(): void {
      isClosed = true;
      clearTimeout(timer);
    },
  };
}

function tellLast({ events, job, readers }: Known, to?: OwnWatching<JobNews>): void {
  const last = events.at(-1);
  if (last !== undefined) readers.tell(stateNews(last, phaseOf(job)), to);
}

function tellLog(known: Known, piece: LogPiece): void {
  known.tail.add(piece);
  known.readers.tellLog(piece, known.tail.attempt, seqOf(known));
}

/** Tells a newcomer what it has not read. */
function admit(known: Known, watching: OwnWatching<JobNews>, from: Cursor | undefined): void {
  const { readers, events, waiting, tail, job } = known;
  readers.add(watching, from);
  for (const event of events.slice(0, -1))
    if (event.seq > (from?.seq ?? 0)) readers.tell(stateNews(event, pastPhases[event.status]), watching);
  tellLast(known, watching);
  if (waiting !== undefined && job.status === "accepted") watching.put(waiting);
  for (const piece of tail.pieces) readers.tellLog(piece, tail.attempt, seqOf(known), watching);
}

function admitAll(known: Known): void {
  known.hasBegun = true;
  const all = [...known.newcomers];
  known.newcomers.clear();
  for (const [watching, from] of all) admit(known, watching, from);
}

/** Looks into the sandbox of a job while it runs here and somebody watches. */
async function look(known: Known): Promise<void> {
  const { parts, readers } = known;
  const { handle, id } = known.job;
  const { engine } = parts;
  const isRunning = (): boolean => !known.isOver && known.job.status === "running" && known.job.handle?.id === handle?.id;
  if (handle === undefined || known.lookedInto === handle.id || engine.look === undefined) return;
  if (!isRunning() || launchOf(known.job) === undefined || !parts.isBusy(id)) return;
  known.lookedInto = handle.id;
  let usedMs = Number.NEGATIVE_INFINITY;
  try {
    while (isRunning()) {
      const seen = await engine.look(handle, known.tail.bytes, lookMs);
      if (seen === undefined || known.isOver) break;
      if (seen.log.to > known.tail.bytes) tellLog(known, seen.log);
      if (seen.isOver) break;
      const { cpuMs, memoryBytes, memoryPeakBytes } = seen;
      if (performance.now() - usedMs >= lookMs * 0.95 && (cpuMs >= 0 || memoryBytes >= 0)) {
        usedMs = performance.now();
        const news: JobNews = { kind: "usage", atMs: parts.now(), cpuMs, memoryBytes, memoryPeakBytes };
        readers.tell(() => news);
      }
      // What is printed in a burst is told together.
      await new Promise((resolve) => setTimeout(resolve, pokeMs));
    }
  } catch (error) {
    parts.log.warn({ err: error, job: id }, "a sandbox could not be looked into");
  } finally {
    delete known.lookedInto;
  }
}

/** Reads what the store has beyond what is known, and tells it. */
async function read(known: Known): Promise<void> {
  const { id, parts, readers } = known;
  const now = await parts.store.get(id);
  if (now === undefined) return end(known, { ...known.job, status: "dismissed" });
  const fresh = await parts.store.events(id, seqOf(known));
  if (known.isOver) return;
  known.job = now;
  if (now.attempt !== known.tail.attempt && now.status !== "accepted") known.tail = makeLogTail(now.attempt);
  const last = fresh.at(-1);
  for (const event of fresh) {
    remember(known, event);
    if (event !== last && known.hasBegun) readers.tell(stateNews(event, pastPhases[event.status]));
  }
  const phase = phaseOf(now);
  if (known.hasBegun && (last !== undefined || phase !== known.phase)) tellLast(known);
  known.phase = phase;
  if (isFinal(now.status)) return finish(known);
  if (!known.hasBegun) admitAll(known);
  void look(known);
}

/** The end is told when all that the job printed is. */
async function finish(known: Known): Promise<void> {
  const { id, parts } = known;
  const untilMs = performance.now() + tidyMs;
  while (parts.isBusy(id) && performance.now() < untilMs) await new Promise((resolve) => setTimeout(resolve, pokeMs / 2));
  const now = (await parts.store.get(id)) ?? known.job;
  const rest = await restOfLog(parts.logsDir, now, known.tail);
  if (rest !== undefined) tellLog(known, rest);
  end(known, now);
}

function end(known: Known, job: Job): void {
  if (known.isOver) return;
  known.job = job;
  admitAll(known);
  known.readers.tell(({ attempt, bytes }) => ({
    kind: "end",
    cursor: { seq: seqOf(known), attempt: Math.max(0, attempt), logBytes: bytes, hasEnded: true },
    status: job.status,
  }));
  close(known);
}

function close(known: Known): void {
  if (known.isOver) return;
  known.isOver = true;
  known.poker.close();
  for (const watching of known.newcomers.keys()) watching.end();
  known.newcomers.clear();
  known.readers.end();
  known.parts.over();
}

function watch(known: Known, from: Cursor | undefined, signal: AbortSignal | undefined, done: () => void): Watching<JobNews> {
  const { newcomers, readers, parts } = known;
  const watching: OwnWatching<JobNews> = watchJob({
    beatMs: parts.beatMs,
    ...(signal === undefined ? {} : { signal }),
    closed() {
      done();
      newcomers.delete(watching);
      readers.delete(watching);
      if (newcomers.size + readers.size === 0) close(known);
    },
  });
  if (known.hasBegun) admit(known, watching, from);
  else newcomers.set(watching, from);
  return watching;
}

/** Follows one job; `first` is as it is now. */
export function makeTopic(first: Job, parts: TopicParts): Topic {
  const poker = makePoker(
    () => read(known),
    (error) => parts.log.warn({ err: error, job: first.id }, "a watched job could not be read"),
  );
  const known: Known = {
    ...{ id: first.id, parts, poker, readers: makeReaders(), newcomers: new Map(), job: first, events: [] },
    ...{ tail: makeLogTail(first.attempt), hasBegun: false, isOver: false },
  };
  poker.poke();
  return {
    get job() {
      return known.job;
    },
    poke: poker.poke,
    tellWaiting({ ahead, reason, said }) {
      const words = { message: reason, ...(said === undefined ? {} : { said }) };
      const news: JobNews = { kind: "waiting", ...words, ...(ahead === undefined ? {} : { ahead }) };
      if (JSON.stringify(news) === JSON.stringify(known.waiting)) return;
      known.waiting = news;
      known.readers.tell(() => news);
    },
    watch: (from, signal, done) => watch(known, from, signal, done),
    close: () => close(known),
  };
}
