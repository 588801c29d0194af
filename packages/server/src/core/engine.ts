// Waist two: a bundle goes in, an exit comes out. Verbs of the OCI runtime-spec. An engine never knows a protocol.
import type { JsonValue, Limits, NetworkPolicy, ProcessDescription, RunnerMessage } from "@terrarium/sdk";

/** A host folder or file that is seen read-only at `target` inside the sandbox. */
export interface Mount {
  readonly source: string;
  readonly target: string;
}

/** Where a process comes from: how it is written, and the name of its file or project, never a path. */
export interface ProcessSource {
  readonly kind: "typescript" | "python" | "pywps" | "command" | "image";
  readonly name: string;
}

/**
 * A process ready to run. `command` and `environment` are in inside paths: a target of `mounts`, /usr/..., or /job (the job folder).
 * `hash` names code, runtime and SDK; two processes of one hash behave alike.
 */
export interface DeployedProcess {
  readonly hash: string;
  readonly source?: ProcessSource;
  readonly description: ProcessDescription;
  readonly command: readonly string[];
  readonly mounts: readonly Mount[];
  readonly environment: Readonly<Record<string, string>>;
  readonly limits: Limits;
  readonly network: NetworkPolicy;
  /** Ranges that are not public and in which hosts of `network` may lie all the same, e.g. 10.1.0.0/16. */
  readonly innerNetworks?: readonly string[];
  /** Another deployment of it is offered by now; jobs that were accepted before still run it. */
  readonly isFormer?: true;
  /** Name of the engine that runs it; absent: the server's default. */
  readonly engine?: string;
  /** Container image, for engines that run images. */
  readonly image?: string;
  /** How many waiting sandboxes of it are kept: at least `min` always, at most `max` while it is busy. Absent: what the pool's limits say. */
  readonly instances?: { readonly min: number; readonly max: number };
  /** Present: its interpreter may be forked from a parent that has imported these libraries and has never seen a job. */
  readonly preload?: Preload;
}

/** What a pre-imported parent (a zygote) holds; two processes of one key can be forked from the same parent. */
export interface Preload {
  /** Names interpreter, runner and modules, e.g. a hash. */
  readonly key: string;
  /** Starts the zygote; inside paths, as DeployedProcess.command, of which all words but the last (the program) are the beginning. */
  readonly command: readonly string[];
  /** What it needs beside /usr: of the process's mounts those that hold interpreter, libraries and runner, never the code of the process. */
  readonly mounts: readonly Mount[];
  /** Python modules to import ahead: libraries of the host, never code of a process. One that cannot be imported is left out. */
  readonly modules: readonly string[];
}

/**
 * A folder on the host: `dir`/job is seen as /job (read-only: job.json, in/), with /job/out and /job/work writable and under one quota.
 * The caller makes dir/job/in before `create` and writes job.json and inputs between `create` and `start`.
 */
export interface Bundle {
  /** Unique on this host; file-name safe. */
  readonly id: string;
  readonly dir: string;
  readonly process: Pick<DeployedProcess, "command" | "mounts" | "environment" | "engine" | "image" | "preload">;
  readonly limits: Limits;
  readonly network: NetworkPolicy;
  /** As DeployedProcess.innerNetworks. */
  readonly innerNetworks?: readonly string[];
}

/**
 * Where a bundle with an allow-list has the socket of its way out, below `dir` and inside: whoever connects there speaks with the server as with an HTTP
 * proxy. Absent in all other bundles.
 */
export const wayOutSocket = "job/egress.sock";

/** Names a sandbox for as long as it exists; serialisable. */
export interface Handle {
  readonly engine: string;
  /** The bundle's. */
  readonly id: string;
  /** How it was made, where the engine has two ways: forked from a pre-imported parent, or launched. */
  readonly madeBy?: "zygote" | "launcher";
  /** Only where its job may reach something: what, and where its bundle is. */
  readonly wayOut?: { readonly dir: string; readonly hosts: readonly string[]; readonly innerNetworks: readonly string[] };
  readonly state: JsonValue;
}

export type LimitName = "memory" | "pids" | "disk" | "inodes" | "fds" | "output" | "log" | "wall";

/** CPU and wall time in milliseconds, sizes in bytes; -1 where this host cannot tell. */
export interface Usage {
  readonly cpuMs: number;
  readonly wallMs: number;
  readonly memoryPeakBytes: number;
  /** What the writable folders held at the end. */
  readonly diskBytes: number;
}

export const unknownUsage: Usage = { cpuMs: -1, wallMs: -1, memoryPeakBytes: -1, diskBytes: -1 };

/** What ended a sandbox, and which limits it ran into (from counters and statfs). */
export interface Exit {
  readonly reason: "exited" | "signaled" | "timeout" | "out-of-memory" | "output-limit" | "killed" | "lost";
  readonly limitsHit: readonly LimitName[];
  readonly code?: number;
  readonly signal?: string;
  readonly usage: Usage;
  /** The last bytes of what the process printed, at most limits.logBytes, UTF-8 with replacement. */
  readonly log: string;
}

/** The exit of a sandbox that nobody could watch to its end. */
export function lostExit(log = ""): Exit {
  return { reason: "lost", limitsHit: [], usage: unknownUsage, log };
}

/** What this engine can do on this host. `enforced` and `notEnforced` name isolation features, e.g. "memory", "own uid". */
export interface Health {
  readonly ok: boolean;
  readonly version?: string;
  readonly enforced: readonly string[];
  readonly notEnforced: readonly string[];
  /** If not ok: one sentence that says what is missing and the exact line that cures it. */
  readonly problem?: string;
}

/** An output file after collection: given to the server, in the folder asked for. */
export interface Collected {
  readonly name: string;
  readonly path: string;
  readonly byteLength: number;
  readonly sha256: string;
}

/** What a sandbox has printed, and what it uses now. Sizes in bytes; -1 where this host cannot tell. */
export interface Look {
  /** From byte `from` to byte `to` of all that it printed, cut at the end of a line. What lies before `from` and was asked for is not kept any more. */
  readonly log: { readonly from: number; readonly to: number; readonly text: string };
  readonly cpuMs: number;
  /** Now, its file cache included. */
  readonly memoryBytes: number;
  readonly memoryPeakBytes: number;
  /** It has ended, and all of its log is told. */
  readonly isOver: boolean;
}

export interface Engine {
  readonly name: string;
  /** Its jobs can be given a way out to listed hosts, with nothing else to be reached. Absent: it refuses bundles with an allow-list. */
  readonly holdsAllowLists?: true;
  /** `name`: of several engines as one, the one that is asked. */
  probe(name?: string): Promise<Health>;
  /** The sandbox exists, the runner has said "ready" and waits; nothing of a job is in it yet. Fails without a trace: engine-failed. */
  create(bundle: Bundle): Promise<Handle>;
  /** The bundle now holds the job: the runner is told to go. The wall clock starts here. */
  start(handle: Handle): Promise<void>;
  /** After a restart of the server: true if the sandbox still is, or its exit is on record; then all other verbs hold again. */
  adopt(handle: Handle): Promise<boolean>;
  /** Messages of the runner go to `listen` as they come; resolves when every child is dead. May be called once per handle, before or after start. */
  wait(handle: Handle, listen: (message: RunnerMessage) => void): Promise<Exit>;
  /**
   * After `wait`: takes the named files of out/ (flat names) out of the sandbox into the folder `into`, as `into`/`name`.
   * A name that is no regular file with one link, or larger than limits.outputBytes, throws limit-exceeded or process-failed naming it.
   */
  collect(handle: Handle, names: readonly string[], into: string): Promise<Collected[]>;
  /**
   * Answers when the sandbox has printed more than `logFrom` bytes or has ended, after `waitMs` at the latest. undefined: there is no such sandbox.
   * Absent: this engine cannot look into what runs.
   */
  look?(handle: Handle, logFrom: number, waitMs: number): Promise<Look | undefined>;
  pause(handle: Handle): Promise<void>;
  resume(handle: Handle): Promise<void>;
  /** Ends the whole tree, and resolves when it is dead: at once, or asked to end first (SIGTERM) and given so long. A paused tree is not asked, and an engine that cannot ask does not. */
  kill(handle: Handle, graceMs?: number): Promise<void>;
  /** Idempotent; leaves nothing: children, mounts, cgroups, the uid lease. The bundle folder itself stays the caller's. */
  remove(handle: Handle): Promise<void>;
  /** Once, when a new server has adopted what it wants: ends and removes what else a former one left. Absent: nothing outlives a server. */
  sweep?(): Promise<void>;
  /** Instead of `close`: what was started goes on, for the next server to adopt; the engine is not used again. Absent: it cannot. */
  leave?(): Promise<void>;
  /** Ends and removes all that is left; the engine is not used again. */
  close(): Promise<void>;
}
