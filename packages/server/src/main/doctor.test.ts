// The doctor as an administrator calls it, by the compiled command line.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const cli = fileURLToPath(new URL("../../dist/commands/cli.js", import.meta.url));

function doctor(env: Readonly<Record<string, string>>): {
  readonly code: number | null;
  readonly said: string;
  readonly complained: string;
} {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, "doctor"], { env: { ...process.env, ...env }, encoding: "utf8" });
  return { code: status, said: stdout, complained: stderr };
}

describe("terrarium doctor", () => {
  it("says line by line what this host enforces, and which override is for nothing", () => {
    const { code, said } = doctor({ TERRARIUM__PROCESSES__OVERRIDE__NOBODY__WALL: "1m" });
    expect(code).toBe(0);
    expect(said).toMatch(/^host {6}Linux .*control groups.*\nengine {4}bwrap /);
    expect(said).toContain("\nenforced  seccomp\n");
    expect(said.match(/^UNUSED .*$/gm)).toEqual([expect.stringMatching(/\[processes\.override\.nobody\]/i)]);
  });

  it("tells of an engine beside the default one that cannot run, why, and exits with 7", () => {
    const { code, said } = doctor({
      TERRARIUM__PROCESSES__OVERRIDE__nobody__ENGINE: "crun",
      TERRARIUM__ENGINES__crun__PROGRAM: "/nowhere/crun",
    });
    expect(code).toBe(7);
    expect(said).toMatch(/^UNUSABLE {2}crun: .*\/nowhere\/crun/m);
  });

  it("answers a configuration with mistakes by one line for each, and exits with 2", () => {
    const { code, said, complained } = doctor({ TERRARIUM__LIMITS__WAL: "1", TERRARIUM__ISOLATION__REQUIRE: "disc" });
    expect([code, said]).toEqual([2, ""]);
    expect(complained).toMatch(/^TERRARIUM__LIMITS__WAL: limits\.wal: there is no such key; did you mean "wall"\?\n$/);
  });
});
