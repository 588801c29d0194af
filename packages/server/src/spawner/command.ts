// Runs a short trusted command of the host (mount, umount, mkfs.ext4) and says what it complained about.
import { execFile } from "node:child_process";

const path = "/usr/sbin:/usr/bin:/sbin:/bin";

/** Fails with an Error that holds the command's last line of standard error. */
export function runCommand(name: string, words: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    execFile(name, words, { env: { PATH: path, LANG: "C" }, cwd: "/", timeout: 60_000 }, (error, _out, complaint) => {
      if (!error) return resolve();
      const last = complaint.trim().split("\n").at(-1);
      reject(new Error(`${name} failed: ${last || error.message}`));
    });
  });
}
