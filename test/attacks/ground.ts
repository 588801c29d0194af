// Where attacks run: engines by name, each on ground of its own (a data folder, uids that nobody else has), and the engine without isolation
// for the positive controls. Which of them this machine has is found out without starting anything.
import { existsSync } from "node:fs";
import { chmod, cp, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Engine, Preload } from "../../packages/server/src/core/engine.js";
import { makeChildEngine } from "../../packages/server/src/engines/child/child.js";
import { runtimeOf } from "../../packages/server/src/engines/oci/runtimes.js";
import { makeSealedEngine, type SealedEngineName, spawnerPid, tracesOf } from "../../packages/server/src/engines/sealed-engine.js";

export interface Ground {
  readonly name: string;
  readonly engine: Engine;
  /** Bundles go below it. */
  readonly folder: string;
  /** Copies of the Python runner and of the hostile process that every uid may read. */
  readonly runner: string;
  readonly code: string;
  /** Sandboxes come from a parent that has imported this. */
  readonly preload?: Preload;
  /** Isolation features that hold here, as the engine itself says. */
  readonly enforced: readonly string[];
  /** What a sandbox is given for the runtime's own sake, above the job's limits. */
  readonly overhead: { readonly pids: number; readonly memoryBytes: number };
  /** Whose memory a flood of the job must not fill; absent where that is somebody else's child. */
  readonly trustedPid?: number;
  /** What sandboxes of this ground have on the host now. */
  readonly traces: () => Promise<readonly string[]>;
  readonly tearDown: () => Promise<void>;
}

/** Host uids of sandboxes (and of parents that they are forked from): few, so that each is soon used again; another run beside this one has others. */
export const uids = { base: 720_000 + (process.pid % 1000) * 16, count: 12 };

const none = { pids: 0, memoryBytes: 0 };

const root = join(import.meta.dirname, "..", "..");

/** Under the names that the runner expects, also where nothing is mounted elsewhere. */
async function publish(folder: string): Promise<{ runner: string; code: string }> {
  const runtime = join(folder, "runtime");
  const [runner, code] = [join(runtime, "terrarium"), join(runtime, "hostile")];
  const filter = (path: string) => !path.endsWith("__pycache__");
  await cp(join(root, "python", "terrarium"), runner, { recursive: true, filter });
  await cp(join(root, "test", "fixtures", "hostile"), code, { recursive: true, filter });
  await chmod(runtime, 0o755);
  return { runner, code };
}

async function makeGround(name: SealedEngineName): Promise<Ground> {
  const made = await makeSealedEngine({ uids }, name);
  const published = await publish(made.folder);
  const { daemon } = made;
  return {
    name,
    engine: made.engine,
    folder: made.folder,
    ...published,
    ...(name === "zygote" ? { preload: preloadOf(published.runner) } : {}),
    enforced: (await made.engine.probe()).enforced,
    overhead: name === "crun" || name === "runc" || name === "runsc" ? runtimeOf(name).overhead : none,
    // Docker's own children read the streams of a container.
    ...(daemon === undefined ? { trustedPid: await spawnerPid(made.folder) } : {}),
    traces: async () => [...(await tracesOf(made.folder)), ...((await daemon?.traces()) ?? [])],
    tearDown: made.tearDown,
  };
}

/** What the parent of the sandboxes has imported before any of them is there. */
function preloadOf(runner: string): Preload {
  return {
    key: "attacks",
    command: ["/usr/bin/python3", "-I", "-B", "/python/terrarium/zygote"],
    mounts: [{ source: runner, target: "/python/terrarium" }],
    modules: ["ctypes", "json", "socket", "sqlite3", "subprocess", "tarfile", "zipfile"],
  };
}

/** No isolation: shows that an attack works where nothing stops it. */
export async function makeOpenGround(): Promise<Ground> {
  const folder = await mkdtemp("/var/tmp/terrarium-open-");
  const engine = makeChildEngine();
  return {
    name: "child",
    engine,
    folder,
    ...(await publish(folder)),
    enforced: [],
    overhead: none,
    traces: async () => [],
    async tearDown() {
      await engine.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export interface Offer {
  readonly name: string;
  /** Why it cannot be had on this machine; undefined if it can. */
  readonly problem?: string;
  readonly make: () => Promise<Ground>;
}

const programs: readonly (readonly [name: SealedEngineName, program: string])[] = [
  ["bwrap", "bwrap"],
  ["zygote", "bwrap"],
  ["crun", "crun"],
  ["runc", "runc"],
  ["runsc", "runsc"],
  ["docker", "dockerd"],
];

/** The default must be there; the others run where their program is installed. */
function problemOf(name: SealedEngineName, program: string): string | undefined {
  if (name === "bwrap") return undefined;
  if (process.getuid?.() !== 0) return "only root tries this engine here";
  const isThere = ["/usr/bin", "/usr/sbin", "/usr/local/bin", "/bin", "/sbin"].some((folder) => existsSync(join(folder, program)));
  return isThere ? undefined : `${program} is not installed`;
}

/** Every engine that there is, the default first. `TERRARIUM_ATTACKS_ON` names those that are wanted, with commas. */
export function offers(): readonly Offer[] {
  const wanted = process.env["TERRARIUM_ATTACKS_ON"]?.split(",");
  return programs
    .filter(([name]) => wanted?.includes(name) ?? true)
    .map(([name, program]) => {
      const problem = problemOf(name, program);
      return { name, make: () => makeGround(name), ...(problem === undefined ? {} : { problem }) };
    });
}
