import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const built = fileURLToPath(new URL("../../dist/commands/cli.js", import.meta.url));
let packages = "";

/** Writes a file as it was written that many seconds ago. */
function write(name: string, content: string, agoS: number): void {
  const path = join(packages, name);
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, content);
  const atS = Date.now() / 1000 - agoS;
  utimesSync(path, atS, atS);
}

const said = (): string => execFileSync(process.execPath, [join(packages, "server/dist/commands/cli.js")], { encoding: "utf8" }).trim();

beforeAll(() => {
  packages = mkdtempSync(join(tmpdir(), "terrarium-cli-"));
  write("package.json", '{ "type": "module" }', 0);
  for (const name of ["server", "client", "sdk"]) write(`${name}/dist/.tsbuildinfo`, "{}", 60);
  write("server/dist/commands/command-line.js", "console.log('modules')", 60);
  cpSync(built, join(packages, "server/dist/commands/cli.js"));
});

afterAll(() => rmSync(packages, { recursive: true, force: true }));

describe("the program", () => {
  it("is its modules where nothing is bundled", () => expect(said()).toBe("modules"));

  it("is the bundle that was made of them", () => {
    write("server/dist/bundle/command-line.js", "console.log('bundle')", 30);
    expect(said()).toBe("bundle");
  });

  it.each(["server", "client", "sdk"])("is its modules again when %s was compiled since", (name) => {
    write(`${name}/dist/.tsbuildinfo`, "{}", 10);
    expect(said()).toBe("modules");
    write(`${name}/dist/.tsbuildinfo`, "{}", 60);
    expect(said()).toBe("bundle");
  });
});
