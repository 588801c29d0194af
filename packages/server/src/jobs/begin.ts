// Which job begins next, and when none may: free places, what the administrator allows of each process and owner, engines that are down, memory.
// The order of those that may is the store's. Also tells why a job waits, from the same facts.
import type { ClaimRules, Job, Share, Waiting } from "../core/job.js";
import { type Phrase, say, together, type Words, words } from "../core/sentence.js";
import { boundsRunning, ownerBounds, processPolicy } from "./queue-policy.js";
import { engineOf, type QueueState } from "./queue-state.js";
import { giveBack } from "./retries.js";
import { noSlot, type Slot } from "./slots.js";

type Whom = Pick<Share, "owner" | "processId">;

/** What has a place; over all servers of the store where there may be others. */
async function runningOf(state: QueueState): Promise<readonly Share[]> {
  const { store } = state.parts;
  if (store.changed !== undefined) return store.running();
  return [...state.runs.values()]
    .filter(({ slot }) => slot !== noSlot)
    .map(({ job: { owner, processId } }) => ({ owner, processId, count: 1 }));
}

function countOf(running: readonly Share[], fits: (one: Whom) => boolean): number {
  return running.reduce((sum, share) => sum + (fits(share) ? share.count : 0), 0);
}

interface Full {
  readonly processIds: readonly string[];
  readonly owners: readonly string[];
}

/** Whose limit of running jobs is reached. */
async function fullOf(state: QueueState): Promise<Full> {
  const { policy } = state;
  if (!boundsRunning(policy)) return { processIds: [], owners: [] };
  const running = await runningOf(state);
  const distinct = (names: readonly string[]) => [...new Set(names)];
  const isFull = (most: number | undefined, fits: (one: Whom) => boolean) => most !== undefined && countOf(running, fits) >= most;
  return {
    // One that may run none is full although nothing of it runs.
    processIds: distinct([...running.map(({ processId }) => processId), ...Object.keys(policy.processes)]).filter((id) =>
      isFull(processPolicy(policy, id).running, ({ processId }) => processId === id),
    ),
    owners: distinct(running.map(({ owner }) => owner)).filter((name) =>
      isFull(ownerBounds(policy, name).running, ({ owner }) => owner === name),
    ),
  };
}

/** May a run that was paused go on as far as the limits of its process and owner are concerned. */
export async function mayGoOn(state: QueueState, { owner, processId }: Whom): Promise<boolean> {
  const { processIds, owners } = await fullOf(state);
  return !processIds.includes(processId) && !owners.includes(owner);
}

/** Is memory so short that another job would take it from those that run. One always may: it is what ends the shortage. */
function isMemoryShort({ parts, slots }: QueueState): boolean {
  return slots.taken > 0 && parts.poolHost?.isShort() === true;
}

/** What may be claimed now; undefined: nothing. */
async function rulesOf(state: QueueState): Promise<ClaimRules | undefined> {
  const { parts, slots, mode, waiting, engines } = state;
  if (mode.mode === "held" || state.isBlocked) return undefined;
  const isOthers = parts.store.changed !== undefined;
  const onlySync = slots.freeFor(false) === 0;
  // What others have accepted is not in the list of this server.
  const isWanted = isOthers || waiting.count(({ isSync }) => isSync || !onlySync) > 0;
  if (!isWanted || slots.freeFor(true) === 0) return undefined;
  state.isBlocked = isMemoryShort(state);
  if (state.isBlocked) return undefined;
  const { processIds, owners } = await fullOf(state);
  const stopped = parts.catalogue.list().filter((process) => engines.trouble(engineOf(process, parts)) !== undefined);
  const exceptProcessIds = [...processIds, ...stopped.map(({ description }) => description.id)];
  return {
    ...(exceptProcessIds.length === 0 ? {} : { exceptProcessIds }),
    ...(owners.length === 0 ? {} : { exceptOwners: owners }),
    ...(onlySync ? { onlySync } : {}),
  };
}

/** So many are looked at together. */
const glance = 50;

/** Forgets waiting jobs that another server on the store has begun: they are the oldest ones, so the look ends where none is. */
export async function forgetBegunElsewhere({ parts: { store }, waiting, deadlines }: QueueState): Promise<void> {
  if (store.changed === undefined) return;
  for (let begun = glance; begun > 0; ) {
    const ids = waiting.first(glance);
    const jobs = await Promise.all(ids.map((id) => store.get(id)));
    const gone = ids.filter((_, index) => jobs[index]?.status !== "accepted");
    for (const id of gone) {
      waiting.leave(id);
      deadlines.drop(id);
    }
    begun = gone.length;
  }
}

/** Has this claim gone beyond a limit, because another server claimed at the same time. Only where there are others. */
async function isTooMany(state: QueueState, { owner, processId }: Whom): Promise<boolean> {
  if (state.parts.store.changed === undefined || !boundsRunning(state.policy)) return false;
  const running = await runningOf(state);
  const isOver = (most: number | undefined, fits: (one: Whom) => boolean) => most !== undefined && countOf(running, fits) > most;
  return (
    isOver(processPolicy(state.policy, processId).running, (one) => one.processId === processId) ||
    isOver(ownerBounds(state.policy, owner).running, (one) => one.owner === owner)
  );
}

/** A job that is to begin. */
interface Claimed {
  readonly job: Job;
  readonly slot: Slot;
}

/** A place, and the job that has it; undefined: there is none of the one or of the other. */
export async function claim(state: QueueState): Promise<Claimed | undefined> {
  const { store, worker, limits, log } = state.parts;
  let slot: Slot | undefined;
  try {
    const rules = await rulesOf(state);
    // Taken before the claim: a job that goes on may want the same place.
    slot = rules && state.slots.take(rules.onlySync === true);
    if (rules === undefined || slot === undefined) return undefined;
    const job = await store.claim(worker, limits.leaseMs, rules);
    if (job !== undefined && !state.isClosed && !(await isTooMany(state, job))) {
      if (job.execute.mode === "sync") slot.turnSync();
      return { job, slot };
    }
    if (job !== undefined) await giveBack(job, state.parts);
  } catch (error) {
    log.error({ err: error }, "no job could be claimed");
  }
  slot?.release();
  state.isBlocked = true;
  return undefined;
}

const jobsText = (count: number): Words => (count === 1 ? words("1 job") : say("{count} jobs", { count }));
const timesText = (count: number): Words => (count === 1 ? words("once") : say("{count} times", { count }));

/** What keeps a job from beginning beside those before it, in a sentence; whose limit it is. */
export interface Obstacle {
  readonly sentence: Phrase;
  /** It is the limit of its own owner. */
  readonly isOwners?: true;
}

export async function obstacleOf(state: QueueState, { owner, processId }: Whom): Promise<Obstacle | undefined> {
  const { parts, policy, engines } = state;
  if (state.mode.mode === "held") return { sentence: "The queue is held by the administrator; nothing begins until it is resumed." };
  const process = parts.catalogue.get(processId);
  const trouble = process && engines.trouble(engineOf(process, parts));
  if (trouble?.kind === "down")
    return { sentence: say("What runs the process {processId} on this server is down; it is tried again.", { processId }) };
  if (trouble?.kind === "short") return { sentence: "The server has no room for another sandbox; it is tried again in a moment." };
  const { processIds, owners } = await fullOf(state);
  if (processIds.includes(processId)) {
    const times = timesText(processPolicy(policy, processId).running ?? 0);
    return { sentence: say("The process {processId} may run {times} at one time.", { processId, times }) };
  }
  if (owners.includes(owner))
    return {
      sentence: say("The owner's limit of {jobs} at one time is reached.", { jobs: jobsText(ownerBounds(policy, owner).running ?? 0) }),
      isOwners: true,
    };
  return isMemoryShort(state) ? { sentence: "The server is short of memory." } : undefined;
}

/** Why a job that is accepted does not run yet, and how many go before it. */
export async function whyWaiting(state: QueueState, job: Pick<Job, "id" | "owner" | "processId">): Promise<Waiting> {
  const [ahead, obstacle] = await Promise.all([state.parts.store.ahead(job.id), obstacleOf(state, job)]);
  if (ahead === undefined) return { reason: "It is about to begin." };
  const place =
    ahead === 0 ? "It is the next in turn." : ahead === 1 ? words("1 job is before it.") : say("{ahead} jobs are before it.", { ahead });
  const { message: reason, said } = obstacle === undefined ? words(place) : together(obstacle.sentence, place);
  return { ahead, reason, ...(said === undefined ? {} : { said }) };
}
