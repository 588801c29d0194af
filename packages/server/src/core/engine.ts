// Waist two: a bundle goes in, an exit comes out. Verbs of the OCI runtime-spec. An engine never knows a protocol.
import type { JsonValue, Limits, NetworkPolicy, ProcessDescription, RunnerMessage } from "@terrarium/sdk";

/** A host folder or file that is seen read-only at `target` inside the sandbox. */
export interface Mount {
  readonly source: string;
  readonly target: string;
}

/**
 * A process ready to run. `command` and `environment` are in inside paths: a target of `mounts`, /usr/..., or /job (the job folder).
 * `hash` names code, runtime and SDK; two processes of one hash behave alike.
 */
export interface DeployedProcess {
  readonly hash: string;
  readonly description: ProcessDescription;
  readonly command: readonly string[];
  readonly mounts: readonly Mount[];
  readonly environment: Readonly<Record<string, string>>;
  readonly limits: Limits;
  readonly network: NetworkPolicy;
}

/**
 * A folder on the host: `dir`/job is seen as /job (read-only: job.json, in/), with /job/out and /job/work writable and under one quota.
 * The caller makes dir/job/in before `create` and writes job.json and inputs between `create` and `start`.
 */
export interface Bundle {
  /** Unique on this host; file-name safe. */
  readonly id: string;
  readonly dir: string;
  readonly process: Pick<DeployedProcess, "command" | "mounts" | "environment">;
  readonly limits: Limits;
  readonly network: NetworkPolicy;
}

/** Names a sandbox for as long as it exists; serialisable. */
export interface Handle {
  readonly engine: string;
  readonly id: string;
  readonly state: JsonValue;
}

export type LimitName = "memory" | "pids" | "disk" | "inodes" | "fds" | "output" | "log" | "wall";

/** CPU and wall time in milliseconds, memory in bytes; -1 where this host cannot tell. */
export interface Usage {
  readonly cpuMs: number;
  readonly wallMs: number;
  readonly memoryPeakBytes: number;
}

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

export interface Engine {
  readonly name: string;
  probe(): Promise<Health>;
  /** The sandbox exists, the runner has said "ready" and waits; nothing of a job is in it yet. Fails without a trace: engine-failed. */
  create(bundle: Bundle): Promise<Handle>;
  /** The bundle now holds the job: the runner is told to go. The wall clock starts here. */
  start(handle: Handle): Promise<void>;
  /** Messages of the runner go to `listen` as they come; resolves when every child is dead. May be called once per handle, before or after start. */
  wait(handle: Handle, listen: (message: RunnerMessage) => void): Promise<Exit>;
  /**
   * After `wait`: takes the named files of out/ (flat names) out of the sandbox into the folder `into`, as `into`/`name`.
   * A name that is no regular file with one link, or larger than limits.outputBytes, throws limit-exceeded or process-failed naming it.
   */
  collect(handle: Handle, names: readonly string[], into: string): Promise<Collected[]>;
  pause(handle: Handle): Promise<void>;
  resume(handle: Handle): Promise<void>;
  /** Ends the whole tree at once. */
  kill(handle: Handle): Promise<void>;
  /** Idempotent; leaves nothing: children, mounts, cgroups, the uid lease. The bundle folder itself stays the caller's. */
  remove(handle: Handle): Promise<void>;
  /** Ends and removes all that is left; the engine is not used again. */
  close(): Promise<void>;
}
