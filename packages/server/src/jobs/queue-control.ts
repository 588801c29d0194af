// The administrator's hands on the queue: what is in it, and holding, draining or opening it.
import type { ProcessBounds, QueueControl, QueueMode, QueueView } from "../core/queue-view.js";
import { inTurn } from "./pausing.js";
import { boundsOf, withBounds } from "./queue-bounds.js";
import { writeKept } from "./queue-mode.js";
import { defaultPolicy, processPolicy } from "./queue-policy.js";
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
  const { now, queueFile, boundsFile } = state.parts;
  // Each is laid over what the one before has set, and writes the file after it.
  const settings = { turn: Promise.resolve() };

  async function setMode(mode: QueueMode): Promise<void> {
    if (mode === state.mode.mode) return;
    const kept = mode === "open" ? { mode } : { mode, sinceMs: now() };
    // Kept first: what the administrator was told holds after a crash too.
    if (queueFile !== undefined) await writeKept(queueFile, kept);
    state.mode = kept;
    pump();
  }

  async function setBounds(processId: string, bounds: ProcessBounds | undefined): Promise<void> {
    const { [processId]: _before, ...others } = state.bounds;
    const kept = bounds === undefined ? others : { ...others, [processId]: bounds };
    if (boundsFile !== undefined) await writeKept(boundsFile, kept);
    state.bounds = kept;
    state.policy = withBounds(state.parts.policy ?? defaultPolicy, kept);
    // What was full may have room.
    pump();
  }

  return {
    show: () => view(state),
    async set(mode) {
      await inTurn(settings, () => setMode(mode));
      return view(state);
    },
    boundsOf(processId) {
      const { running, waiting } = processPolicy(state.policy, processId);
      return { ...boundsOf(running, waiting), isSet: Object.hasOwn(state.bounds, processId) };
    },
    bound: (processId, bounds) => inTurn(settings, () => setBounds(processId, bounds)),
  };
}
