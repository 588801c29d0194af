// A caller of one OGC API - Processes server. Whatever it runs on has `fetch`; which server it is, it need not know.
import { type AskParts, ask, askObject, isObject, readJson, retryAfter } from "./ask.js";
import { jobIdOf, nextOf, objects, readJob, readProcess, readSummary } from "./documents.js";
import { readOutputs } from "./outputs.js";
import { isOver, JobEndedError, type WatchOptions, watch } from "./run.js";
import type { Input, Job, JobFilter, Json, JsonObject, Output, OutputChoice, Process, ProcessSummary } from "./types.js";

export interface ClientOptions {
  /** Names the caller to this server: an API token, or one of OpenID Connect. */
  readonly token?: string;
  /** Sent with each request to this server, and to no other. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Default: the one that is there. */
  readonly fetch?: typeof fetch;
  /** How often a request is made again that a busy server asks to make again; default: 3. */
  readonly retries?: number;
}

export interface Asking {
  readonly signal?: AbortSignal;
}

export interface ExecuteOptions extends Asking {
  /** Absent: the server's choice, which is as a rule "sync". */
  readonly mode?: "sync" | "async";
  /** Seconds for which an asynchronous answer may be waited for. */
  readonly waitS?: number;
  /** Which outputs, and how; absent: all. */
  readonly outputs?: Readonly<Record<string, OutputChoice>>;
  /** Default: "document", in which each output has its name. */
  readonly response?: "raw" | "document";
  readonly subscriber?: JsonObject;
  /** The same key is the same job, however often it is sent; for servers that know it. */
  readonly idempotencyKey?: string;
}

/** What a server answers an execution with: it chooses. */
export type Execution = { readonly kind: "results"; readonly outputs: readonly Output[] } | { readonly kind: "job"; readonly job: Job };

/** All calls throw ProblemError where the server refuses, and the reason of a signal that is aborted. */
export interface Client {
  /** All processes, whatever number of pages they stand on. */
  list(asking?: Asking): Promise<ProcessSummary[]>;
  describe(processId: string, asking?: Asking): Promise<Process>;
  execute(processId: string, inputs: Readonly<Record<string, Input>>, options?: ExecuteOptions): Promise<Execution>;
  /** Executes and waits for the results, at most as long as the signal says; then the job is dismissed. Throws JobEndedError for a job without results. */
  run(
    processId: string,
    inputs: Readonly<Record<string, Input>>,
    options?: ExecuteOptions & Pick<WatchOptions, "mostMs"> & { readonly onStatus?: (job: Job) => void },
  ): Promise<readonly Output[]>;
  jobs(filter?: JobFilter, asking?: Asking): Promise<Job[]>;
  status(jobId: string, asking?: Asking): Promise<Job>;
  /** The job whenever it has changed, until it is over. */
  watch(jobId: string, options?: WatchOptions): AsyncIterable<Job>;
  results(jobId: string, asking?: Asking): Promise<readonly Output[]>;
  /** The bytes behind a link of an output. */
  open(href: string, asking?: Asking): Promise<Response>;
  /** What the process printed. An extension of Terrarium, as are the next ones. */
  log(jobId: string, asking?: Asking): Promise<string>;
  dismiss(jobId: string, asking?: Asking): Promise<Job>;
  pause(jobId: string, asking?: Asking): Promise<Job>;
  resume(jobId: string, asking?: Asking): Promise<Job>;
  /** Keeps the job and its results beyond their time; or no longer. */
  pin(jobId: string, asking?: Asking): Promise<Job>;
  unpin(jobId: string, asking?: Asking): Promise<Job>;
}

function pathOf(...segments: readonly string[]): string {
  return segments.map(encodeURIComponent).join("/");
}

function preferences({ mode, waitS }: ExecuteOptions): Record<string, string> {
  const words = [...(mode === "async" ? ["respond-async"] : []), ...(waitS === undefined ? [] : [`wait=${waitS}`])];
  return words.length === 0 ? {} : { prefer: words.join(", ") };
}

const mostPages = 1_000;

async function* pages(parts: AskParts, first: string, asking: Asking): AsyncGenerator<JsonObject> {
  const seen = new Set<string>();
  for (let path: string | undefined = first; path !== undefined && !seen.has(path) && seen.size < mostPages; ) {
    seen.add(path);
    const { body }: { readonly body: JsonObject } = await askObject(parts, path, asking);
    yield body;
    path = nextOf(body);
  }
}

async function list(parts: AskParts, asking: Asking): Promise<ProcessSummary[]> {
  const all: ProcessSummary[] = [];
  for await (const page of pages(parts, "processes?limit=1000", asking)) all.push(...objects(page["processes"]).map(readSummary));
  return all;
}

async function listJobs(parts: AskParts, filter: JobFilter, asking: Asking): Promise<Job[]> {
  const { status, processId, limit = 100 } = filter;
  const query = new URLSearchParams({ limit: String(Math.min(limit, 1000)) });
  if (status !== undefined) query.set("status", status.join(","));
  if (processId !== undefined) query.set("processID", processId.join(","));
  const all: Job[] = [];
  for await (const page of pages(parts, `jobs?${query}`, asking)) {
    all.push(...objects(page["jobs"]).map((job) => readJob(job)));
    if (all.length >= limit) break;
  }
  return all.slice(0, limit);
}

async function status(parts: AskParts, jobId: string, asking: Asking): Promise<Job> {
  const { body, headers } = await askObject(parts, pathOf("jobs", jobId), asking);
  return readJob(body, retryAfter(headers));
}

/** The identifiers of outputs that were asked for by name. */
function idsOf({ outputs }: ExecuteOptions): string[] {
  return outputs === undefined ? [] : Object.keys(outputs);
}

async function describe(parts: AskParts, processId: string, asking: Asking): Promise<Process> {
  return readProcess((await askObject(parts, pathOf("processes", processId), asking)).body);
}

/** One raw output comes without its name; the process may have no other. */
async function named(
  outputs: readonly Output[],
  processId: () => Promise<string | undefined>,
  parts: AskParts,
  asking: Asking,
): Promise<readonly Output[]> {
  const [only] = outputs;
  if (only === undefined || outputs.length > 1 || only.id !== "") return outputs;
  const id = await processId();
  const known = id === undefined ? [] : (await describe(parts, id, asking)).outputs;
  return known.length === 1 ? [{ ...only, id: known[0]?.id ?? "" }] : outputs;
}

async function execute(
  parts: AskParts,
  processId: string,
  inputs: Readonly<Record<string, Input>>,
  options: ExecuteOptions,
): Promise<Execution> {
  const { outputs, response = "document", subscriber, idempotencyKey, signal } = options;
  const body = {
    inputs,
    ...(outputs === undefined ? {} : { outputs }),
    response,
    ...(subscriber === undefined ? {} : { subscriber }),
  } as Json;
  const headers = { ...preferences(options), ...(idempotencyKey === undefined ? {} : { "idempotency-key": idempotencyKey }) };
  const answer = await ask(parts, `${pathOf("processes", processId)}/execution`, { method: "POST", headers, body, signal });
  const location = answer.headers.get("location") ?? "";
  const jobId = jobIdOf(location);
  if (answer.status === 201 || answer.status === 202 || (options.mode === "async" && jobId !== undefined)) {
    // The body is a statusInfo, or nothing (pygeoapi once).
    const said = readJson(await answer.text());
    if (isObject(said) && said["status"] !== undefined)
      return { kind: "job", job: readJob(jobId === undefined ? said : { jobID: jobId, ...said }) };
    if (jobId !== undefined) return { kind: "job", job: await status(parts, jobId, options) };
  }
  const read = await readOutputs(answer, idsOf(options));
  return { kind: "results", outputs: await named(read, async () => processId, parts, options) };
}

async function results(parts: AskParts, jobId: string, ids: readonly string[], asking: Asking): Promise<readonly Output[]> {
  // Some servers answer with a page of their own unless they are asked for JSON; raw data come all the same.
  const answer = await ask(parts, `${pathOf("jobs", jobId)}/results`, { ...asking, headers: { accept: "application/json, */*;q=0.5" } });
  return named(await readOutputs(answer, ids), async () => (await status(parts, jobId, asking)).processId, parts, asking);
}

async function run(
  client: Client,
  parts: AskParts,
  processId: string,
  inputs: Readonly<Record<string, Input>>,
  options: NonNullable<Parameters<Client["run"]>[2]>,
): Promise<readonly Output[]> {
  const { signal, onStatus, mostMs } = options;
  const execution = await client.execute(processId, inputs, { mode: "async", ...options });
  if (execution.kind === "results") return execution.outputs;
  let { job } = execution;
  try {
    for await (const now of client.watch(job.id, { signal, ...(mostMs === undefined ? {} : { mostMs }) })) {
      job = now;
      onStatus?.(job);
    }
  } catch (error) {
    // Nobody waits for it any more.
    if (signal?.aborted === true && !isOver(job)) await client.dismiss(job.id).catch(() => undefined);
    throw error;
  }
  if (job.status !== "successful") throw new JobEndedError(job);
  return results(parts, job.id, idsOf(options), options);
}

/** A client of the server whose landing page is at `url`. */
export function makeClient(url: string, options: ClientOptions = {}): Client {
  const parts: AskParts = {
    base: new URL(url.endsWith("/") ? url : `${url}/`),
    fetch: options.fetch ?? ((...request) => fetch(...request)),
    headers: { ...options.headers, ...(options.token === undefined ? {} : { authorization: `Bearer ${options.token}` }) },
    retries: options.retries ?? 3,
  };
  const control = async (jobId: string, what: string, asking: Asking = {}): Promise<Job> =>
    readJob((await askObject(parts, `${pathOf("jobs", jobId)}/${what}`, { ...asking, method: "POST" })).body);
  const client: Client = {
    list: (asking = {}) => list(parts, asking),
    describe: (processId, asking = {}) => describe(parts, processId, asking),
    execute: (processId, inputs, asking = {}) => execute(parts, processId, inputs, asking),
    run: (processId, inputs, asking = {}) => run(client, parts, processId, inputs, asking),
    jobs: (filter = {}, asking = {}) => listJobs(parts, filter, asking),
    status: (jobId, asking = {}) => status(parts, jobId, asking),
    watch: (jobId, watching = {}) =>
      watch(() => status(parts, jobId, watching.signal === undefined ? {} : { signal: watching.signal }), watching),
    results: (jobId, asking = {}) => results(parts, jobId, [], asking),
    open: (href, asking = {}) => ask(parts, href, { ...asking, headers: { accept: "*/*" } }),
    log: async (jobId, asking = {}) =>
      (await ask(parts, `${pathOf("jobs", jobId)}/log`, { ...asking, headers: { accept: "text/plain" } })).text(),
    dismiss: async (jobId, asking = {}) => readJob((await askObject(parts, pathOf("jobs", jobId), { ...asking, method: "DELETE" })).body),
    pause: (jobId, asking) => control(jobId, "pause", asking),
    resume: (jobId, asking) => control(jobId, "resume", asking),
    pin: (jobId, asking) => control(jobId, "pin", asking),
    unpin: (jobId, asking) => control(jobId, "unpin", asking),
  };
  return client;
}
