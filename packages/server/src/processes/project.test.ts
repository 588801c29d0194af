import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findProject, projectFiles } from "./project.js";

let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "terrarium-project-"));
});

afterEach(() => {
  rmSync(dir, { recursive: true, force: true });
});

function write(...files: readonly string[]): void {
  for (const file of files) {
    mkdirSync(dirname(join(dir, file)), { recursive: true });
    writeFileSync(join(dir, file), "");
  }
}

describe("a project of PyWPS processes", () => {
  beforeEach(() => {
    write("atlas/__init__.py", "atlas/wsgi.py", "atlas/processes/__init__.py", "atlas/processes/hello.py", "README.md", "setup.py");
    write("outputs/old.txt", "env/pyvenv.cfg", "env/lib/big.py", ".git/config", "data/points.gml");
  });

  it.each([
    ["atlas", { only: "atlas", look: "atlas" }],
    ["atlas/processes", { only: "atlas", look: "atlas.processes" }],
    ["atlas/processes/hello.py", { only: "atlas", look: "atlas.processes.hello" }],
    ["setup.py", { look: "setup" }],
    [".", { look: "." }],
  ])("is found from %s", async (path, found) => {
    expect(await findProject(join(dir, path))).toEqual({ base: dir, ...found });
  });

  it("is found in src, where its packages lie there", async () => {
    write("other/pyproject.toml", "other/src/atlas/__init__.py", "other/tests/__init__.py");
    expect(await findProject(join(dir, "other"))).toEqual({ base: join(dir, "other", "src"), look: "." });
    write("third/src/atlas/__init__.py");
    expect(await findProject(join(dir, "third"))).toEqual({ base: join(dir, "third"), look: "." });
  });

  it("is of a package no more than the package", async () => {
    const files = await projectFiles(await findProject(join(dir, "atlas")));
    expect(files).toEqual(["atlas/__init__.py", "atlas/processes/__init__.py", "atlas/processes/hello.py", "atlas/wsgi.py"]);
  });

  it("is of a plain folder all but what a service makes, what is hidden, and environments", async () => {
    const files = await projectFiles(await findProject(dir));
    expect(files).toContain("data/points.gml");
    expect(files.filter((file) => /^(outputs|env|\.git)/.test(file))).toEqual([]);
  });

  it.each([
    ["README.md", "neither a Python module nor a folder"],
    ["nowhere", "There is no"],
  ])("is not %s", async (path, problem) => {
    await expect(findProject(join(dir, path))).rejects.toThrow(problem);
  });
});
