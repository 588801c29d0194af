// Tries the engine for real: one sandbox looks at itself and says what it sees. Where it cannot be made, finds the one line that cures it.
import { execFile } from "node:child_process";
import { access, mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Bundle, Engine, Health } from "../../core/engine.js";
import type { SpawnerFacts } from "../../core/spawner.js";
import { findings, lookAround, lookLimits } from "../sealed/look.js";

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

async function setting(path: string): Promise<string | undefined> {
  return readFile(path, "latin1").then(
    (text) => text.trim(),
    () => undefined,
  );
}

/** One sentence: what is missing and the line to type. */
async function cureFor(complaint: string): Promise<string> {
  if (/bwrap: not found|ENOENT/.test(complaint)) return "bubblewrap is not installed. Type: apt-get install bubblewrap";
  const isAboutNamespaces = /namespace|uid map|loopback|mount proc|pivot_root|Operation not permitted|Permission denied/i.test(complaint);
  if (!isAboutNamespaces) return `A sandbox could not be made: ${complaint}`;
  if ((await exists("/.dockerenv")) || (await exists("/run/.containerenv"))) {
    const options = "--security-opt seccomp=unconfined --security-opt systempaths=unconfined";
    return `This container may not make sandboxes. Start it with: docker run ${options}`;
  }
  if ((await setting("/proc/sys/kernel/unprivileged_userns_clone")) === "0") {
    return "User namespaces are switched off for users. Type as root: sysctl -w kernel.unprivileged_userns_clone=1";
  }
  if ((await setting("/proc/sys/user/max_user_namespaces")) === "0") {
    return "User namespaces are switched off. Type as root: sysctl -w user.max_user_namespaces=15000";
  }
  if ((await setting("/proc/sys/kernel/apparmor_restrict_unprivileged_userns")) === "1") {
    return "AppArmor forbids user namespaces to users. Type as root: sysctl -w kernel.apparmor_restrict_unprivileged_userns=0";
  }
  return `This host refuses to make a sandbox: ${complaint}`;
}

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
    const wrong = findings(await look(engine, dir));
    if (wrong.length > 0) return failed(`A sandbox was made but does not hold: ${wrong.join(", ")} is missing. Do not use this host.`);
    return { ok: true, version, enforced: [...always, ...facts.enforced], notEnforced: facts.notEnforced };
  } catch (error) {
    return failed(await cureFor((error as Error).message));
  } finally {
    if (dir !== undefined) await rm(dir, { recursive: true, force: true });
  }
}
