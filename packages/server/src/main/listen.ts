// Takes the port before anything else is started: a taken one is told at once, and with port 0 all links know the real one.
import { once } from "node:events";
import { createServer, type Server } from "node:net";
import type { Listener } from "../http/server.js";

/** A port that is ours but not answered on yet. */
export interface Reservation {
  readonly port: number;
  /** Starts answering on it. */
  answer(app: Listener): Promise<void>;
  release(): void;
}

/** Listens on the address. Throws an Error with one sentence if it cannot be had. */
export async function reserve(host: string, port: number): Promise<Reservation> {
  const server = createServer((socket) => socket.destroy());
  server.listen(port, host);
  await once(server, "listening").catch((error: NodeJS.ErrnoException) => {
    throw new Error(problem(error, host, port));
  });
  return {
    port: boundPort(server),
    async answer(app) {
      await app.ready();
      app.server.listen(server);
      await once(app.server, "listening");
    },
    release: () => {
      server.close();
    },
  };
}

function boundPort(server: Server): number {
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

function problem(error: NodeJS.ErrnoException, host: string, port: number): string {
  if (error.code === "EADDRINUSE")
    return `Port ${port} of ${host} is taken by another program; choose another with --port N, or --port 0 for any free one.`;
  if (error.code === "EACCES") return `Port ${port} may only be opened by root; choose one above 1023 with --port N.`;
  return `Nothing can be listened on at ${host} port ${port} (${error.code ?? error.message}); check --host.`;
}
