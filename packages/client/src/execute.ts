// Executing: the request with its preferences, and the answer, of which the server chooses the kind: results, or a job.
import { type AskParts, ask, askObject, isObject, readJson, retryAfter } from "./ask.js";
import type { Asking, Client, ExecuteOptions, Execution, RunOptions } from "./contract.js";
import { jobIdOf, readJob, readProcess } from "./documents.js";
import { readOutputs } from "./outputs.js";
import type { Input, Job, Json, Output, Process } from "./types.js";
import { isOver, JobEndedError } from "./watch.js";

export function pathOf(...segments: readonly string[]): string {
  return segments.map(encodeURIComponent).join("/");
}

export async function status(parts: AskParts, jobId: string, asking: Asking): Promise<Job> {
  const { body, headers } = await askObject(parts, pathOf("jobs", jobId), asking);
  return readJob(body, retryAfter(headers));
}

export async function describe(parts: AskParts, processId: string, asking: Asking): Promise<Process> {
  return readProcess((await askObject(parts, pathOf("processes", processId), asking)).body);
}

function preferences({ mode, waitS, prefer }: ExecuteOptions): Record<string, string> {
  const words = [
    ...(mode === "async" ? ["respond-async"] : []),
    ...(waitS === undefined ? [] : [`wait=${waitS}`]),
    ...(prefer === undefined ? [] : [`return=${prefer}`]),
  ];
  return words.length === 0 ? {} : { prefer: words.join(", ") };
}

/** The identifiers of outputs that were asked for by name. */
function idsOf({ outputs }: ExecuteOptions): string[] {
  return outputs === undefined ? [] : Object.keys(outputs);
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

function bodyOf(inputs: Readonly<Record<string, Input>>, { outputs, response = "document", subscriber }: ExecuteOptions): Json {
  return {
    inputs,
    ...(outputs === undefined ? {} : { outputs }),
    response,
    ...(subscriber === undefined ? {} : { subscriber }),
  } as Json;
}

export async function execute(
  parts: AskParts,
  processId: string,
  inputs: Readonly<Record<string, Input>>,
  options: ExecuteOptions,
): Promise<Execution> {
  const { idempotencyKey, signal } = options;
  const headers = { ...preferences(options), ...(idempotencyKey === undefined ? {} : { "idempotency-key": idempotencyKey }) };
  const asked = { method: "POST", headers, body: bodyOf(inputs, options), signal } as const;
  const answer = await ask(parts, `${pathOf("processes", processId)}/execution`, asked);
  const jobId = jobIdOf(answer.headers.get("location") ?? "");
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

export async function results(parts: AskParts, jobId: string, ids: readonly string[], asking: Asking): Promise<readonly Output[]> {
  // Some servers answer with a page of their own unless they are asked for JSON; raw data come all the same.
  const answer = await ask(parts, `${pathOf("jobs", jobId)}/results`, { ...asking, headers: { accept: "application/json, */*;q=0.5" } });
  return named(await readOutputs(answer, ids), async () => (await status(parts, jobId, asking)).processId, parts, asking);
}

export async function run(
  client: Client,
  parts: AskParts,
  processId: string,
  { inputs, ...options }: RunOptions & { readonly inputs: Readonly<Record<string, Input>> },
): Promise<readonly Output[]> {
  const { signal, onStatus, mostMs } = options;
  // Whoever gives up while a job is begun still learns its id, so that it can be dismissed.
  const patience = options.mode === "sync" ? {} : { signal: undefined };
  const execution = await client.execute(processId, inputs, { mode: "async", ...options, ...patience });
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
