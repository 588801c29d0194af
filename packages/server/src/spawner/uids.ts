// Leases host uids: every sandbox has one that no other living sandbox has, whichever server of this host it belongs to.
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { type Child, isDead } from "./children.js";

export interface UidRange {
  readonly base: number;
  readonly count: number;
}

export interface Uids {
  /** undefined: all are out. */
  lease(): number | undefined;
  giveBack(uid: number): void;
}

/** The longest unused uid comes first, so that a late trace of a former owner (a file that was missed) meets nobody for long. */
export function makeUids(range: UidRange): Uids {
  const free: number[] = Array.from({ length: range.count }, (_, index) => range.base + index);
  return {
    lease: () => free.shift(),
    giveBack: (uid) => {
      free.push(uid);
    },
  };
}

/** Servers that may share a host with ranges of their own. */
const mostRanges = 64;

/**
 * The ranges of that size that may be taken, the wanted one first and then those above it, as far as the uid map of this user namespace covers them;
 * in a container with fewer uids those below 64535, which nobody has. Empty where there are none.
 */
export function mappedUids(wanted: UidRange, uidMap: string): readonly UidRange[] {
  const mapped = uidMap.split("\n").map((line) => line.trim().split(/\s+/).map(Number));
  const isMapped = (range: UidRange) =>
    mapped.some(([inside = 0, , count = 0]) => range.base >= inside && range.base + range.count <= inside + count);
  const above = Array.from({ length: mostRanges }, (_, n) => ({ base: wanted.base + n * (wanted.count + 1), count: wanted.count }));
  const count = Math.min(wanted.count, 1000);
  const below = Array.from({ length: 8 }, (_, n) => ({ base: 64_535 - (n + 1) * count, count }));
  return [above, below].map((ranges) => ranges.filter(isMapped)).find((ranges) => ranges.length > 0) ?? [];
}

/** The claim of a living child on a range, as the name of a file: empty while undecided. */
function claimOf(range: UidRange, { pid, startTicks }: Child): string {
  return `${range.base}-${pid}-${startTicks}`;
}

type Outcome = "free" | "taken" | "unsettled";

/**
 * What the claims of other living children on uids of this range leave to the claimant `own`; the claims of dead ones are removed. Of two that
 * are both undecided the one whose name sorts higher gives way, so that the lower has only to wait for it.
 */
async function outcomeOf(dir: string, range: UidRange, own: string): Promise<Outcome> {
  let outcome: Outcome = "free";
  for (const name of await readdir(dir)) {
    const [, base, pid, startTicks = ""] = /^(\d+)-(\d+)-(\d+)$/.exec(name) ?? [];
    const isNear = base !== undefined && Math.abs(Number(base) - range.base) < range.count;
    if (!isNear || name === own) continue;
    if (isDead({ pid: Number(pid), startTicks })) await rm(join(dir, name), { force: true });
    else if (name < own || (await isHeld(join(dir, name)))) return "taken";
    else outcome = "unsettled";
  }
  return outcome;
}

const held = "held";

/** Whether that claim has won its range; one that is withdrawn meanwhile has not. */
async function isHeld(path: string): Promise<boolean> {
  return (await readFile(path, "utf8").catch(() => "")) === held;
}

/** How often, and how many milliseconds apart, rivals that have not decided are looked at again: one that is stopped must not hold up a start. */
const looks = 100;
const between = 10;

async function settle(dir: string, range: UidRange, own: string): Promise<boolean> {
  for (let look = 0; look < looks; look++) {
    const outcome = await outcomeOf(dir, range, own);
    if (outcome !== "unsettled") return outcome === "free";
    await setTimeout(between);
  }
  return false;
}

export interface ClaimedUids {
  readonly range: UidRange;
  release(): Promise<void>;
}

/**
 * Takes the first range that no living spawner of this host has, so that jobs of two servers never share a uid. Each writes its claim before it
 * looks, and holds the range only when nobody else claims it: of those that come at once at most one stays, and one does. `dir` is root's own.
 * undefined: all are taken.
 */
export async function claimUids(dir: string, ranges: readonly UidRange[], self: Child): Promise<ClaimedUids | undefined> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  for (const range of ranges) {
    const own = claimOf(range, self);
    const path = join(dir, own);
    await writeFile(path, "", { mode: 0o600 });
    const release = () => rm(path, { force: true });
    if (await settle(dir, range, own)) {
      await writeFile(path, held);
      return { range, release };
    }
    await release();
  }
  return undefined;
}
