// What the server and its spawner say to each other over a unix socket: one JSON value per line, both ways.
import type { Socket } from "node:net";
import type { RunnerMessage } from "@terrarium/sdk";
import type { Collected, Exit } from "../core/engine.js";
import type { ErrorCode } from "../core/errors.js";
import type { SandboxPlan, SpawnerFacts } from "../core/spawner.js";
import type { UidRange } from "./uids.js";

/** What the spawner is told at its start, as its one argument. */
export interface SpawnerOrders {
  readonly dataDir: string;
  readonly bundlesDir: string;
  readonly folders: readonly string[];
  readonly uids: UidRange;
  /** Owner of collected files and of the socket. */
  readonly owner: { readonly uid: number; readonly gid: number };
}

/** The first line on the spawner's standard output. */
export type Greeting = { readonly socket: string } | { readonly problem: string };

export type Request = { readonly call: number } & (
  | { readonly verb: "create"; readonly plan: SandboxPlan }
  | { readonly verb: "collect"; readonly id: string; readonly names: readonly string[]; readonly into: string }
  | { readonly verb: "start" | "wait" | "pause" | "resume" | "kill" | "remove"; readonly id: string }
  | { readonly verb: "close" }
);

export type Reply =
  | { readonly facts: SpawnerFacts }
  | { readonly message: RunnerMessage; readonly id: string }
  | { readonly warning: string }
  | { readonly call: number; readonly value?: Exit | readonly Collected[] }
  | { readonly call: number; readonly error: { readonly code: ErrorCode; readonly message: string; readonly locator?: string } };

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

export function writeLine(socket: Socket, value: Request | Reply): void {
  if (socket.writable) socket.write(`${JSON.stringify(value)}\n`);
}
