// Says whether a job may come in at all: by what the server holds, and by what its process and its owner may have waiting.
import type { ErrorCode } from "../core/errors.js";
import type { Job } from "../core/job.js";
import { say, type Words, words } from "../core/sentence.js";
import { ownerBounds, processPolicy } from "./queue-policy.js";
import type { QueueState } from "./queue-state.js";
import { whoseOf } from "./waiting-list.js";

/** Why a job is not taken in: the server is full (busy), or this owner has as many as one may have (too-many-jobs). */
export interface Refusal extends Words {
  readonly code: Extract<ErrorCode, "busy" | "too-many-jobs">;
}

const waitText = (count: number): Words => (count === 1 ? words("1 job waits") : say("{count} jobs wait", { count }));

function refusalOf({ parts, policy, waiting, slots, mode }: QueueState, job: Job): Refusal | undefined {
  if (mode.mode === "draining") return { code: "busy", message: "This server takes no new jobs now: its queue is being drained." };
  const { owner, processId, isSync } = whoseOf(job);
  // A free place is not waited for.
  const free = mode.mode === "held" ? 0 : slots.freeFor(isSync);
  const most = parts.limits.waiting;
  if (waiting.size >= most + free) return { code: "busy", ...say("The queue of this server is full ({wait}).", { wait: waitText(most) }) };
  const ofProcess = processPolicy(policy, processId).waiting;
  if (ofProcess !== undefined && waiting.count((one) => one.processId === processId) >= ofProcess)
    return { code: "busy", ...say("The queue of the process {processId} is full ({wait}).", { processId, wait: waitText(ofProcess) }) };
  const ofOwner = ownerBounds(policy, owner).waiting;
  if (ofOwner !== undefined && waiting.count((one) => one.owner === owner) >= ofOwner)
    return { code: "too-many-jobs", ...say("You have as many waiting jobs as one may have ({wait}).", { wait: waitText(ofOwner) }) };
  return undefined;
}

/** Lets a job in, or says why not. */
export function makeAdmission(state: QueueState): (job: Job) => Refusal | undefined {
  return (job) => {
    const refusal = refusalOf(state, job);
    if (refusal === undefined) state.waiting.admit(job.id, whoseOf(job));
    return refusal;
  };
}
