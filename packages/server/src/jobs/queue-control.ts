// The administrator's hands on the queue: what is in it, and holding, draining or opening it.
import type { QueueControl, QueueMode, QueueView } from "../core/queue-view.js";
import { writeMode } from "./queue-mode.js";
import type { QueueState } from "./queue-state.js";

async function view({ parts, policy, slots, mode, engines }: QueueState): Promise<QueueView> {
  const { store, limits } = parts;
  const [backlog, running] = await Promise.all([store.backlog(), store.running()]);
  return {
    ...mode,
    ...backlog,
    places: { all: limits.running, syncOnly: Math.min(policy.syncOnly, limits.running - 1), taken: slots.taken },
    running,
    down: engines.all().flatMap(([engine, { kind, reason }]) => (kind === "down" ? [{ engine, reason }] : [])),
  };
}

/** `pump` looks for work when it may begin again. */
export function makeControl(state: QueueState, pump: () => void): QueueControl {
  const { now, queueFile } = state.parts;
  return {
    show: () => view(state),
    async set(mode: QueueMode) {
      if (mode !== state.mode.mode) {
        const kept = mode === "open" ? { mode } : { mode, sinceMs: now() };
        // Kept first: what the administrator was told holds after a crash too.
        if (queueFile !== undefined) await writeMode(queueFile, kept);
        state.mode = kept;
        pump();
      }
      return view(state);
    },
  };
}
