// Mounts and unmounts memory file systems through one small child that stays. Perl, where it is (Debian's base has it), makes the system calls
// itself; else a shell runs mount(8), which costs twenty times as much CPU but still less than a child of Node's (bench/RESULTS.md).
// The programs' texts are constant; values are their data. One command at a time, in order.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";

export interface Mounts {
  /** `options` as of mount(8): those of tmpfs, nosuid, nodev. Fails with an Error that holds the complaint. */
  mountMemory(target: string, options: string): Promise<void>;
  unmount(target: string): Promise<void>;
}

/** Both programs read a verb and two values a line each, and answer the exit code and the complaint, ended by a NUL. */
const shell = `while IFS= read -r verb && IFS= read -r target && IFS= read -r options; do
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

/** Starts the program; it ends with the spawner, whose end of its input then closes. `interpreter`: where Perl would be. */
export function makeMounts(interpreter = "/usr/bin/perl"): Mounts {
  const waiting: { resolve: () => void; reject: (error: Error) => void }[] = [];
  const [command = "", ...words] = programOf(interpreter);
  const start = () => {
    const child = spawn(command, words, {
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
      running = start();
      for (const call of waiting.splice(0)) call.reject(new Error("mounting failed: the program that mounts ended"));
    });
    return child;
  };
  let running = start();
  const ask = (verb: "mount" | "umount", target: string, options: string) =>
    new Promise<void>((resolve, reject) => {
      if (/[\n\0]/.test(target + options)) return reject(new Error("mounting failed: a path holds a line break"));
      waiting.push({ resolve, reject });
      running.stdin.write(`${verb}\n${target}\n${options}\n`);
    });
  return {
    mountMemory: (target, options) => ask("mount", target, options),
    unmount: (target) => ask("umount", target, ""),
  };
}
