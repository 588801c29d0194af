// Brings a database to the schema of this server, one step for each version; and refuses those of newer servers.
import { fault } from "../../core/errors.js";

export interface Migration {
  /** The schema that this step makes, from the one before it. */
  readonly version: number;
  readonly script: string;
}

/**
 * The steps from schema `found` (0: nothing is there) to the newest. `name` is what the administrator knows the database by.
 * Throws unsupported if a newer server made it.
 */
export function stepsFrom(found: number, migrations: readonly Migration[], name: string): readonly Migration[] {
  const newest = migrations.at(-1)?.version ?? 0;
  if (found > newest) {
    throw fault(
      "unsupported",
      `The job database ${name} was written by a newer Terrarium (schema ${found}; this one knows ${newest}); use that version, or another database.`,
    );
  }
  return migrations.filter(({ version }) => version > found);
}
