// Mounts and unmounts memory file systems through one small child that stays. Perl, where it is (Debian's base has it), makes the system calls
// itself; else a shell runs mount(8), which costs twenty times as much CPU but still less than a child of Node's (bench/RESULTS.md).
// The programs' texts are constant; values are their data. One command at a time, in order.
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { bornOf } from "./born.js";

export interface Mounts {
  /** `options` as of mount(8): those of tmpfs, nosuid, nodev. Fails with an Error that holds the complaint. */
  mountMemory(target: string, options: string): Promise<void>;
  unmount(target: string): Promise<void>;
}

/**
 * Both programs read a verb and two values a line each, and answer the exit code and the complaint, ended by a NUL. What the shell runs holds the
 * shell's output open, so that after a death nothing is still at work when the end of that output is told.
 */
const shell = `exec 3>&1
while IFS= read -r verb && IFS= read -r target && IFS= read -r options; do
  case $verb in
    mount) said=$(exec mount -t tmpfs -o "$options" terrarium "$target" 2>&1 </dev/null) ;;
    *) said=$(exec umount "$target" 2>&1 </dev/null) ;;
  esac
  printf '%s\\n%s\\0' "$?" "$said"
done`;

/** Arguments: the numbers of mount(2) and umount2(2). Of the options, nosuid (2) and nodev (4) are flags of the call. */
const perl = String.raw`$| = 1;
my ($mount, $umount) = map { $_ + 0 } @ARGV;
my %flags = (nosuid => 2, nodev => 4);
while (defined(my $verb = <STDIN>) and defined(my $target = <STDIN>) and defined(my $options = <STDIN>)) {
  chomp($verb, $target, $options);
  my ($source, $type, $flag, @rest) = ("terrarium", "tmpfs", 0);
  for my $option (split /,/, $options) { if (exists $flags{$option}) { $flag |= $flags{$option} } else { push @rest, $option } }
  my $data = join ",", @rest;
  my $failed = ($verb eq "mount" ? syscall($mount, $source, $target, $type, $flag, $data) : syscall($umount, $target, 0)) == -1;
  print $failed ? 1 : 0, "\n", $failed ? "$verb $target: $!" : "", "\0";
}`;

const callNumbers: Readonly<Record<string, readonly [mount: string, umount: string]>> = { x64: ["165", "166"], arm64: ["40", "39"] };

/** The program and its arguments. */
function programOf(interpreter: string): readonly string[] {
  const numbers = callNumbers[process.arch];
  return numbers && existsSync(interpreter) ? [interpreter, "-e", perl, ...numbers] : ["/bin/sh", "-c", shell];
}

/** The program that was asked has died: nobody knows whether it did what it was asked. */
class Unanswered extends Error {}

/** So often something is asked before it is given up. */
const times = 3;

interface Program {
  /** Resolves when it is done; throws an Error that holds the complaint, or Unanswered. */
  ask(verb: "mount" | "umount", target: string, options: string): Promise<void>;
}

/** Starts the program; it ends with the spawner, whose end of its input then closes. Throws what the system says where no child can be made. */
async function startProgram(interpreter: string, gone: () => void): Promise<Program> {
  const waiting: { resolve: () => void; reject: (error: Error) => void }[] = [];
  const [command = "", ...words] = programOf(interpreter);
  const child = spawn(command, words, {
    cwd: "/",
    env: { PATH: "/usr/sbin:/usr/bin:/sbin:/bin", LANG: "C" },
    stdio: ["pipe", "pipe", "ignore"],
  });
  await bornOf(child);
  let isGone = false;
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
  child.once("close", () => {
    isGone = true;
    gone();
    for (const call of waiting) call.reject(new Unanswered("mounting failed: the program that mounts ended"));
  });
  return {
    ask: (verb, target, options) =>
      new Promise((resolve, reject) => {
        if (isGone) return reject(new Unanswered("mounting failed: the program that mounts ended"));
        waiting.push({ resolve, reject });
        child.stdin.write(`${verb}\n${target}\n${options}\n`);
      }),
  };
}

/** Is something mounted at `target`; its path stands in the table with blanks and backslashes as octal numbers. */
function isMounted(target: string): boolean {
  const written = target.replace(/[ \t\\]/g, (one) => `\\${one.charCodeAt(0).toString(8).padStart(3, "0")}`);
  return readFileSync("/proc/self/mountinfo", "utf8").includes(` ${written} `);
}

/** Starts the program, and another when it is asked after the death of one. `interpreter`: where Perl would be. */
export function makeMounts(interpreter = "/usr/bin/perl"): Mounts {
  let running: Promise<Program> | undefined;
  const forget = () => {
    running = undefined;
  };
  const start = () => {
    running = startProgram(interpreter, forget);
    running.catch(forget);
    return running;
  };
  start();
  const askOnce = async (verb: "mount" | "umount", target: string, options: string) =>
    (await (running ?? start())).ask(verb, target, options);
  const ask = async (verb: "mount" | "umount", target: string, options: string) => {
    if (/[\n\0]/.test(target + options)) throw new Error("mounting failed: a path holds a line break");
    for (let more = times; ; more--) {
      try {
        return await askOnce(verb, target, options);
      } catch (error) {
        if (!(error instanceof Unanswered)) throw error;
        // One call mounts all or nothing: what the table says is what it did.
        if (isMounted(target) === (verb === "mount")) return;
        if (more <= 1) throw error;
      }
    }
  };
  return {
    mountMemory: (target, options) => ask("mount", target, options),
    unmount: (target) => ask("umount", target, ""),
  };
}
