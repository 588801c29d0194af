import { once } from "node:events";
import { type AddressInfo, connect } from "node:net";
import fastify from "fastify";
import { expect, it } from "vitest";
import { fault } from "../core/errors.js";
import { begun, goneSignal } from "./exchange.js";

it("a file that is gone is told from one that cannot be read now", async () => {
  const failing = (code: "result-not-available" | "busy"): AsyncIterable<Uint8Array> => ({
    [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(fault(code, "No.")) }),
  });
  expect(await begun(failing("result-not-available"))).toBeUndefined();
  await expect(begun(failing("busy"))).rejects.toMatchObject({ code: "busy" });
});

it.each([true, false])("a client that went away before anybody looked has gone, one that waits has not (gone: %s)", async (isGone) => {
  const app = fastify({ forceCloseConnections: true });
  const looked = new Promise<boolean>((resolve) => {
    app.get("/", async (_request, reply) => {
      if (isGone) {
        client.destroy();
        await once(reply.raw, "close");
      }
      resolve(goneSignal(reply).aborted);
      return "";
    });
  });
  await app.listen({ host: "127.0.0.1", port: 0 });
  const client = connect((app.server.address() as AddressInfo).port, "127.0.0.1");
  client.on("error", () => {}).resume();
  client.write("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  expect(await looked).toBe(isGone);
  client.destroy();
  await app.close();
});
