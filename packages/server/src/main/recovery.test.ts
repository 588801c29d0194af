import { expect, it, vi } from "vitest";
import type { Operation, Outcome } from "../core/operation.js";
import { makeRecovery } from "./recovery.js";

const caller = { owner: "anonymous", role: "use" } as const;
const outcome: Outcome = { kind: "jobs", jobs: [] };
const status: Operation = { kind: "status", jobId: "j" };

function scene() {
  const perform = vi.fn(async () => outcome);
  let end: (error?: Error) => void = () => undefined;
  const recovered = new Promise<void>((resolve, reject) => {
    end = (error) => (error === undefined ? resolve() : reject(error));
  });
  const recovery = makeRecovery();
  const run = recovery.run(() => recovered);
  return { perform, recovery, run, end, service: recovery.gate({ perform }) };
}

it("answers what concerns processes at once, and what concerns jobs when they are in order", async () => {
  const { perform, recovery, run, end, service } = scene();
  const held = service.perform(status, caller);
  await service.perform({ kind: "list-processes" }, caller);
  expect(perform.mock.calls).toEqual([[{ kind: "list-processes" }, caller]]);
  expect(recovery.isOver()).toBe(false);
  end();
  await run;
  expect(recovery.isOver()).toBe(true);
  expect(await held).toBe(outcome);
});

it("fails as a whole where jobs cannot be put in order, whether an operation waits or not", async () => {
  const { perform, recovery, run, end, service } = scene();
  const held = service.perform(status, caller);
  end(new Error("the database is gone"));
  await expect(run).rejects.toThrow("the database is gone");
  await expect(held).rejects.toThrow("the database is gone");
  expect(recovery.isOver()).toBe(false);
  expect(perform).not.toHaveBeenCalled();
});
