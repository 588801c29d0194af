// A consistent copy of a job database while its server works on it: all that was committed when the copying began.
import { closeSync, fsyncSync, openSync } from "node:fs";
import Database from "libsql";

/** Writes the copy to `to`, which must not exist, and resolves when it is on the disk. Reads only; the server goes on. Throws what SQLite throws. */
export function copyDatabase(from: string, to: string): void {
  const db = new Database(from, { readonly: true, timeout: 10_000 });
  try {
    db.prepare("vacuum into ?").run(to);
  } finally {
    db.close();
  }
  const file = openSync(to, "r+");
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
