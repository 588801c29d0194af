// What the server and its spawner say to each other over a unix socket: one JSON value per line, both ways.
import type { Socket } from "node:net";
import type { RunnerMessage } from "@terrarium/sdk";
import type { Collected, Exit, Look } from "../core/engine.js";
import type { Fault } from "../core/errors.js";
import type { SandboxPlan, SpawnerFacts } from "../core/spawner.js";
import type { LeaseAnswer, LeaseAsk } from "./lease-lines.js";
import type { UidRange } from "./uids.js";

/**
 * Grows with every change of what is said here, a SandboxPlan included. A server uses the spawner of a former one only if the number is the same;
 * from any other it takes nothing over, and ends it.
 */
export const protocol = 5;

/** What the spawner is told at its start, as its one argument. */
export interface SpawnerOrders {
  readonly dataDir: string;
  readonly bundlesDir: string;
  readonly uids: UidRange;
  /** Owner of collected files and of the socket. */
  readonly owner: { readonly uid: number; readonly gid: number };
  /** How long started sandboxes may go on without a server. */
  readonly desertedMs: number;
}

/** The first line on the spawner's standard output. */
export type Greeting = { readonly socket: string } | { readonly problem: string };

/** The first line to every server that connects. `problem`: it is not taken, and the connection ends. These two never change their form. */
export type Hello = Welcome | { readonly problem: string };

export interface Welcome {
  readonly protocol: number;
  /** Names the version of the spawner's program. */
  readonly program: string;
  readonly orders: SpawnerOrders;
  readonly facts: SpawnerFacts;
}

export type Request = { readonly call: number } & (
  | { readonly verb: "create"; readonly plan: SandboxPlan }
  | { readonly verb: "collect"; readonly id: string; readonly names: readonly string[]; readonly into: string }
  | { readonly verb: "kill"; readonly id: string; readonly graceMs?: number }
  | { readonly verb: "look"; readonly id: string; readonly logFrom: number; readonly waitMs: number }
  | { readonly verb: "start" | "wait" | "pause" | "resume" | "remove" | "adopt"; readonly id: string }
  | { readonly verb: "leases"; readonly what: LeaseAsk }
  /** "leave" is answered with whether a sandbox is left that goes on; "refolder" has the file of folders read again. */
  | { readonly verb: "sweep" | "refolder" | "leave" | "close" }
);

/** What a request is answered with. */
export type Answer = Exit | Look | readonly Collected[] | boolean | undefined | LeaseAnswer;

export type Reply =
  /** Of sandboxes that were created or are waited for on this connection. */
  | { readonly message: RunnerMessage; readonly id: string }
  /** Of sandboxes that were created on this connection: nobody need ask. */
  | { readonly exit: Exit; readonly id: string }
  | { readonly warning: string }
  | { readonly call: number; readonly value?: Answer }
  | { readonly call: number; readonly error: Pick<Fault, "code" | "message" | "said" | "locator"> };

/** Calls `take` with each whole line. The peer is trusted: the spawner bounds what it says, the server what it asks. */
export function readLines(socket: Socket, take: (line: string) => void): void {
  let pieces: string[] = [];
  socket.setEncoding("utf8");
  socket.on("data", (chunk: Buffer | string) => {
    const parts = String(chunk).split("\n");
    const last = parts.pop() ?? "";
    for (const part of parts) {
      pieces.push(part);
      take(pieces.join(""));
      pieces = [];
    }
    if (last !== "") pieces.push(last);
  });
}

/** Progress that a server has not read yet, by sandbox. */
const unread = new WeakMap<Socket, Map<string, RunnerMessage>>();

/** Tells what a sandbox says. To a server that does not read only its newest progress is told, when it reads again: the rest would fill the memory. */
export function writeMessage(socket: Socket, id: string, message: RunnerMessage): void {
  const waiting = unread.get(socket);
  waiting?.delete(id);
  if (message.terrarium !== "progress" || !socket.writableNeedDrain) {
    writeLine(socket, { id, message });
    return;
  }
  if (waiting) {
    waiting.set(id, message);
    return;
  }
  const begun = new Map([[id, message]]);
  unread.set(socket, begun);
  socket.once("drain", () => {
    unread.delete(socket);
    for (const [each, newest] of begun) writeLine(socket, { id: each, message: newest });
  });
}

export function writeLine(socket: Socket, value: Request | Reply | Hello): void {
  if (socket.writable) socket.write(`${JSON.stringify(value)}\n`);
}
