// The jobs room with neighbours that are watched: its figures agree with what was run, and its spans tell the way of each job.
import { context, propagation, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { W3CTraceContextPropagator } from "@opentelemetry/core";
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-base";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { JobStatus } from "../core/job.js";
import type { RequestEnd } from "../core/telemetry.js";
import { closeAfterEach, file, held, hello, literalOnly, makeRig, me, type RigOptions, sync } from "../jobs/rig.js";
import { makeMemoryStore } from "../stores/memory/memory-store.js";
import { makeJobWatcher } from "./job-watcher.js";
import { makeMetrics } from "./metrics.js";
import { makeRequestWatcher } from "./request-watcher.js";
import { watchEngine, watchFiles, watchJobs } from "./watched.js";

closeAfterEach();

const none: Readonly<Record<JobStatus, number>> = { accepted: 0, running: 0, paused: 0, successful: 0, failed: 0, dismissed: 0 };

interface Line {
  readonly level: "debug" | "info";
  readonly facts: Record<string, unknown>;
  readonly message: string;
}

/** A rig whose store and engine are watched. */
async function watchedRig(options: RigOptions = {}) {
  const lines: Line[] = [];
  const log = {
    debug: (facts: object, message: string) => void lines.push({ level: "debug", facts: { ...facts }, message }),
    info: (facts: object, message: string) => void lines.push({ level: "info", facts: { ...facts }, message }),
  };
  const metrics = makeMetrics({
    isPublished: (id) => id === "say_hello",
    figures: async () => ({ jobs: none, slots: { total: 4, taken: 0 }, pool: new Map(), disk: { freeBytes: 1, sizeBytes: 2 } }),
    version: "1",
    now: Date.now,
  });
  const watcher = makeJobWatcher({ metrics, log });
  const store = makeMemoryStore({ now: Date.now });
  const rig = await makeRig({ ...options, store: () => watchJobs(store, watcher), engine: (engine) => watchEngine(engine, watcher) });
  const figures = async (): Promise<Map<string, number>> => {
    const rows = (await metrics.text()).split("\n").filter((line) => line.startsWith("terrarium_"));
    return new Map(rows.map((row) => [row.slice("terrarium_".length, row.lastIndexOf(" ")), Number(row.slice(row.lastIndexOf(" ") + 1))]));
  };
  return { rig, metrics, watcher, lines, log, figures };
}

describe("the figures", () => {
  it("agree with what was run: accepted, ended by state and reason, waited, ran, and how sandboxes ended", async () => {
    const error = { kind: "user", message: "No features." } as const;
    const scripts = [{ results: [hello] }, { results: [hello, file], files: { "out.txt": "content" } }, { error }, held()];
    const { rig, figures } = await watchedRig({ script: (_bundle, nth) => scripts[nth] ?? {}, limits: { running: 1 } });
    await rig.execute({ ...sync, ...literalOnly });
    await rig.execute(sync);
    await rig.execute({ ...sync, ...literalOnly });
    const { id } = await rig.execute(literalOnly);
    await rig.begun(id);
    await rig.jobs.perform({ kind: "dismiss", jobId: id }, me);
    await expect(rig.execute({ inputs: [] })).rejects.toMatchObject({ code: "missing-input" });
    // What a job leaves is removed after its answer.
    await rig.close();
    const now = await figures();
    const of = (name: string, ...labels: string[]) => now.get(`${name}{${['process="say_hello"', ...labels].join(",")}}`);
    expect(of("jobs_accepted_total")).toBe(4);
    expect(of("jobs_ended_total", 'status="successful"', 'reason="none"')).toBe(2);
    expect(of("jobs_ended_total", 'status="failed"', 'reason="process-failed"')).toBe(1);
    expect(of("jobs_ended_total", 'status="dismissed"', 'reason="none"')).toBe(1);
    expect(of("job_wait_seconds_count")).toBe(4);
    expect(of("job_start_seconds_count", 'sandbox="new"')).toBe(4);
    expect(of("job_run_seconds_count")).toBe(4);
    expect(of("sandbox_exits_total", 'reason="exited"')).toBe(3);
    expect(of("sandbox_exits_total", 'reason="killed"')).toBe(1);
    expect(now.get('sandbox_make_seconds_count{engine="fake",by="launcher"}')).toBe(4);
  });

  it("count what has ended before it had a place, which did not wait for one to the end", async () => {
    const { rig, figures } = await watchedRig({ script: held, limits: { running: 1 } });
    const running = await rig.execute(literalOnly);
    const bundle = await rig.begun(running.id);
    const waiting = await rig.execute(literalOnly);
    await rig.jobs.perform({ kind: "dismiss", jobId: waiting.id }, me);
    rig.engine.release(bundle);
    await rig.reaches(running.id, "successful");
    const now = await figures();
    expect(now.get('jobs_ended_total{process="say_hello",status="dismissed",reason="none"}')).toBe(1);
    expect(now.get('jobs_ended_total{process="say_hello",status="successful",reason="none"}')).toBe(1);
    expect(now.get('job_wait_seconds_count{process="say_hello"}')).toBe(1);
  });

  it("have no label for what is not published", async () => {
    const { metrics, figures } = await watchedRig();
    metrics.accepted("a name that a client made up");
    expect((await figures()).get('jobs_accepted_total{process="other"}')).toBe(1);
  });

  it("count what is published by files, and nothing for values", async () => {
    const { metrics, figures } = await watchedRig();
    const files = watchFiles(
      {
        adopt: async (jobId: string, index: number) => ({ key: `o-${jobId}-${index}`, byteLength: 7, sha256: "" }),
      } as unknown as Parameters<typeof watchFiles>[0],
      metrics,
    );
    await files.adopt("a", 0, "/x", { byteLength: 7, sha256: "" });
    expect((await figures()).get("results_bytes_total")).toBe(7);
  });
});

describe("the log", () => {
  it("names job and process with each line, and repeats no input and no word of the process", async () => {
    const { rig, lines } = await watchedRig({ script: () => ({ error: { kind: "user", message: "secret words" } }) });
    await rig.execute({ ...sync, inputs: [{ id: "name", data: { kind: "value", value: "secret value" } }] });
    await rig.close();
    expect(lines.map(({ level, message }) => `${level} ${message}`)).toEqual([
      "debug a job was accepted",
      "debug a job begins",
      "info a job has ended",
    ]);
    for (const { facts } of lines) expect(facts).toMatchObject({ job: expect.stringMatching(/^[a-z2-7]{26}$/), process: "say_hello" });
    expect(lines.at(-1)?.facts).toMatchObject({ status: "failed", code: "process-failed", attempt: 1 });
    expect(JSON.stringify(lines)).not.toContain("secret");
  });

  const end: RequestEnd = { protocol: "ogcapi", operation: "status", status: 200, ms: 1.23456 };
  it.each([
    ["a read that went well", "GET", {}, "debug"],
    ["what may change something", "POST", { operation: "execute", jobId: "j" }, "info"],
    ["what failed", "GET", { status: 500 }, "info"],
  ])("tells %s once, at its level, with its trace", async (_name, method, more, level) => {
    const { metrics, log, lines } = await watchedRig();
    const traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    makeRequestWatcher({ metrics, log })
      .begin({ id: "r", method, headers: { traceparent } })
      .end({ ...end, ...more });
    expect(lines).toEqual([
      {
        level,
        message: "a request was answered",
        facts: expect.objectContaining({ request: "r", ms: 1.2, trace: "4bf92f3577b34da6a3ce929d0e0e4736" }),
      },
    ]);
  });

  it.each(["", "x", "00-00000000000000000000000000000000-00f067aa0ba902b7-01", "00-4bf92f35-00f067aa0ba902b7-01"])(
    "takes %j for no trace",
    async (traceparent) => {
      const { metrics, log, lines } = await watchedRig();
      makeRequestWatcher({ metrics, log }).begin({ id: "r", method: "POST", headers: { traceparent } }).end(end);
      expect(lines[0]?.facts).not.toHaveProperty("trace");
    },
  );
});

describe("the spans, where an SDK is there", () => {
  const exporter = new InMemorySpanExporter();
  beforeAll(() => {
    context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
    propagation.setGlobalPropagator(new W3CTraceContextPropagator());
    trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }));
  });
  beforeEach(() => exporter.reset());
  afterAll(() => {
    trace.disable();
    context.disable();
    propagation.disable();
  });

  /** Each span as "parent > name", in the order of their ends. */
  function tree(): string[] {
    const spans = exporter.getFinishedSpans();
    const nameOf = new Map(spans.map((span) => [span.spanContext().spanId, span.name]));
    return spans.map((span) => `${nameOf.get(span.parentSpanContext?.spanId ?? "") ?? "-"} > ${span.name}`);
  }

  it("lead from the request of the client over the job to each of its steps, in one trace, with the job's identifier", async () => {
    const { rig, metrics, log } = await watchedRig();
    const traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    const request = makeRequestWatcher({ metrics, log }).begin({ id: "r", method: "POST", headers: { traceparent } });
    const job = await request.within(() => rig.execute(sync));
    request.end({ protocol: "ogcapi", operation: "execute", status: 200, ms: 1, jobId: job.id });
    await rig.close();
    expect(tree()).toEqual([
      ...["accept", "wait", "stage", "start", "run", "collect", "publish"].map((step) => `job > ${step}`),
      "request > job",
      "- > request",
    ]);
    for (const span of exporter.getFinishedSpans()) {
      expect(span.spanContext().traceId).toBe("4bf92f3577b34da6a3ce929d0e0e4736");
      expect(span.attributes["terrarium.job.id"]).toBe(job.id);
    }
    expect(exporter.getFinishedSpans().find(({ name }) => name === "request")?.parentSpanContext?.spanId).toBe("00f067aa0ba902b7");
    expect(exporter.getFinishedSpans().find(({ name }) => name === "job")?.attributes).toMatchObject({
      "terrarium.process.id": "say_hello",
      "terrarium.job.status": "successful",
    });
  });

  it("tell a failure as one, and a callback after the end as a step of the job", async () => {
    const { rig, watcher } = await watchedRig({ script: () => ({ error: { kind: "process", message: "broken" } }) });
    const job = await rig.execute({ ...sync, subscriber: { successUri: "http://subscriber.test/" } });
    await rig.close();
    await watcher.after(job.id, async () => undefined);
    const [whole, callback] = ["job", "callback"].map((name) => exporter.getFinishedSpans().find((span) => span.name === name));
    expect(whole?.status).toMatchObject({ code: 2, message: "process-failed" });
    expect(callback?.parentSpanContext?.spanId).toBe(whole?.spanContext().spanId);
  });

  it("end with their jobs, however those end: none is left open", async () => {
    const { rig } = await watchedRig({ script: held, limits: { running: 1 } });
    const running = await rig.execute(literalOnly);
    await rig.begun(running.id);
    const waiting = await rig.execute(literalOnly);
    for (const { id } of [waiting, running]) await rig.jobs.perform({ kind: "dismiss", jobId: id }, me);
    await rig.close();
    expect(exporter.getFinishedSpans().filter(({ name }) => name === "job")).toHaveLength(2);
    expect(tree().filter((one) => one.endsWith("> wait"))).toHaveLength(2);
  });
});
