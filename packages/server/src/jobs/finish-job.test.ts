import { afterEach, expect, it, vi } from "vitest";
import { fault } from "../core/errors.js";
import type { Job } from "../core/job.js";
import { makeJob } from "../stores/conformance/ground.js";
import { makeMemoryStore } from "../stores/memory/memory-store.js";
import { finish, type RunParts } from "./finish-job.js";
import { defaultLimits } from "./parts.js";
import { silentLog } from "./rig.js";

afterEach(() => void vi.useRealTimers());

it("calls no result unpublished whose end was written before the store went away for good", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout"] });
  const store = makeMemoryStore({ now: Date.now });
  const job = await store.add(makeJob("a", { status: "running", attempt: 1 }));
  const away = () => fault("busy", "The job database is away.");
  const told: Job[] = [];
  const parts = {
    store: {
      ...store,
      async change(...what: Parameters<typeof store.change>) {
        await store.change(...what);
        throw away();
      },
      get: () => Promise.reject(away()),
    },
    ...{ limits: defaultLimits, now: Date.now, log: silentLog, release: () => undefined },
    finished: (ended: Job) => void told.push(ended),
  } as unknown as RunParts;
  const written = finish(job, "successful", { results: [] }, parts);
  await vi.advanceTimersByTimeAsync(10 * 60_000);
  expect(await written).toBe(true);
  // Who waits for it is told that it may be lost.
  expect(told).toMatchObject([{ status: "failed" }]);
  expect(await store.get("a")).toMatchObject({ status: "successful" });
});
