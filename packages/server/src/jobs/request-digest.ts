// What an execute asks for, as one digest: two requests with the same idempotency key are the same if these are equal.
import { createHash } from "node:crypto";
import type { Execute } from "../core/execute.js";

/** Members that say how the answer is to be given, not what is asked. */
const manners = new Set(["waitMs", "language"]);

/** Plain data with the names of each object in order, and stored files by their content alone: each upload has a key of its own. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== "object" || value === null) return value;
  const isFile = "sha256" in value && "key" in value;
  return Object.entries(value)
    .filter(([name, member]) => member !== undefined && !(isFile && name === "key"))
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, member]) => [name, canonical(member)]);
}

/** SHA-256, as hexadecimal text. */
export function digestOf(execute: Execute): string {
  const asked = Object.fromEntries(Object.entries(execute).filter(([name]) => !manners.has(name)));
  return createHash("sha256")
    .update(JSON.stringify(canonical(asked)))
    .digest("hex");
}
