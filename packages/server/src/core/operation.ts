// Waist one: what a client wants, and what it gets, as plain data. A protocol turns bytes into an Operation and an Outcome into bytes.
import type { ProcessDescription } from "@terrarium/sdk";
import type { Administration, Dismissal, DismissalFilter, GarbageReport } from "./administration.js";
import type { Span } from "./course.js";
import type { ProcessSource } from "./engine.js";
import type { Fault } from "./errors.js";
import type { Execute } from "./execute.js";
import type { IsolationRecord } from "./isolation-record.js";
import type { Job, JobFilter } from "./job.js";
import type { HttpRequest, HttpResponse, Open, Sink } from "./message.js";
import type { Cursor, JobNews, ListNews, Watching } from "./news.js";
import type { ProcessBounds, QueueMode } from "./queue-view.js";
import type { Role } from "./role.js";

export type Operation =
  | { readonly kind: "list-processes"; readonly withStatistics?: true }
  | { readonly kind: "describe"; readonly processIds: readonly string[] | "all"; readonly withStatistics?: true }
  /** The same key of the same caller is the same job, as long as that is kept. */
  | { readonly kind: "execute"; readonly execute: Execute; readonly idempotencyKey?: string }
  /** Is it as an execute must be. No job is made, and nothing of it is kept. */
  | { readonly kind: "validate"; readonly execute: Execute }
  /** The caller's own jobs, the newest first; an administrator sees those of all, or of the owner asked for. */
  | { readonly kind: "list-jobs"; readonly filter: Omit<JobFilter, "newestFirst" | "finishedBeforeMs"> }
  | { readonly kind: "status"; readonly jobId: string; readonly withCourse?: true }
  | { readonly kind: "results"; readonly jobId: string }
  /** What the process printed; there is none before the job has ended. */
  | { readonly kind: "log"; readonly jobId: string }
  /** What happens to a job from now on, or since the cursor. */
  | { readonly kind: "watch"; readonly jobId: string; readonly cursor?: Cursor }
  /** What happens to the caller's own jobs from now on. */
  | { readonly kind: "watch-jobs" }
  | { readonly kind: "dismiss"; readonly jobId: string }
  | { readonly kind: "pause"; readonly jobId: string }
  | { readonly kind: "resume"; readonly jobId: string }
  /** Kept with its results whatever its expiry, or not any longer. */
  | { readonly kind: "pin"; readonly jobId: string }
  | { readonly kind: "unpin"; readonly jobId: string }
  | { readonly kind: "show-administration" }
  | { readonly kind: "set-queue"; readonly mode: QueueMode }
  /** How many jobs of a process may run and wait; without bounds, as the configuration says. */
  | { readonly kind: "set-bounds"; readonly processId: string; readonly bounds?: ProcessBounds }
  /** All jobs of the filter that have not ended; counted only, in a dry run. */
  | { readonly kind: "dismiss-jobs"; readonly filter: DismissalFilter; readonly isDryRun: boolean }
  /** What nobody needs any more; found only, in a dry run. */
  | { readonly kind: "collect-garbage"; readonly isDryRun: boolean };

/** Of the newest jobs of a process that have ended; times in milliseconds. */
export interface ProcessStatistics {
  readonly jobs: number;
  readonly successful: number;
  readonly failed: number;
  readonly dismissed: number;
  /** From acceptance to start; absent: none has begun. */
  readonly waitMs?: { readonly p50: number; readonly p95: number };
  /** From start to end, of those that were successful. */
  readonly runMs?: { readonly p50: number; readonly p95: number };
}

/** What the server knows of a process that the process does not say of itself. */
export interface ProcessFacts {
  readonly source?: ProcessSource;
  readonly isolation: Pick<IsolationRecord, "engine" | "runtime" | "enforced" | "notEnforced">;
}

export type Outcome =
  /** All offered processes, or the described ones in the order asked for. `updateSequence` grows with every change of the offering. */
  | {
      readonly kind: "processes";
      readonly processes: readonly ProcessDescription[];
      readonly updateSequence: number;
      /** By process, where they were asked for. */
      readonly statistics?: ReadonlyMap<string, ProcessStatistics>;
      readonly facts?: ReadonlyMap<string, ProcessFacts>;
    }
  /** Each as in a list: what was asked is not told. */
  | { readonly kind: "jobs"; readonly jobs: readonly Job[] }
  /** None: it would be accepted, if the server had room. */
  | { readonly kind: "validation"; readonly faults: readonly Fault[] }
  | { readonly kind: "log"; readonly job: Job; readonly text: string }
  /** Absent news: all was told before. Whoever gets this closes it. */
  | { readonly kind: "job-news"; readonly job: Job; readonly news?: Watching<JobNews> }
  | { readonly kind: "list-news"; readonly news: Watching<ListNews> }
  | { readonly kind: "administration"; readonly administration: Administration }
  | { readonly kind: "garbage"; readonly report: GarbageReport; readonly isDryRun: boolean }
  | { readonly kind: "dismissal"; readonly dismissal: Dismissal }
  /**
   * A job as it is now, with the description of its process. A synchronous execute resolves with the finished job.
   * `wasDismissed`: this dismissal is not the first, and the job is forgotten now. `course`: where it was asked for.
   */
  | {
      readonly kind: "job";
      readonly job: Job;
      readonly process: ProcessDescription;
      readonly wasDismissed?: true;
      readonly course?: readonly Span[];
    };

export interface Caller {
  readonly owner: string;
  /** Absent: the server itself, which acts for the owner and may what "use" may. */
  readonly role?: Role;
  /** Has said who it is, and was believed. */
  readonly isKnown?: boolean;
  /** The id of the token by which it has said that, if it was one. */
  readonly token?: string;
  /** The job that a sealed link opens, whoever has it: its status may be asked for, and nothing else. Which document of it, http has judged. */
  readonly opens?: string;
  /** A page of another site has made a browser send this. */
  readonly isCrossSite?: boolean;
  /** Where it is; its open streams are counted by that and its owner. */
  readonly address?: string;
  /** What it wishes for a job of its own: higher goes first. Granted as far as the administrator allows. */
  readonly priority?: number;
  /** Aborted when the client goes away: a synchronous job is then dismissed. */
  readonly signal?: AbortSignal;
}

/** The jobs room as the http room sees it. Throws ServiceError. */
export interface Service {
  perform(operation: Operation, caller: Caller): Promise<Outcome>;
}

/** A decoded request; `form` is the protocol's own memory of how the answer is to look, plain data that nobody else reads. */
export interface Call<Form> {
  readonly operation: Operation;
  readonly form: Form;
}

/** Pure translation. `decode` throws ServiceError; data it stored before a failure is discarded by the sink's owner. */
export interface Protocol<Form> {
  readonly name: string;
  decode(request: HttpRequest, sink: Sink): Promise<Call<Form>>;
  encode(call: Call<Form>, outcome: Outcome, open: Open): HttpResponse;
  /** Total: any thrown value has an answer. */
  encodeError(error: unknown, request?: HttpRequest): HttpResponse;
}
