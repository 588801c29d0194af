// What the jobs room is made of; the main room wires it.
import type { HostView } from "../core/administration.js";
import type { Catalogue } from "../core/catalogue.js";
import type { DeployedProcess, Engine } from "../core/engine.js";
import type { RightsNow } from "../core/grant.js";
import type { IsolationRecord } from "../core/isolation-record.js";
import type { JobStore } from "../core/job.js";
import type { DiskGuard, Fetcher, FileStore } from "../core/staging.js";
import type { QueuePolicy } from "./queue-policy.js";
import type { FeedLimits } from "./streams.js";

/** Where things are told to the operator; a pino logger is one. */
export interface Log {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

/** Times in milliseconds, sizes in bytes. */
export interface JobLimits {
  /** Jobs that run at one time. */
  readonly running: number;
  /** Jobs that may wait. */
  readonly waiting: number;
  /** One complex input. */
  readonly inputBytes: number;
  /** How long a synchronous request waits for its turn before it is told to come again. */
  readonly syncWaitMs: number;
  readonly leaseMs: number;
  /** How often a job is begun before a server that keeps dying gives it up. */
  readonly attempts: number;
  /** How long a runner that has given its results may take to end. */
  readonly lingerMs: number;
  /** How long a sandbox that was told to end may take; then it is given up, and told to the operator. */
  readonly killMs: number;
  /** How long a dismissed job may take to end by itself when it is asked to. */
  readonly graceMs: number;
  /** How long a job may be paused; then it fails. */
  readonly pausedMs: number;
  /** How long finished jobs and their outputs are kept. */
  readonly retentionMs: number;
  /** The same for jobs of single processes, and of single owners, by their names. */
  readonly processRetentionMs?: Readonly<Record<string, number>>;
  readonly ownerRetentionMs?: Readonly<Record<string, number>>;
  /** Whether clients may pin their jobs, which keeps them for good. Absent: they may. */
  readonly mayPin?: boolean;
  /** The same for jobs whose answer went out at once and that nobody can ask for again. */
  readonly transientMs: number;
}

export const defaultLimits: Omit<JobLimits, "running" | "inputBytes"> = {
  waiting: 10_000,
  syncWaitMs: 60_000,
  leaseMs: 30_000,
  attempts: 3,
  lingerMs: 2_000,
  killMs: 10_000,
  graceMs: 2_000,
  pausedMs: 7 * 24 * 3_600_000,
  retentionMs: 7 * 24 * 3_600_000,
  transientMs: 10 * 60_000,
};

export interface PoolLimits {
  /** Most waiting sandboxes of one process. */
  readonly perProcess: number;
  /** Most waiting sandboxes in all; 0: none ever waits. */
  readonly total: number;
  /** Most memory of all that wait; absent: no bound but their number. */
  readonly bytes?: number;
  /** A waiting sandbox of a process that nobody used for so long is ended. */
  readonly idleMs: number;
}

/** What the pool looks at before it makes anything ahead. Cheap: it is asked often. */
export interface PoolHost {
  /** Another text when programs or libraries of the host are others than before. */
  runtimeVersion(): string;
  /** Memory is short: what waits would take it from jobs. */
  isShort(): boolean;
}

export interface JobsParts {
  readonly store: JobStore;
  readonly engine: Engine;
  /** How a job of this process is sealed on this host; recorded with each job. */
  readonly isolationOf: (process: DeployedProcess) => IsolationRecord;
  readonly catalogue: Catalogue;
  /** Absent: everybody may execute everything, and no right is taken back. */
  readonly rights?: RightsNow;
  readonly files: FileStore;
  /** Asked before a job is accepted. Absent: there is always room. */
  readonly disk?: Pick<DiskGuard, "admit">;
  readonly fetcher: Fetcher;
  /** On the file system of the file store; made if absent. Only this room and its engine write there. */
  readonly bundlesDir: string;
  /** What processes printed, one file for each job that printed anything. */
  readonly logsDir: string;
  readonly limits: JobLimits;
  /** Absent: defaultFeedLimits. */
  readonly feed?: FeedLimits;
  /** Absent: defaultPolicy. */
  readonly policy?: QueuePolicy;
  /** Where it is kept that the queue is held or drained; absent: a restart forgets it. */
  readonly queueFile?: string;
  /** Where the bounds of processes that an administrator has set are kept; absent: nowhere. */
  readonly boundsFile?: string;
  readonly pool: PoolLimits;
  readonly poolHost?: PoolHost;
  /** What administrators are told of the server beyond its jobs. Absent: they are told nothing. */
  readonly host?: () => Promise<HostView>;
  /** Names this server in leases. */
  readonly worker: string;
  /** Wall time in milliseconds. */
  readonly now: () => number;
  readonly log: Log;
}
