// What a power cut leaves of a job database: all calls of a writer that change its files are recorded in order by strace, and played again up to a cut,
// without what was not synced by then - or with a part of it, torn in the middle, as disks may leave it.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { makeJob } from "../../packages/server/src/stores/conformance/ground.js";
import { root } from "./site.js";

export type Step =
  | { readonly kind: "write"; readonly file: string; readonly at: number; readonly bytes: Buffer }
  | { readonly kind: "truncate"; readonly file: string; readonly length: number }
  | { readonly kind: "sync"; readonly file: string }
  /** The client was told of this job. */
  | { readonly kind: "told"; readonly id: string };

/** Adds jobs, two at a time, and says the id of each when the store has promised it. */
const writer = `import { writeSync } from "node:fs";
const [store, file, job, rounds] = process.argv.slice(2);
const { makeSqliteStore } = await import(store);
const jobs = makeSqliteStore({ file, now: Date.now });
for (let n = 0; n < Number(rounds); n++) {
  await Promise.all([0, 1].map(async (m) => {
    const id = "job" + n + "x" + m;
    await jobs.add({ ...JSON.parse(job), id });
    writeSync(1, "told " + id + "\\n");
  }));
}
process.exit(0);`;

function bytesOf(text: string): Buffer {
  return Buffer.from(text.replaceAll("\\x", ""), "hex");
}

/** One line of strace as a step; `names` are the open files of interest by descriptor. */
function stepOf(line: string, names: Map<string, string>): Step | undefined {
  const opened = /^openat\(\S+, "([^"]+)".* = (\d+)$/.exec(line);
  if (opened?.[1] !== undefined && opened[2] !== undefined) {
    const name = basename(bytesOf(opened[1]).toString());
    if (/^jobs\.sqlite(-wal)?$/.test(name)) names.set(opened[2], name);
    else names.delete(opened[2]);
  }
  const [, call, fd = "", rest = ""] = /^(\w+)\((\d+)(.*)$/.exec(line) ?? [];
  if (call === "write" && fd === "1")
    return {
      kind: "told",
      id: bytesOf(/"([^"]*)"/.exec(rest)?.[1] ?? "")
        .toString()
        .trim()
        .slice(5),
    };
  if (call === "close") names.delete(fd);
  const file = names.get(fd);
  if (file === undefined) return undefined;
  if (call === "pwrite64") {
    const [, text = "", at] = /^, "([^"]*)", \d+, (\d+)\)/.exec(rest) ?? [];
    return { kind: "write", file, at: Number(at), bytes: bytesOf(text) };
  }
  if (call === "ftruncate") return { kind: "truncate", file, length: Number(/^, (\d+)/.exec(rest)?.[1]) };
  return call === "fsync" || call === "fdatasync" ? { kind: "sync", file } : undefined;
}

/** Records a writer at work in `folder`, which is told of two jobs in each round. */
export function recordWriter(folder: string, rounds: number): Step[] {
  const program = join(folder, "writer.mjs");
  writeFileSync(program, writer);
  mkdirSync(join(folder, "written"));
  const [store, file, log] = [
    join(root, "packages/server/dist/stores/sqlite/sqlite-store.js"),
    join(folder, "written", "jobs.sqlite"),
    join(folder, "log"),
  ];
  const calls = "trace=openat,close,write,pwrite64,ftruncate,fsync,fdatasync";
  const words = ["-o", log, "-qq", "-xx", "-s", "1000000", "-e", calls, process.execPath, program];
  execFileSync("strace", [...words, pathToFileURL(store).href, file, JSON.stringify(makeJob("any")), String(rounds)], { stdio: "ignore" });
  const names = new Map<string, string>();
  return readFileSync(log, "latin1")
    .split("\n")
    .flatMap((line) => stepOf(line, names) ?? []);
}

function apply(files: Map<string, Buffer>, step: Step): void {
  if (step.kind !== "write" && step.kind !== "truncate") return;
  const before = files.get(step.file) ?? Buffer.alloc(0);
  if (step.kind === "truncate") {
    const after = Buffer.alloc(step.length);
    before.copy(after, 0, 0, step.length);
    files.set(step.file, after);
    return;
  }
  const after = Buffer.alloc(Math.max(before.length, step.at + step.bytes.length));
  before.copy(after);
  step.bytes.copy(after, step.at);
  files.set(step.file, after);
}

/** What of the writes that were not synced has reached the disk all the same. */
export type Tail = "none" | "all but half of the last" | "every second";

function reached(unsynced: readonly Step[], tail: Tail): Step[] {
  if (tail === "none") return [];
  if (tail === "every second") return unsynced.filter((_step, index) => index % 2 === 1);
  const last = unsynced.at(-1);
  if (last?.kind !== "write") return [...unsynced];
  return [...unsynced.slice(0, -1), { ...last, bytes: last.bytes.subarray(0, last.bytes.length >> 1) }];
}

/** Leaves in `folder` what a cut after these steps leaves; gives the ids of the jobs that clients had been told of. */
export function cut(steps: readonly Step[], tail: Tail, folder: string): string[] {
  const files = new Map<string, Buffer>();
  const unsynced = new Map<string, Step[]>();
  const told: string[] = [];
  for (const step of steps) {
    if (step.kind === "told") told.push(step.id);
    else if (step.kind === "sync") for (const done of unsynced.get(step.file)?.splice(0) ?? []) apply(files, done);
    else unsynced.set(step.file, [...(unsynced.get(step.file) ?? []), step]);
  }
  for (const left of unsynced.values()) for (const step of reached(left, tail)) apply(files, step);
  mkdirSync(folder, { recursive: true });
  for (const [name, bytes] of files) writeFileSync(join(folder, name), bytes);
  return told;
}
