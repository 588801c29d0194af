// The Node runner against the golden bundles, and what only Node can do wrong.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Command, checkGoldenCase, describeWith, goldenFolder, readGoldenBundles, runChild } from "./golden-bundles.js";
import { buildPackages, bundleProcess } from "./node-bundle.js";

const golden = readGoldenBundles();
const folder = mkdtempSync(join(tmpdir(), "node-runner-"));
const commands = new Map<string, Command>();
/** Bun where this machine has one: optional for the server, and so for its tests. */
const bun = ["/usr/bin/bun", "/usr/local/bin/bun", ...(process.env["PATH"] ?? "").split(":").map((dir) => join(dir, "bun"))].find(
  existsSync,
);

beforeAll(async () => {
  buildPackages();
  for (const name of Object.keys(golden.processes)) {
    commands.set(name, await bundleProcess(join(goldenFolder, "node", `${name}.process.ts`), folder));
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

function commandOf(name: string): Command {
  const command = commands.get(name);
  if (command === undefined) throw new Error(`No bundle of ${name}.`);
  return command;
}

/** Runs code that is written as a module of its own, without a bundler, and returns its last message and its log. */
async function runCode(body: string, exported = "single"): Promise<{ code: number | null; last: unknown; log: string }> {
  const job = mkdtempSync(join(folder, "job-"));
  for (const name of ["in", "out", "work"]) mkdirSync(join(job, name));
  const description = {
    id: exported,
    version: "1",
    title: "t",
    inputs: [],
    outputs: [{ id: "x", title: "x", kind: "literal", dataType: "string" }],
  };
  writeFileSync(join(job, "job.json"), JSON.stringify({ jobId: "j", processId: exported, inputs: [], outputs: [], limits: golden.limits }));
  writeFileSync(
    join(job, "index.mjs"),
    `const description = ${JSON.stringify(description)};\nexport default { terrarium: "process", description, run: async () => { ${body} } };\n`,
  );
  const [node, runner] = commandOf("crash");
  const ended = await runChild([node, runner ?? "", join(job, "index.mjs")], job, (line, child) => {
    if (line.includes('"ready"')) child.stdin?.end("\n");
  });
  return { code: ended.code, last: ended.messages.at(-1), log: ended.log };
}

describe("the golden bundles", () => {
  test.for(golden.cases.map((one) => [one.claim, one] as const))("%s", ([, one]) => checkGoldenCase(one, commandOf(one.process)));

  test.for(Object.keys(golden.processes).filter((name) => name !== "load_failure"))("%s describes itself as told", async (name) => {
    const described = await describeWith(commandOf(name));
    expect(described).toEqual([{ terrarium: "description", description: golden.processes[name]?.description }]);
  });
});

describe.skipIf(bun === undefined)(
  bun === undefined ? "the golden bundles by Bun (skipped: no bun here)" : "the golden bundles by Bun",
  () => {
    test.for(golden.cases.map((one) => [one.claim, one] as const))("%s", ([, one]) => {
      const [, ...words] = commandOf(one.process);
      return checkGoldenCase(one, [bun ?? "bun", ...words]);
    });
  },
);

describe("what only Node code can do", () => {
  test("a default export is found as well as a named one", async () => {
    expect(await runCode("return { x: 'yes' }")).toMatchObject({ code: 0, last: { terrarium: "results" } });
  });

  test("a rejection that nobody handles fails the job at once", async () => {
    const ended = await runCode("Promise.reject(new Error('lost')); await new Promise(() => setInterval(() => 0, 1e6))");
    expect(ended).toMatchObject({ code: 1, last: { kind: "process", message: "The process failed: lost" } });
    expect(ended.log).toMatch(/lost\n\s+at /);
  });

  test("an exception thrown from a callback fails the job at once", async () => {
    const ended = await runCode("setImmediate(() => { throw new Error('late') }); await new Promise(() => setInterval(() => 0, 1e6))");
    expect(ended).toMatchObject({ code: 1, last: { kind: "process", message: "The process failed: late" } });
  });

  test("code that waits for nothing for ever is told as a failure, not as success", async () => {
    expect(await runCode("await new Promise(() => undefined)")).toMatchObject({ code: 1, last: { kind: "process" } });
  });

  test("timers and handles left open do not keep a finished job running", async () => {
    expect(await runCode("setInterval(() => 0, 1e6); return { x: 'yes' }")).toMatchObject({ code: 0, last: { terrarium: "results" } });
  });

  test("a thrown value that is no error is told as text", async () => {
    expect(await runCode("throw 'words'")).toMatchObject({ last: { kind: "process", message: "The process failed: words" } });
  });

  test("an error of another library that carries the mark is a user error", async () => {
    const body = "throw Object.assign(new Error('Bad ring.'), { userError: true, input: 'layer' })";
    expect((await runCode(body)).last).toEqual({ terrarium: "error", kind: "user", message: "Bad ring.", input: "layer" });
  });

  test("a result larger than the pipe arrives whole", async () => {
    const ended = await runCode("return { x: 'a'.repeat(3_000_000) }");
    expect(ended.code).toBe(0);
    expect(JSON.stringify(ended.last).length).toBeGreaterThan(3_000_000);
  });

  test("a last word that cannot be written is still said, for it needs no file", async () => {
    const body = "const { rmSync } = await import('node:fs'); rmSync('../out', { recursive: true }); return { x: 'yes' }";
    expect(await runCode(body)).toMatchObject({ code: 0, last: { terrarium: "results" } });
  });

  test("the index that processes import loads nothing but the SDK's own files", () => {
    for (const name of ["index", "define-process", "specs", "user-error", "description"]) {
      const source = readFileSync(join(import.meta.dirname, "..", "..", "packages", "sdk", "dist", `${name}.js`), "utf8");
      for (const [, target] of source.matchAll(/from "([^"]+)"/g)) expect(target).toMatch(/^\.\//);
    }
  });
});
