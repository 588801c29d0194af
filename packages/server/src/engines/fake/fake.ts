// An engine in memory, steered by the bundle: no child, no sandbox, the same contract and the same order of events as a real engine.
// It serves the tests of whoever drives an engine; what a job does is told by a FakeScript in FAKE_SCRIPT or by `parts.script`.
import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { OutputValue, RunnerMessage } from "@terrarium/sdk";
import { type Bundle, type Collected, type Engine, type Exit, type Handle, type LimitName, lostExit } from "../../core/engine.js";
import { fault } from "../../core/errors.js";
import { type LogRing, makeLogRing } from "../../core/log-ring.js";
import { lookOut } from "../../core/lookout.js";

/** What a job of the fake engine does once it is started. */
export interface FakeScript {
  /** `create` fails with engine-failed and this message. */
  readonly createError?: string;
  /** `start` fails with engine-failed and this message. */
  readonly startError?: string;
  /** Said first, e.g. progress. */
  readonly messages?: readonly RunnerMessage[];
  /** Said after `messages` (and after `hold` ended). */
  readonly results?: readonly OutputValue[];
  readonly error?: { readonly kind: "user" | "process"; readonly message: string; readonly input?: string };
  /** Content of the files in out/, by name. */
  readonly files?: Readonly<Record<string, string>>;
  /** Names in out/ that `collect` refuses as no regular file. */
  readonly notFiles?: readonly string[];
  /** After `messages` wait for `release`, `kill` or the wall time. */
  readonly hold?: boolean;
  /** Run this long on the injected clock before the results are said. */
  readonly runMs?: number;
  /** Default: "exited" with code 0, or 1 where `error` is set. */
  readonly exitReason?: Exit["reason"];
  readonly exitCode?: number;
  readonly limitsHit?: readonly LimitName[];
  readonly log?: string;
  /** `kill` is accepted and changes nothing; only `release` ends the job. */
  readonly ignoreKill?: boolean;
  /** The engine forgets the sandbox at `start`: `wait` resolves with "lost". */
  readonly loseHandle?: boolean;
}

export interface FakeClock {
  /** Calls `done` after `ms` unless the returned function was called before. */
  after(ms: number, done: () => void): () => void;
}

export interface FakeParts {
  /** Default: real timers. */
  readonly clock?: FakeClock;
  /** Default: the JSON in the bundle's environment FAKE_SCRIPT, else an empty script. */
  readonly script?: (bundle: Bundle) => FakeScript;
}

export interface FakeEngine extends Engine {
  /** Ends the hold of a started job. */
  release(bundleId: string): void;
  /** Resolves when the job has been started; also for a bundle that does not exist yet. */
  started(bundleId: string): Promise<void>;
  /** Ids of the bundles whose sandbox has not been removed. */
  live(): string[];
  /** What the sandbox of a bundle does now; "none" if there is none. */
  stateOf(bundleId: string): "waiting" | "running" | "paused" | "dead" | "none";
  /** The server has died: what never started ends, all else may be adopted. */
  desert(): void;
}

interface Sandbox {
  readonly bundle: Bundle;
  readonly script: FakeScript;
  readonly ring: LogRing;
  /** The newest progress and the final message, for whoever begins to listen. */
  readonly said: RunnerMessage[];
  readonly exited: Promise<Exit>;
  readonly exit: (exit: Exit) => void;
  state: "waiting" | "running" | "paused" | "dead";
  listen?: (message: RunnerMessage) => void;
  /** What happens when the job goes on; absent while nothing is pending. */
  next?: () => void;
  due: boolean;
  /** The server that is there made or adopted it. */
  isOwned: boolean;
  timers: (() => void)[];
}

const realClock: FakeClock = {
  after(ms, done) {
    const timer = setTimeout(done, Math.min(ms, 2 ** 31 - 1));
    return () => clearTimeout(timer);
  },
};

function scriptOf(bundle: Bundle): FakeScript {
  return JSON.parse(bundle.process.environment["FAKE_SCRIPT"] ?? "{}") as FakeScript;
}

function end(sandbox: Sandbox, ending: Pick<Exit, "reason"> & Partial<Exit>): void {
  if (sandbox.state === "dead") return;
  sandbox.state = "dead";
  for (const stop of sandbox.timers) stop();
  sandbox.exit({
    limitsHit: sandbox.script.limitsHit ?? [],
    usage: { cpuMs: 0, wallMs: 0, memoryPeakBytes: 0, diskBytes: 0 },
    log: sandbox.script.log ?? "",
    ...ending,
  });
}

function say(sandbox: Sandbox, message: RunnerMessage): void {
  if (message.terrarium === "progress" && sandbox.said.at(-1)?.terrarium === "progress") sandbox.said.pop();
  sandbox.said.push(message);
  sandbox.listen?.(message);
}

function finish(sandbox: Sandbox): void {
  const { script } = sandbox;
  if (script.results) say(sandbox, { terrarium: "results", outputs: script.results });
  if (script.error) say(sandbox, { terrarium: "error", ...script.error });
  const reason = script.exitReason ?? "exited";
  const code = script.exitCode ?? (script.error ? 1 : 0);
  end(sandbox, reason === "exited" ? { reason, code } : { reason });
}

/** Goes on unless paused; then `resume` does. */
function goOn(sandbox: Sandbox): void {
  if (sandbox.state === "paused") sandbox.due = true;
  else if (sandbox.state === "running") sandbox.next?.();
}

function run(sandbox: Sandbox, clock: FakeClock): void {
  const { script, bundle } = sandbox;
  sandbox.state = "running";
  sandbox.ring.push(Buffer.from(script.log ?? ""));
  sandbox.timers.push(clock.after(bundle.limits.wallMs, () => end(sandbox, { reason: "timeout", limitsHit: ["wall"] })));
  for (const message of script.messages ?? []) say(sandbox, message);
  sandbox.next = () => finish(sandbox);
  if (script.loseHandle) end(sandbox, { reason: "lost" });
  else if (script.runMs !== undefined) sandbox.timers.push(clock.after(script.runMs, () => goOn(sandbox)));
  // Not at once: a real job never ends within the call that starts it.
  else if (!script.hold) setImmediate(() => goOn(sandbox));
}

async function collectFiles(sandbox: Sandbox, names: readonly string[], into: string): Promise<Collected[]> {
  const { script, bundle } = sandbox;
  const collected: Collected[] = [];
  await mkdir(into, { recursive: true });
  for (const name of names) {
    const content = script.files?.[name];
    if (content === undefined || script.notFiles?.includes(name) || name.includes("/")) {
      throw fault("process-failed", `The output file "${name}" is not a regular file.`, name);
    }
    const bytes = Buffer.from(content);
    if (bytes.length > bundle.limits.outputBytes) {
      throw fault("limit-exceeded", `The output file "${name}" is larger than the limit of ${bundle.limits.outputBytes} bytes.`, name);
    }
    const path = join(into, name);
    await writeFile(path, bytes, { flag: "wx", mode: 0o640 });
    collected.push({ name, path, byteLength: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") });
  }
  return collected;
}

function makeSandbox(bundle: Bundle, script: FakeScript): Sandbox {
  let exit: (exit: Exit) => void = () => {};
  const exited = new Promise<Exit>((resolve) => {
    exit = resolve;
  });
  const ring = makeLogRing(bundle.limits.logBytes);
  return { bundle, script, ring, said: [], exited, exit, state: "waiting", due: false, isOwned: true, timers: [] };
}

/** A promise per bundle id that a test may ask for before or after the event. */
function makeSignals() {
  const signals = new Map<string, { readonly promise: Promise<void>; readonly resolve: () => void }>();
  return (id: string) => {
    const known = signals.get(id);
    if (known) return known;
    let resolve: () => void = () => {};
    const promise = new Promise<void>((done) => {
      resolve = done;
    });
    const signal = { promise, resolve };
    signals.set(id, signal);
    return signal;
  };
}

const lost = lostExit();

/** The verbs that act on a sandbox that exists. */
function verbs(sandboxes: Map<string, Sandbox>): Pick<Engine, "wait" | "collect" | "look" | "pause" | "resume" | "kill" | "remove"> {
  return {
    async wait(handle, listen) {
      const sandbox = sandboxes.get(handle.id);
      if (!sandbox) return lost;
      sandbox.listen = listen;
      for (const message of [...sandbox.said]) listen(message);
      return sandbox.exited;
    },
    async collect(handle, names, into) {
      const sandbox = sandboxes.get(handle.id);
      if (sandbox?.state !== "dead") throw fault("engine-failed", "The outputs cannot be collected: the job has not ended.");
      return collectFiles(sandbox, names, into);
    },
    async look(handle, logFrom, waitMs) {
      const sandbox = sandboxes.get(handle.id);
      if (sandbox === undefined) return undefined;
      const { ring, exited } = sandbox;
      const used = () => ({ cpuMs: 0, memoryBytes: 0, memoryPeakBytes: 0 });
      return lookOut({ ring, exited, used, isOver: () => sandbox.state === "dead" }, logFrom, waitMs);
    },
    async pause(handle) {
      const sandbox = sandboxes.get(handle.id);
      if (sandbox?.state === "running") sandbox.state = "paused";
    },
    async resume(handle) {
      const sandbox = sandboxes.get(handle.id);
      if (sandbox?.state !== "paused") return;
      sandbox.state = "running";
      if (sandbox.due) goOn(sandbox);
    },
    async kill(handle) {
      const sandbox = sandboxes.get(handle.id);
      if (sandbox && !sandbox.script.ignoreKill) end(sandbox, { reason: "killed" });
    },
    async remove(handle) {
      const sandbox = sandboxes.get(handle.id);
      if (sandbox) end(sandbox, { reason: "killed" });
      sandboxes.delete(handle.id);
    },
  };
}

/** Makes an engine whose jobs do what their scripts say. */
export function makeFakeEngine(parts: FakeParts = {}): FakeEngine {
  const clock = parts.clock ?? realClock;
  const script = parts.script ?? scriptOf;
  const sandboxes = new Map<string, Sandbox>();
  const startSignal = makeSignals();
  const desert = () => {
    for (const [id, sandbox] of sandboxes) {
      sandbox.isOwned = false;
      delete sandbox.listen;
      if (sandbox.state === "waiting") sandboxes.delete(id);
    }
  };
  return {
    name: "fake",
    ...verbs(sandboxes),
    async probe() {
      return { ok: true, version: "1", enforced: ["wall"], notEnforced: ["namespaces", "seccomp", "memory", "disk"] };
    },
    async create(bundle): Promise<Handle> {
      const told = script(bundle);
      if (told.createError !== undefined) throw fault("engine-failed", told.createError);
      if (sandboxes.has(bundle.id)) throw fault("engine-failed", `There is a sandbox for the bundle "${bundle.id}" already.`);
      sandboxes.set(bundle.id, makeSandbox(bundle, told));
      return { engine: "fake", id: bundle.id, state: null };
    },
    async adopt(handle) {
      const sandbox = sandboxes.get(handle.id);
      if (sandbox === undefined || sandbox.state === "waiting") return false;
      sandbox.isOwned = true;
      return true;
    },
    async sweep() {
      for (const [id, sandbox] of sandboxes) {
        if (sandbox.isOwned) continue;
        end(sandbox, { reason: "killed" });
        sandboxes.delete(id);
      }
    },
    async leave() {
      desert();
    },
    async start(handle) {
      const sandbox = sandboxes.get(handle.id);
      if (sandbox?.state !== "waiting") throw fault("engine-failed", "The sandbox cannot be started: it does not wait for a job.");
      if (sandbox.script.startError !== undefined) throw fault("engine-failed", sandbox.script.startError);
      run(sandbox, clock);
      startSignal(handle.id).resolve();
    },
    release(bundleId) {
      const sandbox = sandboxes.get(bundleId);
      if (sandbox) goOn(sandbox);
    },
    started: (bundleId) => startSignal(bundleId).promise,
    live: () => [...sandboxes.keys()],
    stateOf: (bundleId) => sandboxes.get(bundleId)?.state ?? "none",
    desert,
    async close() {
      for (const sandbox of sandboxes.values()) end(sandbox, { reason: "killed" });
      sandboxes.clear();
    },
  };
}
