// What a server says when it refuses: a problem document (RFC 9457), one of the older shapes of errors, or plain text; in one class.
import type { Json, JsonObject } from "./types.js";

/** A server refused a request, or failed at it. `message` is the sentence that it said. */
export class ProblemError extends Error {
  /** HTTP status; 0: there was no answer. */
  readonly status: number;
  /** The URI that names the problem; "about:blank" if the server does not say. */
  readonly type: string;
  readonly problem: JsonObject;
  readonly retryAfterMs?: number;
  constructor(
    message: string,
    facts: { status: number; type?: string; problem?: JsonObject; retryAfterMs?: number | undefined; cause?: unknown },
  ) {
    super(message, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.name = "ProblemError";
    this.status = facts.status;
    this.type = facts.type ?? "about:blank";
    this.problem = facts.problem ?? {};
    if (facts.retryAfterMs !== undefined) this.retryAfterMs = facts.retryAfterMs;
  }
  /** The last word of `type`, e.g. "no-such-job". */
  get word(): string {
    return this.type.split(/[/:]/).at(-1) ?? "";
  }
}

function text(value: Json | undefined): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}

/** The problem in the answer of a server. `body` is undefined where it is no JSON object. */
export function problemOf(status: number, words: string, body: JsonObject | undefined, retryAfterMs: number | undefined): ProblemError {
  const problem = body ?? {};
  // Older servers say `code` and `description`, as OGC API - Common once had it; ZOO nests them.
  const nested = problem["exception"];
  const inner = typeof nested === "object" && nested !== null && !Array.isArray(nested) ? (nested as JsonObject) : {};
  const said = [problem["detail"], problem["description"], inner["detail"], problem["message"], problem["title"]]
    .map(text)
    .find((one) => one !== undefined);
  const plain = body === undefined && !words.trimStart().startsWith("<") ? words.trim().slice(0, 500) : "";
  const type = text(problem["type"]) ?? text(problem["code"]);
  return new ProblemError(said ?? (plain === "" ? `The server answered with status ${status}.` : plain), {
    ...{ status, problem, retryAfterMs },
    ...(type === undefined ? {} : { type }),
  });
}
