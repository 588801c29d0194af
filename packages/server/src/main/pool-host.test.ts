import { mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makePoolHost } from "./pool-host.js";

let dir = "";
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "terrarium-host-"));
});
afterEach(() => rmSync(dir, { recursive: true }));

describe("the version of the host's runtime", () => {
  it("is the same until an interpreter is another file, is written to, or is gone", () => {
    const program = join(dir, "python3");
    writeFileSync(program, "one");
    const host = makePoolHost([program]);
    const versions = [host.runtimeVersion()];
    expect(host.runtimeVersion()).toBe(versions[0]);
    writeFileSync(join(dir, "new"), "one");
    renameSync(join(dir, "new"), program);
    versions.push(host.runtimeVersion());
    writeFileSync(program, "other");
    versions.push(host.runtimeVersion());
    rmSync(program);
    versions.push(host.runtimeVersion());
    expect(new Set(versions).size).toBe(4);
  });
  it("comes with whether memory is short, which it is not while tests can run", () => {
    expect(makePoolHost([]).isShort()).toBe(false);
  });
});
