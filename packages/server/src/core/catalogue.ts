// The deployed processes, as the rest of the server sees them.
import type { DeployedProcess } from "./engine.js";

export interface Catalogue {
  /** In the order of deployment. */
  list(): readonly DeployedProcess[];
  get(processId: string): DeployedProcess | undefined;
  /** Grows with every change of the offering. */
  readonly updateSequence: number;
}
