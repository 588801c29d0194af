// Tries the engine for real: one container looks at itself and says what it sees. Where there is none, finds the line that cures it.
import { access, constants } from "node:fs/promises";
import type { Engine, Health } from "../../core/engine.js";
import type { SpawnerFacts } from "../../core/spawner.js";
import { always, failed, findings, isProcMasked, lookAround, lookInside, lookLimits } from "../sealed/look.js";
import type { Daemon } from "./container.js";

/** Adds the size of the file system of the work folder (blocks, and bytes of one), and whether /tmp can be used: its mode is the image's. */
const lookAtQuota = `${lookAround}
(: > /tmp/.probe) 2>/dev/null && echo "writes tmp"
stat -f -c 'quota %b %S' /job/work 2>/dev/null`;

export interface ProbeParts {
  readonly engine: Engine;
  readonly name: string;
  readonly socket: string;
  readonly facts: SpawnerFacts;
  readonly daemon: () => Promise<Daemon>;
  /** Resolves when the image is there. */
  readonly ready: () => Promise<void>;
}

async function cureFor({ name, socket }: ProbeParts, complaint: string): Promise<string> {
  if (!/ENOENT|ECONNREFUSED|EACCES/.test(complaint)) return complaint;
  const isThere = await access(socket, constants.R_OK | constants.W_OK).then(
    () => true,
    () => false,
  );
  if (/EACCES/.test(complaint) || (isThere && !/ECONNREFUSED/.test(complaint)))
    return `The user of this server may not use ${socket}. Type as root: usermod -aG ${name} USER`;
  const unit = name === "podman" ? "podman.socket" : "docker";
  return `No ${name} daemon listens on ${socket}. Type as root: systemctl start ${unit}, or name its socket in [engines.${name}]`;
}

/** The user inside is the leased one, whatever its number; only root is wrong, but where root of the container is nobody outside. */
function withUid(log: string, daemon: Daemon): string {
  const uid = /^Uid: (\d+)$/m.exec(log)?.[1];
  const isFine = uid !== undefined && (uid !== "0" || daemon.isRootless);
  const plain = isFine ? log.replace(/^Uid: \d+$/m, "Uid: 65534") : log;
  // Podman's init, a program of the host, is all that is there.
  return daemon.kind === "podman" ? plain.replace(/^sees \/run$/m, "") : plain;
}

function hasQuota(log: string): boolean {
  const [, blocks, bytes] = /^quota (\d+) (\d+)$/m.exec(log) ?? [];
  return blocks !== undefined && Number(blocks) * Number(bytes) <= lookLimits.diskBytes * 1.1;
}

function featuresOf(daemon: Daemon, facts: SpawnerFacts, log: string): Pick<Health, "enforced" | "notEnforced"> {
  const { memory, cpu, pids } = daemon.limits;
  const quota = hasQuota(log);
  const all = {
    memory,
    cpu,
    pids,
    "masked /proc": isProcMasked(log, false),
    "own uid": facts.isRoot,
    disk: quota,
    inodes: quota,
    freezer: memory || daemon.cgroupVersion === "2",
  };
  const names = Object.entries({ ...all, "user namespace": daemon.isRootless || (daemon.isRemapped && !facts.isRoot) });
  return {
    enforced: [...always, "fds", "wall", "output", "log", ...names.flatMap(([name, isSo]) => (isSo ? [name] : []))],
    notEnforced: names.flatMap(([name, isSo]) => (isSo ? [] : [name])),
  };
}

/** Health of the engine with this daemon. Never throws. */
export async function probeDocker(parts: ProbeParts): Promise<Health> {
  try {
    const daemon = await parts.daemon();
    await parts.ready();
    const log = await lookInside(parts.engine, parts.facts.bundlesDir, lookAtQuota);
    const wrong = [...findings(withUid(log, daemon)), ...(/^writes tmp$/m.test(log) ? [] : ["a writable /tmp"])];
    if (wrong.length > 0) return failed(`A container was made but does not hold: ${wrong.join(", ")} is missing. Do not use this daemon.`);
    const { version, storage, cgroupVersion, cgroupDriver } = daemon;
    return {
      ok: true,
      version: `${version} (${storage}, cgroup v${cgroupVersion} by ${cgroupDriver})`,
      ...featuresOf(daemon, parts.facts, log),
    };
  } catch (error) {
    return failed(await cureFor(parts, (error as Error).message));
  }
}
