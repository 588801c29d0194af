// `terrarium types`: what it writes is compiled as strictly as can be, with uses that are right and uses that are wrong, and then run.
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import {
  createProgram,
  flattenDiagnosticMessageText,
  getPreEmitDiagnostics,
  ModuleKind,
  ModuleResolutionKind,
  ScriptTarget,
} from "typescript";
import { afterAll, beforeAll, expect, it } from "vitest";
import { cli, root, type Server, startServer } from "./server.js";

let server: Server;
let folder = "";
const run = promisify(execFile);
beforeAll(async () => {
  const paths = ["processes", "test/fixtures/processes"].map((path) => join(root, path));
  server = await startServer({ config: `[processes]\npaths = ${JSON.stringify(paths)}\n` });
  folder = mkdtempSync(join(tmpdir(), "terrarium-types-"));
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  await run(process.execPath, [cli, "types", server.url, "--out", "client.ts"], { cwd: folder });
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

/** What the compiler says of uses of the module: `file:line: sentence`, lines counted from 0. */
function faultsOf(uses: Readonly<Record<string, string>>): string[] {
  for (const [name, use] of Object.entries(uses))
    writeFileSync(join(folder, name), `import { connect } from "./client.js"; const t = connect();\n${use}`);
  const files = Object.keys(uses).map((name) => join(folder, name));
  const options = {
    ...{ strict: true, noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true, verbatimModuleSyntax: true, noUnusedLocals: true },
    ...{ noEmit: true, target: ScriptTarget.ES2023, module: ModuleKind.NodeNext, moduleResolution: ModuleResolutionKind.NodeNext },
    ...{ lib: ["lib.es2023.d.ts", "lib.dom.d.ts", "lib.dom.asynciterable.d.ts"], types: [] },
  };
  return getPreEmitDiagnostics(createProgram(files, options)).map(({ file: at, start = 0, messageText }) => {
    const line = at === undefined ? "" : `${at.fileName.slice(folder.length + 1)}:${at.getLineAndCharacterOfPosition(start).line - 1}: `;
    return `${line}${flattenDiagnosticMessageText(messageText, "\n")}`;
  });
}

const points = `{ type: "FeatureCollection", features: [{ type: "Feature", properties: {}, geometry: { type: "Point", coordinates: [1, 2] } }] }`;

const right = `
const { response } = await t.run("say_hello", { name: "x" });
const { count } = await t.run("feature_count", { layer: { value: ${points} } });
const { bboxout } = await t.run("boundingbox", { bboxin: { bbox: [1, 2, 3, 4], crs: "epsg:4326" } });
const { out } = await t.run(
  "centroids",
  { layer: { value: ${points}, mediaType: "application/geo+json" } },
  { outputs: { out: { transmissionMode: "reference", format: { mediaType: "application/geo+json" } } } },
);
const told = await t.run("test:every-thing.1", {
  text: ["a", "b"], number: { value: 0.5, uom: "foot" }, choice: "c;d", flag: true, box: [{ bbox: [1, 2, 3, 4] }], data: "text",
});
const job = await t.submit("say_hello", { name: "later" });
for await (const _state of t.client.watch(job.id));
const later = await t.results("say_hello", job.id);
const text: string = response.toUpperCase();
const sum: number = count + bboxout.bbox[2];
const link = out.kind === "link" ? await (await t.client.open(out.href)).json() : undefined;
console.log(JSON.stringify({ text, sum, link: link?.type, yes: told.yes satisfies boolean, length: told.length, later: later.response }));
`;

const wrong = [
  `await t.run("nonesuch", {});`,
  `await t.run("say_hello", {});`,
  `await t.run("say_hello", { name: 5 });`,
  `await t.run("say_hello", { name: "x", nome: "y" });`,
  `await t.run("sleep", { delay: "soon" });`,
  `await t.run("test:every-thing.1", { choice: "none of these" });`,
  `await t.run("test:every-thing.1", { number: [1, 2] });`,
  `await t.run("boundingbox", { bboxin: { bbox: [1, 2, 3] } });`,
  `await t.run("boundingbox", { bboxin: { bbox: [1, 2, 3, 4], crs: "EPSG:1" } });`,
  `await t.run("hillshade", { dem: { value: "", mediaType: "image/png" } });`,
  `await t.run("sleep", { delay: 1 }, { outputs: { nonesuch: {} } });`,
  `await t.run("sleep", { delay: 1 }, { outputs: { sleep_output: { transmissionMode: "reference" } } });`,
  `(await t.run("say_hello", { name: "x" })).response satisfies number;`,
];

it("a typed client compiles strictly with what the processes take and give, and not with anything else", { timeout: 240_000 }, () => {
  const faults = faultsOf({ "right.ts": right, "wrong.ts": wrong.join("\n") });
  const lines = faults.map((fault) => /^[\w.]+:\d+/.exec(fault)?.[0]);
  expect(lines, faults.join("\n")).toEqual(wrong.map((_, index) => `wrong.ts:${index}`));
});

it("a typed client gives what it is typed to give", { timeout: 240_000 }, async () => {
  writeFileSync(join(folder, "run.ts"), `import { connect } from "./client.js"; const t = connect();\n${right}`);
  const outfile = join(folder, "run.mjs");
  await build({ entryPoints: [join(folder, "run.ts")], outfile, bundle: true, format: "esm", platform: "node", logLevel: "error" });
  const { stdout } = await run(process.execPath, [outfile], { cwd: folder });
  const link = "FeatureCollection";
  expect(JSON.parse(stdout)).toEqual({ text: "HELLO X", sum: 4, link, yes: true, length: 0.5, later: "Hello later" });
});
