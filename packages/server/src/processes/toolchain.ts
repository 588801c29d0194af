// What runs process code: the Node runner and bundler, and the Python runner, published below the data directory as read-only mounts.
import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Limits } from "@terrarium/sdk";
import type { Mount, Preload } from "../core/engine.js";
import { publishFolder, publishProgram, publishRunner } from "./runtime.js";

/** How code of one language is started; `fingerprint` names the runtime and its runner. */
export interface Language {
  readonly fingerprint: string;
  readonly mounts: readonly Mount[];
  command(limits: Limits): readonly string[];
  /** How a process that loads these libraries of the host is forked from a parent that has them. */
  preload?(modules: readonly string[]): Preload;
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
  return {
    node: {
      fingerprint: digest(process.version, runner, geo, bundler),
      mounts: [...nodeMounts, { source: runner, target: "/runner" }],
      command: (limits) => [nodeInside, `--max-old-space-size=${heapMegabytes(limits)}`, "/runner/runner.cjs"],
    },
    python: (interpreter = "/usr/bin/python3") => pythonOf(interpreter, python),
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

/** What the runner itself loads. */
const runnerModules = ["context", "declare", "signature", "values"].map((name) => `terrarium.${name}`);

function pythonOf(interpreter: string, runner: string): Language {
  const own: Mount = { source: runner, target: "/python/terrarium" };
  const root = dirname(dirname(interpreter));
  const mounts = interpreter.startsWith("/usr/") ? [own] : [own, { source: root, target: root }];
  const begin = [interpreter, "-I", "-B"];
  return {
    fingerprint: digest(interpreter, runner),
    mounts,
    command: () => [...begin, "/python/terrarium/runner.py"],
    preload: (libraries) => ({
      key: digest(interpreter, runner, ...libraries),
      command: [...begin, "/python/terrarium/zygote"],
      mounts,
      modules: [...runnerModules, ...libraries],
    }),
  };
}

/** Three quarters of the memory limit for the heap: Node then fails with a message before the kernel ends it. */
function heapMegabytes(limits: Limits): number {
  return Math.max(64, Math.floor((limits.memoryBytes * 0.75) / 2 ** 20));
}

function digest(...parts: readonly string[]): string {
  return createHash("sha256").update(parts.join("\0")).digest("hex").slice(0, 16);
}
