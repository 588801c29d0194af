// Processes that a job left behind when nothing held them: found by what they are called or where they are, and ended.
import { spawnSync } from "node:child_process";
import { readdir, readFile, readlink } from "node:fs/promises";
import { expect } from "vitest";
import { settled } from "../../packages/server/src/spawner/records.js";

const everyPid = async () => (await readdir("/proc")).filter((each) => /^\d+$/.test(each));

/** Processes that sleep for this many seconds. */
export async function daemons(marker: string): Promise<number[]> {
  const found: number[] = [];
  for (const pid of await everyPid()) {
    const command = await readFile(`/proc/${pid}/cmdline`, "latin1").catch(() => "");
    if (command.startsWith(`sleep\0${marker}`)) found.push(Number(pid));
  }
  return found;
}

/** Ends what a control left behind, whoever has its folder as the current one, and waits until none of it can write any more. */
export async function endDaemons(dir: string): Promise<void> {
  const areGone = await settled(async () => {
    let left = 0;
    for (const pid of await everyPid()) {
      if (!(await readlink(`/proc/${pid}/cwd`).catch(() => "")).startsWith(`${dir}/`)) continue;
      left++;
      // By the command, which does not mind that one has ended since.
      spawnSync("kill", ["-KILL", pid]);
    }
    return left === 0;
  }, 10_000);
  expect(areGone).toBe(true);
}
