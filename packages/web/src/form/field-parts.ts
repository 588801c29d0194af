// What every field of the form is given.
import type { Client } from "@terrarium/client";
import type { FieldType } from "./field-type.js";
import type { Entry } from "./form-state.js";
import type { FormWords } from "./words.js";

/** What fields need of the page that they are on. */
export interface Surroundings {
  readonly words: FormWords;
  readonly client: Client;
  /** Of the page: a BCP 47 tag. */
  readonly language: string;
  /** Under which the server knows its own data: its landing page with a slash at the end. */
  readonly base: string;
}

export interface FieldProps<T extends FieldType> {
  readonly type: T;
  readonly entry: Entry;
  /** Of the main control, which a label leads to. */
  readonly id: string;
  /** Of the input, for what has no label of its own. */
  readonly label: string;
  /** Ids of what describes it. */
  readonly hints: string;
  readonly isRequired: boolean;
  readonly isWrong: boolean;
  readonly around: Surroundings;
  change(next: Partial<Entry>): void;
}
