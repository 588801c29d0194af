// A result without files is committed before its sandbox has ended, and what the job has used is booked after that. A server that dies in between leaves the
// account open: the next one closes it here, from the sandbox if that is still known. It must be called before bundles are swept: they name the jobs.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { JobFile } from "@terrarium/sdk";
import type { Exit } from "../core/engine.js";
import type { Job } from "../core/job.js";
import { account, within } from "./finish-job.js";
import type { JobsParts } from "./parts.js";
import { makeRun } from "./run.js";
import { noSlot } from "./slots.js";
import { byteLengthOf } from "./stage-inputs.js";

/** Who was served in this bundle, as the server wrote it there; undefined: nobody yet. */
async function servedIn(bundleDir: string): Promise<JobFile | undefined> {
  try {
    return JSON.parse(await readFile(join(bundleDir, "job", "job.json"), "utf8")) as JobFile;
  } catch {
    return undefined;
  }
}

/** The exit of a sandbox that has given its result, and has had the time of a restart to end; undefined: nobody knows it any more. */
async function exitOf({ handle }: Job, { engine, limits }: JobsParts): Promise<Exit | undefined> {
  if (handle === undefined || !(await engine.adopt(handle))) return undefined;
  const exit = engine.wait(handle, () => undefined);
  await within(engine.kill(handle), limits.killMs);
  const ended = await within(exit, limits.killMs);
  await within(engine.remove(handle), limits.killMs);
  return ended;
}

async function close(bundle: string, parts: JobsParts): Promise<void> {
  const file = await servedIn(join(parts.bundlesDir, bundle));
  const job = file && (await parts.store.get(file.jobId));
  if (file === undefined || job?.status !== "successful" || job.usage !== undefined || job.handle?.id !== bundle) return;
  const exit = await exitOf(job, parts);
  const run = makeRun(job, noSlot);
  if (job.startedMs !== undefined) run.startedMs = job.startedMs;
  run.bytesIn = file.inputs.reduce((sum, input) => sum + byteLengthOf(input), 0);
  await parts.store.change(job.id, ["successful"], job.attempt, account(exit, run, job.results));
}

/** Books what successful jobs have used whose server died before it did. What cannot be told any more is booked as unknown. */
export async function closeAccounts(parts: JobsParts): Promise<void> {
  for (const bundle of await readdir(parts.bundlesDir).catch(() => []))
    await close(bundle, parts).catch((error: unknown) => parts.log.warn({ err: error, bundle }, "what a job has used was not booked"));
}
