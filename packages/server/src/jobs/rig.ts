// The jobs room on the fake engine, for its tests: a rig that performs operations, what it runs, and how it is closed. Whatever a rig leaves fails its test.
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { OutputValue, ProcessDescription } from "@terrarium/sdk";
import { afterAll, afterEach, expect } from "vitest";
import type { Bundle, DeployedProcess, Engine } from "../core/engine.js";
import { fault } from "../core/errors.js";
import type { Execute, ExecuteInput } from "../core/execute.js";
import type { Job, JobStatus, JobStore } from "../core/job.js";
import type { StoredFile } from "../core/message.js";
import type { Caller } from "../core/operation.js";
import type { FileStore } from "../core/staging.js";
import { type FakeEngine, type FakeScript, makeFakeEngine } from "../engines/fake/fake.js";
import { makeFileStore } from "../staging/file/file-store.js";
import { makeMemoryStore } from "../stores/memory/memory-store.js";
import { makeSqliteStore } from "../stores/sqlite/sqlite-store.js";
import { type Jobs, makeJobs } from "./jobs.js";
import { defaultLimits, type JobLimits, type JobsParts } from "./parts.js";

export const description: ProcessDescription = {
  id: "say_hello",
  title: "Say hello",
  version: "1",
  inputs: [
    { id: "name", title: "Name", kind: "literal", dataType: "string", minOccurs: 1, maxOccurs: 1 },
    {
      id: "layer",
      title: "Layer",
      kind: "complex",
      formats: [{ mediaType: "text/plain" }, { mediaType: "text/plain", encoding: "base64" }],
      minOccurs: 0,
      maxOccurs: 2,
    },
  ],
  outputs: [
    { id: "response", title: "Response", kind: "literal", dataType: "string" },
    { id: "file", title: "File", kind: "complex", formats: [{ mediaType: "text/plain" }] },
  ],
  storeSupported: true,
  statusSupported: true,
};
export const limits = {
  wallMs: 60_000,
  memoryBytes: 2 ** 30,
  cpus: 1,
  pids: 64,
  diskBytes: 2 ** 26,
  inodes: 1000,
  fds: 64,
  outputBytes: 1000,
  logBytes: 1000,
};
export const deployed: DeployedProcess = {
  hash: "h",
  description,
  command: [],
  mounts: [],
  environment: {},
  limits,
  network: { kind: "none" },
};

export const hello: OutputValue = { id: "response", kind: "literal", value: "Hello World" };
export const file: OutputValue = { id: "file", kind: "complex", file: "out.txt", format: { mediaType: "text/plain" } };
export const silentLog = { info: () => undefined, warn: () => undefined, error: () => undefined };
export const me: Caller = { owner: "me" };

export interface Rig {
  readonly root: string;
  readonly jobs: Jobs;
  readonly store: JobStore;
  readonly engine: FakeEngine;
  readonly files: FileStore;
  /** Bundles of started jobs, in order. */
  readonly bundles: Bundle[];
  execute(over?: Partial<Execute>, caller?: Caller, idempotencyKey?: string): Promise<Job>;
  status(id: string): Promise<Job>;
  /** Resolves with the job when it is in this state. */
  reaches(id: string, ...statuses: JobStatus[]): Promise<Job>;
  /** Resolves with its bundle when the job was told to go. */
  begun(id: string): Promise<string>;
  upload(text: string): Promise<StoredFile>;
  /** What the file store keeps. */
  keys(): Promise<string[]>;
  close(): Promise<void>;
  /** As kill -9: nothing that this server still does has any effect; what its engine has started goes on. */
  crash(): Promise<void>;
}

export interface RigOptions {
  readonly script?: (bundle: Bundle, nth: number) => FakeScript;
  readonly limits?: Partial<JobLimits>;
  readonly store?: (root: string) => JobStore;
  readonly engine?: (engine: FakeEngine) => Engine;
  /** The engine that a former server left. */
  readonly left?: FakeEngine;
  readonly parts?: Partial<JobsParts>;
  readonly root?: string;
}

export const open: Rig[] = [];
export const roots = new Set<string>();

export const literalOnly = { outputs: [{ id: "response", transmission: "value" as const }] };

/** A store that tells those who wait for a job about every change of it. */
export function observed(store: JobStore): { store: JobStore; reaches: Rig["reaches"] } {
  const lookers = new Map<string, Set<(job: Job) => void>>();
  const tell = (job: Job | undefined): void => {
    if (job !== undefined) for (const look of lookers.get(job.id) ?? []) look(job);
  };
  return {
    store: {
      ...store,
      async change(...all) {
        const job = await store.change(...all);
        tell(job);
        return job;
      },
    },
    reaches: (id, ...statuses) =>
      new Promise((resolve) => {
        const own = lookers.get(id) ?? new Set();
        lookers.set(id, own);
        const look = (job: Job): void => {
          if (!statuses.includes(job.status)) return;
          own.delete(look);
          resolve(job);
        };
        own.add(look);
        void store.get(id).then((job) => job !== undefined && look(job));
      }),
  };
}

/** The same object, whose calls never come back once the server is dead. */
function mortal<T extends object>(whole: T, isDead: () => boolean): T {
  const calls = Object.entries(whole).map(([name, value]: [string, unknown]) => {
    if (typeof value !== "function") return [name, value];
    return [name, (...all: unknown[]): unknown => (isDead() ? new Promise(() => undefined) : value(...all))];
  });
  return Object.fromEntries(calls) as T;
}

export async function makeRig(options: RigOptions = {}): Promise<Rig> {
  const root = options.root ?? (await mkdtemp(join(tmpdir(), "terrarium-jobs-")));
  roots.add(root);
  const files = await makeFileStore({ root, inputBytes: 1e6 });
  const { store, reaches } = observed(options.store?.(root) ?? makeMemoryStore({ now: Date.now }));
  const bundles: Bundle[] = [];
  let nth = 0;
  const script = options.script ?? (() => ({ results: [hello, file], files: { "out.txt": "content" } }));
  const engine = options.left ?? makeFakeEngine({ script: (bundle) => script(bundle, nth++) });
  let isDead = false;
  const watched: Engine = {
    ...engine,
    async create(bundle) {
      bundles.push(bundle);
      return engine.create(bundle);
    },
  };
  const jobs = makeJobs({
    store: mortal(store, () => isDead),
    engine: mortal(options.engine?.({ ...engine, ...watched }) ?? watched, () => isDead),
    isolationOf: () => ({ engine: "fake", enforced: [], notEnforced: [] }),
    catalogue: { list: () => [deployed], get: (id) => (id === "say_hello" ? deployed : undefined), updateSequence: 1 },
    files,
    fetcher: {
      fetch: async (_reference, id) => {
        throw fault("unreachable-input", `The reference of input ${id} was not fetched: no.`, id);
      },
    },
    bundlesDir: join(root, "bundles"),
    logsDir: join(root, "logs"),
    limits: { ...defaultLimits, running: 4, inputBytes: 1e6, ...options.limits },
    pool: { perProcess: 0, total: 0, idleMs: 1000 },
    worker: "test",
    now: Date.now,
    log: silentLog,
    ...options.parts,
  });
  await jobs.recover();
  const status = async (id: string): Promise<Job> => {
    const job = await store.get(id);
    if (job === undefined) throw new Error(`no job ${id}`);
    return job;
  };
  const rig: Rig = {
    root,
    jobs,
    store,
    engine,
    files,
    bundles,
    status,
    async execute(over, caller = me, idempotencyKey) {
      const inputs: ExecuteInput[] = [{ id: "name", data: { kind: "value", value: "World" } }];
      const execute: Execute = {
        processId: "say_hello",
        inputs,
        outputs: [],
        mode: "async",
        response: "document",
        store: true,
        status: true,
        lineage: false,
        ...over,
      };
      const outcome = await jobs.perform({ kind: "execute", execute, ...(idempotencyKey === undefined ? {} : { idempotencyKey }) }, caller);
      if (outcome.kind !== "job") throw new Error("no job");
      return outcome.job;
    },
    reaches,
    async begun(id) {
      await reaches(id, "running");
      for (;;) {
        const { handle } = await status(id);
        if (handle !== undefined) {
          await engine.started(handle.id);
          return handle.id;
        }
        await new Promise(setImmediate);
      }
    },
    async upload(text) {
      const sink = await files.uploads().create();
      await sink.write(Buffer.from(text));
      return sink.close();
    },
    keys: async () => (await files.list()).map(({ key }) => key),
    async close() {
      await jobs.close();
      await engine.close();
      await store.close();
    },
    async crash() {
      isDead = true;
      open.splice(open.indexOf(rig), 1);
      engine.desert();
      await store.close();
    },
  };
  open.push(rig);
  return rig;
}

/** Closes every rig after its test and looks for what it left. */
export function closeAfterEach(): void {
  afterEach(async () => {
    const rigs = open.splice(0);
    for (const rig of rigs) await rig.close();
    for (const rig of rigs) expect(await readdir(join(rig.root, "bundles"))).toEqual([]);
  });
  afterAll(async () => {
    for (const root of roots) await rm(root, { recursive: true, force: true });
  });
}

export const finals: JobStatus[] = ["successful", "failed", "dismissed"];
export const sync = { mode: "sync", store: false, status: false } as const;

/** Jobs that outlive the server that took them. */
export const sqlite = (root: string): JobStore => makeSqliteStore({ file: join(root, "jobs.db"), now: Date.now });

export const held = (): FakeScript => ({ hold: true, results: [hello] });
