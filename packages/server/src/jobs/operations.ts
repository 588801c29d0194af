// The operations on processes and jobs, one function each: what they answer, and to whom.
import { readFile } from "node:fs/promises";
import type { ProcessDescription } from "@terrarium/sdk";
import { mayAdminister, mayReach, permit } from "../core/access.js";
import { type Catalogue, deploymentFor } from "../core/catalogue.js";
import { courseOf, needsEvents } from "../core/course.js";
import type { DeployedProcess } from "../core/engine.js";
import { type ErrorCode, ServiceError } from "../core/errors.js";
import { isWithdrawn, type RightsNow } from "../core/grant.js";
import { isFinal, type Job } from "../core/job.js";
import type { Caller, Operation, Outcome, ProcessFacts, Service } from "../core/operation.js";
import { remember } from "../core/remember.js";
import { removalWords } from "../core/removal-words.js";
import { noSuchProcess, type OperationParts, validate } from "./accept.js";
import type { Administrate } from "./administrate.js";
import { areResultsElsewhere, isElsewhere } from "./elsewhere.js";
import { executing, seenBy } from "./executing.js";
import { forget, pin } from "./expiry.js";
import type { Watcher } from "./feed.js";
import { live, logPath, uploadsOf } from "./finish-job.js";
import { isolationMetadata } from "./limit-words.js";
import type { JobsParts } from "./parts.js";
import { pauseAnywhere, resumeAnywhere } from "./pausing-elsewhere.js";
import { endOf } from "./retention.js";
import { makeStatistics } from "./statistics.js";

/** A process that is no longer deployed, as far as its jobs still tell. */
function goneProcess(job: Job): ProcessDescription {
  return {
    id: job.processId,
    title: job.processId,
    version: job.processVersion,
    inputs: [],
    outputs: [],
    storeSupported: true,
    statusSupported: true,
  };
}

/** The description with further metadata, given as JSON: the same object for the same, of which protocols remember what they have made. */
const withMetadata = remember(({ description }: DeployedProcess, metadata): ProcessDescription => {
  const more = JSON.parse(metadata) as ReturnType<typeof isolationMetadata>;
  return { ...description, metadata: [...(description.metadata ?? []), ...more] };
});

/** With the limits and the isolation that hold here, after what the process says of itself. */
function described(process: DeployedProcess, { isolationOf }: JobsParts): ProcessDescription {
  return withMetadata(process, JSON.stringify(isolationMetadata(process, isolationOf(process))));
}

function describe(parts: JobsParts, catalogue: Catalogue, ids: readonly string[] | "all"): Outcome {
  const { updateSequence } = catalogue;
  const tell = (processes: readonly DeployedProcess[]): Outcome => ({
    kind: "processes",
    processes: processes.map((process) => described(process, parts)),
    updateSequence,
  });
  if (ids === "all") return tell(catalogue.list());
  const [first, ...rest] = ids
    .filter((id) => catalogue.get(id) === undefined)
    .slice(0, 20)
    .map(noSuchProcess);
  if (first !== undefined) throw new ServiceError([first, ...rest]);
  return tell(ids.flatMap((id) => catalogue.get(id) ?? []));
}

/** Where a process comes from and how it is sealed here; nothing of the host but that. */
function factsOf(id: string, { catalogue, isolationOf }: JobsParts): [string, ProcessFacts][] {
  const process = catalogue.get(id);
  if (process === undefined) return [];
  const { engine, runtime, enforced, notEnforced } = isolationOf(process);
  const isolation = { engine, ...(runtime === undefined ? {} : { runtime }), enforced, notEnforced };
  return [[id, { ...(process.source === undefined ? {} : { source: process.source }), isolation }]];
}

function list(catalogue: Catalogue): Outcome {
  const processes = catalogue.list().map((process) => process.description);
  return { kind: "processes", processes, updateSequence: catalogue.updateSequence };
}

function about(id: string, code: ErrorCode, message: string): ServiceError {
  return new ServiceError([{ code, message, locator: "jobId", subject: id.slice(0, 100) }]);
}

/** A link to what a job has left is worth nothing from the moment that the job is dismissed, or the right taken back by which it was executed. */
async function opened(job: Job, rights: RightsNow = {}): Promise<Job> {
  if (await isWithdrawn(job, rights)) throw about(job.id, "no-such-job", "There is no such job.");
  if (job.status === "dismissed" || job.isDismissing === true)
    throw about(job.id, "job-removed", "The job was dismissed; it has no results.");
  return job;
}

async function find({ store, log, rights }: Pick<JobsParts, "store" | "log" | "rights">, id: string, caller: Caller): Promise<Job> {
  const job = await store.get(id);
  const isOpen = caller.opens === id;
  if (job !== undefined && mayReach(caller, job.owner)) return job;
  if (job !== undefined && isOpen) return opened(job, rights);
  if (job !== undefined) log.info({ job: id, owner: caller.owner }, "somebody has asked for a job of somebody else");
  // Somebody else's job and none at all are answered alike, and take as long.
  const trace = await store.traceOf(id);
  if (trace !== undefined && (isOpen || mayReach(caller, trace.owner ?? caller.owner)))
    throw about(id, "job-removed", removalWords[trace.reason]);
  throw about(id, "no-such-job", "There is no such job.");
}

async function resultsOf(parts: JobsParts, id: string, caller: Caller): Promise<Job> {
  const job = await find(parts, id, caller);
  if (!isFinal(job.status)) throw about(id, "result-not-ready", "The job has not ended yet.");
  if (job.status === "dismissed") throw about(id, "result-not-available", "The job was dismissed; it has no results.");
  if (await areResultsElsewhere(job, parts))
    throw about(
      id,
      "result-not-available",
      "The results lie on the disk of another server of this service, and only that one can hand them out.",
    );
  return job;
}

/** How long another server may take to end what it runs. */
const elsewhereMs = 5_000;

/** The end of a job by the server that runs it, which was told when the intent was written; undefined: there is no other server. */
function endElsewhere(id: string, { store, waiters }: OperationParts): Promise<void> | undefined {
  if (store.left === undefined) return undefined;
  const waiter = waiters.wait(id);
  return new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, elsewhereMs);
    void waiter.ended.then(() => {
      clearTimeout(timer);
      resolve();
    });
  }).then(() => waiter.drop());
}

/**
 * Ends a job that has not ended; undefined if it had. Of a job that runs the intent is written first, then its sandbox is asked to end and ended, and
 * only when that is seen to be dead the job is dismissed.
 */
async function endJob(id: string, parts: OperationParts): Promise<Job | undefined> {
  const { store, queue, waiters } = parts;
  for (;;) {
    const job = await store.get(id);
    if (job === undefined || isFinal(job.status)) {
      queue.leave(id);
      return undefined;
    }
    if (job.status !== "accepted") {
      const intent = await store.change(id, live, job.attempt, { isDismissing: true, message: "Being dismissed." });
      if (intent === undefined) continue;
      const over = queue.stop(id) ?? endElsewhere(id, parts);
      await over;
      const ended = over === undefined ? undefined : await store.get(id);
      if (ended !== undefined && isFinal(ended.status)) return ended.status === "dismissed" ? ended : undefined;
    }
    // Nothing of it runs here: it waits for its turn, or its end could not be written before.
    const from = job.status === "accepted" ? [job.status] : live;
    const ended = await store.change(id, from, job.attempt, { status: "dismissed", ...endOf(job, parts), message: "Dismissed." });
    // Claimed in between: the attempt is another one now.
    if (ended === undefined) continue;
    queue.leave(id);
    const isRunning = queue.stop(id) !== undefined;
    if (!isRunning && !job.execute.lineage) for (const key of uploadsOf(job.execute)) await parts.files.remove(key);
    waiters.finished(ended);
    return ended;
  }
}

async function readLog({ id, status }: Job, parts: JobsParts): Promise<string> {
  try {
    return await readFile(logPath(parts.logsDir, id), "utf8");
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
    if (status === "accepted" || !(await isElsewhere(id, parts))) return "";
    throw about(
      id,
      "result-not-available",
      "What the job has printed lies on another server of this service, and only that one can show it.",
    );
  }
}

async function dismiss(id: string, caller: Caller, parts: OperationParts): Promise<{ readonly job: Job; readonly wasDismissed?: true }> {
  const job = await find(parts, id, caller);
  const ended = await endJob(id, parts);
  if (ended !== undefined) return { job: ended };
  // Of a job that is over its results are removed. OGC 14-065 clause 9.11, OGC 18-062r2 /req/dismiss
  await forget((await parts.store.get(id)) ?? job, parts, "dismissed");
  return { job: { ...job, status: "dismissed" }, ...(job.status === "dismissed" ? { wasDismissed: true } : {}) };
}

/** Keeps a job whatever its time, or not any longer. */
async function keep(id: string, isPinned: boolean, caller: Caller, parts: OperationParts): Promise<Job> {
  const job = await find(parts, id, caller);
  if (isPinned && parts.limits.mayPin === false) throw about(id, "unsupported", "This server does not let results be pinned.");
  return (await pin(job.id, isPinned, parts)) ?? find(parts, id, caller);
}

/** Whose jobs are listed: the caller's own, whatever is asked for, unless it administers. */
function listedOwner(caller: Caller, asked: string | undefined): { owner?: string } {
  if (!mayAdminister(caller)) return { owner: caller.owner };
  return asked === undefined ? {} : { owner: asked };
}

function watcherOf(caller: Caller): Watcher {
  const { owner, address = "", signal } = caller;
  return { client: `${owner} ${address}`, ...listedOwner(caller, undefined), ...(signal === undefined ? {} : { signal }) };
}

/** What operations are made of. */
export interface ServiceParts extends OperationParts {
  readonly administrate: Administrate;
}

/** Of a job that waits, why. */
async function withReason(job: Job, { whyWaiting }: Pick<ServiceParts["queue"], "whyWaiting">): Promise<Job> {
  if (job.status !== "accepted") return job;
  const waiting = await whyWaiting(job);
  return { ...job, waiting, message: waiting.reason };
}

/** All operations, each answered with an outcome. */
export function makeOperations(parts: ServiceParts): Service {
  const { store, queue, catalogue } = parts;
  const processOf = async (job: Job): Promise<ProcessDescription> => (await deploymentFor(job, catalogue))?.description ?? goneProcess(job);
  const outcome = async (job: Job): Promise<Outcome> => ({ kind: "job", job, process: await processOf(job) });
  const end = (id: string) => endJob(id, parts);
  const execute = executing(parts, end);
  const statistics = makeStatistics(parts);
  const withFigures = async (told: Outcome, { withStatistics }: { readonly withStatistics?: true }): Promise<Outcome> => {
    if (told.kind !== "processes" || withStatistics === undefined) return told;
    const ids = told.processes.map(({ id }) => id);
    return { ...told, statistics: await statistics(ids), facts: new Map(ids.flatMap((id) => factsOf(id, parts))) };
  };
  return {
    async perform(operation: Operation, caller: Caller) {
      permit(operation, caller);
      switch (operation.kind) {
        case "list-processes":
          return withFigures(list(seenBy(caller, parts)), operation);
        case "describe":
          return withFigures(describe(parts, seenBy(caller, parts), operation.processIds), operation);
        case "execute":
          return outcome(await execute(operation, caller));
        case "validate":
          return { kind: "validation", faults: await validate(operation.execute, { ...parts, catalogue: seenBy(caller, parts) }) };
        case "list-jobs": {
          const { owner: asked, ...filter } = operation.filter;
          return { kind: "jobs", jobs: await store.list({ ...filter, ...listedOwner(caller, asked), newestFirst: true, isBrief: true }) };
        }
        case "status": {
          const job = await find(parts, operation.jobId, caller);
          const course = operation.withCourse && courseOf(job, needsEvents(job) ? await store.events(job.id) : []);
          return { ...(await outcome(await withReason(job, queue))), ...(course && { course }) };
        }
        case "results":
          return outcome(await resultsOf(parts, operation.jobId, caller));
        case "log": {
          const job = await find(parts, operation.jobId, caller);
          return { kind: "log", job, text: await readLog(job, parts) };
        }
        case "watch": {
          const { jobId, cursor } = operation;
          const job = await find(parts, jobId, caller);
          if (cursor?.hasEnded === true && isFinal(job.status)) return { kind: "job-news", job };
          return { kind: "job-news", job, news: parts.watching.watch(job, cursor, watcherOf(caller)) };
        }
        case "watch-jobs":
          return { kind: "list-news", news: parts.watching.watchList(watcherOf(caller)) };
        case "dismiss": {
          const dismissed = await dismiss(operation.jobId, caller, parts);
          return { kind: "job", process: await processOf(dismissed.job), ...dismissed };
        }
        case "pin":
        case "unpin":
          return outcome(await keep(operation.jobId, operation.kind === "pin", caller, parts));
        case "pause":
          return outcome(await pauseAnywhere(await find(parts, operation.jobId, caller), parts));
        case "resume":
          return outcome(await resumeAnywhere(await find(parts, operation.jobId, caller), parts));
        case "show-administration":
        case "set-queue":
        case "set-bounds":
        case "dismiss-jobs":
        case "collect-garbage":
          return parts.administrate(operation, caller, end);
      }
    },
  };
}
