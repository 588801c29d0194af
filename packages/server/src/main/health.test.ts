import { afterEach, expect, it, vi } from "vitest";
import { fault } from "../core/errors.js";
import type { QueueView } from "../core/queue-view.js";
import { type HealthParts, makeHealth } from "./health.js";

const view: QueueView = { mode: "open", waiting: 0, places: { all: 1, syncOnly: 0, taken: 0 }, running: [], down: [] };
const never = new Promise<never>(() => undefined);

function healthOf(over: Partial<HealthParts> = {}) {
  return makeHealth({
    store: { change: async () => undefined },
    disk: { admit: async () => undefined },
    queue: { show: async () => view },
    engine: { name: "bwrap", adopt: async () => false },
    gone: never,
    isRecovered: () => true,
    ...over,
  });
}

const failing = async () => {
  throw new Error("ENOENT /var/lib/secret");
};

afterEach(() => void vi.useRealTimers());

it("is met in all conditions where all answer", async () => {
  expect(await healthOf()()).toEqual(["store", "spawner", "disk", "queue"].map((name) => ({ name })));
});

it.each<[string, Partial<HealthParts>, string]>([
  ["store", { store: { change: failing } }, "The job database cannot be written to."],
  ["spawner", { engine: { name: "bwrap", adopt: failing } }, "What makes sandboxes cannot be reached."],
  ["queue", { isRecovered: () => false }, "The jobs of the former server are still put in order."],
  ["spawner", { gone: Promise.resolve() }, "What makes sandboxes has ended."],
  ["disk", { disk: { admit: failing } }, "The disk cannot be looked at."],
  [
    "disk",
    {
      disk: {
        admit: async () => {
          throw fault("storage-full", "The server is short of disk space.");
        },
      },
    },
    "The server is short of disk space.",
  ],
  ["queue", { queue: { show: async () => ({ ...view, mode: "draining" }) } }, "The queue is being drained: nothing new is taken in."],
  [
    "queue",
    { queue: { show: async () => ({ ...view, down: [{ engine: "docker", reason: "/run/docker.sock is gone" }] }) } },
    "No jobs can be run by docker; they wait.",
  ],
])("tells of the %s what is wrong in words of its own, without paths", async (name, over, problem) => {
  const health = healthOf(over);
  await Promise.resolve();
  const checks = await health();
  expect(checks.filter((check) => check.problem !== undefined)).toEqual([{ name, problem }]);
});

it("a held queue takes jobs in, and is ready", async () => {
  expect(await healthOf({ queue: { show: async () => ({ ...view, mode: "held" }) } })()).toContainEqual({ name: "queue" });
});

it("waits for nobody longer than two seconds", async () => {
  vi.useFakeTimers();
  const asked = healthOf({ store: { change: () => never } })();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(await asked).toContainEqual({ name: "store", problem: "It did not answer in time." });
});
