// Keeps jobs and tokens in memory: for tests, benches and throw-away servers. Everything is gone with the server, and it says so nowhere but here.
import { fault } from "../../core/errors.js";
import { unread } from "../../core/execute.js";
import {
  type ClaimRules,
  type EndedJob,
  type IdempotencyKey,
  isFinal,
  type Job,
  type JobEvent,
  type JobFilter,
  type JobStatus,
  type JobStore,
  type Share,
  type Store,
  type Trace,
  traceMs,
} from "../../core/job.js";
import { changeJob } from "../../core/job-change.js";
import { say } from "../../core/sentence.js";
import { makeMemoryTokens } from "./memory-tokens.js";

interface Entry {
  readonly seq: number;
  readonly rank: number;
  readonly key?: IdempotencyKey;
  readonly events: JobEvent[];
  job: Job;
  leaseUntilMs: number;
  worker?: string;
}

function isWithin(value: number | undefined, least: number | undefined, most: number | undefined): boolean {
  if (least === undefined && most === undefined) return true;
  return value !== undefined && value >= (least ?? value) && value <= (most ?? value);
}

function matches({ job, leaseUntilMs, worker }: Entry, filter: JobFilter, nowMs: number): boolean {
  if (filter.hasLineage === true && !job.execute.lineage) return false;
  if (filter.processIds !== undefined && !filter.processIds.includes(job.processId)) return false;
  if (!isWithin(job.createdMs, filter.createdFromMs, filter.createdToMs)) return false;
  const ranMs = job.startedMs === undefined ? undefined : (job.finishedMs ?? nowMs) - job.startedMs;
  if (!isWithin(ranMs, filter.ranAtLeastMs, filter.ranAtMostMs)) return false;
  if (filter.status !== undefined && !filter.status.includes(job.status)) return false;
  if (filter.owner !== undefined && filter.owner !== job.owner) return false;
  if (filter.freeFor !== undefined && leaseUntilMs > nowMs && worker !== filter.freeFor) return false;
  if (filter.expiredAtMs !== undefined && (job.isPinned === true || !((job.expiresMs ?? Number.POSITIVE_INFINITY) <= filter.expiredAtMs)))
    return false;
  return filter.finishedBeforeMs === undefined || (job.finishedMs !== undefined && job.finishedMs < filter.finishedBeforeMs);
}

function isExcepted({ processId, owner, execute }: Job, rules: ClaimRules): boolean {
  const { exceptProcessIds = [], exceptOwners = [], onlySync } = rules;
  return exceptProcessIds.includes(processId) || exceptOwners.includes(owner) || (onlySync === true && execute.mode !== "sync");
}

const priorityOf = ({ job }: Entry): number => job.priority ?? 0;

/** Negative: the first goes first. */
function compare(one: Entry, other: Entry): number {
  return priorityOf(other) - priorityOf(one) || one.rank - other.rank || one.seq - other.seq;
}

/** The accepted jobs in the order of claims. */
function makeLine() {
  const line: Entry[] = [];
  const indexOf = (entry: Entry): number => {
    let [low, high] = [0, line.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const there = line[middle];
      if (there !== undefined && compare(there, entry) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    line,
    add: (entry: Entry): void => void line.splice(indexOf(entry), 0, entry),
    remove(entry: Entry): void {
      const index = indexOf(entry);
      if (line[index] === entry) line.splice(index, 1);
    },
  };
}

/** What there is, and how it is changed. */
function makeEntries(now: () => number) {
  const entries = new Map<string, Entry>();
  const keys = new Map<string, Entry>();
  const claimed = new Map<number, number>();
  const { line, add, remove } = makeLine();
  const nameOf = (owner: string, key: string): string => JSON.stringify([owner, key]);
  let seq = 0;
  let eventSeq = 0;

  function record({ job, events }: Entry): void {
    const { attempt, status, progress, message, updatedMs } = job;
    eventSeq += 1;
    events.push({ seq: eventSeq, atMs: updatedMs, attempt, status, progress, ...(message === undefined ? {} : { message }) });
  }

  function rankOf({ owner, priority = 0 }: Job): number {
    const ranks = line.filter((one) => one.job.owner === owner && priorityOf(one) === priority).map(({ rank }) => rank);
    return Math.max(0, claimed.get(priority) ?? 0, ranks.at(-1) ?? 0) + 1;
  }

  return {
    entries,
    line,
    claimed,
    keyed: (owner: string, key: string) => keys.get(nameOf(owner, key)),
    insert(job: Job, key?: IdempotencyKey): void {
      seq += 1;
      const entry: Entry = { seq, rank: rankOf(job), job, leaseUntilMs: 0, events: [], ...(key === undefined ? {} : { key }) };
      entries.set(job.id, entry);
      if (key !== undefined) keys.set(nameOf(job.owner, key.key), entry);
      if (job.status === "accepted") add(entry);
      record(entry);
    },
    put(entry: Entry, job: Job): Job {
      const before = entry.job;
      entry.job = job;
      if (job.status !== "accepted") remove(entry);
      else if (before.status !== "accepted") {
        entry.leaseUntilMs = 0;
        delete entry.worker;
        add(entry);
      }
      if (before.status !== job.status || before.progress !== job.progress || before.message !== job.message) record(entry);
      return job;
    },
    hold(entry: Entry, worker: string, leaseMs: number): void {
      entry.worker = worker;
      entry.leaseUntilMs = now() + leaseMs;
    },
    remove(entry: Entry): void {
      entries.delete(entry.job.id);
      if (entry.key !== undefined) keys.delete(nameOf(entry.job.owner, entry.key.key));
    },
  };
}

type Entries = ReturnType<typeof makeEntries>;

/** Who may run what. */
function makeLeases(
  { entries, line, claimed, put, hold }: Entries,
  now: () => number,
): Pick<JobStore, "claim" | "release" | "takeOver" | "renew"> {
  return {
    async claim(worker, leaseMs, rules = {}) {
      const nowMs = now();
      const entry = line.find(
        ({ job, leaseUntilMs }) => leaseUntilMs <= nowMs && (job.place ?? worker) === worker && !isExcepted(job, rules),
      );
      if (entry === undefined) return undefined;
      claimed.set(priorityOf(entry), entry.rank);
      hold(entry, worker, leaseMs);
      return put(entry, { ...entry.job, attempt: entry.job.attempt + 1, updatedMs: nowMs });
    },
    async release(worker) {
      for (const entry of line.filter((one) => one.worker === worker)) {
        entry.leaseUntilMs = 0;
        delete entry.worker;
      }
    },
    async takeOver(id, attempt, worker, leaseMs) {
      const entry = entries.get(id);
      if (entry === undefined || entry.job.attempt !== attempt) return false;
      if (entry.leaseUntilMs > now() && entry.worker !== worker) return false;
      if (entry.job.status !== "running" && entry.job.status !== "paused") return false;
      hold(entry, worker, leaseMs);
      return true;
    },
    async renew(id, attempt, worker, leaseMs) {
      const entry = entries.get(id);
      if (entry === undefined || entry.job.attempt !== attempt || entry.worker !== worker || isFinal(entry.job.status)) return false;
      hold(entry, worker, leaseMs);
      return true;
    },
  };
}

function endedOf({ status, createdMs, startedMs, finishedMs }: Job): EndedJob[] {
  if (finishedMs === undefined || (status !== "successful" && status !== "failed" && status !== "dismissed")) return [];
  return [{ status, createdMs, ...(startedMs === undefined ? {} : { startedMs }), finishedMs }];
}

/** What is told of many jobs, or of one in time. */
function makeSums(
  { entries, line }: Entries,
  now: () => number,
): Pick<JobStore, "count" | "ahead" | "backlog" | "running" | "events" | "ended"> {
  const waiting = (): Entry[] => {
    const nowMs = now();
    return line.filter(({ leaseUntilMs }) => leaseUntilMs <= nowMs);
  };
  return {
    async count() {
      const counts: Record<JobStatus, number> = { accepted: 0, running: 0, paused: 0, successful: 0, failed: 0, dismissed: 0 };
      for (const { job } of entries.values()) counts[job.status] += 1;
      return counts;
    },
    async ahead(id) {
      const index = waiting().findIndex(({ job }) => job.id === id);
      return index < 0 ? undefined : index;
    },
    async backlog() {
      const all = waiting();
      const oldestMs = all.reduce((least, { job }) => Math.min(least, job.createdMs), Number.POSITIVE_INFINITY);
      return { waiting: all.length, ...(all.length === 0 ? {} : { oldestMs }) };
    },
    async running() {
      const shares = new Map<string, Share>();
      for (const { job, leaseUntilMs } of entries.values()) {
        if (job.status !== "running" && (job.status !== "accepted" || leaseUntilMs <= now())) continue;
        const { owner, processId } = job;
        const name = JSON.stringify([owner, processId]);
        shares.set(name, { owner, processId, count: (shares.get(name)?.count ?? 0) + 1 });
      }
      return [...shares.values()];
    },
    events: async (id, afterSeq = 0) => (entries.get(id)?.events ?? []).filter(({ seq }) => seq > afterSeq),
    async ended(processId, most) {
      const all = [...entries.values()].reverse().flatMap(({ job }) => (job.processId === processId ? endedOf(job) : []));
      return all.slice(0, most);
    },
  };
}

/** A store without durability. `now` is wall time in milliseconds. */
export function makeMemoryStore({ now }: { readonly now: () => number }): Store {
  const all = makeEntries(now);
  const { entries } = all;
  const traces = new Map<string, Trace>();
  function keyed(owner: string, { key, digest }: IdempotencyKey): Job | undefined {
    const before = all.keyed(owner, key);
    if (before === undefined || before.key?.digest === digest) return before?.job;
    throw fault("key-reused", "This idempotency key was used for another request; use a new one.", "idempotencyKey");
  }
  return {
    ...makeLeases(all, now),
    ...makeSums(all, now),
    async add(job, key) {
      const before = key && keyed(job.owner, key);
      if (before !== undefined) return before;
      if (entries.has(job.id)) throw fault("conflict", say("There is a job {id} already.", { id: job.id }));
      all.insert(job, key);
      return job;
    },
    keyed: async (owner, key) => keyed(owner, key),
    holder: async (id) => entries.get(id)?.worker,
    async get(id) {
      return entries.get(id)?.job;
    },
    async list(filter) {
      const nowMs = now();
      const found = [...entries.values()].filter((entry) => matches(entry, filter, nowMs)).map(({ job }) => job);
      if (filter.expiredAtMs !== undefined) found.sort((one, other) => (one.expiresMs ?? 0) - (other.expiresMs ?? 0));
      else if (filter.finishedBeforeMs !== undefined) found.sort((one, other) => (one.finishedMs ?? 0) - (other.finishedMs ?? 0));
      if (filter.newestFirst === true) found.reverse();
      const { offset = 0, limit = found.length } = filter;
      const some = found.slice(offset, offset + limit);
      if (filter.isBrief !== true) return some;
      return some.map((job) => ({
        ...job,
        execute: unread(job.processId, job.execute.mode === "sync" ? "sync" : "async", job.execute.store),
      }));
    },
    async change(id, from, attempt, change) {
      const entry = entries.get(id);
      const job = entry && changeJob(entry.job, from, attempt, change, now());
      return entry === undefined || job === undefined ? undefined : all.put(entry, job);
    },
    async remove(id, reason) {
      const entry = entries.get(id);
      if (entry === undefined || !isFinal(entry.job.status)) return false;
      if (reason === "expired" && entry.job.isPinned === true) return false;
      all.remove(entry);
      if (reason !== undefined) traces.set(id, { reason, atMs: now(), owner: entry.job.owner });
      return true;
    },
    async traceOf(id) {
      const trace = traces.get(id);
      return trace !== undefined && trace.atMs > now() - traceMs ? trace : undefined;
    },
    tokens: makeMemoryTokens(),
    async close() {},
  };
}
