// The name under which everything of one data directory lies elsewhere on the host: its mounts, control groups and socket.
import { createHash } from "node:crypto";

/** Short, the same for every start with one data directory, different for two of them. */
export function placeName(dataDir: string): string {
  return `terrarium-${createHash("sha256").update(dataDir).digest("hex").slice(0, 12)}`;
}
