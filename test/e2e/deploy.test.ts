// Processes that come, change and go while the server runs: by the command line, at the administrator's socket.
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Client, makeClient } from "@terrarium/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCommand } from "./command.js";
import { type Server, startServer } from "./server.js";

const project = mkdtempSync(join(tmpdir(), "terrarium-deploy-"));
let server: Server;
let client: Client;

/** A process that waits until it may go on, and says which version it is. */
const source = (version: string) => `from typing import Annotated
import time
from terrarium import Field, process

@process("greeter", version="${version}", title="Greeter ${version}")
def greet(seconds: float = 0.0) -> str:
    time.sleep(seconds)
    return "I am ${version}"
`;

beforeAll(async () => {
  chmodSync(project, 0o755);
  server = await startServer();
  client = makeClient(server.url);
});
afterAll(async () => {
  await server.stop();
  rmSync(project, { recursive: true });
});

const terrarium = (...words: readonly string[]) => runCommand([...words, "--data", server.data], { cwd: project });

function write(name: string, text: string): string {
  writeFileSync(join(project, name), text);
  return name;
}

const deploy = (version: string) => terrarium("deploy", write("greeter.process.py", source(version)));
const say = async (seconds = 0) => (await client.run("greeter", { seconds }, { mode: "async", response: "document" }))[0];
const capabilities = async () => (await fetch(`${server.url}/wps?service=WPS&version=1.0.0&request=GetCapabilities`)).text();
const sequence = async () => Number(/updateSequence="(\d+)"/.exec(await capabilities())?.[1]);

const accept = async () => {
  const accepted = await client.execute("greeter", {}, { mode: "async", response: "document" });
  if (accepted.kind !== "job") throw new Error("The server answered synchronously.");
  return accepted.job.id;
};
const told = async (id: string) => {
  for await (const job of client.watch(id)) expect(job.status).not.toBe("failed");
  return client.results(id);
};

describe("a process that is deployed", () => {
  it("is offered at once over every protocol, and the offering has a new number", async () => {
    const before = await sequence();
    expect(await capabilities()).not.toContain("greeter");
    expect(await deploy("1.0")).toMatchObject({ code: 0, out: "greeter 1.0 is offered, as number 1.\n" });
    expect(await capabilities()).toContain("Greeter 1.0");
    expect(await sequence()).toBeGreaterThan(before);
    expect(await say()).toMatchObject({ value: "I am 1.0" });
  });
  it("leaves a job that runs with the code that it began with, and gives new jobs the new one", async () => {
    const started = await client.execute("greeter", { seconds: 6 }, { mode: "async", response: "document" });
    if (started.kind !== "job") throw new Error("The server answered synchronously.");
    for await (const job of client.watch(started.job.id)) if (job.status === "running") break;
    expect((await deploy("2.0")).out).toContain("number 2");
    expect(await say()).toMatchObject({ value: "I am 2.0" });
    for await (const job of client.watch(started.job.id)) expect(job.status).not.toBe("failed");
    expect(await client.results(started.job.id)).toMatchObject([{ value: "I am 1.0" }]);
  });
  it("that cannot be described changes nothing, and the reason is told", async () => {
    const { code, err } = await terrarium("deploy", write("greeter.process.py", source("3.0").replace("def greet", "deff greet")));
    expect(code).toBe(3);
    expect(err).toContain("SyntaxError");
    expect(await say()).toMatchObject({ value: "I am 2.0" });
  });
  it("goes back to the version before, and to any other", async () => {
    expect((await terrarium("rollback", "greeter")).out).toBe("greeter 1.0 is offered again, number 1.\n");
    expect(await say()).toMatchObject({ value: "I am 1.0" });
    expect((await terrarium("rollback", "greeter", "--to", "2")).out).toContain("greeter 2.0");
    expect((await terrarium("rollback", "greeter", "--to", "9")).err).toContain("no version 9 of greeter");
    const { out } = await terrarium("versions", "greeter");
    expect(out.split("\n").map((line) => line.slice(0, 18))).toEqual(["  greeter  1  1.0 ", "* greeter  2  2.0 ", ""]);
  });
  it("is still there after a restart", async () => {
    const before = await sequence();
    await server.leave("SIGTERM");
    server = await startServer({ folder: server.folder });
    client = makeClient(server.url);
    expect(await say()).toMatchObject({ value: "I am 2.0" });
    expect(await sequence()).toBe(before);
  });
  it("is what a waiting job runs that was accepted for it, whatever is offered by then, after a restart too", async () => {
    const other = source("4.0").replace("I am", "I shall be").replaceAll("-> str:", '-> Annotated[str, Field(id="later")]:');
    expect((await terrarium("queue", "pause")).code).toBe(0);
    const first = await accept();
    expect((await terrarium("deploy", write("greeter.process.py", other))).out).toContain("greeter 4.0 is offered");
    const second = await accept();
    await server.leave("SIGTERM");
    server = await startServer({ folder: server.folder });
    client = makeClient(server.url);
    const third = await accept();
    expect((await terrarium("rollback", "greeter", "--to", "1")).code).toBe(0);
    expect((await terrarium("queue", "resume")).code).toBe(0);
    expect(await told(first)).toMatchObject([{ id: "result", value: "I am 2.0" }]);
    expect(await told(second)).toMatchObject([{ id: "later", value: "I shall be 4.0" }]);
    expect(await told(third)).toMatchObject([{ id: "later", value: "I shall be 4.0" }]);
    expect(await say()).toMatchObject({ value: "I am 1.0" });
    const status = await (await fetch(`${server.url}/outputs/${second}.xml`)).text();
    expect(status).toContain("<ows:Identifier>later</ows:Identifier>");
  });
  it("is offered with a warning where it asks for hosts that nobody has granted", async () => {
    const asking = source("5.0").replace('version="5.0"', 'version="5.0", network=["a.example:443"]');
    const { code, err } = await terrarium("deploy", write("greeter.process.py", asking));
    expect([code, err]).toEqual([0, expect.stringMatching(/^warning: greeter asks for a\.example:443, .* does not grant it\.\n$/)]);
    expect((await terrarium("rollback", "greeter", "--to", "1")).err).toBe("");
  });
  it("is taken back, and its jobs stay: those that wait still run, after a restart too", async () => {
    expect((await terrarium("queue", "pause")).code).toBe(0);
    const waiting = await accept();
    expect(await terrarium("undeploy", "greeter")).toMatchObject({ code: 0 });
    expect(await capabilities()).not.toContain("greeter");
    await server.leave("SIGTERM");
    server = await startServer({ folder: server.folder });
    client = makeClient(server.url);
    expect((await terrarium("queue", "resume")).code).toBe(0);
    expect(await told(waiting)).toMatchObject([{ value: "I am 1.0" }]);
    await expect(say()).rejects.toMatchObject({ status: 404 });
    expect((await client.jobs({ processId: ["greeter"] })).length).toBeGreaterThan(2);
    expect(await terrarium("undeploy", "greeter")).toMatchObject({ code: 9, err: expect.stringContaining("was not deployed") });
  });
});
