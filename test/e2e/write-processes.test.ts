// The processes of docs/write-processes.md, as they stand there: published, executed, compared.
import { chmodSync, copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { buildPackages } from "../runners/node-bundle.js";
import { runCommand } from "./command.js";
import { root } from "./server.js";

const project = mkdtempSync(join(tmpdir(), "terrarium-docs-"));
beforeAll(() => {
  buildPackages();
  chmodSync(project, 0o755);
  for (const name of ["points.geojson"]) copyFileSync(join(root, "processes/data", name), join(project, name));
});
afterAll(() => rmSync(project, { recursive: true }));

/** The only block of that language in the page. */
function block(language: string): string {
  const page = readFileSync(join(root, "docs/write-processes.md"), "utf8");
  const found = [...page.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, "gms"))];
  expect(found).toHaveLength(1);
  return found[0]?.[1] ?? "";
}

async function run(file: string, ...inputs: readonly string[]): Promise<unknown> {
  const { code, out, err } = await runCommand(["run", file, "--json", ...inputs.flatMap((input) => ["-i", input])], { cwd: project });
  if (code !== 0) throw new Error(err);
  return JSON.parse(out);
}

it("the process in Python counts features by an attribute", async () => {
  writeFileSync(join(project, "count-by.process.py"), block("python"));
  const result = (await run("count-by.process.py", "layer=@points.geojson", "attribute=name")) as { table: string; total: number };
  expect(result.total).toBe(12);
  expect(result.table.split(/\r?\n/).slice(0, 2)).toEqual(["value,count", "Stop 1,1"]);
  await expect(run("count-by.process.py", "layer=@points.geojson", "attribute=nme")).rejects.toThrow("The features have no attribute nme.");
});

it("the process in TypeScript reprojects by ogr2ogr", async () => {
  writeFileSync(join(project, "reproject.process.ts"), block("ts"));
  const result = (await run("reproject.process.ts", "layer=@points.geojson")) as {
    projected: { features: { geometry: { coordinates: number[] } }[] };
  };
  expect(result.projected.features).toHaveLength(12);
  expect(result.projected.features[0]?.geometry.coordinates[0]).toBeGreaterThan(1_000_000);
});
