// What a server tells its administrators of itself, as plain data. Who may read it is access.ts; where it comes from is the jobs room's and the wiring's.
import type { Limits } from "@terrarium/sdk";
import type { Job, JobStatus } from "./job.js";
import type { BoundsView, QueueView } from "./queue-view.js";
import type { DiskSpace } from "./staging.js";

/** One engine that runs here. */
export interface EngineView {
  readonly name: string;
  readonly title: string;
  readonly version?: string;
  /** Runs what asks for no other. */
  readonly isDefault: boolean;
  readonly enforced: readonly string[];
  readonly notEnforced: readonly string[];
}

/** What the server knows of itself beyond its jobs. */
export interface HostView {
  readonly version: string;
  readonly startedMs: number;
  /** The conditions of being ready; one without a problem is met. */
  readonly checks: readonly { readonly name: string; readonly problem?: string }[];
  readonly engines: readonly EngineView[];
  readonly disks: readonly DiskSpace[];
  /** How long finished jobs are kept, in milliseconds. */
  readonly retentionMs: number;
  /** What is not published, and why. */
  readonly hidden: readonly { readonly file: string; readonly reason: string }[];
}

/** A published process, and what holds for its jobs. */
export interface PublishedView {
  readonly id: string;
  readonly version: string;
  readonly engine: string;
  readonly limits: Limits;
  /** Sandboxes that wait for jobs of it, and those that are being made. */
  readonly ready: number;
  readonly creating: number;
  /** How many of its jobs may run and wait. */
  readonly bounds: BoundsView;
}

/** Which jobs are to be dismissed; what is absent says nothing. Only those that have not ended. */
export interface DismissalFilter {
  readonly status?: readonly JobStatus[];
  readonly processIds?: readonly string[];
  readonly owner?: string;
  /** Accepted at this time or before. */
  readonly createdToMs?: number;
}

/** What came of dismissing many jobs, or would come of it. */
export interface Dismissal {
  readonly filter: DismissalFilter;
  readonly isDryRun: boolean;
  /** How many fit, and the first of them. */
  readonly found: number;
  readonly jobs: readonly Pick<Job, "id" | "processId" | "owner" | "status" | "createdMs">[];
  /** 0 in a dry run. */
  readonly dismissed: number;
  readonly failed: number;
}

export interface Administration extends HostView {
  readonly queue: QueueView;
  /** On record, by state. */
  readonly jobs: Readonly<Record<JobStatus, number>>;
  readonly processes: readonly PublishedView[];
}

export type GarbageKind = "job" | "output" | "upload" | "log" | "bundle" | "code";

/** One thing that nobody needs; `bytes` as files are long, -1 where nobody can tell. */
export interface Garbage {
  readonly kind: GarbageKind;
  /** Identifier of the job, key of the file, or name in its folder. */
  readonly name: string;
  readonly bytes: number;
  /** A plain reason. */
  readonly why: string;
}

export interface GarbageReport {
  readonly found: readonly Garbage[];
  /** Sum of what is known of `found`. */
  readonly bytes: number;
  /** How many of `found` were removed; 0 in a dry run. */
  readonly removed: number;
  /** What could not be removed, and why. */
  readonly failed: readonly { readonly garbage: Garbage; readonly reason: string }[];
}
