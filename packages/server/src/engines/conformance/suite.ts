// One suite for every engine: what its caller relies on. A test of an engine is the ten lines that call it; the cases stand beside this file by subject.
import { rm } from "node:fs/promises";
import { afterAll, beforeAll, describe } from "vitest";
import { type ConformanceParts, type Context, realCases } from "./context.js";
import { endings } from "./endings.js";
import { leftovers } from "./leftovers.js";
import { ordinaryRuns } from "./ordinary-runs.js";
import { refusals } from "./refusals.js";

/** Registers the suite for one engine. */
export function describeEngine(parts: ConformanceParts): void {
  describe(`the ${parts.name} engine`, () => {
    let made: Awaited<ReturnType<ConformanceParts["setUp"]>> | undefined;
    const context = (): Context => {
      if (!made) throw new Error("The engine was not set up.");
      return made;
    };
    beforeAll(async () => {
      made = await parts.setUp();
    });
    afterAll(async () => {
      await made?.engine.close();
      await made?.tearDown();
      if (made) await rm(made.folder, { recursive: true, force: true });
    });
    const real = realCases(parts);
    ordinaryRuns(context, real);
    endings(context, real);
    refusals(context, real);
    leftovers(context, parts);
  });
}
