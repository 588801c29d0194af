// What a client is told, in one shape whatever server told it. Members that some servers leave out are optional; `raw` holds the document as it came.

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

export interface Link {
  readonly href: string;
  readonly rel?: string;
  readonly type?: string;
  readonly title?: string;
}

export interface ProcessSummary {
  readonly id: string;
  readonly title: string;
  readonly version: string;
  readonly description?: string;
  /** sync-execute, async-execute, dismiss; none if the server does not say. */
  readonly jobControlOptions: readonly string[];
  readonly raw: JsonObject;
}

export interface Parameter {
  readonly id: string;
  readonly title?: string;
  readonly description?: string;
  /** JSON Schema of one value. */
  readonly schema: JsonObject;
  readonly minOccurs: number;
  readonly maxOccurs: number;
}

export interface Process extends ProcessSummary {
  readonly inputs: readonly Parameter[];
  readonly outputs: readonly Parameter[];
}

export type JobStatus = "accepted" | "running" | "successful" | "failed" | "dismissed";

/** Times in milliseconds since 1970. */
export interface Job {
  readonly id: string;
  readonly status: JobStatus;
  /** 0 to 100. */
  readonly progress?: number;
  readonly message?: string;
  readonly processId?: string;
  readonly createdMs?: number;
  readonly startedMs?: number;
  readonly finishedMs?: number;
  readonly updatedMs?: number;
  /** Since when it is held; the standard has no state for that. */
  readonly pausedMs?: number;
  readonly links: readonly Link[];
  /** When the server wants to be asked again. */
  readonly retryAfterMs?: number;
  readonly raw: JsonObject;
}

/** One result. A server may give only a link to it, whatever was asked for. */
export type Output =
  | { readonly id: string; readonly kind: "value"; readonly value: Json; readonly mediaType?: string }
  | { readonly id: string; readonly kind: "bytes"; readonly bytes: Uint8Array; readonly mediaType: string }
  | { readonly id: string; readonly kind: "link"; readonly href: string; readonly mediaType?: string };

/** An input as the standard writes it: a value, {value, mediaType}, {href, type}, {bbox, crs}, or a list of them. */
export type Input = Json;

/** How one output is wanted. */
export type OutputChoice = {
  readonly transmissionMode?: "value" | "reference";
  readonly format?: { readonly mediaType?: string; readonly encoding?: string; readonly schema?: string };
};

/** Which jobs of a list are wanted; each list of words means any of them. Servers know these filters that have the class job-list. */
export interface JobFilter {
  /** Also "paused", where the server knows that. */
  readonly status?: readonly string[];
  readonly processId?: readonly string[];
  readonly type?: readonly string[];
  /** When it was made: a time or an interval of RFC 3339, e.g. "2026-01-01T00:00:00Z/..". */
  readonly datetime?: string;
  /** Seconds. */
  readonly minDuration?: number;
  readonly maxDuration?: number;
  /** At most so many; default: 100. Of one page: so many on it. */
  readonly limit?: number;
}

export interface JobPage {
  readonly jobs: readonly Job[];
  /** Addresses of other pages, to be asked for in place of a filter. */
  readonly next?: string;
  readonly previous?: string;
}

export interface LogLine {
  /** "debug", "info", "warning" or "error". */
  readonly level: string;
  readonly text: string;
}

/** A piece of what a process printed. */
export interface LogPart {
  readonly lines: readonly LogLine[];
  /** So much before it is not kept any more. */
  readonly missedBytes: number;
  /** What was told before is told again: the reader begins anew. */
  readonly isAnew: boolean;
}

/** What a server tells of a job while it goes on. */
export type JobEvent =
  | { readonly kind: "state" | "end"; readonly status: string; readonly raw: JsonObject }
  /** Why it waits, and for how many. */
  | { readonly kind: "waiting"; readonly reason?: string; readonly ahead?: number }
  | ({ readonly kind: "log" } & LogPart)
  | { readonly kind: "usage"; readonly cpuMs?: number; readonly memoryBytes?: number; readonly memoryPeakBytes?: number };

export interface Landing {
  readonly title: string;
  readonly description?: string;
  readonly links: readonly Link[];
  readonly raw: JsonObject;
}

/** What a server says of a request that is not executed. */
export interface Validation {
  readonly isValid: boolean;
  /** `pointer`: the place in the request, e.g. "/inputs/name". */
  readonly errors: readonly { readonly code: string; readonly detail: string; readonly pointer?: string }[];
}
