// A job: one execution, its states, and the interface of the store that keeps it.
import type { Format, Limits, NetworkPolicy } from "@terrarium/sdk";
import type { Handle, LimitName, Usage } from "./engine.js";
import type { Fault } from "./errors.js";
import type { Execute } from "./execute.js";
import type { StoredFile } from "./message.js";

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
  | { readonly id: string; readonly kind: "complex"; readonly file: StoredFile; readonly format: Format };

/** How the job was sealed: what was in force, and what could not be enforced. */
export interface IsolationRecord {
  readonly engine: string;
  /** What built the sandbox, e.g. "bubblewrap 0.8.0", "runc 1.1.5". */
  readonly runtime?: string;
  /** How its sandbox was made: forked from a pre-imported parent, or launched. Absent before there is one, and where the engine has one way only. */
  readonly madeBy?: "zygote" | "launcher";
  /** Names of isolation features, as in Health. */
  readonly enforced: readonly string[];
  readonly notEnforced: readonly string[];
  readonly limits?: Limits;
  readonly network?: NetworkPolicy;
  /** Content address of the container image. */
  readonly imageDigest?: string;
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

export interface Job {
  /** 16 random bytes in lower-case base32. */
  readonly id: string;
  readonly processId: string;
  readonly processVersion: string;
  readonly execute: Execute;
  readonly status: JobStatus;
  /** 0 to 100. */
  readonly progress: number;
  readonly message?: string;
  /** 0 until claimed; grows with each claim and fences late writers. */
  readonly attempt: number;
  readonly owner: string;
  readonly createdMs: number;
  readonly updatedMs: number;
  readonly startedMs?: number;
  readonly finishedMs?: number;
  /** When it was paused last. */
  readonly pausedMs?: number;
  /** Paused, and asked to go on as soon as a place is free. */
  readonly isResuming?: boolean;
  /** A dismissal was written and is being done: its only next state is dismissed. */
  readonly isDismissing?: boolean;
  readonly handle?: Handle;
  readonly results?: readonly Result[];
  readonly error?: Fault;
  readonly limitsHit?: readonly LimitName[];
  readonly usage?: JobUsage;
  readonly isolation?: IsolationRecord;
}

/** What `change` may write. Fields absent are left alone. */
export type JobChange = Partial<
  Pick<
    Job,
    | "status"
    | "progress"
    | "message"
    | "startedMs"
    | "finishedMs"
    | "handle"
    | "results"
    | "error"
    | "limitsHit"
    | "usage"
    | "isolation"
    | "pausedMs"
    | "isResuming"
    | "isDismissing"
  >
>;

export interface JobFilter {
  readonly status?: readonly JobStatus[];
  readonly owner?: string;
  /** Upper bound of finishedMs, for expiry. */
  readonly finishedBeforeMs?: number;
  readonly processIds?: readonly string[];
  /** Bounds of createdMs, both included. */
  readonly createdFromMs?: number;
  readonly createdToMs?: number;
  /** Bounds of the time from its start to its end, or to now, both included. A job that never started has none, and fits no bound. */
  readonly ranAtLeastMs?: number;
  readonly ranAtMostMs?: number;
  /** How many of those that fit are left out before the first. */
  readonly offset?: number;
  readonly limit?: number;
  /** Default: oldest first. */
  readonly newestFirst?: boolean;
}

/** Keeps jobs. Durable: what a resolved promise said survives kill -9 (all but the memory store; claims, progress and isTransient jobs may come late, in order). Every implementation passes stores/conformance.ts. */
export interface JobStore {
  /** Commits a new job before it resolves. Throws conflict if the id is taken. */
  add(job: Job): Promise<void>;
  get(id: string): Promise<Job | undefined>;
  list(filter: JobFilter): Promise<Job[]>;
  count(): Promise<Readonly<Record<JobStatus, number>>>;
  /**
   * Compare-and-set: applies `change` if the job is in one of `from` and at `attempt`, and the law of states permits it; resolves to the job as changed.
   * undefined: someone was first. Sets updatedMs.
   */
  change(id: string, from: readonly JobStatus[], attempt: number, change: JobChange): Promise<Job | undefined>;
  /** Leases the oldest accepted job that nobody holds: attempt + 1, lease set, status still accepted. A lease that ran out may be claimed again. */
  claim(worker: string, leaseMs: number): Promise<Job | undefined>;
  /** Leases an unfinished job that runs already, at this attempt; false: another worker holds it, or it has ended or begun again. */
  takeOver(id: string, attempt: number, worker: string, leaseMs: number): Promise<boolean>;
  /** Extends a lease; false: it was lost. */
  renew(id: string, attempt: number, leaseMs: number): Promise<boolean>;
  /** Deletes a job in a final state; false if there is none. */
  remove(id: string): Promise<boolean>;
  close(): Promise<void>;
}
