// One attempt of one job: stage, take a sandbox, start, hear the runner, end, collect, publish.
//
// Theory of operation. The job was claimed, so this attempt alone may move it; every write names the attempt, and a write that changes nothing
// means that someone else has ended the job (a dismissal, another server): then the run only cleans up. The first results or error that the
// runner says count. Results without files are committed at once, and the sandbox ends after the answer; files are touched only when every
// child is dead. `ended` gives the slot back as soon as the sandbox is dead, before anything is removed.
import { join } from "node:path";
import { deploymentFor } from "../core/catalogue.js";
import type { DeployedProcess, Exit } from "../core/engine.js";
import { fault } from "../core/errors.js";
import { isWithdrawn } from "../core/grant.js";
import type { Job, JobChange } from "../core/job.js";
import { say } from "../core/sentence.js";
import { checkResults } from "../validation/check-results.js";
import { type Plan, validateExecute } from "../validation/validate.js";
import { attach } from "./attachments.js";
import { exitFault, hitByWords, saidFault } from "./exit-sentence.js";
import {
  account,
  book,
  cleanUp,
  ending,
  endSandbox,
  fail,
  finish,
  finishDismissal,
  killed,
  live,
  publish,
  type RunParts,
  removeResults,
} from "./finish-job.js";
import { type Heard, hearRunner, readSaidFile, type Said } from "./hear-runner.js";
import { spanText } from "./limit-words.js";
import type { Sandbox } from "./pool.js";
import { makeProgress } from "./progress.js";
import { timesOf } from "./queue-policy.js";
import { engineOf } from "./queue-state.js";
import { beginAgainIfDue, isLost, isOfEngine, isOfStore } from "./retries.js";
import { dismissal, handOver, isEnding, overtaken, type Run } from "./run.js";
import { byteLengthOf, fillBundle, type StagedInput, stagedFiles, stageInputs } from "./stage-inputs.js";

/** The job was ended by someone else, or is left to the next server; there is nothing to write. */
class Overtaken extends Error {}

/** Runs a claimed job to its end. Never rejects. */
export async function runJob(claimed: Job, run: Run, parts: RunParts): Promise<void> {
  const fetched: string[] = [];
  await seeThrough(run, { ...parts, fetched }, async () => {
    const process = await deploymentFor(claimed, parts.catalogue);
    const isolation = process && parts.isolationOf(process);
    if (run.abort.signal.aborted) throw new Overtaken();
    run.startedMs = parts.now();
    const begun = { status: "running", startedMs: run.startedMs, progress: 0, ...(isolation ? { isolation } : {}) } as const;
    if ((await parts.store.change(claimed.id, ["accepted"], run.attempt, begun)) === undefined) throw new Overtaken();
    return perform(claimed, process, run, { ...parts, fetched });
  });
}

/** Goes on with a job that a former server started, in the sandbox that was adopted. Never rejects. */
export async function continueJob(run: Run, sandbox: Sandbox, process: DeployedProcess, parts: RunParts): Promise<void> {
  const { job } = run;
  watchEnd(run, sandbox, parts);
  run.isStarted = true;
  const said = hearRunner(sandbox);
  await seeThrough(run, { ...parts, fetched: [] }, async () => {
    const plan = validateExecute(job.execute, process.description, parts.limits.inputBytes);
    return attend({ job, process, plan, sandbox, said }, run, parts);
  });
}

/** The run has this sandbox now, and remembers when it ended. */
function watchEnd(run: Run, sandbox: Sandbox, { now }: RunParts): void {
  run.sandbox = sandbox;
  void sandbox.exit.then(() => {
    if (run.sandbox === sandbox) run.ranMs = now();
  });
}

/** Does the work of a run, and whatever comes of it, writes the end and leaves nothing behind. */
async function seeThrough(run: Run, parts: RunParts & { readonly fetched: readonly string[] }, work: () => Promise<Exit>): Promise<void> {
  let exit: Exit | undefined;
  try {
    exit = await work();
  } catch (error) {
    if (isLeft(run)) return await leave(run, parts);
    exit = await endSandbox(run, parts);
    const isOver = isOvertaken(run, error) || isOfStore(run, error, parts) || (await isOfEngine(run, error, parts));
    if (!isOver) await fail(run, error, exit, parts);
  }
  await finishDismissal(run, exit, parts);
  run.settled();
  parts.ended();
  await cleanUp(run.job, run, exit, parts);
  // Only now, when nothing of the old attempt is left.
  await beginAgainIfDue(run, parts);
}

/** Has it nothing to write. */
function isOvertaken(run: Run, error: unknown): boolean {
  return error instanceof Overtaken || run.abort.signal.reason === overtaken;
}

/** Is it the next server that goes on with it. */
function isLeft(run: Run): boolean {
  return run.isStarted && run.abort.signal.reason === handOver;
}

async function leave(run: Run, parts: RunParts & { readonly fetched: readonly string[] }): Promise<void> {
  run.settled();
  parts.ended();
  // The bundle has its own links to them.
  for (const key of parts.fetched) await parts.files.remove(key).catch(() => undefined);
}

async function perform(
  job: Job,
  process: DeployedProcess | undefined,
  run: Run,
  { fetched, ...parts }: RunParts & { readonly fetched: string[] },
): Promise<Exit> {
  if (process === undefined)
    throw fault("no-such-process", say("The process {processId} is no longer offered by this server.", { processId: job.processId }));
  if (await isWithdrawn(job, parts.rights ?? {}))
    throw fault(
      "forbidden",
      "The right to run this job was taken back before it began: its token was revoked, or the process is for others now.",
    );
  const plan = validateExecute(job.execute, process.description, parts.limits.inputBytes);
  const staged = await stageInTime(plan, run, parts, fetched);
  run.bytesIn = staged.reduce((sum, input) => sum + byteLengthOf(input), 0);
  const { sandbox, said } = await launch({ job, process, plan, staged }, run, parts);
  return attend({ job, process, plan, sandbox, said }, run, parts);
}

/** Brings the inputs together within the time that the process's jobs have for it. */
async function stageInTime(plan: Plan, run: Run, parts: RunParts, fetched: string[]): Promise<StagedInput[]> {
  const { stagingMs } = timesOf(parts.policy, run.job.processId);
  const late = AbortSignal.timeout(Math.min(stagingMs, longestTimerMs));
  try {
    const signal = AbortSignal.any([run.abort.signal, late]);
    return await stageInputs(plan.inputs, { files: parts.files, fetcher: parts.fetcher, owner: run.job.owner, signal, fetched });
  } catch (error) {
    if (!late.aborted || run.abort.signal.aborted) throw error;
    const told = say("The inputs of the job were not there after {span}, the longest that this server allows.", {
      span: spanText(stagingMs),
    });
    throw fault("limit-exceeded", told, undefined, error);
  }
}

const longestTimerMs = 2 ** 31 - 1;

/** Hears a started job to its end, and makes of it what it says. */
async function attend(what: Omit<Conclusion, "heard"> & { readonly said: Said }, run: Run, parts: RunParts): Promise<Exit> {
  const { said, ...rest } = what;
  const { job, sandbox } = rest;
  const keep = async (change: JobChange): Promise<void> => {
    if ((await parts.store.change(job.id, ["running"], run.attempt, change)) !== undefined || change.progress === undefined) return;
    // What it said just before it was paused: the message is now that it is.
    await parts.store.change(job.id, ["paused"], run.attempt, { progress: change.progress });
  };
  const progress = makeProgress((change) => {
    void keep(change).catch((error: unknown) => parts.log.warn({ err: error, job: job.id }, "progress was not kept"));
  });
  try {
    const heard = await Promise.race([said.hear(progress), endedBy(run, sandbox, parts)]);
    progress.stop();
    return await conclude({ ...rest, heard }, run, parts);
  } finally {
    progress.stop();
  }
}

/** Resolves when the job was to end and its sandbox has: a job that is dismissed frees its place even if the engine cannot end it. */
async function endedBy(run: Run, sandbox: Sandbox, parts: RunParts): Promise<Heard> {
  const { signal } = run.abort;
  if (!signal.aborted) await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
  if (isLeft(run)) throw new Overtaken();
  if (signal.reason === overtaken) throw new Overtaken();
  return { kind: "silent", exit: await killed(sandbox, parts, signal.reason === dismissal ? parts.limits.graceMs : 0) };
}

interface Launch {
  readonly job: Job;
  readonly process: DeployedProcess;
  readonly plan: Plan;
  readonly staged: readonly StagedInput[];
}

/** A sandbox with the job started in it. One that waited may have died in the meantime: then the next is tried, at last a new one. */
async function launch(what: Launch, run: Run, parts: RunParts): Promise<{ sandbox: Sandbox; said: Said }> {
  const { job, process, plan, staged } = what;
  const files = stagedFiles(staged);
  for (;;) {
    if (run.abort.signal.aborted) throw new Overtaken();
    run.isLaunching = true;
    const sandbox = await parts.sandboxes.take(process);
    run.isLaunching = false;
    parts.engines.worked(engineOf(process, parts));
    watchEnd(run, sandbox, parts);
    const said = hearRunner(sandbox);
    const language = job.execute.language;
    const outputs = plan.outputs.map(({ format, ...rest }) => (format === undefined ? rest : { ...rest, format: withoutEncoding(format) }));
    const file = {
      jobId: job.id,
      processId: job.processId,
      outputs,
      limits: process.limits,
      ...(language === undefined ? {} : { language }),
    };
    await fillBundle(sandbox.bundle.dir, file, staged, parts.files);
    const { handle } = sandbox;
    const isolation = { ...parts.isolationOf(process), ...(handle.madeBy === undefined ? {} : { madeBy: handle.madeBy }) };
    const launched = { handle, isolation, launchedMs: parts.now(), ...(files.length === 0 ? {} : { staged: files }) };
    if ((await parts.store.change(job.id, live, run.attempt, launched)) === undefined) throw new Overtaken();
    if (run.abort.signal.aborted) throw new Overtaken();
    run.isLaunching = true;
    try {
      await parts.engine.start(sandbox.handle);
      run.isStarted = true;
      run.isLaunching = false;
      return { sandbox, said };
    } catch (error) {
      if (!sandbox.isWarm || run.abort.signal.aborted) throw error;
      delete run.sandbox;
      await parts.sandboxes.discard(sandbox);
    }
  }
}

/** A process writes plain bytes; whether they are sent as base64 is the protocol's affair. */
function withoutEncoding<F extends { readonly encoding?: string }>(format: F): Omit<F, "encoding"> {
  const { encoding: _encoding, ...plain } = format;
  return plain;
}

interface Conclusion {
  readonly job: Job;
  readonly process: DeployedProcess;
  readonly plan: Plan;
  readonly sandbox: Sandbox;
  readonly heard: Heard;
}

async function conclude(what: Conclusion, run: Run, parts: RunParts): Promise<Exit> {
  const { job, process, plan, sandbox } = what;
  let heard = what.heard;
  if (heard.kind === "silent") heard = (await readFiles(sandbox, heard.exit, parts)) ?? heard;
  const inputs = process.description.inputs.map((one) => one.id);
  if (heard.kind === "silent" && (await isLost(heard.exit, process, run, parts))) return heard.exit;
  if (heard.kind === "silent") {
    const exit = hitByWords(heard.exit, heard.exit.log);
    await finish(job, "failed", { error: exitFault(exit, process.limits), ...account(exit, run) }, parts);
    return exit;
  }
  if (heard.kind === "error") {
    const ended = await ending(sandbox, parts);
    const exit = heard.error.kind === "user" ? ended : hitByWords(ended, `${ended.log}\n${heard.error.message}`);
    await finish(job, "failed", { error: saidFault(heard.error, exit, process.limits, inputs), ...account(exit, run) }, parts);
    return exit;
  }
  const checked = attach(heard.attachments, checkResults(heard.outputs, plan.outputs, process), process.description);
  const simple = checked.flatMap((one) => (one.kind === "complex" ? [] : [one]));
  if (simple.length === checked.length) {
    await finish(job, "successful", { results: simple }, parts);
    const exit = await ending(sandbox, parts);
    await book(job, account(exit, run, simple), parts);
    return exit;
  }
  const exit = await ending(sandbox, parts);
  if (isEnding(run)) throw new Overtaken();
  const results = await publish(job, sandbox, checked, parts);
  const mayBePublished = await finish(job, "successful", { results, ...account(exit, run, results) }, parts);
  if (!mayBePublished) await removeResults(results, parts);
  return exit;
}

/** results.json or error.json of a runner whose channel was cut, e.g. on a batch engine. */
async function readFiles(sandbox: Sandbox, exit: Exit, parts: RunParts): Promise<Heard | undefined> {
  if (exit.reason !== "exited") return undefined;
  return readSaidFile((name) => parts.engine.collect(sandbox.handle, [name], join(sandbox.bundle.dir, "said")));
}
