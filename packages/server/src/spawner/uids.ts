// Leases host uids: every sandbox has one that no other living sandbox has.

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

/**
 * The range itself where the uid map of this user namespace covers it; in a container with fewer uids the same number below 64535, which nobody
 * has; undefined where there is no such range.
 */
export function mappedUids(wanted: UidRange, uidMap: string): UidRange | undefined {
  const mapped = uidMap.split("\n").map((line) => line.trim().split(/\s+/).map(Number));
  const isMapped = (range: UidRange) =>
    mapped.some(([inside = 0, , count = 0]) => range.base >= inside && range.base + range.count <= inside + count);
  const small = { base: 64_535 - Math.min(wanted.count, 1000), count: Math.min(wanted.count, 1000) };
  return [wanted, small].find(isMapped);
}
