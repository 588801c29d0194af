// Makes tests of the table of cases, for one engine: first the control (once, whatever the number of engines), then the attack, then the oracle.
import { afterAll, beforeAll, describe, it } from "vitest";
import type { Case, Scene } from "./case.js";
import { type Ground, makeOpenGround, type Offer } from "./ground.js";
import { makeOracle, type Oracle } from "./oracle.js";
import { makeScene } from "./scene.js";

/** What the closing table says of a test; `skipped` is why it was. Vitest hands it on in its report. */
interface Told {
  readonly attack: {
    readonly number: string;
    readonly title: string;
    readonly engine: string;
    readonly control: string;
    readonly skipped?: string;
  };
}

/** Everything, or what `npm test` has time for. */
export const isComplete = process.env["TERRARIUM_ATTACKS"] === "all";

const isRoot = process.getuid?.() === 0;
/** What only root can enforce here. */
const needRoot: readonly string[] = ["memory", "cpu", "pids", "inodes", "own uid"];

function skipReason(one: Case, offer: Offer): string | undefined {
  if (offer.problem !== undefined) return offer.problem;
  if (one.notOn?.[offer.name] !== undefined) return one.notOn[offer.name];
  const missing = one.needs?.find((name) => needRoot.includes(name) && !isRoot);
  if (missing !== undefined) return `only root can enforce "${missing}" here`;
  if (process.arch !== "x64" && one.number.startsWith("H")) return "the numbers of the calls are those of x86-64";
  if (isComplete) return undefined;
  return one.isHeavy ? "heavy: only in npm run attacks" : undefined;
}

/** Controls that were proven; another engine does not change them. */
const proven = new Map<string, Promise<void>>();

function prove(one: Case, open: Scene, sealed: Scene): Promise<void> {
  if (typeof one.control !== "function") return Promise.resolve();
  const control = one.control;
  // A control shows that the attack can work, not that it always does; the attack itself has one try (retry below).
  const known = proven.get(one.number) ?? control(open, sealed).catch(() => control(open, sealed));
  proven.set(one.number, known);
  return known;
}

/** Registers all cases on one engine; where it must be quick, on others than the default only one of each group. */
export function attackOn(offer: Offer, cases: readonly Case[]): void {
  describe(`attacks on ${offer.name}`, () => {
    let sealed: { ground: Ground; oracle: Oracle; scene: Scene } | undefined;
    let open: { ground: Ground; oracle: Oracle; scene: Scene } | undefined;
    const set = async (ground: Ground) => {
      await makeScene(ground, ground.folder, () => {}).run("at_load");
      const oracle = await makeOracle(ground);
      return { ground, oracle, scene: makeScene(ground, oracle.secrets, oracle.overhear) };
    };
    beforeAll(async () => {
      if (offer.problem !== undefined) return;
      open = await set(await makeOpenGround());
      sealed = await set(await offer.make());
    });
    afterAll(async () => {
      for (const each of [sealed, open]) {
        await each?.ground.tearDown();
        await each?.oracle.remove();
      }
    });
    for (const one of cases.filter(({ isSample }) => isComplete || isSample || offer.name === "bwrap")) {
      const why = skipReason(one, offer);
      const control = typeof one.control === "function" ? "" : one.control.unsafe;
      const { number, title } = one;
      const meta: Told = { attack: { number, title, engine: offer.name, control, ...(why === undefined ? {} : { skipped: why }) } };
      it.skipIf(why !== undefined)(
        `${number} ${title}${why === undefined ? "" : ` (skipped: ${why})`}`,
        { timeout: one.isHeavy ? 600_000 : 120_000, retry: 0, meta: meta as object },
        async ({ task, skip }) => {
          if (!sealed || !open) throw new Error("There is no ground to stand on.");
          const { enforced } = sealed.ground;
          const lacking = one.needs?.find((name) => !enforced.includes(name));
          if (lacking !== undefined) {
            const reason = `${offer.name} does not enforce "${lacking}" on this machine, and says so`;
            Object.assign(task.meta, { attack: { ...meta.attack, skipped: reason } });
            skip(reason);
          }
          await prove(one, open.scene, sealed.scene);
          await one.attack(sealed.scene);
          await sealed.scene.honest();
          await sealed.oracle.check();
        },
      );
    }
  });
}
