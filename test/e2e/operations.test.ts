// What a server tells of itself: health, metrics and its log, on a real server with real sandboxes.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, closeSync, mkdtempSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Client, makeClient } from "../../packages/client/src/index.js";
import { ask, cli, type Server, startServer } from "./server.js";

let server: Server;
let client: Client;
const traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
beforeAll(async () => {
  server = await startServer({ config: '[logging]\nlevel = "debug"\nformat = "json"\n[limits]\nrunning = 1\n' });
  client = makeClient(server.url, { headers: { traceparent } });
});
afterAll(async () => {
  await server.stop();
});

/** The figures as Prometheus's own library reads them, by name and labels in order. Fails on whatever it cannot read. */
async function figures(): Promise<Map<string, number>> {
  const { status, text, headers } = await ask(`${server.url}/metrics`);
  expect(status).toBe(200);
  expect(headers.get("content-type")).toContain("text/plain; version=0.0.4");
  const program = [
    "import json, sys",
    "from prometheus_client.parser import text_string_to_metric_families as read",
    "rows = [[s.name + json.dumps(s.labels, sort_keys=True), s.value] for f in read(sys.stdin.read()) for s in f.samples]",
    "print(json.dumps([r for r in rows if r[1] == r[1] and abs(r[1]) != float('inf')]))",
  ].join("\n");
  const { stdout, stderr } = spawnSync("/usr/bin/python3", ["-c", program], { input: text, encoding: "utf8" });
  expect(stderr).toBe("");
  return new Map(JSON.parse(stdout) as [string, number][]);
}

/** Python writes JSON with blanks. */
function named(name: string, labels: Readonly<Record<string, string>> = {}): string {
  const sorted = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
  return `${name}{${sorted.map(([label, value]) => `${JSON.stringify(label)}: ${JSON.stringify(value)}`).join(", ")}}`;
}

/** Lines of the log so far. */
function lines(): Record<string, unknown>[] {
  return server
    .output()
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe("the metrics", () => {
  it("are what Prometheus reads, and agree with what was run", async () => {
    const before = await figures();
    const grown = (now: Map<string, number>, name: string, labels?: Record<string, string>) =>
      (now.get(named(name, labels)) ?? 0) - (before.get(named(name, labels)) ?? 0);
    for (const name of ["a", "b", "c"]) await client.execute("say_hello", { name }, { mode: "sync" });
    await client.run("sleep", { delay: 0.001 });
    await client.run("sleep", { delay: -1 }).catch(() => undefined);
    await client.execute("say_hello", {}, { mode: "sync" }).catch(() => undefined);
    await client.status("abcdefghijklmnopqrstuvwxyz").catch(() => undefined);
    const now = await figures();
    const process = "say_hello";
    expect(grown(now, "terrarium_jobs_accepted_total", { process })).toBe(3);
    expect(grown(now, "terrarium_jobs_ended_total", { process, status: "successful", reason: "none" })).toBe(3);
    expect(grown(now, "terrarium_jobs_ended_total", { process: "sleep", status: "successful", reason: "none" })).toBe(1);
    expect(grown(now, "terrarium_jobs_ended_total", { process: "sleep", status: "failed", reason: "invalid-input" })).toBe(1);
    for (const name of ["wait", "run"]) expect(grown(now, `terrarium_job_${name}_seconds_count`, { process }), name).toBe(3);
    expect(grown(now, "terrarium_http_requests_total", { protocol: "ogcapi", operation: "execute", status: "200" })).toBe(3);
    expect(grown(now, "terrarium_http_requests_total", { protocol: "ogcapi", operation: "execute", status: "201" })).toBe(2);
    expect(grown(now, "terrarium_http_requests_total", { protocol: "ogcapi", operation: "execute", status: "400" })).toBe(1);
    expect(grown(now, "terrarium_http_requests_total", { protocol: "ogcapi", operation: "status", status: "404" })).toBe(1);
    expect(now.get(named("terrarium_jobs", { status: "failed" }))).toBe(1);
    expect(now.get(named("terrarium_slots"))).toBe(1);
    for (const name of ["terrarium_disk_free_bytes", "process_resident_memory_bytes", "nodejs_eventloop_lag_p99_seconds"])
      expect(now.get(named(name)), name).toBeGreaterThan(0);
  });

  it("show the queue, its oldest job and the places while a job holds the only one", async () => {
    const held = await client.execute("sleep", { delay: 60 }, { mode: "async" });
    const waiting = await client.execute("sleep", { delay: 0 }, { mode: "async" });
    if (held.kind !== "job" || waiting.kind !== "job") throw new Error("not asynchronous");
    for await (const job of client.watch(held.job.id)) if (job.status === "running") break;
    const now = await figures();
    expect(now.get(named("terrarium_slots_taken"))).toBe(1);
    expect(now.get(named("terrarium_queue_length"))).toBe(1);
    expect(now.get(named("terrarium_queue_oldest_seconds"))).toBeGreaterThan(0);
    expect(now.get(named("terrarium_jobs", { status: "running" }))).toBe(1);
    for (const { id } of [waiting.job, held.job]) await client.dismiss(id);
    expect((await figures()).get(named("terrarium_queue_length"))).toBe(0);
  });

  it("are refused to whom a proxy speaks for", async () => {
    const asked = await fetch(`${server.url}/metrics`, { headers: { "x-forwarded-for": "127.0.0.1" } });
    expect(asked.status).toBe(403);
  });
});

describe("the health", () => {
  const ready = async (headers: Record<string, string> = {}) => {
    const response = await fetch(`${server.url}/health/ready`, { headers });
    return { status: response.status, body: (await response.json()) as { status: string; checks?: { name: string; problem?: string }[] } };
  };

  it("is live and ready, each condition by its name", async () => {
    expect(JSON.parse((await ask(`${server.url}/health/live`)).text)).toEqual({ status: "live" });
    const { status, body } = await ready();
    expect(status).toBe(200);
    expect(body).toEqual({ status: "ready", checks: ["store", "spawner", "disk", "queue"].map((name) => ({ name })) });
  });

  it("tells a proxy's client whether, and not why", async () => {
    expect(await ready({ forwarded: "for=192.0.2.1" })).toEqual({ status: 200, body: { status: "ready" } });
  });

  it("is not ready while the files cannot be written, says so without a path, and is ready again by itself", async () => {
    const files = join(server.data, "files");
    renameSync(files, `${files}.away`);
    try {
      await expect.poll(async () => (await ready()).status, { timeout: 10_000 }).toBe(503);
      const { body } = await ready();
      const problem = body.checks?.find(({ name }) => name === "disk")?.problem;
      expect(problem).toMatch(/disk/);
      expect(JSON.stringify(body)).not.toContain(server.data);
      expect((await ready({ forwarded: "for=192.0.2.1" })).body).toEqual({ status: "not ready" });
      expect((await ask(`${server.url}/health/live`)).status).toBe(200);
    } finally {
      renameSync(`${files}.away`, files);
    }
    await expect.poll(async () => (await ready()).status, { timeout: 10_000 }).toBe(200);
  });
});

describe("the log", () => {
  it("has one line for each request, with its identifier, its trace, its job and how long it took", async () => {
    const response = await fetch(`${server.url}/processes/say_hello/execution`, {
      method: "POST",
      headers: { "content-type": "application/json", traceparent },
      body: JSON.stringify({ inputs: { name: "a secret of the user" } }),
    });
    await response.text();
    const id = response.headers.get("x-request-id");
    expect(id).toMatch(/^[0-9a-f]{16}$/);
    await expect.poll(() => lines().filter(({ request }) => request === id)).toHaveLength(1);
    const [line] = lines().filter(({ request }) => request === id);
    expect(line).toMatchObject({
      level: "info",
      protocol: "ogcapi",
      operation: "execute",
      status: 200,
      ms: expect.any(Number),
      job: expect.any(String),
    });
    expect(line).toMatchObject({ trace: "4bf92f3577b34da6a3ce929d0e0e4736" });
    const ofJob = lines().filter(({ job }) => job === line?.["job"]);
    expect(ofJob.map(({ msg }) => msg)).toEqual(expect.arrayContaining(["a job was accepted", "a job begins", "a job has ended"]));
  });

  it("repeats no value that a client has sent, right or wrong, over any protocol", async () => {
    const secret = "s3cr3t-of-a-user";
    const wps = `${server.url}/wps?service=WPS&version=1.0.0&request=Execute&identifier=`;
    await ask(`${wps}say_hello&datainputs=name=${secret}`);
    await ask(`${wps}sleep&datainputs=delay=${secret}`);
    await client.execute("sleep", { delay: secret }, { mode: "sync" }).catch(() => undefined);
    await client.execute("sleep", { delay: 0.001, nonesuch: secret }, { mode: "sync" }).catch(() => undefined);
    await ask(`${server.url}/processes/say_hello/execution?name=${secret}`);
    await client.run("centroids", { layer: { href: `http://127.0.0.1:1/${secret}`, type: "application/geo+json" } }).catch(() => undefined);
    await client.run("centroids", { layer: { value: { secret }, mediaType: "application/geo+json" } }).catch(() => undefined);
    await expect.poll(() => lines().filter(({ operation }) => operation === "execute").length).toBeGreaterThanOrEqual(5);
    expect(server.output()).not.toContain(secret);
  });
});

it("a server whose log is on a full disk serves, and ends when it is told to", async () => {
  const folder = mkdtempSync(join(tmpdir(), "terrarium-full-log-"));
  chmodSync(folder, 0o711);
  const config = join(folder, "terrarium.toml");
  writeFileSync(config, '[processes]\npaths = ["nowhere.process.ts"]\n');
  const words = [cli, "serve", "--config", config, "--port", "0", "--data", join(folder, "data")];
  const full = openSync("/dev/full", "w");
  const child = spawn(process.execPath, words, { stdio: ["ignore", "pipe", full] });
  closeSync(full);
  try {
    let url: string | undefined;
    for await (const line of createInterface({ input: child.stdout as Readable })) {
      url = /(http:\S+)\/ and/.exec(line)?.[1];
      if (url !== undefined) break;
    }
    // It has warned of the process that is not there; and what is refused is a line, too.
    expect((await ask(`${url}/wps`, "<none/>")).status).toBe(400);
    expect((await ask(`${url}/health/ready`)).status).toBe(200);
  } finally {
    child.kill("SIGINT");
    if (child.exitCode === null) await once(child, "exit");
    rmSync(folder, { recursive: true, force: true });
  }
  expect(child.exitCode).toBe(0);
});
