// For tests: a way out without a sandbox, a server that counts who comes, and clients that say what no library would. Not part of the product.
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { wayOutSocket } from "../core/engine.js";
import { hostPortText } from "../core/host-port.js";
import { makeGuard } from "../staging/http/guard.js";
import type { EgressLimits, Used } from "./account.js";
import type { EgressParts, Reach } from "./way-out.js";

export const roomyLimits: EgressLimits = { connections: 8, bytes: 2 ** 20, idleMs: 30_000, connectMs: 10_000 };

export interface Ground {
  readonly parts: EgressParts;
  readonly reach: (hosts: readonly string[], innerNetworks?: readonly string[]) => Reach;
  /** Lines of the log. */
  readonly lines: { readonly facts: object; readonly message: string }[];
  readonly ended: Used[];
  readonly socket: string;
  close(): void;
}

/** `names`: what each name leads to, asked anew each time; others have no address. */
export function makeGround(
  limits: Partial<EgressLimits> = {},
  names: Readonly<Record<string, () => readonly string[] | Promise<readonly string[]>>> = {},
): Ground {
  const dir = mkdtempSync(join(tmpdir(), "terrarium-egress-"));
  mkdirSync(join(dir, "job"));
  const lines: { facts: object; message: string }[] = [];
  const ended: Used[] = [];
  const tell = (facts: object, message: string) => void lines.push({ facts, message });
  const resolve = async (host: string) =>
    ((await names[host]?.()) ?? []).map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
  return {
    parts: {
      limits: { ...roomyLimits, ...limits },
      vetting(allow) {
        const guard = makeGuard({ allow, resolve });
        return (target) => guard.vet(new URL(`http://${hostPortText(target)}/`));
      },
      log: { info: tell, warn: tell },
      ended: (used) => void ended.push(used),
    },
    reach: (hosts, innerNetworks = []) => ({ id: "b1", dir, hosts, innerNetworks }),
    lines,
    ended,
    socket: join(dir, wayOutSocket),
    close: () => rmSync(dir, { recursive: true, force: true }),
  };
}

export interface Listening {
  readonly port: number;
  /** What each connection said so far. */
  readonly heard: string[];
  readonly sockets: Socket[];
  close(): Promise<void>;
}

/** A server on 127.0.0.1 that answers each head of a request with `answer`; without one it says nothing. */
export async function listening(answer?: string): Promise<Listening> {
  const heard: string[] = [];
  const sockets: Socket[] = [];
  const server: Server = createServer({ allowHalfOpen: true }, (socket) => {
    const at = heard.push("") - 1;
    sockets.push(socket);
    socket.on("error", () => socket.destroy()).on("end", () => socket.end());
    socket.on("data", (bytes) => {
      heard[at] += bytes.toString("latin1");
      if (answer !== undefined && heard[at]?.endsWith("\r\n\r\n")) socket.end(answer);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    heard,
    sockets,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

/** A connection as the relay makes it. `said` resolves once what came holds the text, and rejects if it ended without. */
export function dial(socket: string) {
  const client = connect({ path: socket, allowHalfOpen: true });
  let heard = "";
  client.setEncoding("latin1").on("error", () => client.destroy());
  client.on("data", (text: string) => {
    heard += text;
  });
  const closed = new Promise<string>((resolve) => {
    client.once("close", () => resolve(heard));
    client.once("end", () => client.end());
  });
  const said = async (text: string): Promise<string> => {
    while (!heard.includes(text)) {
      const more = await Promise.race([once(client, "data"), closed.then(() => undefined)]);
      if (more === undefined && !heard.includes(text)) throw new Error(`It ended without ${JSON.stringify(text)}: ${heard}`);
    }
    return heard;
  };
  return { client, closed, said };
}

/** Says it and gives everything that came until the end. */
export async function say(socket: string, text: string): Promise<string> {
  const { client, closed } = dial(socket);
  client.write(text, "latin1");
  return closed;
}
