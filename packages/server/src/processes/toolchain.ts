// What runs process code: the Node runner and bundler, and the Python runner, published below the data directory as read-only mounts.
import { createHash } from "node:crypto";
import { existsSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";
import type { Limits } from "@terrarium/sdk";
import type { Mount, Preload } from "../core/engine.js";
import { programKey, publishFolder, publishProgram, publishRunner } from "./runtime.js";

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
  /** Commands described in TOML: run by Node, whatever runs TypeScript. */
  readonly command: Language;
  python(interpreter?: string): Language;
  /** Projects of PyWPS processes: what follows the command says which. */
  pywps(interpreter?: string): Language;
  readonly bundler: { readonly command: readonly string[]; readonly mounts: readonly Mount[] };
}

export interface ToolchainParts {
  readonly runtimeDir: string;
  /** The project's root, with packages/ and python/. */
  readonly root: string;
  /** This server's Node binary. */
  readonly node: string;
  /** Runs processes written in TypeScript. Default: node. */
  readonly typescript?: "node" | "bun";
}

/** Publishes the runners once per content. */
export async function makeToolchain({ runtimeDir, root, node, typescript = "node" }: ToolchainParts): Promise<Toolchain> {
  const require = createRequire(join(root, "package.json"));
  const modules = dirname(dirname(require.resolve("esbuild/package.json")));
  const esbuildBinary = join(modules, `@esbuild/linux-${process.arch}/bin/esbuild`);
  const [runner, geo, bundler, python, esbuild] = await Promise.all([
    publishRunner(join(root, "packages"), runtimeDir, esbuildBinary),
    publishFolder(join(root, "packages/geo/dist"), runtimeDir, "geo"),
    publishProgram(join(root, "packages/server/dist/processes/bundler.js"), runtimeDir, "bundler.mjs"),
    publishFolder(join(root, "python/terrarium"), runtimeDir, "python", "terrarium"),
    publishProgram(esbuildBinary, runtimeDir, "esbuild"),
  ]);
  const placedNode = await place(node, runtimeDir, "node");
  const runnerMount: Mount = { source: runner, target: "/runner" };
  const byNode = (): Language => ({
    fingerprint: digest(process.version, runner, geo, bundler),
    mounts: [...placedNode.mounts, runnerMount],
    command: (limits) => [placedNode.inside, `--max-old-space-size=${heapMegabytes(limits)}`, "/runner/runner.cjs"],
  });
  const byBun = async (): Promise<Language> => {
    const program = findBun();
    const { inside, mounts, key } = await place(program, runtimeDir, "bun");
    // It knows no limit of the heap: the kernel ends a job that takes too much memory.
    return {
      fingerprint: digest(key, runner, geo, bundler),
      mounts: [...mounts, runnerMount],
      command: () => [inside, "/runner/runner.cjs"],
    };
  };
  return {
    node: typescript === "bun" ? await byBun() : byNode(),
    command: byNode(),
    python: (interpreter = "/usr/bin/python3") => pythonOf(interpreter, python),
    pywps: (interpreter = "/usr/bin/python3") => bridgeOf(pythonOf(interpreter, python)),
    bundler: {
      command: [placedNode.inside, "/bundler/bundler.mjs", "/esbuild/esbuild"],
      mounts: [
        ...placedNode.mounts,
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
  const own: Mount = { source: runner, target: "/python" };
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

/** What the bridge to PyWPS loads; before PyWPS what takes the place of its database. */
const bridgeModules = ["settings", "inputs", "outputs", "grass", "job", "sources"].map((name) => `terrarium.bridge.${name}`);

function bridgeOf(python: Language): Language {
  return {
    ...python,
    command: (limits) => [...python.command(limits).slice(0, -1), "/python/terrarium/bridge/runner.py"],
    preload: (libraries) => {
      const plain = python.preload?.(libraries);
      if (plain === undefined) throw new Error("Python can be forked ahead.");
      return { ...plain, key: digest(plain.key, "pywps"), modules: ["terrarium.bridge.preload", ...plain.modules, ...bridgeModules] };
    },
  };
}

/** Where a program of the host is inside: at its own path below /usr, else at a mount of its own. `key` names its content. */
async function place(
  program: string,
  runtimeDir: string,
  name: string,
): Promise<{ inside: string; mounts: readonly Mount[]; key: string }> {
  const file = realpathSync(program);
  const key = await programKey(file);
  if (file.startsWith("/usr/")) return { inside: file, mounts: [], key };
  return { inside: `/${name}/${name}`, mounts: [{ source: await publishProgram(file, runtimeDir, name), target: `/${name}` }], key };
}

function findBun(): string {
  const found = (process.env["PATH"] ?? "")
    .split(delimiter)
    .map((dir) => join(dir, "bun"))
    .find(existsSync);
  if (found !== undefined) return found;
  throw new Error(
    'typescript_runtime = "bun" in [processes] needs the program bun, which is not in the PATH: install it (https://bun.sh), or say "node".',
  );
}

/** Three quarters of the memory limit for the heap: Node then fails with a message before the kernel ends it. */
function heapMegabytes(limits: Limits): number {
  return Math.max(64, Math.floor((limits.memoryBytes * 0.75) / 2 ** 20));
}

function digest(...parts: readonly string[]): string {
  return createHash("sha256").update(parts.join("\0")).digest("hex").slice(0, 16);
}
