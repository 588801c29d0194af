// What every store must do; each store's test calls this with a way to make one. One file for each subject stands in the folder beside it.
import { afterEach, describe } from "vitest";
import type { Store } from "../core/job.js";
import { testChanging } from "./conformance/changing.js";
import { testClaiming } from "./conformance/claiming.js";
import { testEquality } from "./conformance/equality.js";
import { testKeeping } from "./conformance/keeping.js";
import { testKeys } from "./conformance/keys.js";
import { testOrder } from "./conformance/order.js";
import { testTelling } from "./conformance/telling.js";
import { testTokens } from "./conformance/tokens.js";

export type MakeStore = (now: () => number) => Promise<Store>;

/** Runs the suite; `make` gets a clock and gives an empty store. */
export function testStore(name: string, make: MakeStore): void {
  let nowMs = 5000;
  let store: Store | undefined;
  const fresh = async (): Promise<Store> => {
    await store?.close();
    nowMs = 5000;
    store = await make(() => nowMs);
    return store;
  };
  const advance = (ms: number): void => {
    nowMs += ms;
  };
  afterEach(async () => {
    await store?.close();
    store = undefined;
  });
  describe(`${name} as a store`, () => {
    describe("of jobs", () => {
      testKeeping(fresh);
      testChanging(fresh);
      testClaiming(fresh, advance);
      testOrder(fresh, advance);
      testKeys(fresh);
      testTelling(fresh, advance);
      testEquality(fresh, advance);
    });
    describe("of tokens", () => testTokens(fresh));
  });
}
