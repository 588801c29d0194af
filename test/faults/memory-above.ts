// The group above all sandboxes of a data directory, whose limit of memory a test may lower as a host that is short of it does.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { placeName } from "../../packages/server/src/spawner/place.js";
import type { Site } from "./site.js";

/** The limit of memory of all sandboxes together, above those of each. */
export function memoryAbove(site: Site): { readonly limit: string; readonly used: string } {
  const v1 = join("/sys/fs/cgroup/memory", placeName(site.data));
  try {
    readFileSync(join(v1, "memory.limit_in_bytes"));
    return { limit: join(v1, "memory.limit_in_bytes"), used: join(v1, "memory.usage_in_bytes") };
  } catch {
    const v2 = join("/sys/fs/cgroup", placeName(site.data));
    return { limit: join(v2, "memory.max"), used: join(v2, "memory.current") };
  }
}
