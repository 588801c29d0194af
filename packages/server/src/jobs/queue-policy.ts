// What the administrator says of the queue: how much of what may run and wait, for how long, and what goes first. Pure; obeyed elsewhere.

/** Bounds of one process, or of one owner; absent: none but those of the server. */
export interface QueueBounds {
  /** Jobs that run at one time. */
  readonly running?: number;
  readonly waiting?: number;
  /** Added to the priority of each of its jobs. */
  readonly priority?: number;
}

export interface ProcessPolicy extends QueueBounds {
  readonly waitMs?: number;
  readonly stagingMs?: number;
  readonly totalMs?: number;
  /** As QueuePolicy.retries. */
  readonly retries?: number;
}

/** Times in milliseconds. */
export interface QueuePolicy {
  /** Places that only synchronous jobs may take; less than all of them. */
  readonly syncOnly: number;
  /** How far a client may raise or lower the priority of its own jobs; 0: not at all. */
  readonly clientPriority: number;
  /** Longest wait of an asynchronous job for its turn. */
  readonly waitMs: number;
  /** Longest time for bringing all inputs of a job together. */
  readonly stagingMs: number;
  /** Longest time from accepted to ended, whatever the job does in it. */
  readonly totalMs: number;
  /** How often a job begins again that an engine or the server has failed; absent: as JobLimits.attempts says. */
  readonly retries?: number;
  /** Of each owner. */
  readonly owner: QueueBounds;
  /** Of single owners, by name. */
  readonly owners: Readonly<Record<string, QueueBounds>>;
  /** Of single processes, by identifier. */
  readonly processes: Readonly<Record<string, ProcessPolicy>>;
}

const hour = 3_600_000;

export const defaultPolicy: QueuePolicy = {
  syncOnly: 0,
  clientPriority: 0,
  waitMs: 7 * 24 * hour,
  stagingMs: hour / 4,
  totalMs: 30 * 24 * hour,
  owner: {},
  owners: {},
  processes: {},
};

/** What holds for a process; nothing is said of most. */
export function processPolicy({ processes }: QueuePolicy, id: string): ProcessPolicy {
  return (Object.hasOwn(processes, id) ? processes[id] : undefined) ?? {};
}

/** What holds for an owner: what is said of that one goes before what is said of each. */
export function ownerBounds({ owner, owners }: QueuePolicy, name: string): QueueBounds {
  return { ...owner, ...(Object.hasOwn(owners, name) ? owners[name] : undefined) };
}

/** The limits of time of a process's jobs. */
export function timesOf(policy: QueuePolicy, processId: string): Pick<QueuePolicy, "waitMs" | "stagingMs" | "totalMs"> {
  const { waitMs = policy.waitMs, stagingMs = policy.stagingMs, totalMs = policy.totalMs } = processPolicy(policy, processId);
  return { waitMs, stagingMs, totalMs };
}

/** The priority of a job; `asked` is the client's wish, of which no more is granted than it may have. */
export function priorityOf(policy: QueuePolicy, job: { readonly processId: string; readonly owner: string }, asked = 0): number {
  const granted = Math.min(policy.clientPriority, Math.max(-policy.clientPriority, Math.trunc(asked)));
  return (processPolicy(policy, job.processId).priority ?? 0) + (ownerBounds(policy, job.owner).priority ?? 0) + (granted || 0);
}

/** Is anybody bounded in what runs, so that it must be counted before each claim. */
export function boundsRunning({ owner, owners, processes }: QueuePolicy): boolean {
  return [owner, ...Object.values(owners), ...Object.values(processes)].some(({ running }) => running !== undefined);
}
