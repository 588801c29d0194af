// Bundles the compiled server (packages/server/dist) into packages/server/dist/bundle: what it is made of, its dependencies too, in a few ES modules, because
// the time of a start goes mostly into finding and reading a thousand files. What is loaded only when it is needed still is. Nothing is left out or
// minified: a stack trace names the functions of the code. packages/server/src/commands/cli.ts decides whether it is used.
import { readFile } from "node:fs/promises";
import { basename, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { putFiles } from "./put-files.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const dist = join(root, "packages", "server", "dist");
const folder = join(dist, "bundle");
const entry = "command-line.js";

/** Modules that look for files beside themselves go on finding them: each keeps its own address. */
const ownAddresses = {
  name: "own-addresses",
  /** @param {import("esbuild").PluginBuild} build */
  setup(build) {
    build.onLoad({ filter: /[\\/]packages[\\/]\w+[\\/]dist[\\/].*\.js$/ }, async ({ path }) => {
      const address = `new URL(${JSON.stringify(relative(folder, path))}, import.meta.url).href`;
      return { contents: (await readFile(path, "utf8")).replaceAll("import.meta.url", address), loader: "js" };
    });
  },
};

/** Makes it anew. */
export async function bundleServer() {
  const { build } = await import("esbuild");
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [join(dist, "commands", entry)],
    outdir: folder,
    ...{ bundle: true, splitting: true, format: "esm", platform: "node", target: "node20", chunkNames: "[name]-[hash]", write: false },
    // Native code, workers of their own, or loaded by few and seldom.
    external: ["libsql", "pino", "pg"],
    // Dependencies in CommonJS ask for Node's own modules by this.
    banner: { js: 'import { createRequire as requireOf } from "node:module"; const require = requireOf(import.meta.url);' },
    plugins: [ownAddresses],
    logLevel: "warning",
  });
  const modules = outputFiles.map(({ path, contents }) => ({ name: basename(path), contents }));
  const isEntry = (/** @type {{ readonly name: string }} */ { name }) => name === entry;
  await putFiles(folder, [...modules.filter((one) => !isEntry(one)), ...modules.filter(isEntry)]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await bundleServer();
