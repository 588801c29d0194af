// The loop of an author, by the command line: a new process, its examples, one execution, its description, advice; nothing but the command line is used.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { buildPackages } from "../runners/node-bundle.js";
import { runCommand } from "./command.js";
import { cli } from "./server.js";

const project = mkdtempSync(join(tmpdir(), "terrarium-author-"));
/** Where the commands of this test keep what is temporary: nobody else's servers are among theirs. */
const temporary = mkdtempSync(join(tmpdir(), "author-"));
const env = { ...process.env, TMPDIR: temporary };
beforeAll(() => {
  buildPackages();
  for (const folder of [project, temporary]) chmodSync(folder, 0o755);
});
afterAll(() => {
  for (const folder of [project, temporary]) rmSync(folder, { recursive: true });
});

const terrarium = (...words: readonly string[]) => runCommand(words, { cwd: project, env });

/** Servers that a command started and left. */
const leftovers = () => readdirSync(temporary).filter((name) => existsSync(join(temporary, name, "data")));

describe("the loop of an author", () => {
  it("begins with a process in each language whose example holds", async () => {
    const before = leftovers();
    for (const language of ["python", "ts", "command"]) {
      const made = await terrarium("create", `count-${language}`, "--lang", language);
      expect(made.code, made.err).toBe(0);
    }
    const { code, out } = await terrarium("test");
    expect(out).toMatch(/3 passed, 0 failed\n$/);
    expect(code).toBe(0);
    expect(leftovers()).toEqual(before);
  });
  it("never overwrites what is there", async () => {
    writeFileSync(join(project, "kept.process.py"), "mine");
    const { out } = await terrarium("create", "kept", "--lang", "python");
    expect(out).toContain("kept kept.process.py");
    expect(readFileSync(join(project, "kept.process.py"), "utf8")).toBe("mine");
    rmSync(join(project, "kept.process.py"));
  });
  it("executes one by its file, and keeps data apart from words", async () => {
    const words = ["run", "count-python.process.py", "-i", "layer=@examples/points.geojson"];
    const { code, out, err } = await terrarium(...words, "--json");
    expect(code, err).toBe(0);
    expect(JSON.parse(out)).toEqual({ result: 2 });
    expect(err).toContain("successful 100%");
  });
  it("saves outputs as files", async () => {
    const { code, out } = await terrarium("run", "count-command", "-i", "layer=@examples/points.geojson", "-o", "out");
    expect(code).toBe(0);
    expect(out).toBe("out/table\n");
    expect(readFileSync(join(project, "out/table"), "utf8")).toContain("14.4,50.1,one");
  });
  it("tells by its exit code what was wrong, and shows what the process printed", async () => {
    expect(await terrarium("run", "count-python", "-i", "lair=1")).toMatchObject({
      code: 2,
      err: "There is no input lair; there are: layer.\n",
    });
    expect(await terrarium("run", "none")).toMatchObject({ code: 9, err: "There is no process none.\n" });
    const failed = await terrarium("run", "count-python", "-i", 'layer={"features":3}');
    expect(failed.code).toBe(4);
    expect(failed.err).toContain("TypeError: object of type 'int' has no len()");
    expect(failed.err).toContain("line 23, in count");
    expect(await terrarium("run", "count-python")).toMatchObject({ code: 3 });
  });
  it("shows in which line a file is wrong", async () => {
    const file = join(project, "wrong.process.ts");
    writeFileSync(
      file,
      readFileSync(join(project, "count-ts.process.ts"), "utf8").replace("count-ts", "wrong").replace("import {", "imprt {"),
    );
    const { code, err } = await terrarium("run", "wrong.process.ts");
    rmSync(file);
    expect(code).toBe(3);
    expect(err).toMatch(/wrong\.process\.ts:2:6/);
  });
  it("fails where an example no longer holds, with the difference", async () => {
    const file = join(project, "count-ts.process.ts");
    const text = readFileSync(file, "utf8");
    writeFileSync(file, text.replace("{ count: 2 }", "{ count: 3 }"));
    const { code, out } = await terrarium("test", "count-ts.process.ts");
    writeFileSync(file, text);
    expect(out).toContain("count: It is 2, not 3.");
    expect(out).toMatch(/0 passed, 1 failed\n$/);
    expect(code).toBe(4);
  });
  it("writes a report for continuous integration", async () => {
    const { code } = await terrarium("test", "count-python.process.py", "--junit", "report.xml");
    expect(code).toBe(0);
    const report = readFileSync(join(project, "report.xml"), "utf8");
    expect(report).toMatch(/<testsuite name="count-python" tests="1" failures="0" errors="0" skipped="0" time="\d+\.\d{3}">/);
    expect(report).toContain('<testcase classname="count-python" name="Two points" ');
    expect((await terrarium("test", "count-python.process.py", "--junit", "none/report.xml")).code).toBe(2);
  });
  it("tests again when a file is saved, and leaves no server behind when it is interrupted", async () => {
    const before = leftovers();
    const words = [cli, "test", "count-command.process.toml", "--watch", "--junit", "report.xml"];
    const child = spawn(process.execPath, words, { cwd: project, env, stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
    const waits = (times: number) => vi.waitUntil(() => [...said.matchAll(/Waiting for a change/g)].length === times, { timeout: 60_000 });
    await waits(1);
    const file = join(project, "count-command.process.toml");
    const text = readFileSync(file, "utf8");
    writeFileSync(file, text.replace("14.4,50.1,one", "nothing"));
    await waits(2);
    writeFileSync(file, text);
    await vi.waitUntil(() => leftovers().length > before.length, { timeout: 60_000 });
    const ended = once(child, "close");
    child.kill("SIGINT");
    expect(await ended).toEqual([6, null]);
    expect(leftovers()).toEqual(before);
    expect(readFileSync(join(project, "report.xml"), "utf8")).toContain("does not match ^nothing$");
  });
  it("describes a process in the words of each standard", async () => {
    const as = async (form: string) => (await terrarium("describe", "count-python.process.py", "--as", form)).out;
    expect(await as("md")).toContain("# Count features\n");
    expect(await as("wps1")).toContain("<ows:Identifier>count-python</ows:Identifier>");
    expect(await as("wps2")).toContain("http://www.opengis.net/wps/2.0");
    expect(JSON.parse(await as("oap"))).toMatchObject({ id: "count-python", inputs: { layer: { minOccurs: 1 } } });
    expect(JSON.parse(await as("jsonschema"))).toMatchObject({ type: "object", required: ["layer"] });
  });
  it("is advised on what could be said better, and of nothing in a new process", async () => {
    expect(await terrarium("lint", "count-python.process.py")).toMatchObject({ code: 0, out: "" });
    const file = join(project, "poor.process.toml");
    writeFileSync(file, 'id = "poor"\nversion = "1"\ntitle = "Poor"\nrun = ["true"]\n[outputs.o]\ntype = "string"\n');
    const { code, out } = await terrarium("lint", "poor.process.toml");
    rmSync(file);
    expect(code).toBe(3);
    expect(out).toContain("poor: It has no abstract.\n");
  });
});
