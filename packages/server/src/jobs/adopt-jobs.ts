// What runs goes on when its server dies: the next one takes over the jobs whose sandboxes are still there, at the same attempt. Which jobs begin again
// instead is left to recover.ts.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { JobFile, RunnerMessage } from "@terrarium/sdk";
import { deploymentFor } from "../core/catalogue.js";
import { type Bundle, type DeployedProcess, type Handle, lostExit } from "../core/engine.js";
import type { Job } from "../core/job.js";
import { live } from "./finish-job.js";
import type { JobsParts } from "./parts.js";
import type { Sandbox } from "./pool.js";
import { byteLengthOf } from "./stage-inputs.js";

export interface Adopted {
  readonly job: Job;
  readonly sandbox: Sandbox;
  readonly process: DeployedProcess;
  /** As Run.bytesIn. */
  readonly bytesIn?: number;
}

function adoptSandbox(handle: Handle, process: DeployedProcess, { engine, bundlesDir, log }: JobsParts): Sandbox {
  const { command, mounts, environment, limits, network } = process;
  const bundle: Bundle = {
    id: handle.id,
    dir: join(bundlesDir, handle.id),
    process: { command, mounts, environment },
    limits,
    network,
  };
  const unheard: RunnerMessage[] = [];
  let hear = (message: RunnerMessage): void => void unheard.push(message);
  const exit = engine
    .wait(handle, (message) => hear(message))
    .catch((error: unknown) => {
      log.error({ err: error, bundle: bundle.id }, "the engine lost a sandbox");
      return lostExit();
    });
  return {
    bundle,
    handle,
    exit,
    isWarm: false,
    listen(to) {
      hear = to;
      for (const message of unheard.splice(0)) to(message);
    },
  };
}

/** How much the job was given to read; undefined if its bundle does not tell any more. */
async function bytesInOf(bundleDir: string): Promise<number | undefined> {
  try {
    const { inputs } = JSON.parse(await readFile(join(bundleDir, "job", "job.json"), "utf8")) as JobFile;
    return inputs.reduce((sum, input) => sum + byteLengthOf(input), 0);
  } catch {
    return undefined;
  }
}

async function adoptOne(job: Job, parts: JobsParts): Promise<Adopted | undefined> {
  const { handle } = job;
  const process = await deploymentFor(job, parts.catalogue);
  // Of a synchronous job the client is gone; and results can only be checked by a description.
  if (handle === undefined || process === undefined || job.execute.mode === "sync" || job.isDismissing === true) return undefined;
  const isThere = await parts.engine.adopt(handle).catch((error: unknown) => {
    parts.log.warn({ err: error, job: job.id }, "a running job could not be taken over");
    return false;
  });
  // Of two servers one gets the lease.
  if (!isThere || !(await parts.store.takeOver(job.id, job.attempt, parts.worker, parts.limits.leaseMs))) return undefined;
  const sandbox = adoptSandbox(handle, process, parts);
  const bytesIn = await bytesInOf(sandbox.bundle.dir);
  return { job, sandbox, process, ...(bytesIn === undefined ? {} : { bytesIn }) };
}

/** Takes over all running and paused jobs that still can be, and that no other server holds; leases are held then. */
export async function adoptJobs(parts: JobsParts): Promise<Adopted[]> {
  const adopted: Adopted[] = [];
  for (const job of await parts.store.list({ status: live, freeFor: parts.worker })) {
    const one = await adoptOne(job, parts);
    if (one !== undefined) adopted.push(one);
  }
  return adopted;
}
