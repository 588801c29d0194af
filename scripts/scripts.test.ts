import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { transformSync } from "esbuild";
import { describe, expect, it } from "vitest";
import { closingLine } from "./closing-line-reporter.js";
import { machineProblem } from "./machine.mjs";
import { readOptions } from "./options.mjs";
import { missingPackages, type Use } from "./packages.mjs";
import { hashOf, hasTools, isInstalled } from "./setup.mjs";

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));

describe("a machine that is not fit", () => {
  it.each(["16.20.2", "18.19.0", "20.9.0", "20.18.3"])("is told in one sentence that Node.js %s is too old", (version) => {
    expect(machineProblem(version, "linux")).toMatch(
      new RegExp(`^Terrarium needs Node\\.js 20\\.19 or newer, and this is ${version};[^\n]*\\.$`),
    );
  });

  it.each(["20.19.0", "20.20.2", "22.0.0", "24.1.0"])("is not one with Node.js %s", (version) => {
    expect(machineProblem(version, "linux")).toBeUndefined();
  });

  it.each(["darwin", "win32"])("is told in one sentence that %s is not Linux", (platform) => {
    expect(machineProblem("20.19.0", platform)).toMatch(/^Terrarium runs on Linux only[^\n]*\.$/);
  });

  it.each(["check-machine.mjs", "start.mjs", "test.mjs", "machine.mjs"])("can read %s however old its Node.js is", (name) => {
    const text = readFileSync(here(name), "utf8");
    // Compiled for 2017 it stays what it is: nothing in it is newer.
    expect(transformSync(text, { target: "es2017" }).code).toBe(transformSync(text, { target: "esnext" }).code);
    expect(text.match(/^import .*/gm) ?? []).toEqual(name === "machine.mjs" ? [] : ['import { machineProblem } from "./machine.mjs";']);
  });
});

describe("options of npm start", () => {
  it("are passed to the server, all but --with-grass", () => {
    const args = ["--port", "0", "--host=127.0.0.2", "--with-grass", "--data", "a b", "--config", "t.toml"];
    const forServer = ["--port", "0", "--host", "127.0.0.2", "--data", "a b", "--config", "t.toml"];
    expect(readOptions(args, {})).toEqual({ withGrass: true, help: false, forServer });
    expect(readOptions([], {})).toEqual({ withGrass: false, help: false, forServer: [] });
  });

  it.each([[["--prot", "1"]], [["extra"]], [["--port"]], [["--with-grass=1"]]])("that make no sense get one sentence: %j", (args) => {
    expect(readOptions(args, {})).toEqual({ problem: expect.stringMatching(/^[^\n]+; it is: npm start -- \[--port N\][^\n]*$/) });
  });

  it("that npm kept for itself are noticed", () => {
    expect(readOptions([], { npm_config_port: "8080" })).toEqual({ problem: expect.stringContaining("write two dashes") });
  });

  it("that make no sense end with code 2 before anything is installed", async () => {
    const child = spawn(process.execPath, [here("start.mjs"), "--bogus"], { stdio: ["ignore", "pipe", "pipe"] });
    let printed = "";
    child.stdout.on("data", (bytes) => (printed += bytes));
    child.stderr.on("data", (bytes) => (printed += bytes));
    expect(await new Promise((resolve) => child.on("close", resolve))).toBe(2);
    expect(printed).toMatch(/^Unknown option '--bogus'; it is: [^\n]*\n$/);
  });
});

describe("installed npm packages", () => {
  const lock = {
    packages: {
      "": {},
      "packages/sdk": {},
      "node_modules/a": { version: "1" },
      "node_modules/b": { version: "2", dev: true },
      "node_modules/c": { version: "3", optional: true },
      "node_modules/@t/sdk": { link: true },
    },
  };
  const link = { "node_modules/@t/sdk": { link: true } };

  it("are known from npm's own record; a full installation satisfies a start", () => {
    const start = { packages: { ...link, "node_modules/a": { version: "1" } } };
    const full = { packages: { ...start.packages, "node_modules/b": { version: "2", dev: true } } };
    expect([
      isInstalled(lock, start, false),
      isInstalled(lock, start, true),
      isInstalled(lock, full, true),
      isInstalled(lock, full, false),
    ]).toEqual([true, false, true, true]);
  });

  it("are installed again when the lock file moved on", () => {
    expect(isInstalled(lock, { packages: { ...link, "node_modules/a": { version: "0" } } }, false)).toBe(false);
    expect(isInstalled(lock, { packages: {} }, false)).toBe(false);
  });
  it("leaves the tools of a developer where they are", () => {
    expect(hasTools({ packages: { "node_modules/a": { version: "1" }, "node_modules/b": { version: "1", dev: true } } })).toBe(true);
    expect(hasTools({ packages: { "node_modules/a": { version: "1" } } })).toBe(false);
  });
});

describe("system packages", () => {
  const one = (name: string, use: Use, isThere: boolean) => ({
    name,
    use,
    required: true,
    without: "",
    isPresent: () => isThere,
  });
  const list = [one("s", "start", false), one("there", "start", true), one("g", "grass", false), one("t", "test", false)];
  const names = (...uses: Use[]) => missingPackages(uses, list).map(({ name }) => name);

  it("are asked for by use, and only those that are not there", () => {
    expect(names("start")).toEqual(["s"]);
    expect(names("start", "grass")).toEqual(["s", "g"]);
    expect(names("start", "grass", "test")).toEqual(["s", "g", "t"]);
  });
});

describe("the hash of the sources", () => {
  it("changes with contents and with names, and is the same for the same", () => {
    const dir = mkdtempSync(join(tmpdir(), "terrarium-hash-"));
    try {
      writeFileSync(join(dir, "a"), "1");
      const first = hashOf(dir, ["a", "none"]);
      expect(hashOf(dir, ["a", "none"])).toBe(first);
      writeFileSync(join(dir, "a"), "2");
      const second = hashOf(dir, ["a", "none"]);
      writeFileSync(join(dir, "b"), "2");
      expect(new Set([first, second, hashOf(dir, ["b", "none"]), hashOf(dir, ["."])]).size).toBe(4);
    } finally {
      rmSync(dir, { recursive: true });
    }
  });
});

describe("the closing line", () => {
  const counts = { passed: 2, failed: 0, skipped: 1 };

  it("counts checks together with tests and names those that failed", () => {
    expect(closingLine(counts, {})).toBe("2 passed, 0 failed, 1 skipped\n");
    const env = { TERRARIUM_CHECKS_PASSED: "1", TERRARIUM_CHECKS_FAILED: "Types; Rooms" };
    expect(closingLine(counts, env)).toBe(
      "Failed before the tests: Types\nFailed before the tests: Rooms\n3 passed, 2 failed, 1 skipped\n",
    );
  });

  it("is the last line of a run, and counts what failed outside of tests", async () => {
    const dir = mkdtempSync(join(here("."), ".run-"));
    try {
      writeFileSync(
        join(dir, "a.test.ts"),
        'import { it } from "vitest";\nit("a", () => {});\nit.skip("b", () => {});\nit("c", () => { throw new Error("c"); });\n',
      );
      writeFileSync(join(dir, "b.test.ts"), 'throw new Error("cannot be loaded");\n');
      writeFileSync(
        join(dir, "c.test.ts"),
        'import { beforeAll, describe, it } from "vitest";\ndescribe("d", () => {\n  beforeAll(() => { throw new Error("set-up"); });\n  it("e", () => {});\n});\n',
      );
      const vitest = join(here(".."), "node_modules", "vitest", "vitest.mjs");
      const env = { ...process.env, TERRARIUM_CHECKS_PASSED: "0", TERRARIUM_CHECKS_FAILED: "", NODE_OPTIONS: "" };
      const child = spawn(process.execPath, [vitest, "run", "--root", here(".."), dir], { env, stdio: ["ignore", "pipe", "ignore"] });
      let printed = "";
      child.stdout.on("data", (bytes) => (printed += bytes));
      expect(await new Promise((resolve) => child.on("close", resolve))).toBe(1);
      expect(printed.trimEnd().split("\n").at(-1)).toBe("1 passed, 3 failed, 2 skipped");
    } finally {
      rmSync(dir, { recursive: true });
    }
  });
});
