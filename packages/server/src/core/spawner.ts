// The spawner as an engine sees it: it makes, watches and ends sandboxes and owns what only the trusted side may own:
// host uids, cgroups, quotas, pipes. It knows nothing of what the launcher (e.g. bubblewrap) builds; the engine says that as a plan.
import type { Limits, RunnerMessage } from "@terrarium/sdk";
import type { Collected, Exit, Look } from "./engine.js";
import type { Leases } from "./lease.js";

/** File descriptors that the launcher gets beside 0-2; none of them may reach the job. */
export const launchFds = {
  /** Read: the bytes of `plan.filter`. */
  filter: 3,
  /** Write: a regular file `dir`/exit.json for the launcher's own exit record. */
  status: 4,
} as const;

/**
 * A word of the launcher's command. `host` is a host path that the launcher, who runs as an unprivileged uid, must be able to reach;
 * `scratch` is a writable folder of the sandbox's own quota. The spawner puts the paths in.
 */
export type Word = string | { readonly host: string } | { readonly scratch: "out" | "work" };

/**
 * A parent that has imported libraries and forks sandboxes: a zygote (python/terrarium/zygote). It makes what `SandboxPlan.command` says, which must be
 * a command line of bubblewrap. Where that cannot be, the sandbox is launched in the ordinary way.
 */
export interface ZygotePlan {
  /** Sandboxes of one key come from one zygote: it names all that is below, and the filter. */
  readonly key: string;
  /** Starts it, on the host. */
  readonly command: readonly Word[];
  /** A command line of bubblewrap, without a command: what it sees while it imports. */
  readonly view: readonly Word[];
  readonly environment: Readonly<Record<string, string>>;
  readonly modules: readonly string[];
  /** The folder of the runner, inside. */
  readonly home: string;
}

/** What the spawner is told of a sandbox. Whoever changes it raises `protocol` in spawner/lines.ts: a new server may meet an older spawner. */
export interface SandboxPlan {
  /** File-name safe, unique on this host. */
  readonly id: string;
  /** The bundle's folder on the host. */
  readonly dir: string;
  readonly command: readonly Word[];
  /** base64 */
  readonly filter: string;
  readonly limits: Limits;
  /** The runner must have said "ready" by then. */
  readonly bootMs: number;
  /**
   * The launcher begins as root of a user namespace of its own, in which there are only it and, as 65534, the sandbox's uid: for runtimes that cannot
   * begin as anybody else. On the host it is a leased uid like any other. Only a spawner that is root can do that.
   */
  readonly innerRoot?: true;
  /** Present: fork it from a zygote, if possible. */
  readonly zygote?: ZygotePlan;
  /** What the launcher itself uses, on top of the limits. Absent: next to nothing. */
  readonly overhead?: { readonly pids: number; readonly memoryBytes: number };
}

/** What the spawner can do on this host. */
export interface SpawnerFacts {
  /** Bundles must lie below it. */
  readonly bundlesDir: string;
  readonly isRoot: boolean;
  /**
   * "given": the spawner makes the writable folders and puts their paths in as words. "inside": it cannot; the plan makes a sized
   * memory file system at /job/work inside, with the folder /job/work/.out for outputs, and the spawner takes hold of it from outside.
   */
  readonly scratch: "given" | "inside";
  /** Names of isolation features, as in Health. */
  readonly enforced: readonly string[];
  readonly notEnforced: readonly string[];
}

/** Verbs and errors as in Engine; sandboxes are named by the plan's id. */
export interface Spawner {
  readonly facts: SpawnerFacts;
  /** Resolves with whether it came from a zygote. */
  create(plan: SandboxPlan): Promise<boolean>;
  start(id: string): Promise<void>;
  wait(id: string, listen: (message: RunnerMessage) => void): Promise<Exit>;
  collect(id: string, names: readonly string[], into: string): Promise<Collected[]>;
  look(id: string, logFrom: number, waitMs: number): Promise<Look | undefined>;
  pause(id: string): Promise<void>;
  resume(id: string): Promise<void>;
  /** Without `graceMs` at once; with it the tree is asked first (SIGTERM), unless it is paused. */
  kill(id: string, graceMs?: number): Promise<void>;
  remove(id: string): Promise<void>;
  /** For sandboxes that another daemon builds. */
  readonly leases: Leases;
  /** Takes over a started sandbox of a former server; false: there is none of this id, or it never started. */
  adopt(id: string): Promise<boolean>;
  /** Ends and removes what a former server left and nobody adopted. */
  sweep(): Promise<void>;
  /** Instead of `close`: started sandboxes go on until the next server adopts them. Without any the spawner ends, and this resolves after that. */
  leave(): Promise<void>;
  /** Ends and removes all sandboxes and the spawner itself. */
  close(): Promise<void>;
  /** Resolves when the spawner has gone, asked for or not; nothing can be run any more. */
  readonly gone: Promise<void>;
}
