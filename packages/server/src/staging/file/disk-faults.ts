// What the host says of a disk that cannot take more, in the words of clients.
import { fault } from "../../core/errors.js";

export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

/** A disk without space, inodes or quota as storage-full, one that is read-only or failing as busy; anything else stays what it is. */
export function spaceFault(error: unknown): unknown {
  const code = codeOf(error);
  if (["ENOSPC", "EDQUOT"].includes(code))
    return fault("storage-full", "The server has no space left to store the data; please try again later.", undefined, error);
  if (code === "EROFS")
    return fault("busy", "The server cannot write to its disk at the moment; please try again later.", undefined, error);
  return error;
}
