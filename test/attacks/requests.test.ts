// What a client can do to a running server by leaving early: everything that was begun for it must be undone, and it is no error of the server.
import { once } from "node:events";
import { readdir } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Server, startServer } from "../e2e/server.js";

let server: Server;

beforeAll(async () => {
  server = await startServer({ config: '[limits]\nrunning = 1\nsync_wait = "3s"\n' });
}, 120_000);
afterAll(async () => {
  await server.stop();
});

const execute = (id: string, inputs: string) =>
  `/wps?service=WPS&version=1.0.0&request=Execute&identifier=${id}&datainputs=${encodeURIComponent(inputs)}`;

async function send(bytes: string): Promise<Socket> {
  const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
  socket.on("error", () => {}).resume();
  await once(socket, "connect");
  await new Promise((resolve) => socket.write(bytes, resolve));
  return socket;
}

const sleepLong = () => send(`GET ${execute("sleep", "delay=600")} HTTP/1.1\r\nHost: localhost\r\n\r\n`);

async function hello(): Promise<string> {
  return (await fetch(`${server.url}${execute("say_hello", "name=Ada")}`)).text();
}

/** Asks until it holds; the test's own time limit ends it. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 20));
}

it("a synchronous job whose client leaves gives its place back, whenever that is", async () => {
  for (const isAtOnce of [true, false, true, true]) {
    const socket = await sleepLong();
    // Control: as long as the client waits, its job holds the only place.
    if (!isAtOnce) expect(await hello()).toContain("ServerBusy");
    socket.destroy();
  }
  expect(await hello()).toContain("Hello Ada");
}, 60_000);

it("an upload that breaks off leaves no file and no error", async () => {
  const body = `<wps:Execute service="WPS" version="1.0.0" xmlns:wps="http://www.opengis.net/wps/1.0.0" xmlns:ows="http://www.opengis.net/ows/1.1">
<ows:Identifier>feature_count</ows:Identifier><wps:DataInputs><wps:Input><ows:Identifier>layer</ows:Identifier><wps:Data><wps:ComplexData>${"A".repeat(4_000_000)}`;
  const socket = await send(`POST /wps HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/xml\r\nContent-Length: 90000000\r\n\r\n${body}`);
  const uploads = join(server.data, "files", "uploads");
  // Control: it was being stored.
  await until(async () => (await readdir(uploads)).length > 0);
  socket.destroy();
  await until(async () => (await readdir(uploads)).length === 0);
  expect(await hello()).toContain("Hello Ada");
  expect(server.output()).not.toMatch(/ error /);
}, 60_000);

it("a reference that is refused is told to the client, and is no error in the log", async () => {
  const href = `${server.url.replace("localhost", "127.1")}/wps`;
  const reference = `layer=@xlink:href=${encodeURIComponent(href)}`;
  const text = await (await fetch(`${server.url}${execute("feature_count", reference)}`)).text();
  expect(text).toContain("was not fetched");
  expect(server.output()).toContain("code=unreachable-input");
  expect(server.output()).not.toMatch(/ error /);
}, 60_000);
