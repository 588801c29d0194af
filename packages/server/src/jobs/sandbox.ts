// One sandbox as the jobs room holds it: the bundle's folder, the engine's handle, its exit and what its runner says.
import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { rm, rmdir, unlink } from "node:fs/promises";
import { join } from "node:path";
import type { RunnerMessage } from "@terrarium/sdk";
import { type Bundle, type DeployedProcess, type Engine, type Exit, type Handle, lostExit } from "../core/engine.js";
import type { Log } from "./parts.js";
import { removeOrSetAside, removeTree } from "./remove-tree.js";

export interface Sandbox {
  readonly bundle: Bundle;
  readonly handle: Handle;
  /** Resolves when every child is dead; never rejects. */
  readonly exit: Promise<Exit>;
  /** Messages of the runner go here from now on. */
  listen(to: (message: RunnerMessage) => void): void;
  /** It has waited for a job. */
  readonly isWarm: boolean;
}

export interface SandboxParts {
  readonly engine: Engine;
  readonly bundlesDir: string;
  readonly log: Log;
}

/** The folders that belong to the server; who may look into them is the engine's to say. One by one: looking for what is missing costs more. */
function makeBundleDir(dir: string): void {
  mkdirSync(dir, { mode: 0o711 });
  for (const folder of [join(dir, "job"), join(dir, "job", "in")]) mkdirSync(folder, { mode: 0o755 });
}

/**
 * Most bundles hold two small files in folders that are known: seven calls then, and not two dozen. Not synchronous: on a disk that others write to,
 * the journal makes each of these calls wait for milliseconds, which nobody's answer should.
 */
async function removeBundleDir(dir: string): Promise<void> {
  const job = join(dir, "job");
  try {
    // Whether they were there the next calls tell.
    await Promise.allSettled([unlink(join(dir, "exit.json")), unlink(join(job, "job.json"))]);
    await Promise.all(["in", "out", "work"].map((folder) => rmdir(join(job, folder))));
    await rmdir(job);
    await rmdir(dir);
  } catch {
    await removeTree(dir);
  }
}

const needed = new WeakMap<DeployedProcess, Bundle["process"]>();

/** What an engine is told of a process: always the same object, so that it can keep what it has made of it. */
function neededOf(process: DeployedProcess): Bundle["process"] {
  const known = needed.get(process);
  if (known !== undefined) return known;
  const { command, mounts, environment, engine, image, preload } = process;
  const made = {
    ...{ command, mounts, environment },
    ...(engine === undefined ? {} : { engine }),
    ...(image === undefined ? {} : { image }),
    ...(preload === undefined ? {} : { preload }),
  };
  needed.set(process, made);
  return made;
}

/** A sandbox that waits for its job. Throws what the engine throws, and leaves nothing then. */
export async function createSandbox(process: DeployedProcess, isWarm: boolean, parts: SandboxParts): Promise<Sandbox> {
  const id = `b${randomBytes(12).toString("hex")}`;
  const dir = join(parts.bundlesDir, id);
  const { limits, network, innerNetworks } = process;
  const bundle: Bundle = {
    id,
    dir,
    process: neededOf(process),
    limits,
    network,
    ...(innerNetworks === undefined ? {} : { innerNetworks }),
  };
  let handle: Handle;
  try {
    makeBundleDir(dir);
    handle = await parts.engine.create(bundle);
  } catch (error) {
    await rm(dir, { recursive: true, force: true });
    throw error;
  }
  const unheard: RunnerMessage[] = [];
  // Progress of nothing is no news, and while it waits for a job there is no end to it.
  let hear = (message: RunnerMessage): void => {
    if (message.terrarium !== "progress") unheard.push(message);
  };
  const exit = parts.engine
    .wait(handle, (message) => hear(message))
    .catch((error: unknown) => {
      parts.log.error({ err: error, bundle: id }, "the engine lost a sandbox");
      return lostExit();
    });
  return {
    bundle,
    handle,
    exit,
    isWarm,
    listen(to) {
      hear = to;
      for (const message of unheard.splice(0)) to(message);
    },
  };
}

/** Ends and removes a sandbox and its bundle; logs what fails. */
export async function discardSandbox(sandbox: Sandbox, { engine, log }: SandboxParts): Promise<void> {
  const facts = { bundle: sandbox.bundle.id };
  await engine.remove(sandbox.handle).catch((error: unknown) => log.error({ ...facts, err: error }, "a sandbox was not removed"));
  await removeOrSetAside(sandbox.bundle.dir, log, removeBundleDir);
}
