// A caller of one OGC API - Processes server. Whatever it runs on has `fetch`; which server it is, it need not know.
import { type AskParts, ask, askObject } from "./ask.js";
import type { Asking, Client, ClientOptions } from "./contract.js";
import { linksOf, readJob } from "./documents.js";
import { eventsOf, readEvents } from "./events.js";
import { describe, execute, pathOf, results, run, status } from "./execute.js";
import { follow } from "./follow.js";
import { jobPage, listJobs, listProcesses } from "./job-list.js";
import { responseOf } from "./outputs.js";
import { ProblemError } from "./problem.js";
import type { Job, JobEvent, Landing } from "./types.js";
import { validate } from "./validate.js";
import { type Watched, watch } from "./watch.js";

async function landing(parts: AskParts, asking: Asking): Promise<Landing> {
  const { body } = await askObject(parts, "", asking);
  const { title, description } = body;
  return {
    ...{ title: typeof title === "string" ? title : "", links: linksOf(body), raw: body },
    ...(typeof description === "string" ? { description } : {}),
  };
}

async function conformance(parts: AskParts, asking: Asking): Promise<readonly string[]> {
  const { conformsTo } = (await askObject(parts, "conformance", asking)).body;
  return Array.isArray(conformsTo) ? conformsTo.filter((one) => typeof one === "string") : [];
}

async function result(parts: AskParts, jobId: string, outputId: string, asking: Asking): Promise<Response> {
  try {
    return await ask(parts, pathOf("jobs", jobId, "results", outputId), { ...asking, headers: { accept: "*/*" } });
  } catch (error) {
    // The address of a single result is of the draft of 2.0: other servers give all of them.
    const isUnknown = error instanceof ProblemError && [400, 404, 405, 501].includes(error.status);
    const found = isUnknown ? (await results(parts, jobId, [], asking)).find(({ id }) => id === outputId) : undefined;
    if (found === undefined) throw error;
    return found.kind === "link" ? ask(parts, found.href, { ...asking, headers: { accept: "*/*" } }) : responseOf(found);
  }
}

function watched(parts: AskParts, jobId: string, asking: Asking): Watched {
  return {
    status: () => status(parts, jobId, asking),
    events(job) {
      const href = eventsOf(job);
      return href === undefined ? undefined : readEvents(parts, href, asking.signal);
    },
  };
}

async function* events(parts: AskParts, jobId: string, asking: Asking): AsyncGenerator<JobEvent> {
  const { status: ask, events: told } = watched(parts, jobId, asking);
  const stream = told(await ask());
  if (stream !== undefined) yield* stream;
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
  const log = async (jobId: string, asking: Asking = {}): Promise<string> =>
    (await ask(parts, `${pathOf("jobs", jobId)}/log`, { ...asking, headers: { accept: "text/plain" } })).text();
  const client: Client = {
    url: parts.base.href,
    landing: (asking = {}) => landing(parts, asking),
    conformance: (asking = {}) => conformance(parts, asking),
    list: (asking = {}) => listProcesses(parts, asking),
    describe: (processId, asking = {}) => describe(parts, processId, asking),
    execute: (processId, inputs, asking = {}) => execute(parts, processId, inputs, asking),
    run: (processId, inputs, asking = {}) => run(client, parts, processId, { ...asking, inputs }),
    jobs: (filter = {}, asking = {}) => listJobs(parts, filter, asking),
    jobPage: (wanted = {}, asking = {}) => jobPage(parts, wanted, asking),
    status: (jobId, asking = {}) => status(parts, jobId, asking),
    watch: (jobId, options = {}) => watch(watched(parts, jobId, options), options),
    results: (jobId, asking = {}) => results(parts, jobId, [], asking),
    result: (jobId, outputId, asking = {}) => result(parts, jobId, outputId, asking),
    open: (href, asking = {}) => ask(parts, href, { ...asking, headers: { accept: "*/*" } }),
    events: (jobId, asking = {}) => events(parts, jobId, asking),
    validate: (processId, inputs, asking = {}) => validate(parts, processId, inputs, asking),
    definition: async (jobId, asking = {}) => (await askObject(parts, pathOf("jobs", jobId, "definition"), asking)).body,
    log,
    followLog(jobId, asking = {}) {
      const end = async (): Promise<void> => {
        for await (const _job of client.watch(jobId, asking));
      };
      return follow({ ...watched(parts, jobId, asking), end, log: () => log(jobId, asking) }, asking.signal);
    },
    dismiss: async (jobId, asking = {}) => readJob((await askObject(parts, pathOf("jobs", jobId), { ...asking, method: "DELETE" })).body),
    pause: (jobId, asking) => control(jobId, "pause", asking),
    resume: (jobId, asking) => control(jobId, "resume", asking),
    pin: (jobId, asking) => control(jobId, "pin", asking),
    unpin: (jobId, asking) => control(jobId, "unpin", asking),
  };
  return client;
}
