import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import rooms from "./rooms.json" with { type: "json" };
import { sourceFiles } from "./source-files.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const server = "packages/server/src";

describe("the table of rooms as rules", () => {
  let dir = "";
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "terrarium-rooms-"));
    symlinkSync(join(root, "node_modules"), join(dir, "node_modules"));
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  /** Names of the rules that a small tree of files breaks. */
  function broken(files: Readonly<Record<string, string>>): string[] {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(dir, name)), { recursive: true });
      writeFileSync(join(dir, name), text);
    }
    const depcruise = join(root, "node_modules", "dependency-cruiser", "bin", "dependency-cruise.mjs");
    const args = [depcruise, "--config", join(root, ".dependency-cruiser.cjs"), "--output-type", "json", "packages"];
    const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: dir, encoding: "utf8" });
    expect(stderr).toBe("");
    const { summary } = JSON.parse(stdout) as { summary: { violations: { rule: { name: string } }[] } };
    return summary.violations.map(({ rule }) => rule.name).sort();
  }

  const core = { [`${server}/core/a.ts`]: "export interface A {}\n" };

  it("permit what they list: the positive control", () => {
    expect(
      broken({
        ...core,
        [`${server}/http/b.ts`]: 'import type { A } from "../core/a.js";\nimport fastify from "fastify";\nexport const b: A = fastify;\n',
        [`${server}/main/c.ts`]: 'import { b } from "../http/b.js";\nexport const c = b;\n',
        [`${server}/http/b.test.ts`]: 'import { c } from "../main/c.js";\nexport const t = c;\n',
      }),
    ).toEqual([]);
  });

  it("report a room that imports its neighbour, even only a type", () => {
    const files = {
      [`${server}/jobs/b.ts`]: "export interface B {}\n",
      [`${server}/http/a.ts`]: 'import type { B } from "../jobs/b.js";\nexport type A = B;\n',
    };
    expect(broken(files)).toEqual([`${server}/http: other rooms`]);
  });

  it("report a room that imports main", () => {
    const files = { [`${server}/main/b.ts`]: "export const b = 1;\n", [`${server}/jobs/a.ts`]: 'export { b } from "../main/b.js";\n' };
    expect(broken(files)).toEqual([`${server}/jobs: other rooms`]);
  });

  it("report a protocol that imports its sibling but not the shared folder", () => {
    const files = {
      [`${server}/protocols/ows/x.ts`]: "export const x = 1;\n",
      [`${server}/protocols/wps2/y.ts`]: "export const y = 1;\n",
      [`${server}/protocols/wps1/a.ts`]: 'export { x } from "../ows/x.js";\nexport { y } from "../wps2/y.js";\n',
    };
    expect(broken(files)).toEqual([`${server}/protocols/wps1: other rooms`]);
  });

  it("report an npm package outside its one folder", () => {
    const files = { [`${server}/jobs/a.ts`]: 'import { z } from "zod";\nexport const a = z;\n' };
    expect(broken(files)).toEqual([`${server}/jobs: npm`]);
  });

  it("report Node.js in a pure room", () => {
    const files = { [`${server}/core/a.ts`]: 'import { readFileSync } from "node:fs";\nexport const a = readFileSync;\n' };
    expect(broken(files)).toEqual([`${server}/core: pure`]);
  });

  it("report a cycle of types", () => {
    const files = {
      [`${server}/core/a.ts`]: 'import type { B } from "./b.js";\nexport type A = B | 1;\n',
      [`${server}/core/b.ts`]: 'import type { A } from "./a.js";\nexport type B = A | 2;\n',
    };
    expect(new Set(broken(files))).toEqual(new Set(["no cycles"]));
  });

  it("report an import of a folder that has no room", () => {
    const files = { [`${server}/common/b.ts`]: 'export { readFileSync } from "node:fs";\n' };
    expect(broken(files)).toEqual(["every file has a room"]);
  });
});

describe("the table of rooms", () => {
  it("stands in ARCHITECTURE.md word for word", () => {
    const text = readFileSync(join(root, "ARCHITECTURE.md"), "utf8");
    const short = (room: string) => room.replace("packages/server/src/", "").replace("packages/", "");
    for (const { room, duty, mayImport, npm } of rooms) {
      const row = `| \`${room}\` | ${duty} | ${mayImport.map(short).join(", ") || "-"} | ${npm.join(", ") || "-"} |`;
      expect(text).toContain(row);
    }
  });

  it("names no room that does not exist and misses none that does", () => {
    const files = sourceFiles(root, ["packages", "processes"]);
    const code = files.filter(
      (name) =>
        /\.tsx?$/.test(name) && !/\.test\.ts$|\/(conformance|sealed-engine|private-daemon|private-postgres|private-swift)\.ts$/.test(name),
    );
    expect(code.filter((name) => !rooms.some(({ room }) => name.startsWith(`${room}/`)))).toEqual([]);
    for (const { room } of rooms) expect(files.filter((name) => name.startsWith(`${room}/`)).length, room).toBeGreaterThan(0);
  });

  it("lets each dependency of the server be imported by one room", () => {
    const names = rooms.filter(({ room }) => room.startsWith(server)).flatMap(({ npm }) => npm);
    const { dependencies } = JSON.parse(readFileSync(join(root, "packages/server/package.json"), "utf8")) as {
      dependencies: Record<string, string>;
    };
    const own = Object.keys(dependencies).filter((name) => !name.startsWith("@terrarium/"));
    expect(names.sort()).toEqual(own.sort());
  });
});
