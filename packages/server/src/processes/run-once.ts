// Runs one command in a sandbox of its own, outside of any job: bundling and describing a process.
import { copyFile, mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Limits, RunnerMessage } from "@terrarium/sdk";
import type { DeployedProcess, Engine, Exit } from "../core/engine.js";

export interface Once {
  readonly messages: readonly RunnerMessage[];
  readonly exit: Exit;
}

export interface OnceParts {
  readonly engine: Engine;
  /** Where the bundle's folder is made; removed afterwards. */
  readonly bundlesDir: string;
  readonly limits: Limits;
}

/** What is run, and where. */
export type OnceProcess = Pick<DeployedProcess, "command" | "mounts" | "environment" | "engine" | "image">;

/** Starts the command, waits for its end, and copies the files that its results name to the folder `into`. Throws what the engine throws. */
export async function runOnce(parts: OnceParts, id: string, process: OnceProcess, into?: string): Promise<Once> {
  const dir = join(parts.bundlesDir, id);
  await mkdir(join(dir, "job", "in"), { recursive: true, mode: 0o755 });
  try {
    const handle = await parts.engine.create({ id, dir, process, limits: parts.limits, network: { kind: "none" } });
    try {
      const messages: RunnerMessage[] = [];
      const ended = parts.engine.wait(handle, (message) => messages.push(message));
      const failure = await parts.engine.start(handle).then(
        () => undefined,
        (error: unknown) => error,
      );
      const exit = await ended;
      // A runner may answer without being told to: a description, or why the code cannot be loaded.
      if (failure !== undefined && messages.length === 0) throw failure;
      if (into !== undefined && exit.reason === "exited" && exit.code === 0) {
        const collected = await parts.engine.collect(handle, messages.flatMap(filesOf), join(dir, "collected"));
        for (const { name, path } of collected) await copyFile(path, join(into, name));
      }
      return { messages, exit };
    } finally {
      await parts.engine.remove(handle);
    }
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

function filesOf(message: RunnerMessage): string[] {
  if (message.terrarium !== "results") return [];
  return message.outputs.flatMap((output) => (output.kind === "complex" ? [output.file] : []));
}
