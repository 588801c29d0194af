// The jobs of this server that wait for their turn, as far as it must remember them: an identifier each, and how many of whom. The store has the rest.
import type { Job } from "../core/job.js";

/** Whose a waiting job is. */
export interface Whose {
  readonly owner: string;
  readonly processId: string;
  readonly isSync: boolean;
}

/** A job as far as the queue must know it when it comes in. Ten thousand inputs are not to be kept for it. */
export interface Entering extends Whose, Pick<Job, "id" | "createdMs" | "updatedMs" | "startedMs"> {}

/** All jobs of one owner, process and kind: ten thousand waiting jobs share a few of these. */
interface Group extends Whose {
  count: number;
}

interface Entry {
  readonly group: Group;
  /** The store has it; before that it was only let in. */
  isCommitted: boolean;
  /** A free place has claimed it before it was seen to be committed. */
  isClaimed: boolean;
}

export interface WaitingList {
  /** Lets a job in that is about to be committed. */
  admit(id: string, whose: Whose): void;
  /** The store has it, and it waits. */
  enter(id: string, whose: Whose): void;
  /** It was claimed. */
  claim(id: string): void;
  /** It does not wait any more, or never did. */
  leave(id: string): void;
  /** Is it committed, and waits. */
  has(id: string): boolean;
  /** The first that are committed, oldest first. */
  first(count: number): string[];
  /** All that are let in. */
  readonly size: number;
  /** How many of them fit; asked for at each acceptance, so it walks over groups, not jobs. */
  count(fits: (whose: Whose) => boolean): number;
}

export function whoseOf({ owner, processId, execute }: Pick<Job, "owner" | "processId" | "execute">): Whose {
  return { owner, processId, isSync: execute.mode === "sync" };
}

export function enteringOf(job: Job): Entering {
  const { id, createdMs, updatedMs, startedMs } = job;
  return { ...whoseOf(job), id, createdMs, updatedMs, ...(startedMs === undefined ? {} : { startedMs }) };
}

export function makeWaitingList(): WaitingList {
  const entries = new Map<string, Entry>();
  const groups = new Map<string, Group>();
  const groupOf = ({ owner, processId, isSync }: Whose): Group => {
    const key = JSON.stringify([owner, processId, isSync]);
    const group = groups.get(key) ?? { owner, processId, isSync, count: 0 };
    groups.set(key, group);
    return group;
  };
  const leave = (id: string): void => {
    const entry = entries.get(id);
    if (entry === undefined) return;
    entries.delete(id);
    entry.group.count -= 1;
    if (entry.group.count === 0) groups.delete(JSON.stringify([entry.group.owner, entry.group.processId, entry.group.isSync]));
  };
  const put = (id: string, whose: Whose, isCommitted: boolean): void => {
    const group = groupOf(whose);
    group.count += 1;
    entries.set(id, { group, isCommitted, isClaimed: false });
  };
  return {
    admit: (id, whose) => put(id, whose, false),
    enter(id, whose) {
      const entry = entries.get(id);
      if (entry === undefined) put(id, whose, true);
      else if (entry.isClaimed) leave(id);
      else entry.isCommitted = true;
    },
    claim(id) {
      const entry = entries.get(id);
      if (entry?.isCommitted === false) entry.isClaimed = true;
      else leave(id);
    },
    leave,
    first(count) {
      const ids: string[] = [];
      for (const [id, { isCommitted }] of entries) {
        if (ids.length >= count) break;
        if (isCommitted) ids.push(id);
      }
      return ids;
    },
    has: (id) => entries.get(id)?.isCommitted === true,
    get size() {
      return entries.size;
    },
    count: (fits) => [...groups.values()].reduce((sum, group) => sum + (fits(group) ? group.count : 0), 0),
  };
}
