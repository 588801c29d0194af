// What tests of access share: a server that tells callers apart, tokens made by its command line, and requests as somebody.
import { spawnSync } from "node:child_process";
import { cli, type Server } from "./server.js";

/** Runs `terrarium token` on the server's data. */
export function tokenCommand(server: Pick<Server, "data">, ...words: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, "token", ...words, "--data", server.data], { encoding: "utf8" });
  return { status, stdout: stdout.trim(), stderr };
}

export function newToken(server: Pick<Server, "data">, role: string, owner: string, ...more: readonly string[]): string {
  const { status, stdout, stderr } = tokenCommand(server, "create", "--role", role, "--owner", owner, ...more);
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

export interface Request {
  readonly path: string;
  readonly method?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
}

/** Sends a request, with a token if there is one, and follows no redirect. */
export async function send(
  { url }: Pick<Server, "url">,
  { path, method = "GET", body, headers = {} }: Request,
  token?: string,
): Promise<Answer> {
  const shown = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const made = { method, headers: { ...headers, ...shown }, redirect: "manual" as const, ...(body === undefined ? {} : { body }) };
  const response = await fetch(`${url}${path}`, made);
  return { status: response.status, text: await response.text(), headers: response.headers };
}

const wps1 = 'service="WPS" version="1.0.0" xmlns:wps="http://www.opengis.net/wps/1.0.0" xmlns:ows="http://www.opengis.net/ows/1.1"';
const wps2 = 'service="WPS" version="2.0.0" xmlns:wps="http://www.opengis.net/wps/2.0" xmlns:ows="http://www.opengis.net/ows/2.0"';
const xml = { "content-type": "text/xml" };
const form = { "content-type": "application/x-www-form-urlencoded", accept: "text/html" };

/** An execute of a process without inputs that matter, by every way there is. */
export function executions(id: string): Readonly<Record<string, Request>> {
  return {
    "KVP 1.0.0": { path: `/wps?service=WPS&version=1.0.0&request=Execute&identifier=${id}` },
    "XML 1.0.0": {
      path: "/wps",
      method: "POST",
      headers: xml,
      body: `<wps:Execute ${wps1}><ows:Identifier>${id}</ows:Identifier></wps:Execute>`,
    },
    "XML 2.0": {
      path: "/wps",
      method: "POST",
      headers: xml,
      body: `<wps:Execute ${wps2} mode="sync" response="document"><ows:Identifier>${id}</ows:Identifier></wps:Execute>`,
    },
    JSON: { path: `/processes/${id}/execution`, method: "POST", headers: { "content-type": "application/json" }, body: '{"inputs":{}}' },
    "JSON by query": { path: `/processes/${id}/execution?f=json` },
    "HTML form": { path: `/processes/${id}/execution`, method: "POST", headers: form, body: "" },
  };
}

/** What can be asked of a job, by every way there is. */
export function questions(jobId: string): Readonly<Record<string, Request>> {
  const post = { method: "POST", headers: form, body: "" };
  const ask = (request: string): Request => ({ path: `/wps?service=WPS&version=2.0.0&request=${request}&jobid=${jobId}` });
  return {
    "status, JSON": { path: `/jobs/${jobId}?f=json` },
    "status, page": { path: `/jobs/${jobId}`, headers: { accept: "text/html" } },
    "status, KVP 2.0": ask("GetStatus"),
    "status, XML 2.0": {
      path: "/wps",
      method: "POST",
      headers: xml,
      body: `<wps:GetStatus ${wps2}><wps:JobID>${jobId}</wps:JobID></wps:GetStatus>`,
    },
    "status, document 1.0.0": { path: `/outputs/${jobId}.xml` },
    "record, JSON": { path: `/outputs/${jobId}.json` },
    "results, JSON": { path: `/jobs/${jobId}/results?f=json` },
    "one result, JSON": { path: `/jobs/${jobId}/results/response` },
    "results, KVP 2.0": ask("GetResult"),
    "output by address": { path: `/outputs/${jobId}/response` },
    "log, JSON": { path: `/jobs/${jobId}/log` },
    "pin, form": { path: `/jobs/${jobId}/pin`, ...post },
    "unpin, form": { path: `/jobs/${jobId}/unpin`, ...post },
    "pause, form": { path: `/jobs/${jobId}/pause`, ...post },
    "resume, form": { path: `/jobs/${jobId}/resume`, ...post },
    "pause, KVP 2.0": ask("Pause"),
    "dismiss, KVP 2.0": ask("Dismiss"),
    "dismiss, XML 2.0": {
      path: "/wps",
      method: "POST",
      headers: xml,
      body: `<wps:Dismiss ${wps2}><wps:JobID>${jobId}</wps:JobID></wps:Dismiss>`,
    },
    "dismiss, form": { path: `/jobs/${jobId}/dismiss`, ...post },
    "dismiss, JSON": { path: `/jobs/${jobId}`, method: "DELETE" },
  };
}
