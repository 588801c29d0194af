// OWSLib drives the bridged processes as it drives PyWPS: the same calls, and all that it reports is equal.
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { root, type Server } from "../e2e/server.js";
import { fixtures, type Other, python, startBridge, startPywps } from "./ground.js";

const script = join(root, "test", "pywps", "owslib_check.py");
const config = join(fixtures, "atlas", "atlas", "default.cfg");

async function drive(url: string): Promise<Record<string, unknown>> {
  const { stdout } = await promisify(execFile)(python, ["-B", script, `${url}/wps`]);
  // OWSLib prints while it waits.
  return JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as Record<string, unknown>;
}

describe("OWSLib", () => {
  let theirs: Other;
  let ours: Server;

  beforeAll(async () => {
    theirs = await startPywps("atlas", "atlas.processes", config);
    ours = await startBridge(["--pywps", join(fixtures, "atlas"), "--pywps-config", config]);
  });

  afterAll(async () => {
    await theirs.stop();
    await ours.stop();
  });

  it("sees and gets the same from PyWPS and from the bridge", { timeout: 120_000 }, async () => {
    const seen = await drive(ours.url);
    expect(seen).toEqual(await drive(theirs.url));
    expect(seen).toMatchObject({ asynchronous: ["ProcessSucceeded", 100, expect.anything(), true], reference: [true, 6000] });
  });
});

describe("mode = docker of a pywps.cfg", () => {
  it("means it: without a daemon the server does not start, and nothing runs without isolation", { timeout: 120_000 }, async () => {
    const folder = join(fixtures, "docker-mode");
    const started = startBridge([
      "--pywps",
      join(fixtures, "demo", "processes"),
      "--pywps-config",
      join(folder, "pywps.cfg"),
      "--config",
      join(folder, "no-daemon.toml"),
    ]);
    await expect(started).rejects.toThrow(/docker/i);
  });
});
