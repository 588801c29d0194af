// Data of a body as it was written: while it is short in memory, then in a file of the sink.
import type { Sink, SinkFile, StoredFile } from "../../core/message.js";

/** The text of a container, or a long string. */
export interface Kept {
  readonly kind: "kept";
  readonly of: "object" | "array" | "string";
  /** Where it is short. */
  readonly text: string;
  /** Where it is long. */
  readonly file?: StoredFile;
}

/** A value that is being read; it is in the tree already. */
export interface Keeper extends Kept {
  text: string;
  file?: StoredFile;
  open?: SinkFile;
  isWhole: boolean;
}

/** Data of up to so many characters stays in memory. */
export const shortCharacters = 65_536;

/** All that are not whole, or not yet written. */
export type Keepers = Set<Keeper>;

export function keep(keepers: Keepers, of: Kept["of"]): Keeper {
  const made: Keeper = { kind: "kept", of, text: "", isWhole: false };
  keepers.add(made);
  return made;
}

/** Writes what is long; `stays` is told how many characters of a whole value stay in memory. */
export async function writeKept(keepers: Keepers, sink: Sink, stays: (characters: number) => void): Promise<void> {
  for (const one of keepers) {
    if (one.open === undefined && one.text.length > shortCharacters) one.open = await sink.create();
    const { open } = one;
    if (open !== undefined) {
      const bytes = Buffer.from(one.text);
      one.text = "";
      await open.write(bytes);
    }
    if (!one.isWhole) continue;
    if (open === undefined) stays(one.text.length);
    else one.file = await open.close();
    // Only now: what fails before is discarded with the others.
    delete one.open;
    keepers.delete(one);
  }
}

export async function discardKept(keepers: Keepers): Promise<void> {
  for (const { open } of keepers) await open?.discard();
}
