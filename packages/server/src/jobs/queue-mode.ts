// What the administrator has said of the queue as a whole (held, draining), kept in a small file so that a restart does not forget it.
import { mkdirSync, readFileSync } from "node:fs";
import { open, rename } from "node:fs/promises";
import { dirname } from "node:path";
import type { QueueMode } from "../core/queue-view.js";
import type { Log } from "./parts.js";

export interface KeptMode {
  readonly mode: QueueMode;
  /** Since when, where it is not open. */
  readonly sinceMs?: number;
}

const modes: readonly unknown[] = ["open", "held", "draining"];

/** What the file says; open if there is none. A file that says nothing readable holds the queue: somebody has meant something by it. */
export function readMode(file: string, log: Log): KeptMode {
  try {
    const { mode, sinceMs } = JSON.parse(readFileSync(file, "utf8")) as { mode?: unknown; sinceMs?: unknown };
    if (!modes.includes(mode)) throw new Error(`it names no mode that is known: ${JSON.stringify(mode)}`);
    return { mode: mode as QueueMode, ...(typeof sinceMs === "number" ? { sinceMs } : {}) };
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return { mode: "open" };
    log.error({ err: error, file }, "the state of the queue cannot be read: nothing begins until it is resumed");
    return { mode: "held" };
  }
}

/** A small document in place of the one before, whole or not at all. Resolves when it survives a power cut. */
export async function writeKept(file: string, kept: object): Promise<void> {
  const folder = dirname(file);
  mkdirSync(folder, { recursive: true });
  const part = await open(`${file}.part`, "w", 0o600);
  try {
    await part.writeFile(`${JSON.stringify(kept)}\n`);
    await part.sync();
  } finally {
    await part.close();
  }
  await rename(`${file}.part`, file);
  const directory = await open(folder, "r");
  await directory.sync().finally(() => directory.close());
}
