// Lists that a server gives page by page: of processes, and of jobs by filters.
import { type AskParts, askObject } from "./ask.js";
import type { Asking } from "./contract.js";
import { nextOf, objects, readJob, readSummary } from "./documents.js";
import type { Job, JobFilter, JobPage, JsonObject, ProcessSummary } from "./types.js";

/** More are no list. */
const mostPages = 1_000;
/** More are not asked for on one page. */
const mostOnPage = 1_000;

async function* pages(parts: AskParts, first: string, asking: Asking): AsyncGenerator<JsonObject> {
  const seen = new Set<string>();
  for (let path: string | undefined = first; path !== undefined && !seen.has(path) && seen.size < mostPages; ) {
    seen.add(path);
    const { body }: { readonly body: JsonObject } = await askObject(parts, path, asking);
    yield body;
    path = nextOf(body);
  }
}

/** All processes, whatever number of pages they stand on. */
export async function listProcesses(parts: AskParts, asking: Asking): Promise<ProcessSummary[]> {
  const all: ProcessSummary[] = [];
  for await (const page of pages(parts, `processes?limit=${mostOnPage}`, asking)) all.push(...objects(page["processes"]).map(readSummary));
  return all;
}

function queryOf({ status, processId, type, datetime, minDuration, maxDuration, limit = 100 }: JobFilter): string {
  const given = {
    ...{ limit: String(Math.min(limit, mostOnPage)), status: status?.join(","), processID: processId?.join(","), type: type?.join(",") },
    ...{ datetime, minDuration: minDuration?.toString(), maxDuration: maxDuration?.toString() },
  };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(given)) if (value !== undefined) query.set(name, value);
  return `jobs?${query}`;
}

function jobsOf(page: JsonObject): Job[] {
  return objects(page["jobs"]).map((job) => readJob(job));
}

/** One page: the first by a filter, or the one at an address that a page told. */
export async function jobPage(parts: AskParts, wanted: JobFilter | string, asking: Asking): Promise<JobPage> {
  const { body } = await askObject(parts, typeof wanted === "string" ? wanted : queryOf(wanted), asking);
  const [next, previous] = [nextOf(body), nextOf(body, "prev")];
  return { jobs: jobsOf(body), ...(next === undefined ? {} : { next }), ...(previous === undefined ? {} : { previous }) };
}

export async function listJobs(parts: AskParts, filter: JobFilter, asking: Asking): Promise<Job[]> {
  const { limit = 100 } = filter;
  const all: Job[] = [];
  for await (const page of pages(parts, queryOf(filter), asking)) {
    all.push(...jobsOf(page));
    if (all.length >= limit) break;
  }
  return all.slice(0, limit);
}
