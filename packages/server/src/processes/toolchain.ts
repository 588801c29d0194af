// What runs process code: the Node runner and bundler, and the Python runner, published below the data directory as read-only mounts.
import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Limits } from "@terrarium/sdk";
import type { Mount } from "../core/engine.js";
import { publishFolder, publishProgram, publishRunner } from "./runtime.js";

/** How code of one language is started; `fingerprint` names the runtime and its runner. */
export interface Language {
  readonly fingerprint: string;
  readonly mounts: readonly Mount[];
  command(limits: Limits): readonly string[];
}

export interface Toolchain {
  readonly node: Language;
  python(interpreter?: string): Language;
  readonly bundler: { readonly command: readonly string[]; readonly mounts: readonly Mount[] };
}

export interface ToolchainParts {
  readonly runtimeDir: string;
  /** The project's root, with packages/ and python/. */
  readonly root: string;
  /** This server's Node binary. */
  readonly node: string;
}

/** Publishes the runners once per content. */
export async function makeToolchain({ runtimeDir, root, node }: ToolchainParts): Promise<Toolchain> {
  const require = createRequire(join(root, "package.json"));
  const modules = dirname(dirname(require.resolve("esbuild/package.json")));
  const esbuildBinary = join(modules, `@esbuild/linux-${process.arch}/bin/esbuild`);
  const [runner, geo, bundler, python, esbuild] = await Promise.all([
    publishRunner(join(root, "packages/sdk/dist"), runtimeDir, esbuildBinary),
    publishFolder(join(root, "packages/geo/dist"), runtimeDir, "geo"),
    publishProgram(join(root, "packages/server/dist/processes/bundler.js"), runtimeDir, "bundler.mjs"),
    publishFolder(join(root, "python/terrarium"), runtimeDir, "python"),
    publishProgram(esbuildBinary, runtimeDir, "esbuild"),
  ]);
  const nodeMounts: Mount[] = node.startsWith("/usr/") ? [] : [{ source: await publishProgram(node, runtimeDir, "node"), target: "/node" }];
  const nodeInside = node.startsWith("/usr/") ? node : "/node/node";
  const pythonMounts: Mount[] = [{ source: python, target: "/python/terrarium" }];
  return {
    node: {
      fingerprint: digest(process.version, runner, geo, bundler),
      mounts: [...nodeMounts, { source: runner, target: "/runner" }],
      command: (limits) => [nodeInside, `--max-old-space-size=${heapMegabytes(limits)}`, "/runner/runner.cjs"],
    },
    python: (interpreter = "/usr/bin/python3") => ({
      fingerprint: digest(interpreter, python),
      mounts: interpreter.startsWith("/usr/")
        ? pythonMounts
        : [...pythonMounts, { source: dirname(dirname(interpreter)), target: dirname(dirname(interpreter)) }],
      command: () => [interpreter, "-I", "-B", "/python/terrarium/runner.py"],
    }),
    bundler: {
      command: [nodeInside, "/bundler/bundler.mjs", "/esbuild/esbuild"],
      mounts: [
        ...nodeMounts,
        { source: bundler, target: "/bundler" },
        { source: esbuild, target: "/esbuild" },
        // Where an author's `import ... from "@terrarium/sdk"` is looked up; the links of the workspace lead to /packages.
        { source: modules, target: "/node_modules" },
        { source: join(root, "packages/sdk"), target: "/packages/sdk" },
        { source: join(root, "packages/geo"), target: "/packages/geo" },
      ],
    },
  };
}

/** Three quarters of the memory limit for the heap: Node then fails with a message before the kernel ends it. */
function heapMegabytes(limits: Limits): number {
  return Math.max(64, Math.floor((limits.memoryBytes * 0.75) / 2 ** 20));
}

function digest(...parts: readonly string[]): string {
  return createHash("sha256").update(parts.join("\0")).digest("hex").slice(0, 16);
}
