// Runs the golden bundles of test/fixtures/bundles against a runner command: a real child in a job folder of its own.
// Says nothing about how a language builds its processes; that is the caller's `command`.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { JobInput, JobOutput, Limits, OutputValue, ProcessDescription, RunnerMessage } from "@terrarium/sdk";
import { expect } from "vitest";

/** An expected output value: of a complex one the content, its file's name is free. */
type ExpectedOutput =
  | Exclude<OutputValue, { kind: "complex" }>
  | { readonly id: string; readonly kind: "complex"; readonly format: unknown; readonly text?: string; readonly json?: unknown };

export interface GoldenCase {
  readonly claim: string;
  readonly process: string;
  readonly inputs: readonly JobInput[];
  readonly outputs: readonly JobOutput[];
  readonly files?: Readonly<Record<string, string>>;
  readonly start?: "none";
  readonly channel?: "closed after ready";
  readonly jobFile?: "absent";
  readonly expect: {
    readonly exitCode: number;
    readonly ready?: false;
    readonly nothing?: true;
    readonly results?: readonly ExpectedOutput[];
    readonly error?: { readonly kind: string; readonly message?: string; readonly contains?: readonly string[]; readonly input?: string };
    readonly progress?: readonly { readonly percent?: number; readonly message?: string }[];
    readonly log?: readonly string[];
  };
}

interface GoldenBundles {
  readonly limits: Limits;
  readonly processes: Readonly<Record<string, { readonly behaviour: string; readonly description: ProcessDescription }>>;
  readonly cases: readonly GoldenCase[];
}

/** A program and its arguments, as `spawn` takes them. */
export type Command = readonly [string, ...string[]];

export const goldenFolder: string = join(import.meta.dirname, "..", "fixtures", "bundles");

export function readGoldenBundles(): GoldenBundles {
  return JSON.parse(readFileSync(join(goldenFolder, "cases.json"), "utf8")) as GoldenBundles;
}

interface Ended {
  readonly code: number | null;
  readonly messages: readonly RunnerMessage[];
  readonly log: string;
}

/** Runs a child to its end. `onLine` sees each line of the channel as it comes and may write the start line or close the channel. */
export async function runChild(
  command: Command,
  folder: string,
  onLine: (line: string, child: ReturnType<typeof spawn>) => void,
): Promise<Ended> {
  const [program, ...args] = command;
  const environment = { PATH: process.env["PATH"] ?? "/usr/bin:/bin", LANG: "C.UTF-8", HOME: join(folder, "work"), TERRARIUM_JOB: folder };
  const child = spawn(program, args, { cwd: join(folder, "work"), env: environment, stdio: ["pipe", "pipe", "pipe"] });
  const lines: string[] = [];
  let rest = "";
  let log = "";
  child.stdin.on("error", () => undefined);
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    const parts = (rest + text).split("\n");
    rest = parts.pop() ?? "";
    for (const line of parts) {
      lines.push(line);
      onLine(line, child);
    }
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    log += text;
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (status) => resolve(status));
  });
  return { code, messages: lines.map((line) => JSON.parse(line) as RunnerMessage), log };
}

/** What `command --describe` says. */
export async function describeWith(command: Command): Promise<RunnerMessage[]> {
  const folder = mkdtempSync(join(tmpdir(), "golden-"));
  try {
    mkdirSync(join(folder, "work"));
    const ended = await runChild([...command, "--describe"], folder, () => undefined);
    expect(ended.code, ended.log).toBe(0);
    return [...ended.messages];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Runs one case in a fresh job folder and asserts all that it expects. */
export async function checkGoldenCase(golden: GoldenCase, command: Command): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "golden-"));
  try {
    layOut(folder, golden);
    const ended = await runChild(command, folder, (line, child) => {
      if ((JSON.parse(line) as RunnerMessage).terrarium !== "ready") return;
      if (golden.channel !== undefined) child.stdout?.destroy();
      child.stdin?.end(golden.start === "none" ? "" : "start\n");
    });
    checkEnd(golden, ended, folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function layOut(folder: string, golden: GoldenCase): void {
  for (const name of ["in", "out", "work"]) mkdirSync(join(folder, name));
  for (const [name, text] of Object.entries(golden.files ?? {})) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const { inputs, outputs } = golden;
  const job = { jobId: "golden", processId: golden.process, inputs, outputs, limits: readGoldenBundles().limits };
  if (golden.jobFile !== "absent") writeFileSync(join(folder, "job.json"), JSON.stringify(job));
}

function checkEnd(golden: GoldenCase, ended: Ended, folder: string): void {
  const wanted = golden.expect;
  const kinds = ended.messages.map((message) => message.terrarium);
  expect(ended.code, ended.log).toBe(wanted.exitCode);
  if (wanted.ready !== false) expect(kinds.shift()).toBe("ready");
  if (wanted.nothing) {
    expect(kinds).toEqual([]);
    expect(readdirSync(join(folder, "out"))).toEqual([]);
    return;
  }
  const last = lastWord(folder, wanted.results !== undefined);
  if (golden.channel === undefined) {
    expect(ended.messages.at(-1)).toEqual(last);
    expect(kinds).toEqual([...(wanted.progress ?? []).map(() => "progress"), last.terrarium]);
    const progress = ended.messages.filter((message) => message.terrarium === "progress");
    expect(progress).toEqual((wanted.progress ?? []).map((one) => ({ terrarium: "progress", ...one })));
  }
  if (last.terrarium === "results") checkOutputs(wanted.results ?? [], last.outputs, folder);
  if (last.terrarium === "error") checkError(wanted.error, last);
  for (const text of wanted.log ?? []) expect(ended.log).toContain(text);
}

function lastWord(folder: string, succeeded: boolean): RunnerMessage {
  const [name, other] = succeeded ? ["results.json", "error.json"] : ["error.json", "results.json"];
  expect(existsSync(join(folder, "out", other))).toBe(false);
  return JSON.parse(readFileSync(join(folder, "out", name), "utf8")) as RunnerMessage;
}

function checkOutputs(wanted: readonly ExpectedOutput[], got: readonly OutputValue[], folder: string): void {
  const seen = got.map((value, index) => {
    if (value.kind !== "complex") return value;
    expect(value.file).toMatch(/^[^/]+$/);
    const { file, ...rest } = value;
    const text = readFileSync(join(folder, "out", file), "utf8");
    const asked = wanted[index];
    return asked !== undefined && "json" in asked ? { ...rest, json: JSON.parse(text) as unknown } : { ...rest, text };
  });
  expect(seen).toEqual(wanted);
}

function checkError(wanted: GoldenCase["expect"]["error"], got: RunnerMessage & { terrarium: "error" }): void {
  expect(got.kind).toBe(wanted?.kind);
  expect(got.input).toBe(wanted?.input);
  if (wanted?.message !== undefined) expect(got.message).toBe(wanted.message);
  for (const text of wanted?.contains ?? []) expect(got.message).toContain(text);
  expect(got.message).not.toMatch(/\n|Traceback|^\s*at /m);
}
