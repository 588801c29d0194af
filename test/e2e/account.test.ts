// What a client can read of limits, isolation and use: in the description of a process, and of each job beside its status document.
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Server, startServer } from "./server.js";

let server: Server;
beforeAll(async () => {
  server = await startServer();
});
afterAll(async () => {
  await server.stop();
});

const ask = async (query: string) => (await fetch(`${server.url}/wps?service=WPS&${query}`)).text();

it("a process is described with the limits that hold for it, each under a role that stays the same", async () => {
  const xml = await ask("version=1.0.0&request=DescribeProcess&identifier=say_hello");
  for (const name of ["wall", "memory", "cpu", "pids", "disk", "inodes", "fds", "output", "log"])
    expect(xml).toMatch(new RegExp(`<ows:Metadata xlink:title="[^"]*\\d[^"]*" xlink:role="urn:terrarium:limit:${name}"/>`));
  expect(xml).toMatch(/xlink:title="Isolation: each execution in a sandbox of its own, made by bubblewrap [\d.]+"/);
  expect(await ask("request=GetCapabilities")).not.toContain("urn:terrarium:limit");
});

it("the record of a job has its isolation, the limits in force and its account", async () => {
  const query = "version=1.0.0&request=Execute&identifier=say_hello&DataInputs=name=Terrarium&storeExecuteResponse=true&status=true";
  const accepted = await ask(query);
  const location = /statusLocation="([^"]*)"/.exec(accepted)?.[1] ?? "";
  await expect.poll(async () => (await fetch(location)).text(), { timeout: 30_000 }).toContain("ProcessSucceeded");
  const address = location.replace(/\.xml$/, ".json");
  const read = async () => (await (await fetch(address)).json()) as Record<string, unknown>;
  await expect.poll(async () => (await read())["usage"], { timeout: 30_000 }).not.toBeNull();
  const record = await read();
  expect(record).toMatchObject({
    processId: "say_hello",
    status: "successful",
    limitsHit: [],
    usage: { bytesIn: "Terrarium".length, bytesOut: "Hello Terrarium".length, queueMs: expect.any(Number), wallMs: expect.any(Number) },
    isolation: { engine: "bwrap", runtime: expect.stringMatching(/^bubblewrap /), network: { kind: "none" } },
  });
  const { limits, enforced } = record["isolation"] as { limits: Record<string, number>; enforced: string[] };
  expect(Object.keys(limits).sort()).toEqual(
    ["cpus", "diskBytes", "fds", "inodes", "logBytes", "memoryBytes", "outputBytes", "pids", "wallMs"].sort(),
  );
  expect(enforced).toEqual(expect.arrayContaining(["namespaces", "seccomp", "read-only root", "no network", "no capabilities"]));
  const text = JSON.stringify(record);
  for (const secret of [server.data, "handle", "inputs"]) expect(text).not.toContain(secret);
  expect((await fetch(address.replace(/[a-z2-7]{26}/, "a".repeat(26)))).status).toBe(404);
});
