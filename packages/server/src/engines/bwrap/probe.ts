// Tries the engine for real: one sandbox looks at itself and says what it sees. Where it cannot be made, cure.ts finds the one line that helps.
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Bundle, Engine, Health } from "../../core/engine.js";
import type { SpawnerFacts } from "../../core/spawner.js";
import { findings, isProcMasked, lookAround, lookLimits } from "../sealed/look.js";
import { cureFor } from "./cure.js";

function versionOf(): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile("bwrap", ["--version"], { env: { PATH: "/usr/bin:/bin" } }, (error, text) => {
      resolve(error ? undefined : text.trim().replace(/^bubblewrap /, ""));
    });
  });
}

const always = ["namespaces", "read-only root", "no network", "seccomp", "no capabilities"];

function failed(problem: string): Health {
  return { ok: false, enforced: [], notEnforced: always, problem };
}

/** Runs the looking sandbox and tells what it said. */
async function look(engine: Engine, dir: string): Promise<string> {
  const id = `probe-${process.pid}-${dir.slice(-6)}`;
  const process_ = { command: ["/bin/sh", "-c", lookAround], mounts: [], environment: {} };
  const bundle: Bundle = { id, dir, process: process_, limits: lookLimits, network: { kind: "none" } };
  await mkdir(join(dir, "job", "in"), { recursive: true });
  const handle = await engine.create(bundle);
  try {
    const ended = engine.wait(handle, () => {});
    await engine.start(handle);
    return (await ended).log;
  } finally {
    await engine.remove(handle);
  }
}

/** Health of the bubblewrap engine on this host. Never throws. */
export async function probeBwrap(engine: Engine, facts: SpawnerFacts): Promise<Health> {
  const version = await versionOf();
  if (version === undefined) return failed(await cureFor("bwrap: not found"));
  let dir: string | undefined;
  try {
    dir = await mkdtemp(join(facts.bundlesDir, "probe-"));
    const seen = await look(engine, dir);
    const wrong = findings(seen);
    if (wrong.length > 0) return failed(`A sandbox was made but does not hold: ${wrong.join(", ")} is missing. Do not use this host.`);
    const [enforced, notEnforced] = isProcMasked(seen, true) ? [["masked /proc"], []] : [[], ["masked /proc"]];
    return {
      ...{ ok: true, version },
      enforced: [...always, ...enforced, ...facts.enforced],
      notEnforced: [...notEnforced, ...facts.notEnforced],
    };
  } catch (error) {
    return failed(await cureFor((error as Error).message));
  } finally {
    if (dir !== undefined) await rm(dir, { recursive: true, force: true });
  }
}
