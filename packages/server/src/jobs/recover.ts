// What a server does for the jobs of the one before it, and for those that are over: begins interrupted jobs again, removes what nobody needs.
import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { isFinal, type Job, type JobStatus } from "../core/job.js";
import { live, logPath, uploadsOf } from "./finish-job.js";
import type { JobsParts } from "./parts.js";
import { attemptsLeft, beginAgain } from "./retries.js";
import { type Entering, enteringOf } from "./waiting-list.js";

const finals: readonly JobStatus[] = ["successful", "failed", "dismissed"];

/** Writes that an interrupted job goes back to the queue, or has failed where that cannot help; the job as it is then. */
async function putBack(job: Job, parts: JobsParts): Promise<Job | undefined> {
  const { store, now } = parts;
  // Told to a client before the server died.
  if (job.isDismissing === true)
    return store.change(job.id, [job.status], job.attempt, { status: "dismissed", finishedMs: now(), message: "Dismissed." });
  const failed = (message: string) => ({ status: "failed", finishedMs: now(), error: { code: "internal", message } }) as const;
  if (job.execute.mode === "sync")
    return store.change(job.id, [job.status], job.attempt, failed("The server was restarted while the client waited for this job."));
  if (job.attempt > 0 && attemptsLeft(job, parts) === 0)
    return store.change(
      job.id,
      [job.status],
      job.attempt,
      failed(`The server was restarted each of the ${job.attempt} times this job ran; it is not tried again.`),
    );
  if (job.status === "accepted") return job;
  return beginAgain(job, "The server was restarted; the job begins again.", parts);
}

/** Ends what may be left of an interrupted attempt, so that no job runs twice at one time. */
async function endLeftover(job: Job, parts: JobsParts): Promise<void> {
  if (job.handle === undefined) return;
  await parts.engine
    .remove(job.handle)
    .catch((error: unknown) => parts.log.warn({ err: error, job: job.id }, "what was left of an interrupted job could not be removed"));
}

/** Puts interrupted jobs back, but for the `adopted` ones, and returns all that wait, oldest first, without what they carry. */
export async function recoverJobs(parts: JobsParts, adopted: ReadonlySet<string>): Promise<Entering[]> {
  const waiting: Entering[] = [];
  for (const job of await parts.store.list({ status: ["accepted", ...live] })) {
    if (adopted.has(job.id)) continue;
    if (job.status !== "accepted") await endLeftover(job, parts);
    const now = await putBack(job, parts);
    if (now?.status === "accepted") waiting.push(enteringOf(now));
  }
  return waiting;
}

/** Removes bundles that no run owns. Call it before the first job runs. `kept` are names of those that are in use. */
export async function sweepBundles(parts: JobsParts, kept: ReadonlySet<string>): Promise<void> {
  await mkdir(parts.bundlesDir, { recursive: true, mode: 0o711 });
  for (const name of (await readdir(parts.bundlesDir)).filter((one) => !kept.has(one)))
    await rm(join(parts.bundlesDir, name), { recursive: true, force: true }).catch((error: unknown) =>
      parts.log.warn({ err: error, bundle: name }, "a leftover bundle was not removed"),
    );
}

async function neededUploads(parts: JobsParts, some: ReadonlySet<string>): Promise<Set<string>> {
  const active = await parts.store.list({ status: ["accepted", ...live] });
  const needed = new Set(active.flatMap((job) => uploadsOf(job.execute)));
  // Only lineage keeps uploads of finished jobs; the long list is read only if something is in doubt.
  if ([...some].every((key) => needed.has(key))) return needed;
  for (const job of await parts.store.list({ status: finals }))
    if (job.execute.lineage) for (const key of uploadsOf(job.execute)) needed.add(key);
  return needed;
}

/** Removes stored files that belong to no job. `before` are the keys that there were before this server took requests: younger ones are not its affair. */
export async function sweepFiles(parts: JobsParts, before: readonly string[]): Promise<void> {
  const uploads = new Set(before.filter((key) => key.startsWith("u-")));
  const needed = await neededUploads(parts, uploads);
  for (const key of uploads) if (!needed.has(key)) await parts.files.remove(key);
  const jobs = new Map<string, Job | undefined>();
  for (const key of before.filter((one) => one.startsWith("o-"))) {
    const jobId = key.split("-")[1] ?? "";
    if (!jobs.has(jobId)) jobs.set(jobId, await parts.store.get(jobId));
    const job = jobs.get(jobId);
    const isPublished = job?.results?.some((result) => result.kind === "complex" && result.file.key === key) === true;
    if (!isPublished && (job === undefined || isFinal(job.status))) await parts.files.remove(key);
  }
}

/** Forgets a finished job, and then removes its files; false if there was none. */
export async function forget(job: Job, parts: JobsParts): Promise<boolean> {
  if (!(await parts.store.remove(job.id))) return false;
  for (const result of job.results ?? []) if (result.kind === "complex") await parts.files.remove(result.file.key);
  for (const key of uploadsOf(job.execute)) await parts.files.remove(key);
  await rm(logPath(parts.logsDir, job.id), { force: true });
  return true;
}

/** Forgets all jobs whose time is over, some hundred at a time. */
export async function expire(parts: JobsParts): Promise<void> {
  const finishedBeforeMs = parts.now() - parts.limits.retentionMs;
  for (;;) {
    const old = await parts.store.list({ status: finals, finishedBeforeMs, limit: 200 });
    for (const job of old) await forget(job, parts);
    if (old.length < 200) return;
  }
}
