// Where attacks run: engines by name, each on ground of its own (a data folder, uids that nobody else has), and the engine without isolation
// for the positive controls. Which of them this machine has is found out without starting anything.
import { chmod, cp, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Engine } from "../../packages/server/src/core/engine.js";
import { makeChildEngine } from "../../packages/server/src/engines/child/child.js";
import { makeSealedEngine, spawnerPid, tracesOf } from "../../packages/server/src/engines/sealed-engine.js";

export interface Ground {
  readonly name: string;
  readonly engine: Engine;
  /** Bundles go below it. */
  readonly folder: string;
  /** Copies of the Python runner and of the hostile process that every uid may read. */
  readonly runner: string;
  readonly code: string;
  /** Isolation features that hold here. */
  readonly enforced: readonly string[];
  /** Whose memory a flood of the job must not fill; absent where that is somebody else's child. */
  readonly trustedPid?: number;
  /** What sandboxes of this ground have on the host now. */
  readonly traces: () => Promise<readonly string[]>;
  readonly tearDown: () => Promise<void>;
}

/** Host uids of sandboxes; few, so that each is soon used again. */
export const uids = { base: 720_000, count: 4 };

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

async function makeBwrap(): Promise<Ground> {
  const made = await makeSealedEngine({ uids });
  return {
    name: "bwrap",
    engine: made.engine,
    folder: made.folder,
    ...(await publish(made.folder)),
    enforced: made.spawner.facts.enforced,
    trustedPid: await spawnerPid(made.folder),
    traces: () => tracesOf(made.folder),
    tearDown: made.tearDown,
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

/** Every engine that there is, the default first. */
export function offers(): readonly Offer[] {
  return [{ name: "bwrap", make: makeBwrap }];
}
