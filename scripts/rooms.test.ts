import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import rooms from "./rooms.json" with { type: "json" };
import { sourceFiles } from "./source-files.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const server = "packages/server/src";

/** Small trees of files, each in folders of its own name below the rooms, so that one look at all of them tells what each breaks. */
const trees = {
  listed: {
    [`${server}/core/listed/a.ts`]: "export interface A {}\n",
    [`${server}/http/listed/b.ts`]:
      'import type { A } from "../../core/listed/a.js";\nimport fastify from "fastify";\nexport const b: A = fastify;\n',
    [`${server}/main/listed/c.ts`]: 'import { b } from "../../http/listed/b.js";\nexport const c = b;\n',
    [`${server}/http/listed/b.test.ts`]: 'import { c } from "../../main/listed/c.js";\nexport const t = c;\n',
  },
  neighbour: {
    [`${server}/jobs/neighbour/b.ts`]: "export interface B {}\n",
    [`${server}/http/neighbour/a.ts`]: 'import type { B } from "../../jobs/neighbour/b.js";\nexport type A = B;\n',
  },
  upwards: {
    [`${server}/main/upwards/b.ts`]: "export const b = 1;\n",
    [`${server}/jobs/upwards/a.ts`]: 'export { b } from "../../main/upwards/b.js";\n',
  },
  sibling: {
    [`${server}/protocols/ows/sibling/x.ts`]: "export const x = 1;\n",
    [`${server}/protocols/wps2/sibling/y.ts`]: "export const y = 1;\n",
    [`${server}/protocols/wps1/sibling/a.ts`]:
      'export { x } from "../../ows/sibling/x.js";\nexport { y } from "../../wps2/sibling/y.js";\n',
  },
  npm: { [`${server}/jobs/npm/a.ts`]: 'import { z } from "zod";\nexport const a = z;\n' },
  pure: { [`${server}/core/pure/a.ts`]: 'import { readFileSync } from "node:fs";\nexport const a = readFileSync;\n' },
  cycle: {
    [`${server}/core/cycle/a.ts`]: 'import type { B } from "./b.js";\nexport type A = B | 1;\n',
    [`${server}/core/cycle/b.ts`]: 'import type { A } from "./a.js";\nexport type B = A | 2;\n',
  },
  roomless: { [`${server}/common/roomless/b.ts`]: 'export { readFileSync } from "node:fs";\n' },
};

describe("the table of rooms as rules", () => {
  let violations: readonly { readonly from: string; readonly rule: { readonly name: string } }[] = [];
  beforeAll(() => {
    const dir = mkdtempSync(join(tmpdir(), "terrarium-rooms-"));
    symlinkSync(join(root, "node_modules"), join(dir, "node_modules"));
    for (const [name, text] of Object.values(trees).flatMap((tree) => Object.entries(tree))) {
      mkdirSync(dirname(join(dir, name)), { recursive: true });
      writeFileSync(join(dir, name), text);
    }
    const depcruise = join(root, "node_modules", "dependency-cruiser", "bin", "dependency-cruise.mjs");
    const args = [depcruise, "--config", join(root, ".dependency-cruiser.cjs"), "--output-type", "json", "packages"];
    const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: dir, encoding: "utf8" });
    rmSync(dir, { recursive: true });
    expect(stderr).toBe("");
    const { summary } = JSON.parse(stdout) as { summary: { violations: typeof violations; totalCruised: number } };
    expect(summary.totalCruised).toBeGreaterThanOrEqual(Object.values(trees).flatMap(Object.keys).length);
    violations = summary.violations;
  });

  it.each<[string, keyof typeof trees, readonly string[]]>([
    ["permit what they list: the positive control", "listed", []],
    ["report a room that imports its neighbour, even only a type", "neighbour", [`${server}/http: other rooms`]],
    ["report a room that imports main", "upwards", [`${server}/jobs: other rooms`]],
    ["report a protocol that imports its sibling but not the shared folder", "sibling", [`${server}/protocols/wps1: other rooms`]],
    ["report an npm package outside its one folder", "npm", [`${server}/jobs: npm`]],
    ["report Node.js in a pure room", "pure", [`${server}/core: pure`]],
    ["report a cycle of types", "cycle", ["no cycles"]],
    ["report an import of a folder that has no room", "roomless", ["every file has a room"]],
  ])("%s", (_title, tree, rules) => {
    const broken = violations.filter(({ from }) => from.includes(`/${tree}/`)).map(({ rule }) => rule.name);
    expect([...new Set(broken)]).toEqual(rules);
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
        /\.tsx?$/.test(name) &&
        !/\.test\.ts$|\/(conformance|conformance\/[^/]+|jobs\/rig|sealed-engine|private-daemon|private-postgres|private-swift)\.ts$/.test(
          name,
        ),
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
