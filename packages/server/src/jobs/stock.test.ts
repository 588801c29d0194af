import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DeployedProcess } from "../core/engine.js";
import { deployed } from "./rig.js";
import type { Sandbox } from "./sandbox.js";
import { calmDown, heldOf, maxOf, minOf, newStock, placeFor, type Stock, surplusOf, targetOf } from "./stock.js";

const megabyte = 2 ** 20;
const limits = { perProcess: 3, total: 6, idleMs: 100, bytes: 200 * megabyte };

function stocks(): Stock[] {
  return [undefined, { min: 2, max: 4 }, undefined, { min: 0, max: 0 }].map((instances, index) => {
    const named: DeployedProcess = { ...deployed, description: { ...deployed.description, id: String(index) } };
    return newStock(instances === undefined ? named : { ...named, instances }, 0);
  });
}

const event = fc.record({
  kind: fc.constantFrom("want", "place", "made", "taken", "learn", "look"),
  of: fc.nat(3),
  megabytes: fc.integer({ min: 1, max: 120 }),
  passedMs: fc.nat(60),
});

describe("whatever happens to stocks", () => {
  it("no process has more than its most, all keep within number and memory but for what is kept always, and nobody is given up twice", () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 120 }), (events) => {
        const all = stocks();
        const gone = new Set<Sandbox>();
        let nowMs = 0;
        const giveUp = (given: readonly Sandbox[]) => {
          for (const sandbox of given) expect(gone.has(sandbox)).toBe(false);
          for (const sandbox of given) gone.add(sandbox);
        };
        for (const { kind, of, megabytes, passedMs } of events) {
          const stock = all[of];
          if (stock === undefined) continue;
          nowMs += passedMs;
          if (kind === "want") Object.assign(stock, { wanted: stock.wanted + 1, usedMs: nowMs });
          else if (kind === "place") {
            const given = placeFor(stock, all, limits);
            giveUp(given ?? []);
            if (given !== undefined) stock.creating += 1;
          } else if (kind === "made" && stock.creating > 0) {
            stock.creating -= 1;
            stock.waiting.push({} as Sandbox);
          } else if (kind === "taken") giveUp(stock.waiting.splice(0, 1));
          else if (kind === "learn") {
            stock.bytes = Math.min(stock.bytes ?? Number.POSITIVE_INFINITY, megabytes * megabyte);
            giveUp(surplusOf(all, limits));
          } else if (kind === "look") {
            for (const each of all) calmDown(each, limits, nowMs);
            giveUp(surplusOf(all, limits));
          }
          for (const each of all) expect(heldOf(each)).toBeLessThanOrEqual(Math.max(maxOf(each, limits), minOf(each, limits)));
          const kept = all.reduce((sum, each) => sum + minOf(each, limits), 0);
          const making = all.reduce((sum, each) => sum + each.creating, 0);
          expect(all.reduce((sum, each) => sum + heldOf(each), 0)).toBeLessThanOrEqual(limits.total + kept);
          // One whose memory becomes known while it is being made cannot be let go of before it is there.
          const bytes = all.reduce((sum, each) => sum + each.waiting.length * (each.bytes ?? 32 * megabyte), 0);
          expect(bytes).toBeLessThanOrEqual(limits.bytes + (kept + making) * 120 * megabyte);
        }
      }),
      { numRuns: 300 },
    );
  });
  it("what cannot be made is not wanted, and what is kept always is tried again at the next look", () => {
    const [plain, kept] = stocks();
    if (plain === undefined || kept === undefined) throw new Error("there are four");
    for (const stock of [plain, kept]) Object.assign(stock, { wanted: 2, isFailing: true });
    expect([plain, kept].map((stock) => targetOf(stock, limits))).toEqual([0, 0]);
    for (const stock of [plain, kept]) calmDown(stock, limits, 10);
    expect([plain, kept].map((stock) => targetOf(stock, limits))).toEqual([0, 2]);
  });
});
