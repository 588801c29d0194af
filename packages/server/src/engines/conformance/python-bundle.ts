// Jobs that are Python programs and speak the runner's channel themselves, so that tests of engines need no SDK; a case for engines that run no
// commands says in a FakeScript what its program does.
import { createHash } from "node:crypto";
import { chmod, mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Limits, RunnerMessage } from "@terrarium/sdk";
import type { Bundle, Engine, Exit, Handle } from "../../core/engine.js";
import type { FakeScript } from "../fake/fake.js";

export const roomy: Limits = {
  wallMs: 30_000,
  memoryBytes: 256 * 1024 * 1024,
  cpus: 2,
  pids: 64,
  diskBytes: 16 * 1024 * 1024,
  inodes: 1000,
  fds: 256,
  outputBytes: 8 * 1024 * 1024,
  logBytes: 64 * 1024,
};

/** What the programs below start with: the channel, and the paths of the job. */
const prelude = `import json, os, sys, time
channel = os.fdopen(os.dup(1), "w", buffering=1)
os.dup2(2, 1)
job = os.environ.get("TERRARIUM_JOB", "/job")
def say(**message): channel.write(json.dumps(message) + "\\n")
def say_results(*outputs): say(terrarium="results", outputs=list(outputs))
def wait_for_start():
    say(terrarium="ready")
    if sys.stdin.readline() == "": sys.exit(0)
`;

/** A program, and the same told to the fake engine. */
export interface Told {
  readonly program: string;
  readonly script: FakeScript;
}

/** What the programs of bundles do, by bundle id: for the fake engine, which cannot run them. */
export const scripts = new Map<string, FakeScript>();

/** A bundle in `folder` that runs this Python program; by default it waits for its start first. */
export async function pythonBundle(folder: string, told: string | Told, limits: Partial<Limits> = {}): Promise<Bundle> {
  const { program, script } = typeof told === "string" ? { program: told, script: undefined } : told;
  const dir = await mkdtemp(join(folder, "bundle-"));
  await chmod(dir, 0o755);
  await mkdir(join(dir, "job", "in"), { recursive: true });
  await mkdir(join(dir, "process"));
  await writeFile(join(dir, "process", "main.py"), `${prelude}${program}`);
  const id = `${dir.slice(-6)}-${createHash("sha256").update(dir).digest("hex").slice(0, 8)}`;
  if (script !== undefined) scripts.set(id, script);
  return {
    id,
    dir,
    process: {
      command: ["/usr/bin/python3", "-I", "/process/main.py"],
      mounts: [{ source: join(dir, "process"), target: "/process" }],
      environment: {},
    },
    limits: { ...roomy, ...limits },
    network: { kind: "none" },
  };
}

export interface Ran {
  readonly exit: Exit;
  readonly messages: readonly RunnerMessage[];
  readonly handle: Handle;
}

/** Creates and starts; what follows may act on it before it ends. */
export async function begin(engine: Engine, bundle: Bundle) {
  const handle = await engine.create(bundle);
  const messages: RunnerMessage[] = [];
  const heard: { readonly isIt: (message: RunnerMessage) => boolean; readonly resolve: () => void }[] = [];
  const exited = engine.wait(handle, (message) => {
    messages.push(message);
    for (const each of heard) if (each.isIt(message)) each.resolve();
  });
  await engine.start(handle);
  /** Resolves with the first progress with this message. */
  const said = (text: string) =>
    new Promise<void>((resolve, reject) => {
      const isIt = (message: RunnerMessage) => message.terrarium === "progress" && message.message === text;
      if (messages.some(isIt)) resolve();
      heard.push({ isIt, resolve });
      exited.then((exit) => reject(new Error(`It ended before it said ${text}: ${JSON.stringify(exit)}`)));
    });
  return { handle, messages, exited, said };
}

/** The whole way of one job; the caller removes it. */
export async function runJob(engine: Engine, bundle: Bundle): Promise<Ran> {
  const { handle, messages, exited } = await begin(engine, bundle);
  return { exit: await exited, messages, handle };
}
