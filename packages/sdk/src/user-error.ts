// The error that a process throws when the caller, not the code, is at fault.

/**
 * Its message is told to the client word by word: one plain sentence that says what is wrong and what to do.
 * `input` names the input that is wrong. Runners know it by `userError`, so other libraries' errors may carry that mark as well.
 */
export class UserError extends Error {
  readonly userError = true;
  readonly input?: string;
  constructor(message: string, options: { readonly input?: string; readonly cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "UserError";
    if (options.input !== undefined) this.input = options.input;
  }
}
