// What is wrong with data or a reference system, said so that it can be told to the caller.

/**
 * One plain sentence for the caller; `input` names the input at fault. Carries the mark `userError` by which runners know errors that are
 * not the code's fault.
 */
export class GeoError extends Error {
  readonly userError = true;
  readonly input?: string;
  constructor(message: string, options: { readonly input?: string; readonly cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "GeoError";
    if (options.input !== undefined) this.input = options.input;
  }
}

/** The same error with the name of the input whose data it is about; other errors are passed on. */
export function blame(error: unknown, input: string): unknown {
  if (!(error instanceof GeoError) || error.input !== undefined) return error;
  return new GeoError(`The data of input ${input} cannot be used: ${error.message}`, { input, cause: error });
}
