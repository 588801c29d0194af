// The metrics of this server in the text format of Prometheus. Labels have few values: names of protocols, operations and states, and of processes
// those that are published; anything else is "other". What is counted when is left to the watchers.
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { RequestEnd } from "../core/telemetry.js";
import type { Figures } from "./figures.js";

export interface MetricsParts {
  /** Is this the identifier of a published process? */
  readonly isPublished: (processId: string) => boolean;
  readonly figures: () => Promise<Figures>;
  readonly version: string;
  readonly now: () => number;
}

export interface Metrics {
  request(end: RequestEnd): void;
  accepted(processId: string): void;
  /** `reason`: the code of the fault that a job failed by, else "none". */
  ended(processId: string, status: string, reason: string): void;
  /** How a sandbox that served a job ended. */
  exited(processId: string, reason: string): void;
  waited(processId: string, ms: number): void;
  /** From the end of the wait to the start of its code. `isWarm`: its sandbox was there already. */
  started(processId: string, isWarm: boolean, ms: number): void;
  ran(processId: string, ms: number): void;
  made(engine: string, by: string, ms: number): void;
  fetched(result: "ok" | "failed", bytes: number): void;
  published(bytes: number): void;
  /** What one sandbox has done on the network. */
  wentOut(used: Readonly<Record<"connections" | "refused" | "bytesSent" | "bytesReceived", number>>): void;
  /** All of it as text. */
  text(): Promise<string>;
  readonly contentType: string;
}

const prefix = "terrarium_";
const waits = [0.005, 0.02, 0.1, 0.5, 2, 10, 60, 300, 1800, 7200];
const starts = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 5, 30];
const runs = [0.01, 0.05, 0.25, 1, 5, 30, 120, 600, 3600, 14400];
const requests = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 60];

function makeCounters(register: Registry) {
  const counter = <T extends string>(name: string, help: string, labelNames: readonly T[]) =>
    new Counter({ name: prefix + name, help, labelNames: [...labelNames], registers: [register] });
  const histogram = <T extends string>(name: string, help: string, labelNames: readonly T[], buckets: number[]) =>
    new Histogram({ name: prefix + name, help, labelNames: [...labelNames], buckets, registers: [register] });
  return {
    requests: counter("http_requests_total", "Requests by who answered them, what they asked for, and the status of the answer.", [
      "protocol",
      "operation",
      "status",
    ]),
    requestSeconds: histogram(
      "http_request_seconds",
      "From the head of a request to the end of its answer.",
      ["protocol", "operation"],
      requests,
    ),
    accepted: counter("jobs_accepted_total", "Jobs that were accepted.", ["process"]),
    ended: counter("jobs_ended_total", "Jobs that have ended, by their state, and by the code of the error where they failed.", [
      "process",
      "status",
      "reason",
    ]),
    exits: counter("sandbox_exits_total", "How sandboxes that served a job have ended.", ["process", "reason"]),
    wait: histogram("job_wait_seconds", "From accepted to the place of a running job.", ["process"], waits),
    start: histogram(
      "job_start_seconds",
      "From the place to the start of the code: staging of inputs, and a sandbox.",
      ["process", "sandbox"],
      starts,
    ),
    run: histogram("job_run_seconds", "From the start of the code to its results or its end.", ["process"], runs),
    make: histogram("sandbox_make_seconds", "Making a sandbox, for a job or ahead.", ["engine", "by"], starts),
    fetches: counter("fetches_total", "Inputs by reference that were fetched, or could not be.", ["result"]),
    fetchedBytes: counter("fetched_bytes_total", "Bytes of inputs that were fetched.", []),
    egressConnections: counter(
      "egress_connections_total",
      "Connections of jobs to the network: those that were opened, and what was refused.",
      ["result"],
    ),
    egressBytes: counter("egress_bytes_total", "Bytes that jobs have sent to the network and received from it.", ["way"]),
    publishedFiles: counter("results_files_total", "Files that were published as results.", []),
    publishedBytes: counter("results_bytes_total", "Bytes of files that were published as results.", []),
  };
}

function makeGauges(register: Registry, { figures, version, now }: MetricsParts) {
  // One look for all gauges of one answer.
  let look: Promise<Figures> | undefined;
  const gauge = <T extends string>(name: string, help: string, labelNames: readonly T[], set: (gauge: Gauge<T>, found: Figures) => void) =>
    new Gauge({
      ...{ name: prefix + name, help, labelNames: [...labelNames], registers: [register] },
      async collect() {
        look ??= figures();
        const found = await look;
        this.reset();
        set(this, found);
      },
    });
  gauge("jobs", "Jobs on record by state.", ["status"], (to, { jobs }) => {
    for (const [status, count] of Object.entries(jobs)) to.set({ status }, count);
  });
  gauge("queue_length", "Jobs that wait for their turn.", [], (to, { jobs }) => to.set(jobs.accepted));
  gauge("queue_oldest_seconds", "Age of the oldest job that waits; 0 where none does.", [], (to, { oldestMs }) =>
    to.set(oldestMs === undefined ? 0 : Math.max(0, now() - oldestMs) / 1000),
  );
  gauge("slots", "Places for running jobs on this server.", [], (to, { slots }) => to.set(slots.total));
  gauge("slots_taken", "Places that are taken.", [], (to, { slots }) => to.set(slots.taken));
  gauge(
    "pool_sandboxes",
    "Sandboxes that wait for a job, and those that are being made for the pool.",
    ["process", "state"],
    (to, { pool }) => {
      for (const [process, { ready, creating }] of pool) {
        to.set({ process, state: "ready" }, ready);
        to.set({ process, state: "creating" }, creating);
      }
    },
  );
  gauge("disk_free_bytes", "Free space where jobs and results are kept.", [], (to, { disk }) => to.set(disk.freeBytes));
  gauge("disk_size_bytes", "Size of the file system where jobs and results are kept.", [], (to, { disk }) => to.set(disk.sizeBytes));
  const build = new Gauge({
    name: `${prefix}build_info`,
    help: "The version of this server.",
    labelNames: ["version"],
    registers: [register],
  });
  build.set({ version }, 1);
  return {
    forget() {
      look = undefined;
    },
  };
}

/** The metrics of one server, beside those that every Node.js program has: processor, memory, delay of the event loop. */
export function makeMetrics(parts: MetricsParts): Metrics {
  const register = new Registry();
  collectDefaultMetrics({ register, eventLoopMonitoringPrecision: 50 });
  // Their names are those of counters, which they are not: promtool complains.
  for (const name of ["handles", "requests", "resources"]) register.removeSingleMetric(`nodejs_active_${name}_total`);
  const counters = makeCounters(register);
  const gauges = makeGauges(register, parts);
  const known = (processId: string): string => (parts.isPublished(processId) ? processId : "other");
  return {
    request({ protocol, operation, status, ms }) {
      counters.requests.inc({ protocol, operation, status: String(status) });
      counters.requestSeconds.observe({ protocol, operation }, ms / 1000);
    },
    accepted: (processId) => counters.accepted.inc({ process: known(processId) }),
    ended: (processId, status, reason) => counters.ended.inc({ process: known(processId), status, reason }),
    exited: (processId, reason) => counters.exits.inc({ process: known(processId), reason }),
    waited: (processId, ms) => counters.wait.observe({ process: known(processId) }, ms / 1000),
    started: (processId, isWarm, ms) =>
      counters.start.observe({ process: known(processId), sandbox: isWarm ? "waiting" : "new" }, ms / 1000),
    ran: (processId, ms) => counters.run.observe({ process: known(processId) }, ms / 1000),
    made: (engine, by, ms) => counters.make.observe({ engine, by }, ms / 1000),
    fetched(result, bytes) {
      counters.fetches.inc({ result });
      counters.fetchedBytes.inc(bytes);
    },
    published(bytes) {
      counters.publishedFiles.inc();
      counters.publishedBytes.inc(bytes);
    },
    wentOut({ connections, refused, bytesSent, bytesReceived }) {
      counters.egressConnections.inc({ result: "opened" }, connections);
      counters.egressConnections.inc({ result: "refused" }, refused);
      counters.egressBytes.inc({ way: "sent" }, bytesSent);
      counters.egressBytes.inc({ way: "received" }, bytesReceived);
    },
    async text() {
      gauges.forget();
      return register.metrics();
    },
    contentType: register.contentType,
  };
}
