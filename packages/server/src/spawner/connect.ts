// The server's side of the socket: says requests, hands answers and messages to who waits for them.
import { connect, type Socket } from "node:net";
import type { RunnerMessage } from "@terrarium/sdk";
import { type Exit, lostExit } from "../core/engine.js";
import { fault, ServiceError } from "../core/errors.js";
import { type Answer, type Hello, type Reply, type Request, readLines, writeLine } from "./lines.js";

type WithoutCall<R> = R extends Request ? Omit<R, "call"> : never;

export interface Connection {
  /** The spawner's first line; undefined if the connection ended without one. */
  readonly hello: Promise<Hello | undefined>;
  /** Throws engine-failed if the connection ends before the answer. */
  ask(request: WithoutCall<Request>): Promise<Answer>;
  /** Where messages of sandboxes go, by id. */
  readonly listeners: Map<string, (message: RunnerMessage) => void>;
  /** Where exits of sandboxes go that were created on this connection, by id; lost if the connection ends before. */
  readonly exits: Map<string, (exit: Exit) => void>;
  readonly gone: Promise<void>;
  end(): void;
}

interface Call {
  readonly resolve: (value: Answer) => void;
  readonly reject: (error: Error) => void;
}

const ended = () => fault("engine-failed", "The spawner has ended.");

/** Connects at once or says undefined. */
function reach(path: string): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = connect(path, () => resolve(socket));
    socket.once("error", () => resolve(undefined));
  });
}

/** undefined: nobody listens at `path`. */
export async function connectTo(path: string, warn: (message: string) => void): Promise<Connection | undefined> {
  const socket = await reach(path);
  if (socket === undefined) return undefined;
  const calls = new Map<number, Call>();
  const listeners = new Map<string, (message: RunnerMessage) => void>();
  const exits = new Map<string, (exit: Exit) => void>();
  let next = 1;
  let isGone = false;
  let greet: ((hello: Hello | undefined) => void) | undefined;
  const hello = new Promise<Hello | undefined>((resolve) => {
    greet = resolve;
  });
  readLines(socket, (line) => {
    if (greet) {
      greet(JSON.parse(line) as Hello);
      greet = undefined;
      return;
    }
    const reply = JSON.parse(line) as Reply;
    if ("warning" in reply) return warn(reply.warning);
    if ("message" in reply) return listeners.get(reply.id)?.(reply.message);
    if ("exit" in reply) return exits.get(reply.id)?.(reply.exit);
    const call = calls.get(reply.call);
    calls.delete(reply.call);
    if ("error" in reply) call?.reject(new ServiceError([reply.error]));
    else call?.resolve(reply.value);
  });
  const gone = new Promise<void>((resolve) => {
    socket.on("error", () => {});
    socket.once("close", () => {
      isGone = true;
      greet?.(undefined);
      for (const call of calls.values()) call.reject(ended());
      calls.clear();
      for (const tell of exits.values()) tell(lostExit());
      exits.clear();
      resolve();
    });
  });
  const ask = (request: WithoutCall<Request>) =>
    new Promise<Answer>((resolve, reject) => {
      if (isGone) return reject(ended());
      const call = next++;
      calls.set(call, { resolve, reject });
      writeLine(socket, { ...request, call } as Request);
    });
  return { hello, ask, listeners, exits, gone, end: () => socket.end() };
}
