import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Limits } from "@terrarium/sdk";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Bundle, Engine } from "../core/engine.js";
import { makeBwrapEngine } from "../engines/bwrap/bwrap.js";
import { makeChildEngine } from "../engines/child/child.js";
import { startSpawner } from "../spawner/start.js";
import { bound } from "./bounds.js";
import { checkDescription } from "./check-description.js";
import { type DeployParts, deploy } from "./deploy.js";
import { findProcessFiles } from "./sources.js";
import { makeToolchain } from "./toolchain.js";

const root = fileURLToPath(new URL("../../../..", import.meta.url)).replace(/\/$/, "");
const mebibyte = 2 ** 20;
const limits: Limits = {
  wallMs: 60_000,
  memoryBytes: 512 * mebibyte,
  cpus: 1,
  pids: 64,
  diskBytes: 32 * mebibyte,
  inodes: 1000,
  fds: 256,
  outputBytes: 32 * mebibyte,
  logBytes: mebibyte,
};
const dir = mkdtempSync(join(tmpdir(), "terrarium-deploy-"));
const source = join(dir, "source");
let engine: Engine;
let parts: DeployParts;

beforeAll(async () => {
  const spawner = await startSpawner({ dataDir: join(dir, "data"), folders: [source, join(root, "node_modules"), join(root, "packages")] });
  engine = makeBwrapEngine({ spawner });
  const runtimeDir = join(dir, "data", "runtime");
  const bundlesDir = join(dir, "data", "bundles");
  for (const folder of [runtimeDir, bundlesDir, source]) mkdirSync(folder, { recursive: true });
  const toolchain = await makeToolchain({ runtimeDir, root, node: process.execPath });
  parts = { engine, toolchain, runtimeDir, bundlesDir, limits, overrides: {} };
});

afterAll(async () => {
  await engine.close();
  rmSync(dir, { recursive: true, force: true });
});

function hello(title: string): string {
  return `import { defineProcess, literal } from "@terrarium/sdk";
import { greeting } from "./greeting.js";
export default defineProcess({ id: "hello", version: "1", title: "${title}", inputs: {}, outputs: { said: literal("string", { title: "Said" }) },
  limits: { wallMs: 5_000, memoryBytes: 1e15 }, run: () => ({ said: greeting }) });`;
}

function write(name: string, text: string): string {
  writeFileSync(join(source, name), text);
  return join(source, name);
}

describe("deploy", () => {
  it("bundles and describes TypeScript, and bounds what its author asks for", async () => {
    write("greeting.js", 'export const greeting = "hello";');
    const catalogue = await deploy(parts, [{ file: write("hello.process.ts", hello("Hello")) }]);
    expect(catalogue.hidden).toEqual([]);
    const process = catalogue.get("hello");
    expect(process?.description.title).toBe("Hello");
    expect(process?.limits).toMatchObject({ wallMs: 5_000, memoryBytes: limits.memoryBytes });
    const code = process?.mounts.find(({ target }) => target === "/process")?.source ?? "";
    expect(readFileSync(join(code, "index.cjs"), "utf8")).toContain('"hello"');
  });

  it("describes a command, which runs without being bundled", async () => {
    const text =
      'id = "cat"\nversion = "1"\ntitle = "Cat"\nrun = ["cat", "{in}"]\n[inputs.in]\nformats = ["text/plain"]\n[outputs.out]\nformats = ["text/plain"]\nstdout = true\n';
    const catalogue = await deploy(parts, [{ file: write("cat.process.toml", text) }]);
    expect(catalogue.hidden).toEqual([]);
    expect(catalogue.get("cat")?.command.at(-1)).toBe("/process/cat.process.toml");
  });

  it("hides a command that needs an image where its engine runs none, and one whose file is wrong", async () => {
    const text = (line: string) => `id = "i"\nversion = "1"\ntitle = "I"\n${line}\nrun = ["true"]\n[outputs.o]\ntype = "string"\n`;
    const engines = {
      preset: "bwrap",
      first: () => "bwrap",
      unusable: new Map(),
      imageEngines: new Set(["docker"]),
      policyEngines: new Set<string>(),
    };
    const { hidden } = await deploy({ ...parts, engines }, [
      { file: write("image.process.toml", text('image = "debian:12"')) },
      { file: write("wrong.process.toml", text("imge = 1")) },
    ]);
    expect(hidden.map(({ reason }) => reason)).toEqual([
      "It needs the container image debian:12, and the engine bwrap runs no images: name docker or podman for it.",
      expect.stringContaining("imge is no key that is known."),
    ]);
  });

  it.each([
    ["awaits at its top level", "const greeting = await Promise.resolve('x');"],
    ["asks where it lies", "const greeting = new URL('.', import.meta.url).pathname;"],
  ])("keeps a process that %s an ES module", async (_what, line) => {
    const file = write("module.process.ts", hello("Module").replace('import { greeting } from "./greeting.js";', line));
    const { list, hidden } = await deploy(parts, [{ file }]);
    expect(hidden).toEqual([]);
    const code = list()[0]?.mounts.find(({ target }) => target === "/process")?.source ?? "";
    expect(readdirSync(code)).toEqual(["index.mjs"]);
  });

  it("publishes Python by an engine without mounts too", async () => {
    const python =
      'from terrarium import process\n\n\n@process("said", version="1", title="Said")\ndef said() -> str:\n    return "hello"\n';
    const catalogue = await deploy({ ...parts, engine: makeChildEngine() }, [{ file: write("said.process.py", python) }]);
    expect(catalogue.hidden).toEqual([]);
    expect(catalogue.get("said")?.description.title).toBe("Said");
    rmSync(join(source, "said.process.py"));
  });

  it("says what to do where Bun is asked for and not there", async () => {
    vi.stubEnv("PATH", dir);
    const made = makeToolchain({ runtimeDir: parts.runtimeDir, root, node: process.execPath, typescript: "bun" });
    await expect(made).rejects.toThrow(/needs the program bun.*install it/);
    vi.unstubAllEnvs();
  });

  it("takes another runtime for another code, so that it is described anew", async () => {
    // Any program will do: what counts is what the toolchain makes of it.
    symlinkSync(process.execPath, join(dir, "bun"));
    vi.stubEnv("PATH", dir);
    const toolchain = await makeToolchain({ runtimeDir: parts.runtimeDir, root, node: process.execPath, typescript: "bun" });
    vi.unstubAllEnvs();
    expect(toolchain.node.fingerprint).not.toBe(parts.toolchain.node.fingerprint);
    expect(toolchain.node.command(limits).at(-1)).toBe("/runner/runner.cjs");
  });

  it("describes again only what has changed, and counts changes of the offering", async () => {
    const file = write("hello.process.ts", hello("Hello"));
    const first = await deploy(parts, [{ file }]);
    const creations: string[] = [];
    const create = (bundle: Bundle) => {
      creations.push(bundle.id);
      return engine.create(bundle);
    };
    const watched: Engine = { ...engine, create };
    const again = await deploy({ ...parts, engine: watched }, [{ file }]);
    expect(creations).toEqual([]);
    expect(again.updateSequence).toBe(first.updateSequence);
    const changed = await deploy({ ...parts, engine: watched }, [{ file: write("hello.process.ts", hello("Good day")) }]);
    expect(creations.length).toBe(2);
    expect(changed.updateSequence).toBe(first.updateSequence + 1);
    expect(changed.get("hello")?.description.title).toBe("Good day");
  });

  it("hides what cannot be bundled or described, with the reason, and offers the rest", async () => {
    const catalogue = await deploy(parts, [
      { file: write("broken.process.ts", "export default {") },
      { file: write("missing.process.ts", 'import "./nowhere.js";') },
      { file: write("silent.process.py", "x = 1\n") },
      { file: write("hello.process.ts", hello("Hello")) },
    ]);
    expect(catalogue.list().map(({ description }) => description.id)).toEqual(["hello"]);
    expect(catalogue.hidden.map(({ reason }) => reason)).toEqual([
      expect.stringContaining("cannot be bundled"),
      expect.stringContaining("nowhere.js"),
      expect.any(String),
    ]);
  });

  it("publishes under a closed umask too, and keeps closed what is closed beside an open process", async () => {
    const python = (id: string) =>
      `from terrarium import process\nimport ${id}_part\n@process("${id}", version="1")\ndef f() -> str: return "x"\n`;
    const umask = process.umask(0o077);
    try {
      const closed = join(source, "closed");
      mkdirSync(closed);
      const [file, open] = [join(closed, "closed.process.py"), write("open.process.py", python("open"))];
      writeFileSync(file, python("closed"));
      writeFileSync(join(closed, "closed_part.py"), "");
      chmodSync(open, 0o644);
      chmodSync(write("open_part.py", ""), 0o666);
      write("private.txt", "private");
      const runtimeDir = join(dir, "data", "runtime-closed");
      mkdirSync(runtimeDir);
      chmodSync(runtimeDir, 0o755);
      const toolchain = await makeToolchain({ runtimeDir, root, node: process.execPath });
      const catalogue = await deploy({ ...parts, runtimeDir, toolchain }, [{ file }, { file: open }]);
      expect(catalogue.hidden).toEqual([]);
      const code = catalogue.get("open")?.mounts.find(({ target }) => target === "/process")?.source ?? "";
      expect(["private.txt", "open_part.py"].map((name) => statSync(join(code, name)).mode & 0o777)).toEqual([0o600, 0o644]);
    } finally {
      process.umask(umask);
    }
  });

  it("reads no file of the host while it bundles: an import of /etc/passwd finds nothing", async () => {
    const text = 'import secret from "/etc/passwd" with { type: "text" }; export default secret;';
    const catalogue = await deploy(parts, [{ file: write("thief.process.ts", text) }]);
    expect(catalogue.hidden[0]?.reason).toContain('Could not resolve "/etc/passwd"');
  });

  it("lets the administrator hide a process, and set limits for better or worse", async () => {
    const file = write("hello.process.ts", hello("Hello"));
    const hidden = await deploy({ ...parts, overrides: { hello: { hidden: true, limits: {} } } }, [{ file }]);
    expect(hidden.list()).toEqual([]);
    expect(hidden.hidden).toEqual([]);
    const mistyped = await deploy({ ...parts, overrides: { helo: { hidden: true, limits: {} } } }, [{ file }]);
    expect(mistyped.unmatched).toEqual(["helo"]);
    expect(mistyped.list()).toHaveLength(1);
    const raised = await deploy({ ...parts, overrides: { hello: { hidden: false, limits: { wallMs: 90_000 } } } }, [{ file }]);
    expect(raised.get("hello")?.limits.wallMs).toBe(90_000);
  });

  it("offers an id once: the first file wins", async () => {
    const files = [write("hello.process.ts", hello("Hello")), write("other.process.ts", hello("Other"))];
    const catalogue = await deploy(
      parts,
      files.map((file) => ({ file })),
    );
    expect(catalogue.list().map(({ description }) => description.title)).toEqual(["Hello"]);
    expect(catalogue.hidden[0]?.reason).toContain("hello");
  });
});

describe("checkDescription", () => {
  const good = {
    id: "p",
    version: "1",
    title: "P",
    storeSupported: true,
    statusSupported: true,
    inputs: [{ id: "a", title: "A", kind: "literal", dataType: "string", minOccurs: 0, maxOccurs: 1 }],
    outputs: [{ id: "b", title: "B", kind: "bbox", crs: ["EPSG:4326"] }],
  } as const;
  const complex = (format: object) => ({ outputs: [{ id: "b", title: "B", kind: "complex", formats: [format] }] });
  it.each([
    ["no id", { id: "" }],
    ["no outputs", { outputs: [] }],
    ["impossible occurrences", { inputs: [{ ...good.inputs[0], minOccurs: 2 }] }],
    ["an unknown data type", { inputs: [{ ...good.inputs[0], dataType: "colour" }] }],
    ["a complex output without formats", { outputs: [{ id: "b", title: "B", kind: "complex", formats: [] }] }],
    ["an id twice", { inputs: [good.inputs[0], good.inputs[0]] }],
    ["an abstract that is no text", { abstract: 5 }],
    ["keywords that are no list", { keywords: "a" }],
    ["metadata that are no links", { metadata: [{ title: "a", href: {} }] }],
    ["a media type that ends the header line", complex({ mediaType: "text/xml\r\nSet-Cookie: a=b" })],
    ["a media type that is none", complex({ mediaType: "text" })],
    ["an id with a line break", { outputs: [{ ...good.outputs[0], id: "a\nb" }] }],
    ["an id with half a character", { outputs: [{ ...good.outputs[0], id: "a\ud800" }] }],
    ["a default that is an object", { inputs: [{ ...good.inputs[0], default: {} }] }],
    ["an allowed value that is neither value nor range", { inputs: [{ ...good.inputs[0], allowedValues: [null] }] }],
    ["a range with a bound that is a list", { inputs: [{ ...good.inputs[0], allowedValues: [{ minimum: [1] }] }] }],
    ["units that are no texts", { inputs: [{ ...good.inputs[0], uoms: [1] }] }],
    ["groups that are no list", { groups: {} }],
    ["a group without title", { groups: [{ id: "g" }], inputs: [{ ...good.inputs[0], id: "g.a" }] }],
    ["a group without members", { groups: [{ id: "g", title: "G" }] }],
    ["a group twice", { groups: ["G", "H"].map((title) => ({ id: "g", title })), inputs: [{ ...good.inputs[0], id: "g.a" }] }],
    ["a group with the id of an input", { groups: [{ id: "a", title: "G" }], outputs: [{ ...good.outputs[0], id: "a.b" }] }],
  ])("refuses %s", (_what, change) => {
    expect(checkDescription(good)).toBe(good);
    expect(() => checkDescription({ ...good, ...change } as typeof good)).toThrow("not valid");
  });
  it("accepts groups whose members begin with their ids", () => {
    const inputs = ["g.a", "g.h.b"].map((id) => ({ ...good.inputs[0], id }));
    const grouped = { ...good, inputs, groups: ["g", "g.h"].map((id) => ({ id, title: id })) };
    expect(checkDescription(grouped)).toBe(grouped);
  });
});

describe("findProcessFiles", () => {
  it("takes a file, a folder or a pattern, in a stable order", async () => {
    mkdirSync(join(source, "deep", "er"), { recursive: true });
    writeFileSync(join(source, "deep", "er", "c.process.py"), "");
    writeFileSync(join(source, "deep", "b.process.ts"), "");
    writeFileSync(join(source, "deep", "b.ts"), "");
    const names = async (path: string) => (await findProcessFiles(join(source, path))).map((file) => file.slice(source.length + 1));
    expect(await names("deep")).toEqual(["deep/b.process.ts"]);
    expect(await names("deep/b.process.ts")).toEqual(["deep/b.process.ts"]);
    expect(await names("deep/**/*.process.*")).toEqual(["deep/b.process.ts", "deep/er/c.process.py"]);
    expect(await names("*/*.ts")).toEqual(["deep/b.process.ts"]);
    await expect(names("nowhere")).rejects.toThrow("There is no");
  });
});

describe("bound", () => {
  it("makes whole numbers, because half an open file is no limit at all", () => {
    expect(bound(limits, { fds: 100.5, inodes: 0.5, cpus: 0.5 })).toEqual({ ...limits, fds: 100, inodes: 1, cpus: 0.5 });
  });
  it("takes the smaller of each limit and ignores nonsense", () => {
    expect(bound(limits, { wallMs: 1, memoryBytes: 1e15, pids: -1, cpus: Number.NaN })).toEqual({ ...limits, wallMs: 1 });
  });
});
