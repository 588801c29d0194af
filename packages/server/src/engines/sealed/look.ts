// What a sandbox finds when it looks at itself, and what must not be among it: for the probes of engines.
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Limits } from "@terrarium/sdk";
import type { Bundle, Engine, Health } from "../../core/engine.js";

/** For a shell inside; one finding per line. Constant text. */
export const lookAround = `echo '{"terrarium":"ready"}'
read -r line
while read -r key value rest; do case $key in NoNewPrivs:|Seccomp:|CapEff:|CapBnd:|Uid:) echo "$key $value";; esac; done < /proc/self/status
while read -r device rest; do case $device in *:*) echo "device $device";; esac; done < /proc/net/dev
for path in /sys /root /var /run; do set -- $path/*; [ -e "$1" ] && echo "sees $path"; done
(: > /usr/.probe) 2>/dev/null && echo "writes /usr"
(: > /.probe) 2>/dev/null && echo "writes /"
(read -r first < /proc/kallsyms) 2>/dev/null && echo "reads kallsyms"
(echo probe > /proc/self/comm) 2>/dev/null && echo "writes /proc"
(: > /job/work/.probe) 2>/dev/null && echo "writes work"
echo "session $$"`;

/** Enough for the look. */
export const lookLimits: Limits = {
  wallMs: 20_000,
  memoryBytes: 64 * 1024 * 1024,
  cpus: 1,
  pids: 16,
  diskBytes: 1024 * 1024,
  inodes: 100,
  fds: 64,
  outputBytes: 1024,
  logBytes: 16 * 1024,
};

/** Has a sandbox of this engine run a shell script, and gives what it printed. Throws what the engine throws. */
export async function lookInside(engine: Engine, bundlesDir: string, script = lookAround): Promise<string> {
  const dir = await mkdtemp(join(bundlesDir, "probe-"));
  const id = `probe-${engine.name}-${process.pid}-${dir.slice(-6)}`;
  const command = ["/bin/sh", "-c", script];
  const bundle: Bundle = { id, dir, process: { command, mounts: [], environment: {} }, limits: lookLimits, network: { kind: "none" } };
  try {
    await mkdir(join(dir, "job", "in"), { recursive: true });
    const handle = await engine.create(bundle);
    try {
      const ended = engine.wait(handle, () => {});
      await engine.start(handle);
      return (await ended).log;
    } finally {
      await engine.remove(handle);
    }
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

/** What each of them enforces wherever it works at all. */
export const always = ["namespaces", "read-only root", "no network", "seccomp", "no capabilities"];

/** The health of an engine that cannot be used; `problem` says why, and what helps. */
export function failed(problem: string): Health {
  return { ok: false, enforced: [], notEnforced: always, problem };
}

/** What every sandbox must show and this one does not, in words; empty: it holds. `isSilent`: its /proc says nothing of no_new_privs. */
export function findings(log: string, isSilent = false): string[] {
  const lines = log.split("\n");
  const has = (line: string) => lines.includes(line);
  const wrong: string[] = [];
  if (!has("NoNewPrivs: 1") && !isSilent) wrong.push("no_new_privs");
  if (!has("Seccomp: 2")) wrong.push("seccomp");
  if (!has("CapEff: 0000000000000000")) wrong.push("no capabilities");
  if (!has("Uid: 65534")) wrong.push("namespaces");
  if (lines.some((line) => line.startsWith("device ") && line !== "device lo:")) wrong.push("no network");
  if (!has("device lo:")) wrong.push("network namespace");
  if (has("writes /") || has("writes /usr") || /^sees /m.test(log)) wrong.push("read-only root");
  if (!has("writes work")) wrong.push("a writable work folder");
  return wrong;
}

/** Is hidden what /proc tells of the kernel. `isWhole`: must all of /proc be read-only, too. */
export function isProcMasked(log: string, isWhole: boolean): boolean {
  return !/^reads kallsyms$/m.test(log) && !(isWhole && /^writes \/proc$/m.test(log));
}
