// Mounts and unmounts memory file systems through one small shell that stays: a child of the shell is several times cheaper than one of
// Node's (bench/RESULTS.md). The shell's text is constant; values are its data. One command at a time, in order.
import { spawn } from "node:child_process";

export interface Mounts {
  /** Fails with an Error that holds what mount(8) complained about. */
  mountMemory(target: string, options: string): Promise<void>;
  unmount(target: string): Promise<void>;
}

/** Reads a verb and two values a line each; answers the exit code and the complaint, ended by a NUL. */
const script = `while IFS= read -r verb && IFS= read -r target && IFS= read -r options; do
  case $verb in
    mount) said=$(exec mount -t tmpfs -o "$options" terrarium "$target" 2>&1 </dev/null) ;;
    *) said=$(exec umount "$target" 2>&1 </dev/null) ;;
  esac
  printf '%s\\n%s\\0' "$?" "$said"
done`;

/** Starts the shell; it ends with the spawner, whose end of its input then closes. */
export function makeMounts(): Mounts {
  const waiting: { resolve: () => void; reject: (error: Error) => void }[] = [];
  const startShell = () => {
    const child = spawn("/bin/sh", ["-c", script], {
      cwd: "/",
      env: { PATH: "/usr/sbin:/usr/bin:/sbin:/bin", LANG: "C" },
      stdio: ["pipe", "pipe", "ignore"],
    });
    let answer = "";
    child.stdout.setEncoding("latin1").on("data", (text: string) => {
      answer += text;
      for (let end = answer.indexOf("\0"); end >= 0; end = answer.indexOf("\0")) {
        const [code, ...complaint] = answer.slice(0, end).split("\n");
        answer = answer.slice(end + 1);
        const call = waiting.shift();
        if (code === "0") call?.resolve();
        else call?.reject(new Error(`mounting failed: ${complaint.join(" ")}`));
      }
    });
    child.stdin.on("error", () => {});
    child.on("error", () => {});
    child.once("close", () => {
      shell = startShell();
      for (const call of waiting.splice(0)) call.reject(new Error("mounting failed: its shell ended"));
    });
    return child;
  };
  let shell = startShell();
  const ask = (verb: "mount" | "umount", target: string, options: string) =>
    new Promise<void>((resolve, reject) => {
      if (/[\n\0]/.test(target + options)) return reject(new Error("mounting failed: a path holds a line break"));
      waiting.push({ resolve, reject });
      shell.stdin.write(`${verb}\n${target}\n${options}\n`);
    });
  return {
    mountMemory: (target, options) => ask("mount", target, options),
    unmount: (target) => ask("umount", target, ""),
  };
}
