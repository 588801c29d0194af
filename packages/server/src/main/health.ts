// Is this server ready for jobs? Each condition is looked at anew, none for longer than two seconds; what is told of it names no path and no address.
import type { Engine } from "../core/engine.js";
import { ServiceError } from "../core/errors.js";
import type { JobStore } from "../core/job.js";
import type { QueueControl } from "../core/queue-view.js";
import type { DiskGuard } from "../core/staging.js";
import type { Check } from "../http/probes.js";

export interface HealthParts {
  readonly store: Pick<JobStore, "change">;
  readonly disk: Pick<DiskGuard, "admit">;
  readonly queue: Pick<QueueControl, "show">;
  /** All engines as one. */
  readonly engine: Pick<Engine, "name" | "adopt">;
  /** Resolves when no job can be run any more. */
  readonly gone: Promise<void>;
  /** Are the jobs of a former server in order? */
  isRecovered(): boolean;
}

const patienceMs = 2_000;

/** The name of no job and no sandbox. */
const nobody = "health-probe";

async function checked(name: string, otherwise: string, look: () => Promise<string | undefined>): Promise<Check> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve("It did not answer in time."), patienceMs);
  });
  const problem = await Promise.race([
    look().catch((error: unknown) => (error instanceof ServiceError && error.code !== "internal" ? error.message : otherwise)),
    late,
  ]);
  clearTimeout(timer);
  return problem === undefined ? { name } : { name, problem };
}

/** The conditions of being ready. */
export function makeHealth({ store, disk, queue, engine, gone, isRecovered }: HealthParts): () => Promise<readonly Check[]> {
  let isGone = false;
  void gone.then(() => {
    isGone = true;
  });
  return () =>
    Promise.all([
      // Asks for the right to write, and changes nothing.
      checked(
        "store",
        "The job database cannot be written to.",
        async () => void (await store.change(nobody, ["running"], 0, { progress: 0 })),
      ),
      checked("spawner", "What makes sandboxes cannot be reached.", async () => {
        if (isGone) return "What makes sandboxes has ended.";
        await engine.adopt({ engine: engine.name, id: nobody, state: {} });
        return undefined;
      }),
      checked("disk", "The disk cannot be looked at.", async () => void (await disk.admit())),
      checked("queue", "The queue cannot be looked at.", async () => {
        if (!isRecovered()) return "The jobs of the former server are still put in order.";
        const { mode, down } = await queue.show();
        if (mode === "draining") return "The queue is being drained: nothing new is taken in.";
        return down.length === 0 ? undefined : `No jobs can be run by ${down.map(({ engine: name }) => name).join(", ")}; they wait.`;
      }),
    ]);
}
