// Why a request cannot be copied in one of the forms.

/** A request cannot be said in the form that was asked for; `message` says why. */
export class CopyError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "CopyError";
  }
}
