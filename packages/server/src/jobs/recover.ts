// What a server does for the jobs of the one before it, and for those that are over: begins interrupted jobs again, removes what nobody needs.
import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { filesOf, isFinal, type Job, type JobStatus } from "../core/job.js";
import { type Phrase, say, words } from "../core/sentence.js";
import { live, unfinished, uploadsOf } from "./finish-job.js";
import type { JobsParts } from "./parts.js";
import { removeOrSetAside } from "./remove-tree.js";
import { endOf } from "./retention.js";
import { attemptsLeft, beginAgain } from "./retries.js";
import { type Entering, enteringOf } from "./waiting-list.js";

const finals: readonly JobStatus[] = ["successful", "failed", "dismissed"];

/** Ends what may be left of an interrupted attempt, so that no job runs twice at one time. */
async function endLeftover(job: Job, parts: JobsParts): Promise<void> {
  if (job.handle === undefined) return;
  await parts.engine
    .remove(job.handle)
    .catch((error: unknown) => parts.log.warn({ err: error, job: job.id }, "what was left of an interrupted job could not be removed"));
}

/** Writes that an interrupted job goes back to the queue, or has failed where that cannot help; the job as it is then. */
export async function putBack(job: Job, parts: JobsParts): Promise<Job | undefined> {
  const { store } = parts;
  if (job.status !== "accepted") await endLeftover(job, parts);
  // Told to a client before the server died.
  if (job.isDismissing === true)
    return store.change(job.id, [job.status], job.attempt, { status: "dismissed", ...endOf(job, parts), message: "Dismissed." });
  const failed = (why: Phrase) => ({ status: "failed", ...endOf(job, parts), error: { code: "engine-failed", ...words(why) } }) as const;
  if (job.execute.mode === "sync")
    return store.change(job.id, [job.status], job.attempt, failed("The server was restarted while the client waited for this job."));
  if (job.attempt > 0 && attemptsLeft(job, parts) === 0)
    return store.change(
      job.id,
      [job.status],
      job.attempt,
      failed(say("The server was restarted each of the {attempt} times this job ran; it is not tried again.", { attempt: job.attempt })),
    );
  if (job.status === "accepted") return job;
  return beginAgain(job, "The server was restarted; the job begins again.", parts);
}

/**
 * Puts interrupted jobs back, but for the `adopted` ones and those that another server holds, and returns all that wait, oldest first, without what they
 * carry. Where there are other servers, what waits is anybody's: none is returned.
 */
export async function recoverJobs(parts: JobsParts, adopted: ReadonlySet<string>): Promise<Entering[]> {
  const waiting: Entering[] = [];
  const { store, worker, limits } = parts;
  const isShared = store.left !== undefined;
  for (const job of await store.list({ status: isShared ? live : unfinished, freeFor: worker })) {
    if (adopted.has(job.id)) continue;
    // Of two servers one gets the lease.
    if (job.status !== "accepted" && !(await store.takeOver(job.id, job.attempt, worker, limits.leaseMs))) continue;
    const now = await putBack(job, parts);
    if (now?.status === "accepted" && !isShared) waiting.push(enteringOf(now));
  }
  return waiting;
}

/** Removes bundles that no run owns. Call it before the first job runs. `kept` are names of those that are in use. */
export async function sweepBundles(parts: JobsParts, kept: ReadonlySet<string>): Promise<void> {
  await mkdir(parts.bundlesDir, { recursive: true, mode: 0o711 });
  for (const name of (await readdir(parts.bundlesDir)).filter((one) => !kept.has(one)))
    await removeOrSetAside(join(parts.bundlesDir, name), parts.log);
}

async function neededUploads({ store }: StrayParts, some: ReadonlySet<string>): Promise<Set<string>> {
  const active = await store.list({ status: unfinished });
  const needed = new Set(active.flatMap((job) => uploadsOf(job.execute)));
  // The long list is asked only if something is in doubt.
  if ([...some].every((key) => needed.has(key))) return needed;
  for (const job of await store.list({ status: finals, hasLineage: true })) for (const key of uploadsOf(job.execute)) needed.add(key);
  return needed;
}

type StrayParts = Pick<JobsParts, "store">;

/** Which files of a job are needed: those that it has published, and all while it goes on. Jobs may be large, so no more is remembered of one. */
async function neededOutputs({ store }: StrayParts, jobId: string): Promise<(key: string) => boolean> {
  const job = await store.get(jobId);
  const published = new Set(filesOf(job?.results).map(({ key }) => key));
  const isOver = job === undefined || isFinal(job.status);
  return (key) => !isOver || published.has(key);
}

/** After so many jobs whoever waits for the server has a turn: a store may answer without any. */
const jobsInTurn = 20;

/**
 * Which of these files belong to no job; those of one job stand together. A file that was made just now may belong to a job that is about to be: the caller
 * leaves those out.
 */
export async function strayKeys(parts: StrayParts, keys: readonly string[]): Promise<string[]> {
  const uploads = new Set(keys.filter((key) => key.startsWith("u-")));
  // Ten thousand waiting jobs are not read for nothing while the first clients knock.
  const needed = uploads.size === 0 ? new Set<string>() : await neededUploads(parts, uploads);
  const stray = [...uploads].filter((key) => !needed.has(key));
  let last: { readonly jobId: string; readonly isNeeded: (key: string) => boolean } | undefined;
  let jobs = 0;
  for (const key of keys.filter((one) => one.startsWith("o-"))) {
    const jobId = key.split("-")[1] ?? "";
    if (last?.jobId !== jobId) {
      last = { jobId, isNeeded: await neededOutputs(parts, jobId) };
      jobs += 1;
      if (jobs % jobsInTurn === 0) await new Promise(setImmediate);
    }
    if (!last.isNeeded(key)) stray.push(key);
  }
  return stray;
}

/** Removes stored files that belong to no job, but for uploads that came since this server began: they are not its affair. */
export async function sweepFiles(parts: JobsParts): Promise<void> {
  const before = (await parts.files.list()).filter(({ isNew }) => isNew !== true);
  const stray = await strayKeys(
    parts,
    before.map(({ key }) => key),
  );
  for (const key of stray) await parts.files.remove(key);
}
