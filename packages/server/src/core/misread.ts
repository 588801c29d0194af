// An Execute that was read but for some parts: its faults of notation, with the rest, which the description of its process may find faults in too.
import { type Fault, ServiceError } from "./errors.js";
import type { Execute } from "./execute.js";

/** Thrown by `decode` of a protocol; performing `execute` throws all faults of the request together. */
export class Misread extends ServiceError {
  readonly execute: Execute;
  constructor(faults: readonly [Fault, ...Fault[]], execute: Execute) {
    super(faults);
    this.name = "Misread";
    this.execute = execute;
  }
}

/** Throws the faults with what could be read; none: returns. `inputIds` are those of inputs that were given and could not be read. */
export function throwMisread(faults: readonly Fault[], execute: Execute, inputIds: readonly string[]): void {
  const [first, ...rest] = faults;
  if (first !== undefined) throw new Misread([first, ...rest], { ...execute, misread: { faults, inputIds } });
}
