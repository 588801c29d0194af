// Who watches which jobs. It hears of each change that this server makes of a job, from the store that it wraps, and of what others do by the store's own
// word; what nobody tells (the place of a job in the queue, progress on another server) it looks up once a second, and only of what is watched.
import { ServiceError } from "../core/errors.js";
import type { Job, JobStore, Waiting } from "../core/job.js";
import { type Cursor, type JobNews, type ListNews, phaseOf, type Watching } from "../core/news.js";
import type { JobsParts } from "./parts.js";
import { type FeedLimits, makeStreams } from "./streams.js";
import { makeTopic, type Topic } from "./topic.js";
import { makeWatching, type OwnWatching } from "./watching.js";

export const defaultFeedLimits: FeedLimits = { streams: 2_000, streamsPerClient: 200, beatMs: 15_000 };

/** What the feed asks of the queue. */
export interface Attended {
  isAttended(id: string): boolean;
  whyWaiting(job: Job): Promise<Waiting>;
}

/** Who watches: its streams are counted by `client`. */
export interface Watcher {
  readonly client: string;
  /** Whose jobs a list is of; absent: of all. */
  readonly owner?: string;
  readonly signal?: AbortSignal;
}

export interface Feed {
  /** The store that all changes of this server go through. */
  readonly store: JobStore;
  /** Throws busy when there are too many streams. */
  watch(job: Job, cursor: Cursor | undefined, watcher: Watcher): Watching<JobNews>;
  watchList(watcher: Watcher): Watching<ListNews>;
  /** Before the first job is watched. */
  begin(queue: Attended): void;
  /** Ends all streams; their readers find the next server, or come again. */
  close(): void;
}

export type FeedParts = Pick<JobsParts, "store" | "engine" | "logsDir" | "log" | "now"> & { readonly feed?: FeedLimits };

const tickMs = 1_000;
/** Of what is looked up at each tick. */
const mostPoked = 200;
const mostAsked = 10;
/** Jobs of other servers, which are told by nobody while they wait. */
const listEveryTicks = 5;
const mostListed = 200;
/** Jobs of a list that one reader has not read of. */
const mostUnread = 2_000;
const listPauseMs = 500;

/** The store, with somebody who hears of each change. */
function announced(
  store: JobStore,
  heard: (job: Job) => void,
  gone: (id: string, owner: string | undefined) => void,
  isHeard: () => boolean,
): JobStore {
  return {
    ...store,
    async add(...what) {
      const job = await store.add(...what);
      heard(job);
      return job;
    },
    async change(...what) {
      const job = await store.change(...what);
      if (job !== undefined) heard(job);
      return job;
    },
    async remove(id, ...rest) {
      const owner = isHeard() ? (await store.get(id).catch(() => undefined))?.owner : undefined;
      const isGone = await store.remove(id, ...rest);
      if (isGone) gone(id, owner);
      return isGone;
    },
  };
}

function listNews(job: Job): ListNews {
  const { id, processId, status, progress, message, error, createdMs, startedMs, finishedMs, updatedMs } = job;
  return {
    ...{ kind: "job", phase: phaseOf(job), id, processId, status, progress, createdMs, updatedMs },
    ...(message === undefined ? {} : { message }),
    ...(error === undefined ? {} : { error }),
    ...(startedMs === undefined ? {} : { startedMs }),
    ...(finishedMs === undefined ? {} : { finishedMs }),
  };
}

/** Those who watch lists, by owner; undefined: those who see all. */
function makeLists() {
  const lists = new Map<string | undefined, Set<OwnWatching<ListNews>>>();
  return {
    get size() {
      return lists.size;
    },
    owners: () => [...lists.keys()],
    tell(owner: string, news: () => ListNews): void {
      const readers = [...(lists.get(owner) ?? []), ...(lists.get(undefined) ?? [])];
      if (readers.length === 0) return;
      const made = news();
      for (const one of readers) one.put(made);
    },
    add(owner: string | undefined, watching: OwnWatching<ListNews>): void {
      const own = lists.get(owner) ?? new Set();
      own.add(watching);
      lists.set(owner, own);
    },
    delete(owner: string | undefined, watching: OwnWatching<ListNews>): void {
      const own = lists.get(owner);
      own?.delete(watching);
      if (own?.size === 0) lists.delete(owner);
    },
    close(): void {
      for (const own of [...lists.values()]) for (const one of [...own]) one.end();
    },
  };
}

/** What the feed knows. */
interface Known {
  readonly parts: FeedParts;
  readonly limits: FeedLimits;
  readonly topics: Map<string, Topic>;
  readonly lists: ReturnType<typeof makeLists>;
  queue?: Attended;
  timer?: NodeJS.Timeout;
  ticks: number;
  isClosed: boolean;
}

function quietly({ parts: { log } }: Known, work: Promise<unknown>): void {
  void work.catch((error: unknown) => log.warn({ err: error }, "watched jobs were not looked up"));
}

function heard({ topics, lists }: Known, job: Job): void {
  topics.get(job.id)?.poke();
  lists.tell(job.owner, () => listNews(job));
}

/** Of what another server did. */
async function heardOf(known: Known, id: string): Promise<void> {
  known.topics.get(id)?.poke();
  const job = known.lists.size === 0 ? undefined : await known.parts.store.get(id);
  if (job !== undefined) known.lists.tell(job.owner, () => listNews(job));
}

/** In turn, so that each has its own. */
function some({ topics, ticks }: Known, most: number, fits: (topic: Topic) => boolean): Topic[] {
  const all = [...topics.values()].filter(fits);
  const from = all.length <= most ? 0 : (ticks * most) % all.length;
  return [...all.slice(from), ...all.slice(0, from)].slice(0, most);
}

async function tellWaiting(known: Known): Promise<void> {
  for (const topic of some(known, mostAsked, ({ job }) => job.status === "accepted")) {
    const waiting = await known.queue?.whyWaiting(topic.job);
    if (waiting !== undefined) topic.tellWaiting(waiting);
  }
}

async function lookElsewhere(known: Known): Promise<void> {
  const { queue, parts, lists } = known;
  for (const topic of some(known, mostPoked, ({ job }) => queue?.isAttended(job.id) !== true)) topic.poke();
  if (known.ticks % listEveryTicks !== 0) return;
  const createdFromMs = parts.now() - 2 * listEveryTicks * tickMs;
  for (const owner of lists.owners())
    for (const job of await parts.store.list({ ...(owner === undefined ? {} : { owner }), createdFromMs, limit: mostListed }))
      lists.tell(job.owner, () => listNews(job));
}

function tick(known: Known): void {
  known.ticks += 1;
  quietly(known, tellWaiting(known));
  if (known.parts.store.changed !== undefined) quietly(known, lookElsewhere(known));
  if (known.topics.size + known.lists.size > 0) return;
  clearInterval(known.timer);
  delete known.timer;
}

function topicOf(known: Known, job: Job): Topic {
  const { topics, parts, limits } = known;
  const there = topics.get(job.id);
  if (there !== undefined) return there;
  const topic: Topic = makeTopic(job, {
    ...parts,
    beatMs: limits.beatMs,
    isBusy: (id) => known.queue?.isAttended(id) === true,
    over() {
      if (topics.get(job.id) === topic) topics.delete(job.id);
    },
  });
  topics.set(job.id, topic);
  if (job.status === "accepted" && known.queue !== undefined) quietly(known, known.queue.whyWaiting(job).then(topic.tellWaiting));
  return topic;
}

function watchList({ lists, limits }: Known, { owner, signal }: Watcher, done: () => void): Watching<ListNews> {
  const watching: OwnWatching<ListNews> = makeWatching({
    ...{ most: mostUnread, beatMs: limits.beatMs, pauseMs: listPauseMs },
    replaces: (before, next) => before.id === next.id,
    ...(signal === undefined ? {} : { signal }),
    closed() {
      done();
      lists.delete(owner, watching);
    },
  });
  lists.add(owner, watching);
  return watching;
}

/** Nobody watches yet. */
export function makeFeed(parts: FeedParts): Feed {
  const { store, feed: limits = defaultFeedLimits } = parts;
  const known: Known = { parts, limits, topics: new Map(), lists: makeLists(), ticks: 0, isClosed: false };
  const { topics, lists } = known;
  const streams = makeStreams(limits);
  const stopListening = store.left?.((id) => quietly(known, heardOf(known, id)));

  function open({ client }: Watcher): () => void {
    if (known.isClosed) throw new ServiceError([{ code: "busy", message: "The server is shutting down; please try again." }]);
    const done = streams.open(client);
    known.timer ??= setInterval(() => tick(known), tickMs).unref();
    return done;
  }

  function gone(id: string, owner: string | undefined): void {
    topics.get(id)?.poke();
    if (owner !== undefined) lists.tell(owner, () => ({ kind: "gone", id }));
  }

  return {
    store: announced(
      store,
      (job) => heard(known, job),
      gone,
      () => lists.size > 0,
    ),
    watch(job, cursor, watcher) {
      const done = open(watcher);
      return topicOf(known, job).watch(cursor, watcher.signal, done);
    },
    watchList: (watcher) => watchList(known, watcher, open(watcher)),
    begin(attended) {
      known.queue = attended;
    },
    close() {
      known.isClosed = true;
      clearInterval(known.timer);
      stopListening?.();
      lists.close();
      for (const topic of [...topics.values()]) topic.close();
    },
  };
}
