// A job: one execution, its states, and the interface of the store that keeps it.
import type { Format } from "@terrarium/sdk";
import type { Exit, Handle, LimitName, Usage } from "./engine.js";
import type { Fault } from "./errors.js";
import type { Execute } from "./execute.js";
import type { IsolationRecord } from "./isolation-record.js";
import type { StoredFile } from "./message.js";
import type { Words } from "./sentence.js";
import type { StagedFile } from "./staging.js";
import type { Granted, TokenStore } from "./token.js";

export type JobStatus = "accepted" | "running" | "paused" | "successful" | "failed" | "dismissed";

/** Law of states: the only transitions there are. running -> accepted is recovery with a new attempt; paused -> successful is a job that ended in the instant before it froze. */
export const transitions: Readonly<Record<JobStatus, readonly JobStatus[]>> = {
  accepted: ["running", "failed", "dismissed"],
  running: ["paused", "successful", "failed", "dismissed", "accepted"],
  paused: ["running", "failed", "dismissed", "successful"],
  successful: [],
  failed: [],
  dismissed: [],
};

export function isFinal(status: JobStatus): boolean {
  return transitions[status].length === 0;
}

/** One published output. */
export type Result =
  | { readonly id: string; readonly kind: "literal"; readonly value: string | number | boolean; readonly uom?: string }
  | { readonly id: string; readonly kind: "bbox"; readonly bbox: readonly number[]; readonly crs: string }
  | {
      readonly id: string;
      readonly kind: "complex";
      readonly file: StoredFile;
      readonly format: Format;
      /** Further files, whose addresses stand in this one. */
      readonly attachments?: readonly Attached[];
    };

/** A file that is published beside the outputs, at /outputs/JOB/`name`. */
export interface Attached {
  readonly name: string;
  readonly file: StoredFile;
  readonly mediaType: string;
}

/** All files that results hold. */
export function filesOf(results: readonly Result[] = []): StoredFile[] {
  return results.flatMap((result) =>
    result.kind === "complex" ? [result.file, ...(result.attachments ?? []).map(({ file }) => file)] : [],
  );
}

/** What a job has used: what its sandbox did, and what the server knows beside it. Times in milliseconds, sizes in bytes; -1 where nobody can tell. */
export interface JobUsage extends Usage {
  /** From accepted to started. */
  readonly queueMs: number;
  /** All inputs, inline and fetched. */
  readonly bytesIn: number;
  /** All published results. */
  readonly bytesOut: number;
}

/** Why a job does not run yet. */
export interface Waiting {
  /** How many go before it; absent: none, it is about to begin. */
  readonly ahead?: number;
  /** In plain sentences; `said` is how they were made. */
  readonly reason: string;
  readonly said?: Words["said"];
}

export interface Job extends Granted {
  /** 16 random bytes in lower-case base32. */
  readonly id: string;
  readonly processId: string;
  readonly processVersion: string;
  /** `hash` of the deployed process that it was accepted for, and that it runs while that code is kept. */
  readonly codeHash?: string;
  readonly execute: Execute;
  readonly status: JobStatus;
  /** 0 to 100. */
  readonly progress: number;
  readonly message?: string;
  /** 0 until claimed; grows with each claim and fences late writers. */
  readonly attempt: number;
  /** How many of its attempts ended before anything of the job ran, by no fault of its own. */
  readonly excused?: number;
  readonly owner: string;
  readonly createdMs: number;
  readonly updatedMs: number;
  readonly startedMs?: number;
  readonly finishedMs?: number;
  /** When this attempt had its inputs and its sandbox, and its code was let go. */
  readonly launchedMs?: number;
  /** What its process was given as files, in the order of its inputs; of very many the first. */
  readonly staged?: readonly StagedFile[];
  /** When its sandbox was seen to have ended; what came after is publishing. */
  readonly ranMs?: number;
  /** How its sandbox ended. */
  readonly exit?: { readonly reason: Exit["reason"]; readonly code?: number; readonly signal?: string };
  /** When it was paused last. */
  readonly pausedMs?: number;
  /** Paused, and asked to go on as soon as a place is free. */
  readonly isResuming?: boolean;
  /** Another server than the one that runs it waits for it to be paused. */
  readonly isPausing?: boolean;
  /** A dismissal was written and is being done: its only next state is dismissed. */
  readonly isDismissing?: boolean;
  /** The worker whose disk has files of its request, where other servers cannot read them: nobody else claims it. */
  readonly place?: string;
  /** Higher goes first; absent: 0. Whole. */
  readonly priority?: number;
  /** Kept, with its results, whatever its expiry. */
  readonly isPinned?: boolean;
  /** When it and its results are removed. Set at its end. */
  readonly expiresMs?: number;
  readonly handle?: Handle;
  readonly results?: readonly Result[];
  readonly error?: Fault;
  readonly limitsHit?: readonly LimitName[];
  readonly usage?: JobUsage;
  readonly isolation?: IsolationRecord;
  /** Never kept: put in where the status of a job that is accepted is told. */
  readonly waiting?: Waiting;
}

/** What `change` may write. Fields absent are left alone. A final job takes its usage, once, and what says how long it is kept. */
export type JobChange = Partial<
  Pick<
    Job,
    | "status"
    | "progress"
    | "message"
    | "startedMs"
    | "launchedMs"
    | "staged"
    | "ranMs"
    | "exit"
    | "finishedMs"
    | "handle"
    | "results"
    | "error"
    | "limitsHit"
    | "usage"
    | "isolation"
    | "pausedMs"
    | "isResuming"
    | "isPausing"
    | "isDismissing"
    | "excused"
    | "isPinned"
    | "expiresMs"
  >
>;

export interface JobFilter {
  readonly status?: readonly JobStatus[];
  readonly owner?: string;
  /** Upper bound of finishedMs, not included. */
  readonly finishedBeforeMs?: number;
  /** Upper bound of expiresMs, included. A pinned job fits none. */
  readonly expiredAtMs?: number;
  /** Held by no worker, or by this one. */
  readonly freeFor?: string;
  readonly processIds?: readonly string[];
  /** Only those whose inputs are kept, to be shown, as long as they are. */
  readonly hasLineage?: true;
  /** Bounds of createdMs, both included. */
  readonly createdFromMs?: number;
  readonly createdToMs?: number;
  /** Bounds of the time from its start to its end, or to now, both included. A job that never started has none, and fits no bound. */
  readonly ranAtLeastMs?: number;
  readonly ranAtMostMs?: number;
  /** How many of those that fit are left out before the first. */
  readonly offset?: number;
  readonly limit?: number;
  /** Of each only what a list tells: instead of what was asked, which may be large, `unread`. */
  readonly isBrief?: true;
  /** Default: oldest first. With `finishedBeforeMs` those that ended first, with `expiredAtMs` those that expired first. */
  readonly newestFirst?: boolean;
}

/** What a client calls its request, so that asking again is safe. */
export interface IdempotencyKey {
  readonly key: string;
  /** SHA-256 of what was asked. */
  readonly digest: string;
}

/** What a claim leaves out. */
export interface ClaimRules {
  readonly exceptProcessIds?: readonly string[];
  readonly exceptOwners?: readonly string[];
  /** Only jobs whose client waits on an open connection. */
  readonly onlySync?: boolean;
}

/** How many jobs of one owner and process are held. */
export interface Share {
  readonly owner: string;
  readonly processId: string;
  readonly count: number;
}

/** What a job was at one time: each change of its status, progress or message. */
export interface JobEvent {
  /** Grows from event to event of a job; the same for all who read it. */
  readonly seq: number;
  readonly atMs: number;
  readonly attempt: number;
  readonly status: JobStatus;
  readonly progress: number;
  readonly message?: string;
}

/** What figures are made of. */
export interface EndedJob {
  readonly status: "successful" | "failed" | "dismissed";
  readonly createdMs: number;
  readonly startedMs?: number;
  readonly finishedMs: number;
}

export type RemovalReason = "expired" | "dismissed" | "removed";

/** What is left of a job that was removed. */
export interface Trace {
  readonly reason: RemovalReason;
  readonly atMs: number;
  /** Absent where an older server has removed it. */
  readonly owner?: string;
}

/** How long a trace is kept: 30 days. */
export const traceMs = 30 * 24 * 3_600_000;

/**
 * Keeps jobs. Durable: what a resolved promise said survives kill -9 (all but the memory store; claims, progress and isTransient jobs may come late, in order).
 * Every implementation passes stores/conformance.ts. Throws busy while its database cannot be reached or written, storage-full without space.
 */
export interface JobStore {
  /**
   * Commits a new job before it resolves. With a key: to the job that has this key of this owner already, if there is one; conflict if that was asked with
   * another digest. A key lives as long as its job. Throws conflict if the id is taken.
   */
  add(job: Job, key?: IdempotencyKey): Promise<Job>;
  /** The committed job that has this key of this owner. Throws key-reused if that was asked with another digest. */
  keyed(owner: string, key: IdempotencyKey): Promise<Job | undefined>;
  get(id: string): Promise<Job | undefined>;
  list(filter: JobFilter): Promise<Job[]>;
  count(): Promise<Readonly<Record<JobStatus, number>>>;
  /**
   * Compare-and-set: applies `change` if the job is in one of `from` and at `attempt`, and the law of states permits it; resolves to the job as changed.
   * undefined: someone was first. Sets updatedMs.
   */
  change(id: string, from: readonly JobStatus[], attempt: number, change: JobChange): Promise<Job | undefined>;
  /**
   * Leases the next accepted job that nobody holds: attempt + 1, lease set, status still accepted. A lease that ran out may be claimed again.
   * Order: priority, then owners in turn, then age. In turn: within a priority a job is ranked one behind the last waiting job of its owner or the job that was
   * claimed last, whichever is later; it keeps that rank.
   */
  claim(worker: string, leaseMs: number, rules?: ClaimRules): Promise<Job | undefined>;
  /** Ends the leases on accepted jobs that this worker held in a former life. Call it before the first claim. */
  release(worker: string): Promise<void>;
  /** Leases an unfinished job that runs already, at this attempt; false: another worker holds it, or it has ended or begun again. */
  takeOver(id: string, attempt: number, worker: string, leaseMs: number): Promise<boolean>;
  /** Extends a lease; false: it was lost. */
  renew(id: string, attempt: number, worker: string, leaseMs: number): Promise<boolean>;
  /** The worker that holds a job, or held it last: who has run it has its log, and its results where those are files of one server. */
  holder(id: string): Promise<string | undefined>;
  /** How many waiting jobs would be claimed before this one; undefined: it does not wait. */
  ahead(id: string): Promise<number | undefined>;
  /** The jobs that wait and are held by nobody; `oldestMs` is the createdMs of the oldest. */
  backlog(): Promise<{ readonly waiting: number; readonly oldestMs?: number }>;
  /** What has a place: running, or claimed and about to run, on all servers of this store. */
  running(): Promise<readonly Share[]>;
  /** Calls `listener` when there may be work that came from elsewhere, until the function that is returned is called. A wake-up only; absent: nobody else adds. */
  readonly changed?: (listener: () => void) => () => void;
  /** Calls `listener` when a job was claimed, is to be dismissed, paused or resumed, is in another state, or has ended, by whatever server. A wake-up only, as `changed`; absent: there is one server. */
  readonly left?: (listener: (id: string) => void) => () => void;
  /** Oldest first, those after the event `afterSeq` if it is given; none once the job is removed. */
  events(id: string, afterSeq?: number): Promise<readonly JobEvent[]>;
  /** Of the jobs of a process that have ended, the `most` that were accepted last, newest first. Of all owners. */
  ended(processId: string, most: number): Promise<readonly EndedJob[]>;
  /** Deletes a job in a final state; false if there is none. With a reason it leaves a trace. One that is pinned does not expire. */
  remove(id: string, reason?: RemovalReason): Promise<boolean>;
  /** Of a job that was removed with a reason. */
  traceOf(id: string): Promise<Trace | undefined>;
  close(): Promise<void>;
}

/** A store of jobs with the tokens of those who may ask for them. */
export interface Store extends JobStore {
  readonly tokens: TokenStore;
}
