// Bundles the scripts of the pages (packages/web) into packages/web/dist/ui: ES modules named by their hash, one for each page with what only it needs,
// each also compressed, and manifest.json, by which the server links them. Types are checked by the compiler, not here.
import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { putFiles } from "./put-files.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Where the modules lie, and their manifest. */
export const uiFolder = join(root, "packages", "web", "dist", "ui");

/**
 * @typedef {object} Manifest
 * @property {string} entry the module that pages link
 * @property {Readonly<Record<string, readonly string[]>>} pages by the name of a page: what it loads beside the entry before anything is asked of it
 * @property {Readonly<Record<string, { readonly bytes: number, readonly gzipBytes: number }>>} files
 */

/** @param {import("esbuild").Metafile["outputs"]} outputs @param {string} path @param {Set<string>} [seen] @returns {string[]} the module and all that it imports at once */
function closure(outputs, path, seen = new Set()) {
  if (seen.has(path)) return [];
  seen.add(path);
  const imported = (outputs[path]?.imports ?? []).filter(({ kind, external }) => kind === "import-statement" && external !== true);
  return [path, ...imported.flatMap((one) => closure(outputs, one.path, seen))];
}

/** @param {import("esbuild").Metafile["outputs"]} outputs */
function modulesOf(outputs) {
  const madeFrom = (/** @type {string} */ source) => Object.keys(outputs).find((path) => outputs[path]?.entryPoint?.endsWith(source));
  const entry = madeFrom("src/app.ts");
  if (entry === undefined) throw new Error("esbuild made no entry of src/app.ts");
  const first = closure(outputs, entry);
  const pages = Object.entries(outputs).flatMap(([path, { entryPoint }]) => {
    const name = /src\/pages\/([a-z-]+)\.tsx?$/.exec(entryPoint ?? "")?.[1];
    if (name === undefined) return [];
    const more = [...first, ...closure(outputs, path)].filter((one) => one !== entry);
    return [[name, [...new Set(more)].map((one) => basename(one))]];
  });
  return { entry: basename(entry), pages: Object.fromEntries(pages) };
}

/**
 * Makes all of it anew. Nothing is written where nothing is new: the clone may be another's.
 * @returns {Promise<Manifest>}
 */
export async function bundleWeb() {
  const { build } = await import("esbuild");
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: ["packages/web/src/app.ts"],
    outdir: uiFolder,
    ...{ bundle: true, splitting: true, format: "esm", platform: "browser", target: "es2022", minify: true },
    ...{ entryNames: "[name]-[hash]", chunkNames: "[name]-[hash]", assetNames: "[name]-[hash]" },
    ...{ jsx: "automatic", jsxImportSource: "preact", legalComments: "none", metafile: true, write: false, logLevel: "silent" },
  });
  const modules = outputFiles.map(({ path, contents }) => ({ name: basename(path), contents, zipped: gzipSync(contents, { level: 9 }) }));
  const sizes = modules.map(({ name, contents, zipped }) => [name, { bytes: contents.byteLength, gzipBytes: zipped.byteLength }]);
  const manifest = { ...modulesOf(metafile.outputs), files: Object.fromEntries(sizes) };
  const text = `${JSON.stringify(manifest, undefined, 1)}\n`;
  if ((await readFile(join(uiFolder, "manifest.json"), "utf8").catch(() => "")) === text) return manifest;
  const zipped = modules.map((one) => ({ name: `${one.name}.gz`, contents: one.zipped }));
  await putFiles(uiFolder, [...modules, ...zipped, { name: "manifest.json", contents: text }]);
  return manifest;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await bundleWeb();
