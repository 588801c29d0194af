// Which engines a server has, by its configuration, on a real host.
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadConfig } from "../config/load.js";
import type { DeployedProcess } from "../core/engine.js";
import { makeEgress } from "./egress.js";
import { type EngineInUse, startEngine } from "./engine.js";

const isRoot = process.getuid?.() === 0;
const needsRoot = isRoot ? "" : " (skipped: needs root)";
let dir = "";
let started: EngineInUse | undefined;
beforeEach(() => {
  dir = mkdtempSync("/var/tmp/terrarium-engine-");
  chmodSync(dir, 0o711);
  mkdirSync(join(dir, "data", "bundles"), { recursive: true });
});
afterEach(async () => {
  await started?.close();
  started = undefined;
  rmSync(dir, { recursive: true, force: true });
});

async function start(text: string): Promise<EngineInUse> {
  writeFileSync(join(dir, "terrarium.toml"), text);
  const config = loadConfig({ file: join(dir, "terrarium.toml"), env: {} });
  const owner = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
  started = await startEngine({
    config,
    dataDir: join(dir, "data"),
    owner,
    folders: [],
    warn: () => {},
    egress: makeEgress(config, { info() {}, warn() {} }),
  });
  return started;
}

const process_ = (engine?: string) =>
  ({ limits: {}, network: { kind: "none" }, ...(engine === undefined ? {} : { engine }) }) as unknown as DeployedProcess;

describe("the engines of a server", () => {
  it.skipIf(!isRoot)(`are those that are named, and each process's jobs tell which of them runs them${needsRoot}`, async () => {
    const { running, isolationOf, choices } = await start(
      '[processes.override.a]\nengine = "crun"\n[[processes.entry]]\npath = "x"\nengine = "runsc"',
    );
    expect([...running.keys()]).toEqual(["bwrap", "runsc", "crun"]);
    expect(isolationOf(process_())).toMatchObject({ engine: "bwrap", runtime: expect.stringMatching(/^bubblewrap \d/) });
    expect(isolationOf(process_("crun"))).toMatchObject({ engine: "crun", runtime: expect.stringMatching(/^crun \d/) });
    expect(isolationOf(process_("runsc"))).toMatchObject({ engine: "runsc", notEnforced: expect.arrayContaining(["pids"]) });
    // A file that is meant for the stricter engine describes itself there; another one could be "a", for which that is not asked.
    expect([choices.first("runsc"), choices.first(undefined)]).toEqual(["runsc", "bwrap"]);
  });
  it.skipIf(!isRoot)(`refuse to run a process elsewhere when its own cannot run, and say why${needsRoot}`, async () => {
    const { running, choices } = await start('[engines.crun]\nprogram = "/nowhere/crun"\n[processes.override.a]\nengine = "crun"');
    expect([...running.keys()]).toEqual(["bwrap"]);
    expect(choices.unusable.get("crun")).toMatch(/\/nowhere\/crun/);
  });
  it.each([
    ["the default one cannot run", '[isolation]\nengine = "crun"\n[engines.crun]\nprogram = "/nowhere/crun"', /\/nowhere\/crun/],
    [
      "a process that nobody knows yet might be meant for one that is stricter than any that can run",
      '[engines.runsc]\nprogram = "/nowhere/runsc"\n[processes.override.a]\nengine = "runsc"',
      /processes\.override\.a.*runsc/,
    ],
  ])("end the start when %s", async (_when, text, message) => {
    await expect(start(text)).rejects.toThrow(message);
  });
  it("are not blamed for a disk that is full: the start ends, and says what to do", async () => {
    mkdirSync(join(dir, "data", "spawner"));
    symlinkSync("/dev/full", join(dir, "data", "spawner", "folders.json"));
    await expect(start("")).rejects.toThrow(/^Nothing more can be written below .*data \(ENOSPC\); make room there, /);
  });
  it.skipIf(!isRoot)(`must each have what isolation.require demands${needsRoot}`, async () => {
    const { running, choices } = await start('[isolation]\nrequire = ["pids"]\n[[processes.entry]]\npath = "x"\nengine = "runsc"');
    expect([...running.keys()]).toEqual(["bwrap"]);
    expect(choices.unusable.get("runsc")).toMatch(/pids/);
  });
});
