// Which zygotes there are: one for each key, from its first use until it is idle, has forked enough, or no longer holds what the host has.
// Where one cannot be, sandboxes are launched in the ordinary way, and the operator is told once.
import { randomBytes } from "node:crypto";
import type { SandboxPlan, ZygotePlan } from "../core/spawner.js";
import type { Launched } from "./launch.js";
import type { Host, Resources } from "./resources.js";
import type { UidRange } from "./uids.js";
import { startZygote, type Zygote } from "./zygote.js";

export interface Zygotes {
  /** A sealed sandbox that is in its group already; undefined: it must be launched in the ordinary way. */
  fork(plan: SandboxPlan, from: ZygotePlan, resources: Resources): Promise<Launched | undefined>;
  close(): Promise<void>;
}

/** Children of one zygote share the layout of their memory and the seed of their hashes: not for ever. */
const forksEach = 1000;
const zygotesAtOnce = 8;
const idleMs = 10 * 60_000;
/** After one could not be started, the next is not tried before. */
const retryMs = 60_000;

interface Entry {
  readonly key: string;
  made: Promise<Zygote>;
  forks: number;
  /** Forks that are being made. */
  making: number;
  usedMs: number;
}

/** Everything of the zygotes of one spawner. */
interface State {
  readonly host: Host;
  readonly uids: UidRange | undefined;
  readonly entries: Map<string, Entry>;
  /** No more is forked from them; each ends with the last of its sandboxes. */
  readonly retired: Set<Entry>;
  /** When the last one of a key could not be started. */
  readonly failures: Map<string, number>;
  readonly told: Set<string>;
  isClosed: boolean;
}

function tell({ host, told, isClosed }: State, text: string): void {
  if (!told.has(text) && !isClosed) host.warn(text);
  told.add(text);
}

/** Ends what is retired and serves nobody any more. */
function endRetired(state: State): void {
  for (const entry of state.retired) {
    void entry.made.then(
      async (zygote) => {
        if (entry.making > 0 || zygote.size() > 0 || !state.retired.delete(entry)) return;
        await zygote.close().catch((error: Error) => tell(state, `A zygote could not be ended: ${error.message}.`));
      },
      () => void state.retired.delete(entry),
    );
  }
}

function retire(state: State, entry: Entry): void {
  if (state.entries.get(entry.key) === entry) state.entries.delete(entry.key);
  state.retired.add(entry);
  endRetired(state);
}

function retireIdle(state: State): void {
  const nowMs = performance.now();
  const oldestFirst = [...state.entries.values()].sort((a, b) => a.usedMs - b.usedMs);
  for (const [index, entry] of oldestFirst.entries()) {
    if (nowMs - entry.usedMs > idleMs || oldestFirst.length - index > zygotesAtOnce) retire(state, entry);
  }
}

function start(state: State, plan: ZygotePlan, filter: string): Entry {
  const { host, uids, entries, failures } = state;
  const parts = { host, uids, plan, filter, retire: () => retire(state, entry), emptied: () => endRetired(state) };
  // A job can read it, as the name of the other end of its pipes: it tells nothing of the host.
  const made = startZygote(parts, `zygote-${randomBytes(8).toString("hex")}`);
  const entry: Entry = { key: plan.key, made, forks: 0, making: 0, usedMs: performance.now() };
  entries.set(plan.key, entry);
  made.then(
    ({ left }) => {
      for (const one of left) tell(state, `The Python module ${one} when it is imported, so it is not imported ahead of jobs.`);
    },
    (error: Error) => {
      if (entries.get(plan.key) === entry) entries.delete(plan.key);
      failures.set(plan.key, performance.now());
      tell(state, `Python sandboxes cannot be forked from a zygote and are started one by one: ${error.message}.`);
    },
  );
  return entry;
}

function find(state: State, plan: ZygotePlan, filter: string): Entry | undefined {
  const known = state.entries.get(plan.key);
  if (known) return known;
  const failedMs = state.failures.get(plan.key);
  if (state.isClosed || (failedMs !== undefined && performance.now() - failedMs < retryMs)) return undefined;
  const entry = start(state, plan, filter);
  retireIdle(state);
  return entry;
}

/** No zygote yet. `uids`: all that sandboxes may have; absent without root. */
export function makeZygotes(host: Host, uids: UidRange | undefined): Zygotes {
  const state: State = {
    ...{ host, uids },
    ...{ entries: new Map(), retired: new Set(), failures: new Map(), told: new Set() },
    isClosed: false,
  };
  return {
    async fork(plan, from, resources) {
      const entry = find(state, from, plan.filter);
      if (!entry) return undefined;
      entry.usedMs = performance.now();
      entry.forks += 1;
      entry.making += 1;
      if (entry.forks >= forksEach) retire(state, entry);
      try {
        return await (await entry.made.catch(() => undefined))?.fork(plan, resources);
      } catch (error) {
        tell(state, `A sandbox could not be forked from a zygote and was started by itself: ${(error as Error).message}.`);
        return undefined;
      } finally {
        entry.making -= 1;
        endRetired(state);
      }
    },
    async close() {
      state.isClosed = true;
      const all = [...state.entries.values(), ...state.retired];
      await Promise.all(all.map(async (entry) => (await entry.made.catch(() => undefined))?.close()));
    },
  };
}
