// The client and the command line, which uses nothing else, against a real server.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Client, type Job, makeClient } from "../../packages/client/src/index.js";
import { runCommand } from "./command.js";
import { type Server, startServer } from "./server.js";

let server: Server;
let client: Client;
let folder = "";
beforeAll(async () => {
  server = await startServer({ config: "[limits]\nrunning = 1\n" });
  client = makeClient(server.url);
  folder = mkdtempSync(join(tmpdir(), "terrarium-client-"));
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

async function submit(processId: string, inputs: Parameters<Client["execute"]>[1]): Promise<Job> {
  const execution = await client.execute(processId, inputs, { mode: "async" });
  if (execution.kind !== "job") throw new Error("the execution was not asynchronous");
  return execution.job;
}

async function reaches(id: string, is: (job: Job) => boolean): Promise<Job> {
  for await (const job of client.watch(id, { mostMs: 300 })) if (is(job)) return job;
  throw new Error(`the job ${id} ended before`);
}

const points = {
  type: "FeatureCollection",
  features: [
    [0, 0],
    [2, 0],
  ].map((coordinates) => ({ type: "Feature", properties: {}, geometry: { type: "Point", coordinates } })),
};

describe("the client", () => {
  it("lists and describes what is offered", async () => {
    const processes = await client.list();
    expect(processes.map(({ id }) => id)).toContain("sleep");
    const { inputs, outputs, jobControlOptions } = await client.describe("sleep");
    expect(inputs).toMatchObject([{ id: "delay", minOccurs: 1, maxOccurs: 1, schema: { type: "number" } }]);
    expect(outputs.map(({ id }) => id)).toEqual(["sleep_output"]);
    expect(jobControlOptions).toContain("async-execute");
  });

  it("executes synchronously, and gives what the process gave, raw or in a document", async () => {
    const name = "Erde ä";
    const value = { id: "response", kind: "value", value: `Hello ${name}` };
    expect(await client.execute("say_hello", { name }, { outputs: { response: {} } })).toMatchObject({ kind: "results", outputs: [value] });
    expect(await client.execute("say_hello", { name }, { response: "document" })).toEqual({ kind: "results", outputs: [value] });
  });

  it("runs to the results, telling each step", async () => {
    const told: (number | undefined)[] = [];
    const outputs = await client.run("sleep", { delay: 0.3 }, { mostMs: 100, onStatus: ({ progress }) => told.push(progress) });
    expect(outputs).toEqual([{ id: "sleep_output", kind: "value", value: "done sleeping" }]);
    expect(told.at(-1)).toBe(100);
    expect(told).toEqual([...told].sort((a, b) => (a ?? 0) - (b ?? 0)));
  });

  it("hears of changes, and of what is printed, by the server's events", async () => {
    const asked: string[] = [];
    const hearing = makeClient(server.url, {
      fetch(url, options) {
        asked.push(new URL(String(url)).pathname.replace(/jobs\/[a-z0-9]+/, "jobs/ID"));
        return fetch(url, options);
      },
    });
    const { id: watched } = await submit("sleep", { delay: 60 });
    let last = "";
    for await (const { status } of hearing.watch(watched)) {
      if (status === "running" && last !== status) await client.dismiss(watched);
      last = status;
    }
    expect(last).toBe("dismissed");
    expect(asked).toEqual(["/jobs/ID", "/jobs/ID/events", "/jobs/ID"]);
    const { id } = await submit("sleep", { delay: 60 });
    const told = new Set<string>();
    for await (const event of client.events(id)) {
      const word = event.kind === "state" || event.kind === "end" ? `${event.kind} ${event.status}` : event.kind;
      if (word === "state running" && !told.has(word)) await client.dismiss(id);
      told.add(word);
    }
    expect([...told]).toEqual(expect.arrayContaining(["state running", "end dismissed"]));
    for await (const { lines } of client.followLog(id)) expect(lines).toEqual([]);
  });

  it("opens what is given by a link", async () => {
    const outputs = await client.run(
      "centroids",
      { layer: { value: points, mediaType: "application/geo+json" } },
      { outputs: { out: { transmissionMode: "reference", format: { mediaType: "application/geo+json" } } } },
    );
    const [output] = outputs;
    if (output?.kind !== "link") throw new Error(`not a link: ${JSON.stringify(outputs)}`);
    expect(await (await client.open(output.href)).json()).toMatchObject({ type: "FeatureCollection" });
  });

  it("pauses, resumes, dismisses and prints what was printed", async () => {
    const { id } = await submit("sleep", { delay: 2 });
    await reaches(id, ({ status, progress = 0 }) => status === "running" && progress > 0);
    expect((await client.pause(id)).pausedMs).toBeTypeOf("number");
    expect((await client.resume(id)).pausedMs).toBeUndefined();
    expect(await client.dismiss(id)).toMatchObject({ id, status: "dismissed" });
    const { id: printed } = await submit("say_hello", { name: "x" });
    for await (const _job of client.watch(printed));
    expect(await client.log(printed)).toBeTypeOf("string");
  });

  it("turns refusals into errors with the server's sentence and type", async () => {
    await expect(client.status("abcdefghijklmnopqrstuvwxyz")).rejects.toMatchObject({
      status: 404,
      word: "no-such-job",
      message: "There is no such job.",
    });
    await expect(client.execute("nonesuch", {})).rejects.toMatchObject({ status: 404, word: "no-such-process" });
    await expect(client.run("sleep", { delay: -1 })).rejects.toMatchObject({
      name: "JobEndedError",
      message: expect.stringContaining("delay must be"),
    });
  });

  it("dismisses the job of a caller who gives up", async () => {
    const patience = new AbortController();
    let id = "";
    const running = client.run(
      "sleep",
      { delay: 60 },
      {
        signal: patience.signal,
        onStatus(job) {
          id = job.id;
          if (job.status === "running") patience.abort(new Error("enough"));
        },
      },
    );
    await expect(running).rejects.toThrow("enough");
    expect(await client.status(id)).toMatchObject({ status: "dismissed" });
  });
});

const terrarium = (...words: readonly string[]) => runCommand(words, { cwd: folder, env: { ...process.env, TERRARIUM_URL: server.url } });

describe("the command line", () => {
  it("lists jobs, says how one stands, and gives its results, for people and for programs", async () => {
    const { id } = await submit("say_hello", { name: "x" });
    expect(await terrarium("status", id, "--watch")).toMatchObject({ code: 0, out: expect.stringMatching(/successful 100%\n$/) });
    const list = await terrarium("jobs", "--process", "say_hello", "--limit", "1");
    expect(list.out).toMatch(new RegExp(`^ID .*\n${id}  say_hello  successful  100% .*\n$`));
    const { out } = await terrarium("jobs", "--status", "successful", "--json");
    expect(JSON.parse(out)).toContainEqual(expect.objectContaining({ jobID: id, status: "successful" }));
    expect(await terrarium("results", id)).toMatchObject({ code: 0, out: "response: Hello x\n" });
    expect(await terrarium("results", id, "-o", "kept")).toMatchObject({ code: 0, out: "kept/response\n" });
    expect(readFileSync(join(folder, "kept", "response"), "utf8")).toBe("Hello x");
    expect(await terrarium("logs", id)).toMatchObject({ code: 0 });
    expect((await client.status(id)).raw).toMatchObject({ expires: expect.any(String) });
    expect(await terrarium("pin", id)).toMatchObject({ code: 0 });
    expect((await client.status(id)).raw).toMatchObject({ pinned: true });
    expect(await terrarium("unpin", id)).toMatchObject({ code: 0 });
    expect((await client.status(id)).raw).not.toHaveProperty("pinned");
  });

  it("pauses, resumes and dismisses", async () => {
    const { id } = await submit("sleep", { delay: 5 });
    await reaches(id, ({ status, progress = 0 }) => status === "running" && progress > 0);
    expect((await terrarium("pause", id)).out).toMatch(/paused/);
    expect((await terrarium("resume", id)).out).toMatch(/running/);
    expect(await terrarium("dismiss", id)).toMatchObject({ code: 0, out: expect.stringContaining("dismissed") });
    expect((await terrarium("status", id, "-w")).code).toBe(6);
  });
});

describe("the administrator's command line", () => {
  const here = (...args: readonly string[]) => terrarium(...args, "--data", server.data);

  it("holds the queue and lets it go on: jobs wait in between", async () => {
    expect(await here("queue", "pause")).toMatchObject({ code: 0, out: expect.stringMatching(/held/) });
    const { id } = await submit("say_hello", { name: "x" });
    const { out } = await here("queue", "--json");
    expect(JSON.parse(out)).toMatchObject({ mode: "held", waiting: 1, places: { all: 1, taken: 0 } });
    expect(await client.status(id)).toMatchObject({ status: "accepted" });
    expect(await here("queue", "resume")).toMatchObject({ code: 0 });
    expect(await reaches(id, ({ status }) => status === "successful")).toMatchObject({ id });
  });

  it("drains the queue: nothing is taken in, and the server says that it is not ready", async () => {
    await here("queue", "drain");
    await expect(makeClient(server.url, { retries: 0 }).execute("say_hello", { name: "x" })).rejects.toMatchObject({ status: 503 });
    expect((await fetch(`${server.url}/health`)).status).toBe(503);
    await here("queue", "resume");
    expect((await fetch(`${server.url}/health`)).status).toBe(200);
  });

  it("looks for garbage, and in a dry run removes none", async () => {
    const { code, out } = await here("gc", "--dry-run", "--json");
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ removed: 0, failed: [] });
  });

  it.skipIf(process.getuid?.() !== 0)("is for the account of the server and for root (becomes another user: root only)", async () => {
    const options = { uid: 65_534, gid: 65_534, cwd: "/", env: { PATH: process.env["PATH"] } };
    const { code, err } = await runCommand(["queue", "--data", server.data], options);
    expect(code, err).toBe(8);
    expect(err).toMatch(/its own account and from root only/);
  });
});
