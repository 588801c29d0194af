// The commands of docs/move-from-pywps.md, run as they stand there, in a folder with the project that they speak of.
import { execFile, execFileSync } from "node:child_process";
import { appendFileSync, chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { parse } from "smol-toml";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { configSchema } from "../../packages/server/src/config/schema.js";
import { root } from "../e2e/server.js";
import { execute, fixtures, literals, python, startBridge } from "./ground.js";

const page = readFileSync(join(root, "docs", "move-from-pywps.md"), "utf8");
const blocks = (language: string) =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\``, "gm"))].map(([, text = ""]) => text);
const commands = blocks("sh").flatMap((block) => block.trim().split("\n"));
const cli = join(root, "packages/server/dist/commands/cli.js");
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "terrarium-move-"));
  chmodSync(folder, 0o755);
  cpSync(join(fixtures, "atlas"), join(folder, "atlas"), { recursive: true });
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function wordsOf(command: string): string[] {
  const [program, ...words] = command.split(" ");
  expect(program).toBe("terrarium");
  return words;
}

/** A process that says which PyWPS runs it. */
const versioned = (name: string) => `import pywps
from pywps import LiteralOutput, Process

class Versioned(Process):
    def __init__(self):
        super().__init__(self._handler, "${name}", "Versioned", outputs=[LiteralOutput("version", "Version", data_type="string")])

    def _handler(self, request, response):
        response.outputs["version"].data = pywps.__version__
`;

describe("the guide for those who move from PyWPS", () => {
  it("speaks of these commands", () => {
    expect(commands.map((command) => command.split(" ").slice(0, 2).join(" "))).toEqual([
      "terrarium doctor",
      "terrarium serve",
      "terrarium config",
      "terrarium serve",
    ]);
  });

  it.each(commands.map((command) => [command]))("%s", { timeout: 120_000 }, async (command) => {
    const [verb = "", ...words] = wordsOf(command);
    if (verb === "serve") {
      const port = words.indexOf("--port");
      const others = words.filter((_word, index) => index !== port && index !== port + 1);
      const server = await startBridge(others, folder);
      try {
        expect(literals(await execute(server.url, "non.py-id", { in: "moved" }))).toEqual({ out: "MOVED" });
        const configured = literals(await execute(server.url, "configured"));
        expect(configured).toMatchObject({ archive: "https://data.example.org/atlas", share: "100%", url: `${server.url}/wps` });
      } finally {
        await server.stop();
      }
      return;
    }
    const data = verb === "doctor" ? ["--data", join(folder, "doctor")] : [];
    const { stdout } = await promisify(execFile)(process.execPath, [cli, verb, ...words, ...data], { cwd: folder });
    if (verb === "doctor") expect(stdout.match(/^process {3}/gm)).toHaveLength(27);
    else expect(configSchema.safeParse(parse(readFileSync(join(folder, "terrarium.toml"), "utf8"))).error).toBeUndefined();
  });

  it("shows a terrarium.toml that is one", () => {
    for (const block of blocks("toml")) expect(configSchema.safeParse(parse(block)).error).toBeUndefined();
  });

  it("may take PyWPS from an environment of its own, which others do not see", { timeout: 120_000 }, async () => {
    const version = execFileSync(python, ["-c", "import sys; print('python%d.%d' % sys.version_info[:2])"], { encoding: "utf8" }).trim();
    const packages = join(folder, "env", "lib", version, "site-packages");
    mkdirSync(join(folder, "env", "bin"), { recursive: true });
    mkdirSync(packages, { recursive: true });
    symlinkSync(python, join(folder, "env", "bin", "python"));
    writeFileSync(join(folder, "env", "pyvenv.cfg"), "home = /usr/bin\ninclude-system-site-packages = true\n");
    cpSync("/usr/lib/python3/dist-packages/pywps", join(packages, "pywps"), { recursive: true });
    appendFileSync(join(packages, "pywps", "__init__.py"), '\n__version__ = "its own"\n');
    for (const name of ["first", "second"]) writeFileSync(join(folder, `${name}.py`), versioned(name));
    writeFileSync(join(folder, "two.toml"), '[[processes.entry]]\nkind = "pywps"\npath = "second.py"\n');
    const words = ["--pywps", "first.py", "--pywps-python", "env/bin/python", "--config", "two.toml"];
    const server = await startBridge(words, folder);
    try {
      expect(literals(await execute(server.url, "first"))).toEqual({ version: "its own" });
      const { version: debian } = literals(await execute(server.url, "second"));
      expect(debian).toMatch(/^4\./);
    } finally {
      await server.stop();
    }
  });

  it("is told what cannot be published, and why", async () => {
    writeFileSync(join(folder, "broken.py"), "import no_such_library\n");
    const words = [cli, "doctor", "--pywps", "broken.py", "--data", join(folder, "doctor")];
    const ended = promisify(execFile)(process.execPath, words, { cwd: folder });
    const { code, stdout } = await ended.then(
      ({ stdout: text }) => ({ code: 0, stdout: text }),
      (error: { readonly code: number; readonly stdout: string }) => error,
    );
    expect(code).toBe(3);
    expect(stdout).toContain("broken: The Python module no_such_library is not installed.");
  });
});
