// For tests: the bubblewrap engine whose Python sandboxes all come from a zygote, so that suites written for any engine run on those too.
// Not part of the product.
import { createHash } from "node:crypto";
import { chmod, cp, readdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Bundle, Engine, Preload } from "../../core/engine.js";

async function open(dir: string): Promise<void> {
  await chmod(dir, 0o755);
  for (const entry of await readdir(dir, { withFileTypes: true })) {
    if (entry.isDirectory()) await open(join(dir, entry.name));
    else await chmod(join(dir, entry.name), 0o644);
  }
}

/** Copies the Python runner below `folder` and gives what a process of Debian's Python may have imported ahead. */
export async function makePreload(folder: string, modules: readonly string[] = []): Promise<Preload> {
  const source = join(folder, "python-runner");
  await cp(fileURLToPath(new URL("../../../../../python/terrarium", import.meta.url)), source, {
    recursive: true,
    filter: (path) => !path.includes("__pycache__"),
  });
  await open(source);
  return {
    key: createHash("sha256").update(modules.join(" ")).digest("hex"),
    command: ["/usr/bin/python3", "-I", "/python/terrarium/zygote"],
    mounts: [{ source, target: "/python/terrarium" }],
    modules,
  };
}

function withPreload(bundle: Bundle, preload: Preload): Bundle {
  const { command } = bundle.process;
  const fits = bundle.process.preload === undefined && preload.command.slice(0, -1).every((word, index) => word === command[index]);
  return fits ? { ...bundle, process: { ...bundle.process, preload } } : bundle;
}

/** Every bundle whose command begins as the zygote's does is forked; one that was not fails its `create`. */
export function forkAll(engine: Engine, preload: Preload): Engine {
  return {
    ...engine,
    async create(bundle) {
      const asked = withPreload(bundle, preload);
      const handle = await engine.create(asked);
      const isForked = handle.madeBy === "zygote";
      if (isForked || asked.process.preload === undefined) return handle;
      await engine.remove(handle);
      throw new Error("The sandbox did not come from a zygote.");
    },
  };
}
