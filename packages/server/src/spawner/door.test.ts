// A door to a daemon that hangs.
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { request } from "node:http";
import { createServer, type Socket } from "node:net";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openDoor } from "./door.js";

it("whoever asks for a stream of a daemon that does not answer and goes away leaves no connection to it", async () => {
  const folder = await mkdtemp("/var/tmp/terrarium-door-");
  const [socket, path] = [join(folder, "daemon"), join(folder, "door")];
  const daemon = createServer(() => {}).listen(socket);
  await once(daemon, "listening");
  const owner = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
  const door = await openDoor({ socket, path, owner, namePrefix: "box-", listFilter: "", leaseOf: async () => undefined });
  const headers = { connection: "Upgrade", upgrade: "tcp" };
  const url = "/containers/box-one/attach?stream=1&stdin=1&stdout=1&stderr=1";
  const asked = request({ socketPath: path, method: "POST", path: url, headers });
  asked.on("error", () => {});
  asked.end();
  const [reached] = (await once(daemon, "connection")) as [Socket];
  reached.resume();
  const left = once(reached, "close");
  asked.destroy();
  await left;
  await door.close();
  daemon.close();
  await rm(folder, { recursive: true, force: true });
  expect(reached.destroyed).toBe(true);
});
