// Whether a child that was asked of the host has come to be.
import type { ChildProcess } from "node:child_process";

/**
 * Its pid; from now on its errors end nobody. Throws what the system said. To be asked at once, and before its pipes: a child for which there were
 * no descriptors has none, not even empty ones.
 */
export async function bornOf(child: ChildProcess): Promise<number> {
  const failed = new Promise<Error>((resolve) => child.on("error", resolve));
  if (child.pid === undefined) throw await failed;
  return child.pid;
}
