// The launcher of an OCI sandbox as the spawner gets it: a runtime inside a pid and mount namespace of its own, so that its end is the end of
// everything, and its state lies in memory that vanishes with it. Nothing of a runtime is ever on the host: nothing to find, nothing to sweep.
import type { Word } from "../../core/spawner.js";
import type { Runtime } from "./runtimes.js";

/** Ends the pieces of config.json; no piece of a JSON text is like it. */
const end = "--";

/**
 * $1 a folder to cover with the runtime's memory, $2 "yes": hide cgroup v2, then pieces of config.json up to the end mark, then the runtime and its
 * words. Constant text; values are arguments only.
 */
const script = `set -e
stage=$1
if [ "$2" = yes ] && [ -d /sys/fs/cgroup/unified ]; then mount -t tmpfs -o size=4k terrarium /sys/fs/cgroup/unified; fi
mount -t tmpfs -o size=4m,mode=0700,nosuid,nodev terrarium "$stage"
cd "$stage"
shift 2
while [ "$1" != ${end} ]; do printf %s "$1"; shift; done >config.json
program=$2
shift 2
exec "$program" "--root=$stage/state" "$@"`;

export interface LauncherParts {
  readonly runtime: Runtime;
  /** The runtime's path. */
  readonly program: string;
  /** Unique inside: there is but one. */
  readonly id: string;
  /** An empty folder of the bundle. */
  readonly stage: string;
  /** The words of config.json. */
  readonly config: readonly Word[];
}

/** The whole command. */
export function launcherCommand({ runtime, program, id, stage, config }: LauncherParts): Word[] {
  return [
    ...["unshare", "--mount", "--propagation", "private", "--pid", "--fork", "--kill-child", "--mount-proc"],
    ...["/bin/sh", "-c", script, "terrarium", { host: stage }, runtime.fearsHybrid ? "yes" : "no"],
    ...config,
    ...[end, program, ...runtime.options, "run", id],
  ];
}
