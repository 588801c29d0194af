// Keeps jobs in memory: for tests, benches and throw-away servers. Everything is gone with the server, and it says so nowhere but here.
import { fault } from "../../core/errors.js";
import { isFinal, type Job, type JobFilter, type JobStatus, type JobStore } from "../../core/job.js";
import { changeJob } from "../../core/job-change.js";

interface Entry {
  readonly job: Job;
  readonly leaseUntilMs: number;
}

function isWithin(value: number | undefined, least: number | undefined, most: number | undefined): boolean {
  if (least === undefined && most === undefined) return true;
  return value !== undefined && value >= (least ?? value) && value <= (most ?? value);
}

function matches(job: Job, filter: JobFilter, nowMs: number): boolean {
  if (filter.processIds !== undefined && !filter.processIds.includes(job.processId)) return false;
  if (!isWithin(job.createdMs, filter.createdFromMs, filter.createdToMs)) return false;
  const ranMs = job.startedMs === undefined ? undefined : (job.finishedMs ?? nowMs) - job.startedMs;
  if (!isWithin(ranMs, filter.ranAtLeastMs, filter.ranAtMostMs)) return false;
  if (filter.status !== undefined && !filter.status.includes(job.status)) return false;
  if (filter.owner !== undefined && filter.owner !== job.owner) return false;
  return filter.finishedBeforeMs === undefined || (job.finishedMs !== undefined && job.finishedMs < filter.finishedBeforeMs);
}

/** A JobStore without durability. `now` is wall time in milliseconds. */
export function makeMemoryStore(parts: { readonly now: () => number }): JobStore {
  const entries = new Map<string, Entry>();
  // The accepted ones in order of arrival, so that a claim does not walk over all that ever ran.
  let accepted = new Set<string>();

  function put(entry: Entry): Job {
    const before = entries.get(entry.job.id);
    entries.set(entry.job.id, entry);
    if (entry.job.status !== "accepted") accepted.delete(entry.job.id);
    else if (before === undefined) accepted.add(entry.job.id);
    else if (before.job.status !== "accepted")
      accepted = new Set([...entries.values()].filter(({ job }) => job.status === "accepted").map(({ job }) => job.id));
    return entry.job;
  }

  return {
    async add(job) {
      if (entries.has(job.id)) throw fault("conflict", `There is a job ${job.id} already.`);
      put({ job, leaseUntilMs: 0 });
    },
    async get(id) {
      return entries.get(id)?.job;
    },
    async list(filter) {
      const nowMs = parts.now();
      const found = [...entries.values()].map(({ job }) => job).filter((job) => matches(job, filter, nowMs));
      if (filter.newestFirst === true) found.reverse();
      const { offset = 0, limit = found.length } = filter;
      return found.slice(offset, offset + limit);
    },
    async count() {
      const counts: Record<JobStatus, number> = { accepted: 0, running: 0, paused: 0, successful: 0, failed: 0, dismissed: 0 };
      for (const { job } of entries.values()) counts[job.status] += 1;
      return counts;
    },
    async change(id, from, attempt, change) {
      const entry = entries.get(id);
      const job = entry && changeJob(entry.job, from, attempt, change, parts.now());
      if (entry === undefined || job === undefined) return undefined;
      const isReturned = job.status === "accepted" && entry.job.status !== "accepted";
      return put({ job, leaseUntilMs: isReturned ? 0 : entry.leaseUntilMs });
    },
    async claim(_worker, leaseMs) {
      const nowMs = parts.now();
      for (const id of accepted) {
        const entry = entries.get(id);
        if (entry === undefined || entry.leaseUntilMs > nowMs) continue;
        return put({ job: { ...entry.job, attempt: entry.job.attempt + 1, updatedMs: nowMs }, leaseUntilMs: nowMs + leaseMs });
      }
      return undefined;
    },
    async takeOver(id, attempt, _worker, leaseMs) {
      const entry = entries.get(id);
      const nowMs = parts.now();
      if (entry === undefined || entry.job.attempt !== attempt || entry.leaseUntilMs > nowMs) return false;
      if (entry.job.status !== "running" && entry.job.status !== "paused") return false;
      put({ job: entry.job, leaseUntilMs: nowMs + leaseMs });
      return true;
    },
    async renew(id, attempt, leaseMs) {
      const entry = entries.get(id);
      if (entry === undefined || entry.job.attempt !== attempt || isFinal(entry.job.status)) return false;
      put({ job: entry.job, leaseUntilMs: parts.now() + leaseMs });
      return true;
    },
    async remove(id) {
      const entry = entries.get(id);
      return entry !== undefined && isFinal(entry.job.status) && entries.delete(id);
    },
    async close() {},
  };
}
