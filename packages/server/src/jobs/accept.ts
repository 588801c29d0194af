// Accepting an Execute: checked, given its place in the queue, made durable - and, if it is synchronous, waited for.
import { randomBytes } from "node:crypto";
import type { ProcessDescription } from "@terrarium/sdk";
import type { Catalogue } from "../core/catalogue.js";
import { type Fault, ServiceError, toServiceError } from "../core/errors.js";
import type { Execute } from "../core/execute.js";
import { isFinal, type Job } from "../core/job.js";
import { isTransient } from "../core/job-change.js";
import type { Caller } from "../core/operation.js";
import { say } from "../core/sentence.js";
import type { Granted } from "../core/token.js";
import { validateExecute } from "../validation/validate.js";
import type { Feed } from "./feed.js";
import { uploadsOf } from "./finish-job.js";
import type { JobsParts } from "./parts.js";
import type { Queue } from "./queue.js";
import { defaultPolicy, priorityOf } from "./queue-policy.js";
import { digestOf } from "./request-digest.js";
import { closingFault, comeAgain, type Waiters, waitAWhile, waitForEnd } from "./waiters.js";
import { enteringOf } from "./waiting-list.js";

const alphabet = "abcdefghijklmnopqrstuvwxyz234567";

/** 16 random bytes in lower-case base32 (RFC 4648, no padding). */
export function makeJobId(): string {
  let bits = "";
  for (const byte of randomBytes(16)) bits += byte.toString(2).padStart(8, "0");
  return (bits.match(/.{1,5}/g) ?? []).map((five) => alphabet[Number.parseInt(five.padEnd(5, "0"), 2)]).join("");
}

/** A mode that a job can have: `auto` is asynchronous wherever the process can be. */
function withMode(execute: Execute, { storeSupported }: ProcessDescription): Execute {
  if (execute.mode !== "auto") return execute;
  return { ...execute, mode: storeSupported ? "async" : "sync" };
}

export function noSuchProcess(id: string): Fault {
  const name = id.slice(0, 100);
  return {
    code: "no-such-process",
    ...say("This server offers no process {name}.", { name: JSON.stringify(name) }),
    locator: "identifier",
    subject: name,
  };
}

/** Where a client says nothing of outputs, those that their process means as references are given so. */
function withReferences(execute: Execute, { outputs, storeSupported }: ProcessDescription): Execute {
  const isSaid = execute.outputs.length > 0 || execute.response === "raw" || !storeSupported;
  if (isSaid || !outputs.some(({ byReference }) => byReference === true)) return execute;
  return {
    ...execute,
    outputs: outputs.map(({ id, byReference }) => ({ id, transmission: byReference === true ? "reference" : "value" })),
  };
}

/** As it is accepted: with what its client leaves to the process. Throws ServiceError with all faults. */
function checked(
  asked: Execute,
  { catalogue, limits }: Pick<JobsParts, "catalogue" | "limits">,
): { readonly execute: Execute; readonly processVersion: string; readonly codeHash: string } {
  const process = catalogue.get(asked.processId);
  if (process === undefined) throw new ServiceError([noSuchProcess(asked.processId)]);
  const execute = withReferences(withMode(asked, process.description), process.description);
  validateExecute(execute, process.description, limits.inputBytes);
  return { execute, processVersion: process.description.version, codeHash: process.hash };
}

/** What would be said of an Execute if it were to be accepted; its uploads are not kept. Throws no-such-process. */
export async function validate(asked: Execute, parts: JobsParts): Promise<readonly Fault[]> {
  for (const upload of uploadsOf(asked)) await parts.files.remove(upload);
  try {
    checked(asked, parts);
    return [];
  } catch (error) {
    if (!(error instanceof ServiceError) || error.code === "no-such-process") throw error;
    return error.faults;
  }
}

/** What the operations on jobs are made of. */
export interface OperationParts extends JobsParts {
  readonly queue: Queue;
  readonly waiters: Waiters;
  readonly watching: Pick<Feed, "watch" | "watchList">;
}

/** Keeps a place for a job, or says why nothing new is taken in. */
async function refusalOf(job: Job, { disk, queue, waiters }: OperationParts): Promise<unknown> {
  if (waiters.isClosed) return new ServiceError([closingFault]);
  try {
    await disk?.admit();
  } catch (error) {
    return error;
  }
  const refusal = queue.admit(job);
  return refusal && comeAgain(refusal, queue);
}

/** A job that was asked for before, by the same key; its end if that is waited for. It is not for this request to end it. */
async function join(job: Job, execute: Execute, { owner }: Caller, parts: OperationParts): Promise<Job> {
  const { store, waiters } = parts;
  const { mode, waitMs = 0 } = execute;
  for (const upload of uploadsOf(execute)) await parts.files.remove(upload);
  if (isFinal(job.status) || (mode !== "sync" && waitMs === 0)) return job;
  const waiter = waiters.wait(job.id);
  const now = await store.get(job.id);
  if (now !== undefined && isFinal(now.status)) {
    waiter.drop();
    return now;
  }
  const end = async (): Promise<undefined> => undefined;
  return mode === "sync" ? waitForEnd(job.id, waiter.ended, { owner }, { ...parts, end }) : waitAWhile(job, waiter, waitMs, parts);
}

/**
 * A job whose adding has failed, where it was added all the same: of a connection that broke nobody knows. Undefined: it was not, and its uploads are removed;
 * or nobody can tell now, and they stay, for the job that may be there. If there is none they are swept.
 */
async function addedAfterAll(job: Job, error: unknown, { store, files }: OperationParts): Promise<Job | undefined> {
  const isInDoubt = toServiceError(error).code === "busy";
  const found = isInDoubt ? await store.get(job.id).catch(() => "nobody can tell" as const) : undefined;
  if (found === "nobody can tell") return undefined;
  // A disk that refuses this too must not keep the job its place in the queue.
  if (found === undefined) for (const upload of uploadsOf(job.execute)) await files.remove(upload).catch(() => undefined);
  return found;
}

function grantOf({ role, token }: Caller): Granted {
  return role === undefined ? {} : { grant: { role, ...(token === undefined ? {} : { token }) } };
}

/** Accepts an Execute of a process of the catalogue, and for a synchronous one waits for its end. */
export function makeExecute(
  parts: OperationParts,
  end: (id: string) => Promise<Job | undefined>,
): (execute: Execute, caller: Caller, catalogue: Catalogue, idempotencyKey?: string) => Promise<Job> {
  const { store, queue, waiters, limits, policy = defaultPolicy, now } = parts;

  function accept(asked: Execute, caller: Caller, catalogue: Catalogue): Job {
    const { execute, ...accepted } = checked(asked, { catalogue, limits });
    const nowMs = now();
    // Uploads lie on the disk of this server, even where results do not.
    const isBound = store.left !== undefined && uploadsOf(execute).length > 0;
    const whose = { processId: execute.processId, owner: caller.owner };
    const priority = priorityOf(policy, whose, caller.priority);
    return {
      id: makeJobId(),
      ...whose,
      ...accepted,
      execute,
      status: "accepted",
      progress: 0,
      attempt: 0,
      ...(priority === 0 ? {} : { priority }),
      ...(isBound ? { place: parts.worker } : {}),
      ...grantOf(caller),
      createdMs: nowMs,
      updatedMs: nowMs,
    };
  }

  return async (asked: Execute, caller: Caller, catalogue: Catalogue, idempotencyKey?: string): Promise<Job> => {
    const job = accept(asked, caller, catalogue);
    const { execute } = job;
    const { waitMs = 0 } = execute;
    const key = idempotencyKey === undefined ? undefined : { key: idempotencyKey, digest: digestOf(asked) };
    const refusal = await refusalOf(job, parts);
    if (refusal !== undefined) {
      const before = key && (await store.keyed(caller.owner, key));
      if (before === undefined) throw refusal;
      return join(before, execute, caller, parts);
    }
    const waiter = execute.mode === "sync" || waitMs > 0 ? waiters.wait(job.id) : undefined;
    const withdraw = (): void => {
      queue.leave(job.id);
      waiter?.drop();
    };
    let kept: Job;
    try {
      // Accepted means that nothing is lost, the inputs included.
      if (!isTransient(execute) || key !== undefined) await parts.files.secure(uploadsOf(execute));
      kept = await store.add(job, key);
    } catch (error) {
      const added = await addedAfterAll(job, error, parts);
      if (added === undefined) {
        withdraw();
        throw error;
      }
      kept = added;
    }
    if (kept.id !== job.id) {
      withdraw();
      return join(kept, execute, caller, parts);
    }
    queue.enter(enteringOf(job));
    if (waiter === undefined) return job;
    // Whoever has a key may ask again for what it has lost.
    const client = key === undefined ? caller : { owner: caller.owner };
    return execute.mode === "sync" ? waitForEnd(job.id, waiter.ended, client, { ...parts, end }) : waitAWhile(job, waiter, waitMs, parts);
  };
}
