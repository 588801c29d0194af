// One request and its answer: headers, problems, and coming again when a busy server says when. Knows HTTP, not the standard.
import { ProblemError, problemOf } from "./problem.js";
import type { Json, JsonObject } from "./types.js";

export interface AskParts {
  /** Of the landing page, with a slash at the end. */
  readonly base: URL;
  readonly fetch: typeof fetch;
  readonly headers: Readonly<Record<string, string>>;
  /** How often a request that was refused for want of room is made again. */
  readonly retries: number;
}

export interface Asked {
  readonly method?: "GET" | "POST" | "DELETE";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Json;
  readonly signal?: AbortSignal | undefined;
}

const longestWaitMs = 60_000;

/** Milliseconds that a Retry-After header asks for; undefined if there is none. RFC 9110 clause 10.2.3 */
export function retryAfter(headers: Headers, nowMs = Date.now()): number | undefined {
  const header = headers.get("retry-after")?.trim() ?? "";
  if (/^\d{1,9}$/.test(header)) return Number(header) * 1000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, at - nowMs);
}

/** Resolves after `ms`; rejects with the signal's reason when it is aborted. */
export function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) return reject(signal.reason);
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, ms);
    signal?.addEventListener("abort", stop, { once: true });
  });
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** undefined if the text is no JSON. */
export function readJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

async function once({ base, fetch, headers }: AskParts, path: string, asked: Asked): Promise<Response> {
  const { method = "GET", body, signal } = asked;
  const content = body === undefined ? {} : { body: JSON.stringify(body) };
  const type = body === undefined ? {} : { "content-type": "application/json" };
  const url = new URL(path, base);
  // What the caller's headers hold (an API key) is for this server alone.
  const own = url.origin === base.origin ? headers : {};
  try {
    return await fetch(url, {
      ...{ method, ...content, headers: { accept: "application/json", ...type, ...own, ...asked.headers } },
      ...(signal === undefined ? {} : { signal }),
    });
  } catch (cause) {
    if (signal?.aborted === true) throw signal.reason;
    throw new ProblemError(`There is no answer from ${url.origin}.`, { status: 0, cause });
  }
}

/** The answer, if it is one of success. `path` is below the landing page, or an absolute address. Throws ProblemError. */
export async function ask(parts: AskParts, path: string, asked: Asked = {}): Promise<Response> {
  for (let tries = 0; ; tries += 1) {
    const response = await once(parts, path, asked);
    if (response.ok) return response;
    const retryAfterMs = retryAfter(response.headers);
    const words = await response.text().catch(() => "");
    const body = readJson(words);
    const problem = problemOf(response.status, words, isObject(body) ? body : undefined, retryAfterMs);
    // A server that is busy has taken nothing in: the same may be asked again.
    const isBusy = response.status === 429 || response.status === 503;
    if (!isBusy || retryAfterMs === undefined || retryAfterMs > longestWaitMs || tries >= parts.retries) throw problem;
    await pause(retryAfterMs, asked.signal);
  }
}

/** The JSON object of an answer. Throws ProblemError. */
export async function askObject(
  parts: AskParts,
  path: string,
  asked?: Asked,
): Promise<{ readonly body: JsonObject; readonly headers: Headers }> {
  const response = await ask(parts, path, asked);
  const text = await response.text();
  const body = readJson(text);
  if (!isObject(body))
    throw new ProblemError("The server's answer is not the JSON that the standard asks for.", { status: response.status });
  return { body, headers: response.headers };
}
