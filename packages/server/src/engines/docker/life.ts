// The life of one container: booting, waiting, running (or paused), ended, removed. It serves exactly one job.
//
// Theory of operation. The daemon's answer to `wait` is the end: no child of the container lives then. The wall clock, `kill` and an over-long result
// only ask for that end. If the daemon breaks off instead, nobody watches any more: the spawner ends what lives in the lease's control group, and the job
// is lost. The stream is read to its end, counters are read, and only then the Exit is told.
import type { Socket } from "node:net";
import { constants } from "node:os";
import type { Limits, RunnerMessage } from "@terrarium/sdk";
import { makeChannel } from "../../core/channel.js";
import { type Exit, type LimitName, type Look, lostExit } from "../../core/engine.js";
import { fault } from "../../core/errors.js";
import type { LeaseAccount, Leases } from "../../core/lease.js";
import { makeLogRing } from "../../core/log-ring.js";
import { lookOut, unknownUse } from "../../core/lookout.js";
import { makeMailbox } from "../../core/mailbox.js";
import { makeWallClock, type WallClock } from "../../core/wall-clock.js";
import { type Client, complaintOf } from "./client.js";
import { type Reader, readFrames } from "./frames.js";

/** How long the stream of a container that has ended may stay open. */
const drainMs = 5000;

export interface Contained {
  /** Of the bundle. */
  readonly id: string;
  /** Of the container. */
  readonly name: string;
  readonly limits: Limits;
  readonly client: Client;
  readonly leases: Leases;
  /** Absent: it has ended before anybody attached. */
  readonly stream?: Socket;
  /** How long it has run before this server watched it. */
  readonly ranMs: number;
  /** Told of each change of the clock, to be kept for the next server. */
  readonly clocked: (ranMs: number, isRunning: boolean) => Promise<void>;
}

type Cause = "timeout" | "killed" | "output-limit";

export interface Life {
  /** Resolves when the runner has said something; rejects if it ended before. */
  readonly ready: Promise<void>;
  readonly exited: Promise<Exit>;
  listen(listener: (message: RunnerMessage) => void): void;
  start(): Promise<void>;
  /** It runs already: for one that was adopted. */
  isStarted(isPaused: boolean): void;
  pause(): Promise<void>;
  resume(): Promise<void>;
  stop(why: Cause, graceMs?: number): Promise<void>;
  isEnded(): boolean;
  /** What it uses is the daemon's to know: only its log is told. */
  look(logFrom: number, waitMs: number): Promise<Look>;
  /** Stops watching; the container goes on. */
  leave(): void;
}

/** The daemon's word on the end. Throws if it breaks off. */
async function ending({ client, name }: Contained): Promise<{ readonly code: number; readonly isOutOfMemory: boolean }> {
  const told = await client.expect({ method: "POST", path: `/containers/${name}/wait`, isPatient: true }, 200);
  const code = (told as { StatusCode?: number }).StatusCode ?? 0;
  const inspected = await client.expect({ method: "GET", path: `/containers/${name}/json` }, 200);
  return { code, isOutOfMemory: (inspected as { State?: { OOMKilled?: boolean } }).State?.OOMKilled === true };
}

interface Ended {
  readonly code: number;
  readonly isOutOfMemory: boolean;
  readonly cause: Cause | undefined;
  readonly wallMs: number;
  readonly log: string;
  readonly isLogFull: boolean;
}

function signalName(number: number): string | undefined {
  return Object.entries(constants.signals).find(([, value]) => value === number)?.[0];
}

function exitOf({ code, isOutOfMemory, cause, wallMs, log, isLogFull }: Ended, account: LeaseAccount, limits: Limits): Exit {
  // The daemon may hear of the kernel's verdict too late, or not at all; who was killed by nobody else at the limit met it.
  const isAtLimit = cause === undefined && code === 137 && account.memoryPeakBytes >= limits.memoryBytes * 0.99;
  const hit = new Set<LimitName>(account.limitsHit);
  if (isOutOfMemory || isAtLimit) hit.add("memory");
  if (cause === "timeout") hit.add("wall");
  if (cause === "output-limit") hit.add("output");
  if (isLogFull) hit.add("log");
  const { cpuMs, memoryPeakBytes, diskBytes } = account;
  const rest = { limitsHit: [...hit], usage: { cpuMs, wallMs: Math.round(wallMs), memoryPeakBytes, diskBytes }, log };
  if (cause) return { reason: cause, ...rest };
  if (code !== 0 && hit.has("memory")) return { reason: "out-of-memory", ...rest };
  const signal = code > 128 ? signalName(code - 128) : undefined;
  return signal === undefined ? { reason: "exited", code, ...rest } : { reason: "signaled", signal, ...rest };
}

async function drained(reader: Reader | undefined, stream: Socket | undefined): Promise<void> {
  if (!reader || !stream) return;
  reader.hurry();
  const timer = setTimeout(() => stream.destroy(), drainMs);
  await reader.ended;
  clearTimeout(timer);
  stream.destroy();
}

/** One request about the container; that it has ended in between is no error. */
async function order({ client, name }: Contained, verb: string, query = ""): Promise<boolean> {
  const answer = await client.call({ method: "POST", path: `/containers/${name}/${verb}${query}` });
  if (answer.status < 300) return true;
  if (answer.status === 404 || answer.status === 409 || answer.status === 500) return false;
  throw fault("engine-failed", `The daemon cannot ${verb} the container: ${complaintOf(answer)}`);
}

/** Ends all that lives in it, paused or not. Without a daemon the spawner does it. */
async function end(contained: Contained): Promise<void> {
  try {
    if (await order(contained, "kill", "?signal=SIGKILL")) return;
    // Some daemons kill nobody who is paused.
    if (await order(contained, "unpause")) await order(contained, "kill", "?signal=SIGKILL");
  } catch {
    await contained.leases.account(contained.id).catch(() => {});
  }
}

/** Reads the stream: messages to the mailbox, all else to the log. */
function hear(contained: Contained, tooLong: () => void) {
  const ring = makeLogRing(contained.limits.logBytes);
  const mailbox = makeMailbox();
  let tellReady = () => {};
  const ready = new Promise<void>((resolve) => {
    tellReady = resolve;
  });
  const channel = makeChannel({
    say(message) {
      tellReady();
      if (message.terrarium === "results" || message.terrarium === "error") void contained.leases.peek(contained.id).catch(() => {});
      if (message.terrarium !== "ready") mailbox.put(message);
    },
    log: (bytes) => ring.push(bytes),
    tooLong,
  });
  const takers = { output: (bytes: Uint8Array) => channel.push(bytes), complaints: (bytes: Uint8Array) => ring.push(bytes) };
  const reader = contained.stream && readFrames(contained.stream, takers);
  return { ring, mailbox, ready, channel, reader };
}

/** Resolves when the runner has said something, rejects with its last line if the container ended first. */
function bootOf(ready: Promise<void>, exited: Promise<Exit>): Promise<void> {
  const died = exited.then((exit) => {
    const last = exit.log.trim().split("\n").at(-1) ?? "";
    throw fault("engine-failed", `The container ended before it was ready.${last === "" ? "" : ` It said: ${last.slice(0, 500)}`}`);
  });
  const booted = Promise.race([ready, died]);
  // Whoever boots it asks; whoever adopted it does not.
  booted.catch(() => {});
  died.catch(() => {});
  return booted;
}

/** What is known of it now. */
interface Now {
  cause: Cause | undefined;
  state: "waiting" | "running" | "paused" | "over";
  isLeft: boolean;
}

/** Starting, pausing and going on: the verbs that move the clock. */
function clockVerbs(contained: Contained, now: Now, wall: WallClock): Pick<Life, "start" | "pause" | "resume"> {
  const { stream, leases, id, clocked } = contained;
  const ranMs = () => contained.ranMs + wall.ranMs();
  return {
    async start() {
      if (now.state !== "waiting" || !stream) throw fault("engine-failed", "The container cannot be started: it does not wait for a job.");
      now.state = "running";
      await leases.start(id);
      await clocked(0, true);
      wall.go();
      stream.end("start\n");
    },
    async pause() {
      if (now.state !== "running" || !(await order(contained, "pause"))) return;
      wall.hold();
      now.state = "paused";
      await clocked(ranMs(), false);
    },
    async resume() {
      if (now.state !== "paused") return;
      now.state = "running";
      wall.go();
      await clocked(ranMs(), true);
      await order(contained, "unpause");
    },
  };
}

/** Asks it to end, or ends it; resolves when that was done, not when it is dead. */
async function halt(contained: Contained, now: Now, graceMs: number, exited: Promise<Exit>): Promise<void> {
  await contained.leases.peek(contained.id).catch(() => {});
  if (graceMs <= 0 || now.state === "paused") return end(contained);
  const timer = setTimeout(() => void end(contained), graceMs);
  void exited.then(() => clearTimeout(timer));
  await order(contained, "kill", "?signal=SIGTERM").catch(() => false);
}

/** Watches a container that has been started; `start` lets its runner go. */
export function watch(contained: Contained): Life {
  const { limits, stream, leases, id } = contained;
  const now: Now = { cause: undefined, state: "waiting", isLeft: false };
  let isEnded = false;
  const wall = makeWallClock(Math.max(0, limits.wallMs - contained.ranMs), () => void stop("timeout"));
  const stop = async (why: Cause, graceMs = 0) => {
    if (now.state === "over") return;
    now.cause ??= why;
    await halt(contained, now, graceMs, exited);
  };
  const { ring, mailbox, ready, channel, reader } = hear(contained, () => void stop("output-limit"));
  const finish = async (): Promise<Exit> => {
    const told = await ending(contained).catch(() => undefined);
    now.state = "over";
    wall.stop();
    if (now.isLeft) return lostExit();
    await drained(reader, stream);
    channel.end();
    const account = await leases.account(id).catch(() => undefined);
    if (!told || !account) return lostExit(ring.text());
    const wallMs = contained.ranMs + wall.ranMs();
    return exitOf({ ...told, cause: now.cause, wallMs, log: ring.text(), isLogFull: ring.isFull }, account, limits);
  };
  const exited = finish().then((exit) => {
    isEnded = true;
    return exit;
  });
  // The stream ends with the container's init, which holds it open whatever the job does: what the daemon needs to say so is not the job's time.
  void reader?.ended.then(() => {
    if (now.isLeft || now.state === "over") return;
    wall.hold();
    const timer = setTimeout(() => void end(contained), drainMs);
    void exited.then(() => clearTimeout(timer));
  });
  return {
    ready: bootOf(ready, exited),
    exited,
    ...clockVerbs(contained, now, wall),
    listen: (listener) => mailbox.open(listener),
    isStarted(isPaused) {
      now.state = isPaused ? "paused" : "running";
      if (!isPaused) wall.go();
      ring.push(Buffer.from("(What it printed before the server was restarted is not known.)\n"));
    },
    stop,
    isEnded: () => isEnded,
    look: (logFrom, waitMs) => lookOut({ ring, isOver: () => isEnded, exited, used: () => unknownUse }, logFrom, waitMs),
    leave() {
      now.isLeft = true;
      stream?.destroy();
      wall.stop();
    },
  };
}
