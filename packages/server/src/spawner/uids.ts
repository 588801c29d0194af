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
