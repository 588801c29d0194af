// A job as a row and back. Columns are what is searched, ordered by or written often; `state` is the rest of the job as JSON. `execute` stands apart because
// it can be large and never changes.
import { type Execute, unread } from "../../core/execute.js";
import type { Job, JobChange, JobStatus } from "../../core/job.js";
import type { Row, Value } from "./statement.js";

type Plain = "id" | "processId" | "execute" | "status" | "progress" | "message" | "attempt" | "owner";
type Times = "createdMs" | "updatedMs" | "startedMs" | "finishedMs" | "expiresMs";
type State = Omit<Job, Plain | Times>;

/** A job as it is in the database; each write of its row counts the revision up. */
export interface Kept {
  readonly job: Job;
  readonly revision: number;
}

/** What a row must be asked for to be a job. */
export const columns =
  "id, process_id, owner, status, attempt, revision, progress, message, created_ms, updated_ms, started_ms, finished_ms, expires_ms, state, execute";

/** The same for lists: what was asked is not read. */
export const briefColumns = columns.replace("execute", `is_sync, case when execute like '%"store":true%' then 1 else 0 end as is_stored`);

const numbered = (name: string, value: unknown): object => (value === null ? {} : { [name]: Number(value) });

export function keptOf(row: Row): Kept {
  const state = JSON.parse(String(row["state"])) as State;
  const message = row["message"];
  const job: Job = {
    ...state,
    id: String(row["id"]),
    processId: String(row["process_id"]),
    owner: String(row["owner"]),
    status: row["status"] as JobStatus,
    attempt: Number(row["attempt"]),
    progress: Number(row["progress"]),
    ...(message === null ? {} : { message: String(message) }),
    createdMs: Number(row["created_ms"]),
    updatedMs: Number(row["updated_ms"]),
    ...numbered("startedMs", row["started_ms"]),
    ...numbered("finishedMs", row["finished_ms"]),
    ...numbered("expiresMs", row["expires_ms"]),
    execute:
      row["execute"] === undefined
        ? unread(String(row["process_id"]), Number(row["is_sync"]) === 1 ? "sync" : "async", Number(row["is_stored"]) === 1)
        : (JSON.parse(String(row["execute"])) as Execute),
  };
  return { job, revision: Number(row["revision"]) };
}

/** A text that every database can hold: PostgreSQL has no character 0. */
export function printable(text: string): string {
  return text.replaceAll("\u0000", "\uFFFD");
}

export function stateOf(job: Job): string {
  const { id: _id, processId: _process, execute: _execute, owner: _owner, ...rest } = job;
  const { status: _status, progress: _progress, message: _message, attempt: _attempt, ...timed } = rest;
  const { createdMs: _created, updatedMs: _updated, startedMs: _started, finishedMs: _finished, expiresMs: _expires, ...state } = timed;
  return JSON.stringify(state satisfies State);
}

type Values = Readonly<Record<string, Value>>;

/** The columns that a change may write, but for `state`, with their values. */
function plainly(job: Job): Values {
  return {
    status: job.status,
    attempt: job.attempt,
    progress: job.progress,
    message: job.message === undefined ? null : printable(job.message),
    updated_ms: job.updatedMs,
    started_ms: job.startedMs ?? null,
    finished_ms: job.finishedMs ?? null,
    expires_ms: job.expiresMs ?? null,
    is_pinned: job.isPinned === true ? 1 : 0,
  };
}

export function changeable(job: Job): Values {
  return { ...plainly(job), state: stateOf(job) };
}

const columnNames: readonly string[] = ["status", "attempt", "progress", "message", "startedMs", "finishedMs", "expiresMs"];

/** What a change has changed: a column that is not written costs its indexes and triggers nothing. */
export function changed(before: Job, after: Job, change: JobChange): Values {
  const old = plainly(before);
  const columns = Object.entries(plainly(after)).filter(([name, value]) => value !== old[name]);
  const isState = Object.keys(change).some((name) => !columnNames.includes(name));
  return { ...Object.fromEntries(columns), ...(isState ? { state: stateOf(after) } : {}) };
}
