// How a run ends: the sandbox, the record in the store, the files. Used by run-job, which says when.
import { randomBytes } from "node:crypto";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Exit, lostExit, unknownUsage } from "../core/engine.js";
import { type Fault, fault, toServiceError } from "../core/errors.js";
import { filesOf, isFinal, type Job, type JobChange, type JobStatus, type Result } from "../core/job.js";
import { say, together, words } from "../core/sentence.js";
import type { CheckedOutput } from "../validation/check-results.js";
import { adoptAttachments } from "./attachments.js";
import type { EngineStates } from "./engine-states.js";
import type { JobsParts } from "./parts.js";
import type { Pool, Sandbox } from "./pool.js";
import type { QueuePolicy } from "./queue-policy.js";
import { endOf } from "./retention.js";
import { dismissal, type Run } from "./run.js";

export interface RunParts extends JobsParts {
  readonly sandboxes: Pool;
  readonly policy: QueuePolicy;
  readonly engines: EngineStates;
  /** Called once with the final job as it was committed. */
  readonly finished: (job: Job) => void;
  /** Gives the place back, and may be called again. */
  readonly release: () => void;
  /** Called when what becomes of the job is written, or cannot be: from now on nobody renews its lease. Gives the place back. */
  readonly ended: () => void;
}

/** The states of a job that has begun and not ended. */
export const live: readonly JobStatus[] = ["running", "paused"];

/** What has not ended. */
export const unfinished: readonly JobStatus[] = ["accepted", ...live];

/** Waits at most `ms`; undefined if it took longer. */
export async function within<T>(work: Promise<T>, ms: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** The exit of a runner that has said its last; one that lingers is ended. */
export async function ending(sandbox: Sandbox, parts: RunParts): Promise<Exit> {
  return (await within(sandbox.exit, parts.limits.lingerMs)) ?? (await killed(sandbox, parts));
}

export async function killed(sandbox: Sandbox, parts: RunParts, graceMs = 0): Promise<Exit> {
  await within(
    parts.engine
      .kill(sandbox.handle, graceMs)
      .catch((error: unknown) => parts.log.error({ err: error, bundle: sandbox.bundle.id }, "a sandbox could not be told to end")),
    graceMs + parts.limits.killMs,
  );
  const exit = await within(sandbox.exit, parts.limits.killMs);
  if (exit !== undefined) return exit;
  parts.log.error({ bundle: sandbox.bundle.id }, "a sandbox did not end when it was killed; it is given up");
  return lostExit();
}

export async function endSandbox(run: Run, parts: RunParts): Promise<Exit | undefined> {
  return run.sandbox === undefined ? undefined : killed(run.sandbox, parts);
}

/** Bytes of results as they are handed out: files as they are, values as text. */
function bytesOf(results: readonly Result[]): number {
  return results.reduce((sum, result) => {
    if (result.kind === "complex") return sum + result.file.byteLength;
    return sum + Buffer.byteLength(result.kind === "literal" ? String(result.value) : result.bbox.join(" "));
  }, 0);
}

/** What a job has used; without an exit it never had a sandbox. */
export function account(exit: Exit | undefined, run: Run, results: readonly Result[] = []): JobChange {
  const queueMs = run.startedMs === undefined ? -1 : Math.max(0, run.startedMs - run.job.createdMs);
  const usage = { ...(exit?.usage ?? unknownUsage), queueMs, bytesIn: run.bytesIn ?? -1, bytesOut: bytesOf(results) };
  if (exit === undefined) return { usage };
  const { reason, code, signal, limitsHit } = exit;
  const ended = { reason, ...(code === undefined ? {} : { code }), ...(signal === undefined ? {} : { signal }) };
  return { usage, limitsHit, exit: ended, ...(run.ranMs === undefined ? {} : { ranMs: run.ranMs }) };
}

/** Ends the job in the store if it was dismissed: only now, when its sandbox is seen to be dead. */
export async function finishDismissal(run: Run, exit: Exit | undefined, parts: RunParts): Promise<void> {
  if (run.abort.signal.reason !== dismissal) return;
  const message = exit?.reason === "lost" ? "Dismissed. What it ran in was not seen to end; the operator was told." : "Dismissed.";
  await finish(run.job, "dismissed", { message, ...account(exit, run) }, parts);
}

/** More than a process can have. */
const mostOutputs = 10_000;

export async function publish(job: Job, sandbox: Sandbox, checked: readonly CheckedOutput[], parts: RunParts): Promise<Result[]> {
  const names = checked.flatMap((one) => (one.kind === "complex" ? [one.name, ...(one.attachments ?? []).map(({ file }) => file)] : []));
  // A new folder each time: a server that died in the middle may have left some of the files.
  const collected = await parts.engine.collect(
    sandbox.handle,
    names,
    join(sandbox.bundle.dir, `collected-${randomBytes(4).toString("hex")}`),
  );
  const results: Result[] = [];
  for (const [index, one] of checked.entries()) {
    if (one.kind !== "complex") {
      results.push(one);
      continue;
    }
    const file = collected.find(({ name }) => name === one.name);
    if (file === undefined) throw fault("process-failed", say("The process gave no file for its output {id}.", { id: one.id }), one.id);
    const { byteLength, sha256 } = file;
    // Attempts share no key: a server that was thought dead must not write over, or remove, what the next attempt has published.
    const stored = await parts.files.adopt(job.id, (job.attempt - 1) * mostOutputs + index, file.path, { byteLength, sha256 });
    const attached = await adoptAttachments(job, one.attachments, collected, parts);
    results.push({ id: one.id, kind: "complex", file: stored, format: one.format, ...attached });
  }
  return results;
}

export async function removeResults(results: readonly Result[], parts: RunParts): Promise<void> {
  for (const { key } of filesOf(results)) await parts.files.remove(key);
}

/** After which times a failed write of a job's end is tried again; then it is left to whoever finds the lease over, and begins the job anew. */
const retriesMs = [100, 1_000, 5_000, 15_000, 15_000, 30_000, 60_000, 60_000, 60_000];

/** Tries what must not be lost again where the store cannot write; undefined: it was in vain. */
export async function atLast<T>(work: () => Promise<T>, failed: (error: unknown) => void): Promise<{ readonly done: T } | undefined> {
  for (const waitMs of [...retriesMs, undefined]) {
    try {
      return { done: await work() };
    } catch (error) {
      failed(error);
      if (waitMs !== undefined) await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
  }
  return undefined;
}

/** Books what a job has used whose success is written already. */
export async function book(job: Job, used: JobChange, { store, log, release }: RunParts): Promise<void> {
  await atLast(
    () => store.change(job.id, ["successful"], job.attempt, used),
    (error) => {
      log.error({ err: error, job: job.id }, "what a job has used could not be booked");
      release();
    },
  );
}

/**
 * Writes the end of the job; false: someone else has ended it before, and its results are nobody's. Tries again where the store cannot write, because the end
 * must not be lost. Given up, it may be written all the same: what is not is swept.
 */
export async function finish(
  job: Job,
  status: "successful" | "failed" | "dismissed",
  change: JobChange,
  parts: RunParts,
): Promise<boolean> {
  const full: JobChange = { ...change, status, ...endOf(job, parts), ...(status === "successful" ? { progress: 100 } : {}) };
  // A write that failed may have been done: of a lost connection nobody knows.
  const isOurs = (now: Job | undefined): boolean =>
    now?.status === status && now.attempt === job.attempt && now.finishedMs === full.finishedMs;
  const write = async (): Promise<boolean> => {
    const done = await parts.store.change(job.id, live, job.attempt, full);
    const now = done ?? (await parts.store.get(job.id));
    // Ended by another server: those who wait here must hear of it.
    if (now !== undefined && isFinal(now.status)) parts.finished(now);
    return done !== undefined || isOurs(now);
  };
  const written = await atLast(write, (error) => {
    parts.log.error({ err: error, job: job.id }, "the end of a job could not be written");
    // The slot must not wait for the store.
    parts.release();
  });
  if (written !== undefined) return written.done;
  const error: Fault = { code: "internal", message: "The server could not keep the result of the job." };
  parts.finished({ ...job, status: "failed", error, finishedMs: parts.now() });
  return true;
}

/** Of a job that was promised to nobody, when the store could not write what it had taken. */
export const lostSentence = "The server could not keep the job.";

function isDiskFull(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ENOSPC" || error.code === "EDQUOT");
}

/** What a client is told when no sandbox could be had: the reason is the host's affair, may name its paths, and is in the log. */
const engineSentence = "The server could not run this job in a sandbox. It was logged; please tell the operator the time of your request.";

export async function fail(run: Run, error: unknown, exit: Exit | undefined, parts: RunParts): Promise<void> {
  const { job } = run;
  const full = fault("storage-full", "The server has no space left for the data of this job; please try again later.", undefined, error);
  const { faults, cause } = isDiskFull(error) ? full : toServiceError(error);
  const [first] = faults;
  const facts = { job: job.id, process: job.processId };
  // What clients and processes do wrong, they may do often: it is no error of the server, and not worth a stack.
  const isOurs = ["internal", "engine-failed", "storage-full"].includes(first.code);
  if (isOurs) parts.log.error({ ...facts, err: cause ?? error }, "a job failed");
  else if (cause !== undefined) parts.log.info({ ...facts, code: first.code, reason: String(cause) }, "a job failed");
  const isEngine = first.code === "engine-failed";
  const { said: _said, ...plain } = first;
  const told: Fault = { ...plain, ...(isEngine ? words(engineSentence) : together(...faults)) };
  await finish(job, "failed", { error: told, ...account(exit, run) }, parts);
}

/** Keys of the files that came with a request. */
export function uploadsOf(execute: Job["execute"]): string[] {
  return execute.inputs.flatMap(({ data }) => {
    if (data.kind === "stored") return [data.file.key];
    return data.kind === "reference" && data.body?.kind === "stored" ? [data.body.file.key] : [];
  });
}

/** Removes the files that came with the request of a job that is over, unless they are to be shown. */
export async function removeUploads({ execute }: Job, files: Pick<JobsParts["files"], "remove">): Promise<void> {
  if (!execute.lineage) for (const key of uploadsOf(execute)) await files.remove(key);
}

/** Where the printed words of a job are kept. */
export function logPath(logsDir: string, jobId: string): string {
  return join(logsDir, `${jobId}.log`);
}

/** What was printed is worth less than the rest: a disk without space for it does not keep anything from being removed. */
async function keepLog({ id }: Job, text: string, { logsDir, log }: RunParts): Promise<void> {
  const path = logPath(logsDir, id);
  try {
    await mkdir(logsDir, { recursive: true, mode: 0o750 });
    await writeFile(path, text, { mode: 0o640 });
  } catch (error) {
    log.warn({ err: error, job: id }, "what a process printed could not be kept");
    await rm(path, { force: true }).catch(() => undefined);
  }
}

export async function cleanUp(
  job: Job,
  run: Run,
  exit: Exit | undefined,
  parts: RunParts & { readonly fetched: readonly string[] },
): Promise<void> {
  try {
    if (exit !== undefined && exit.log !== "") await keepLog(job, exit.log, parts);
    if (run.sandbox !== undefined) await parts.sandboxes.discard(run.sandbox);
    for (const key of parts.fetched) await parts.files.remove(key);
    // A job that goes back to the queue needs its inputs again; lineage shows them until the job itself goes.
    const now = await parts.store.get(job.id);
    const isOver = now === undefined || now.finishedMs !== undefined;
    if (isOver) await removeUploads(job, parts.files);
  } catch (error) {
    parts.log.error({ err: error, job: job.id }, "what a job left behind was not removed");
  }
}
