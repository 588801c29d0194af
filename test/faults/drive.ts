// Makes tests of the table of cases: each brings its fault about, demands its outcome, and then all invariants.
import { existsSync } from "node:fs";
import { afterAll, beforeAll, describe, it } from "vitest";
import type { Fault, Stage } from "./case.js";
import { checkInvariants } from "./oracle.js";
import { makeSite, type Site } from "./site.js";

/** What the closing table says of a test. Vitest hands it on in its report. */
export interface ToldFault {
  readonly fault: {
    readonly number: string;
    readonly title: string;
    readonly injection: string;
    readonly how: string;
    readonly open?: string;
  };
}

/** Everything, or what `npm test` has time for. */
export const isComplete = process.env["TERRARIUM_FAULTS"] === "all";

const folders = ["/usr/bin", "/usr/sbin", "/usr/local/bin", "/bin", "/sbin"];

function skipReason({ needs = [], isHeavy }: Fault): string | undefined {
  if (needs.includes("root") && process.getuid?.() !== 0) return "only root can bring this about here";
  const missing = needs.find((name) => name !== "root" && !folders.some((folder) => existsSync(`${folder}/${name}`)));
  if (missing !== undefined) return `${missing} is not installed`;
  return isHeavy && !isComplete ? "only in npm run faults" : undefined;
}

export function numberOf({ number, letter = "" }: Fault): string {
  return `${number}${letter}`;
}

interface Owned {
  readonly site: Site;
  readonly places: number;
}

async function see(fault: Fault, shared: Site): Promise<void> {
  const owned: Owned[] = [];
  const undo: (() => unknown)[] = [];
  const last: (() => unknown)[] = [];
  const stage: Stage = {
    site: shared,
    async own(options = {}) {
      const site = await makeSite(options);
      owned.push({ site, places: options.running ?? 2 });
      return site;
    },
    after: (step) => void undo.push(step),
    afterAll: (step) => void last.push(step),
  };
  try {
    try {
      await fault.run(stage);
    } finally {
      for (const step of undo.splice(0).reverse()) await step();
    }
    for (const { site, places } of owned.length > 0 ? owned : [{ site: shared, places: 2 }]) await checkInvariants(site, { places });
  } finally {
    for (const { site } of owned) await site.tearDown();
    for (const step of last.reverse()) await step();
  }
}

/** Registers all cases. */
export function bring(title: string, faults: readonly Fault[]): void {
  describe(title, () => {
    let shared: Site | undefined;
    beforeAll(async () => {
      shared = await makeSite();
    });
    afterAll(async () => {
      await shared?.tearDown();
    });
    for (const fault of faults) {
      const { injection, how, open } = fault;
      const why = skipReason(fault);
      const meta: ToldFault = {
        fault: { number: numberOf(fault), title: fault.title, injection, how, ...(open === undefined ? {} : { open }) },
      };
      it.skipIf(why !== undefined)(
        `${numberOf(fault)} ${fault.title}${why === undefined ? "" : ` (skipped: ${why})`}`,
        { timeout: fault.isHeavy ? 900_000 : 180_000, meta: meta as object, fails: open !== undefined },
        async () => {
          if (shared === undefined) throw new Error("There is no place for it.");
          await see(fault, shared);
        },
      );
    }
  });
}
