// Which engines cannot make sandboxes now. Their jobs wait, with a growing pause between two tries, and those of other engines run on.
//
// Theory of operation. A sandbox that could not be had, or was lost, may be the fault of its job or of its engine: the engine's own probe tells which.
// One that is down is probed again after each pause, so that no job is used up to find out. One that is only short (of host uids, children, memory)
// is not probed: after the pause the next job tries.
import type { Health } from "../core/engine.js";
import type { Log } from "./parts.js";

export interface EngineStates {
  /** Why nothing of this engine begins now; undefined: it does. */
  trouble(engine: string): Trouble | undefined;
  all(): readonly (readonly [engine: string, Trouble])[];
  /** A sandbox of it failed, or was lost: is it the engine? Asks it, once for all who ask at one time. */
  isDown(engine: string): Promise<boolean>;
  /** It has no room for another sandbox at this moment. */
  isShort(engine: string, reason: string): void;
  /** It has made a sandbox. */
  worked(engine: string): void;
  close(): void;
}

export interface Trouble {
  readonly kind: "down" | "short";
  /** For the operator. */
  readonly reason: string;
}

export interface EngineStatesParts {
  readonly probe: (engine: string) => Promise<Health>;
  /** Its jobs may begin again. */
  readonly onUp: () => void;
  readonly log: Log;
}

interface State {
  trouble?: Trouble;
  /** Pauses in a row. */
  pauses: number;
  asking?: Promise<boolean>;
  timer?: NodeJS.Timeout;
}

const pauses = { down: { firstMs: 1_000, mostMs: 60_000 }, short: { firstMs: 100, mostMs: 10_000 } } as const;
/** A daemon that hangs is as good as none. */
const probeMs = 30_000;

async function problemOf(probe: Promise<Health>): Promise<string | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Health>((resolve) => {
    const problem = `It did not answer within ${probeMs / 1000} s.`;
    timer = setTimeout(() => resolve({ ok: false, enforced: [], notEnforced: [], problem }), probeMs);
  });
  try {
    const health = await Promise.race([probe, late]);
    return health.ok ? undefined : (health.problem ?? "Its probe failed.");
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    clearTimeout(timer);
  }
}

export function makeEngineStates({ probe, onUp, log }: EngineStatesParts): EngineStates {
  const states = new Map<string, State>();
  let isClosed = false;
  const stateOf = (engine: string): State => {
    const state = states.get(engine) ?? { pauses: 0 };
    states.set(engine, state);
    return state;
  };

  function up(engine: string, state: State): void {
    if (state.trouble?.kind === "down") log.info({ engine }, "an engine runs again: its jobs go on");
    delete state.trouble;
    onUp();
  }
  function pause(engine: string, state: State, trouble: Trouble): void {
    state.trouble = trouble;
    if (isClosed) return;
    const { firstMs, mostMs } = pauses[trouble.kind];
    const ms = Math.min(mostMs, firstMs * 2 ** state.pauses);
    state.pauses += 1;
    clearTimeout(state.timer);
    state.timer = setTimeout(() => (trouble.kind === "short" ? up(engine, state) : void ask(engine, state)), ms).unref();
  }
  /** Is it down. */
  async function ask(engine: string, state: State): Promise<boolean> {
    const problem = await problemOf(probe(engine));
    if (problem === undefined) {
      state.pauses = 0;
      if (state.trouble !== undefined) up(engine, state);
      return false;
    }
    if (state.trouble?.kind !== "down") log.error({ engine, problem }, "an engine is down: its jobs wait until it runs again");
    pause(engine, state, { kind: "down", reason: problem });
    return true;
  }

  return {
    trouble: (engine) => states.get(engine)?.trouble,
    all: () => [...states].flatMap(([engine, { trouble }]) => (trouble === undefined ? [] : [[engine, trouble] as const])),
    async isDown(engine) {
      const state = stateOf(engine);
      if (state.trouble?.kind === "down") return true;
      state.asking ??= ask(engine, state).finally(() => delete state.asking);
      return state.asking;
    },
    isShort(engine, reason) {
      const state = stateOf(engine);
      // Those that were begun at the same time tell nothing new.
      if (state.trouble !== undefined) return;
      log.warn({ engine, reason }, "no sandbox can be made at this moment: jobs of this engine wait");
      pause(engine, state, { kind: "short", reason });
    },
    worked(engine) {
      const state = states.get(engine);
      if (state?.trouble === undefined && state?.asking === undefined) states.delete(engine);
    },
    close() {
      isClosed = true;
      for (const { timer } of states.values()) clearTimeout(timer);
    },
  };
}
