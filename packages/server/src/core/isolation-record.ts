// How a job was sealed, as it is kept with the job and told to its owner.
import type { Limits, NetworkPolicy } from "@terrarium/sdk";

/** How the job was sealed: what was in force, and what could not be enforced. */
export interface IsolationRecord {
  readonly engine: string;
  /** What built the sandbox, e.g. "bubblewrap 0.8.0", "runc 1.1.5". */
  readonly runtime?: string;
  /** How its sandbox was made: forked from a pre-imported parent, or launched. Absent before there is one, and where the engine has one way only. */
  readonly madeBy?: "zygote" | "launcher";
  /** Names of isolation features, as in Health. */
  readonly enforced: readonly string[];
  readonly notEnforced: readonly string[];
  readonly limits?: Limits;
  readonly network?: NetworkPolicy;
  /** Content address of the container image. */
  readonly imageDigest?: string;
}
