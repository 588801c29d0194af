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

/** Starts the command, waits for its end, and copies the files `names` to the folder `into`. Throws what the engine throws. */
export async function runOnce(
  parts: OnceParts,
  id: string,
  process: Pick<DeployedProcess, "command" | "mounts" | "environment">,
  take?: { names: readonly string[]; into: string },
): Promise<Once> {
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
      if (take !== undefined && exit.reason === "exited" && exit.code === 0) {
        const collected = await parts.engine.collect(handle, take.names, join(dir, "collected"));
        for (const { name, path } of collected) await copyFile(path, join(take.into, name));
      }
      return { messages, exit };
    } finally {
      await parts.engine.remove(handle);
    }
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
