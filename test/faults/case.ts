// What a case of the fault suite is: a fault that is really brought about (or simulated, and said so), and the outcome that is demanded.
// What is demanded after every fault stands in oracle.ts.
import type { Site, SiteOptions } from "./site.js";

/** Where a fault takes place. */
export interface Stage {
  /** Shared by the cases that need nothing of their own; two jobs run at one time. */
  readonly site: Site;
  /** A place of the case's own, checked and removed after it. */
  own(options?: SiteOptions): Promise<Site>;
  /** Undone after the case, in reverse order, before the invariants are checked. */
  after(undo: () => unknown): void;
  /** Undone when all is checked and the case's own places are removed. */
  afterAll(undo: () => unknown): void;
}

export interface Fault {
  /** Of the list of faults, 1 to 53. */
  readonly number: number;
  /** For further ways of the same fault. */
  readonly letter?: string;
  /** A claim: the outcome. */
  readonly title: string;
  /** How it is brought about. */
  readonly injection: string;
  readonly how: "real" | "simulated";
  /** "root", or programs that Debian packages bring. */
  readonly needs?: readonly string[];
  /** Only in `npm run faults`. */
  readonly isHeavy?: true;
  /** Why the outcome is not as demanded; such a case must fail. */
  readonly open?: string;
  readonly run: (stage: Stage) => Promise<void>;
}
