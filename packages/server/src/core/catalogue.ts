// The deployed processes, as the rest of the server sees them.
import type { DeployedProcess } from "./engine.js";

export interface Catalogue {
  /** In the order of deployment. */
  list(): readonly DeployedProcess[];
  get(processId: string): DeployedProcess | undefined;
  /** An earlier deployment of a process, offered or not, by its hash, while its code is kept: jobs run what they were accepted for. */
  recall?(processId: string, hash: string): Promise<DeployedProcess | undefined>;
  /** Grows with every change of the offering. */
  readonly updateSequence: number;
}

/** What a job runs: the deployment that it was accepted for, else what is offered now; undefined: there is neither any more. */
export async function deploymentFor(
  { processId, codeHash }: { readonly processId: string; readonly codeHash?: string },
  catalogue: Catalogue,
): Promise<DeployedProcess | undefined> {
  const offered = catalogue.get(processId);
  if (codeHash === undefined || codeHash === offered?.hash) return offered;
  return (await catalogue.recall?.(processId, codeHash)) ?? offered;
}
