// The jobs that a list shows: the newest that the server has, what events change of them, and which of them fit the filters in the address.
import type { JsonObject } from "@terrarium/client";
import { numberOf, objectOf } from "./job-state.js";

export interface Row {
  readonly id: string;
  readonly processId: string;
  /** With the word "paused". */
  readonly status: string;
  readonly phase: string;
  readonly progress: number;
  readonly message: string;
  readonly createdMs: number;
  readonly startedMs?: number;
  readonly finishedMs?: number;
}

export interface Filters {
  readonly status: string;
  readonly processId: string;
  /** A day, as a date field has it. */
  readonly since: string;
  readonly text: string;
}

export const states = ["accepted", "running", "paused", "successful", "failed", "dismissed"] as const;

function msOf(value: unknown): number | undefined {
  const ms = typeof value === "string" ? Date.parse(value) : Number.NaN;
  return Number.isNaN(ms) ? undefined : ms;
}

/** Of a status document, or of an event. */
export function rowOf(raw: JsonObject): Row {
  const isPaused = raw["paused"] !== undefined && raw["status"] === "running";
  const status = isPaused ? "paused" : String(raw["status"]);
  const [startedMs, finishedMs] = [msOf(raw["started"]), msOf(raw["finished"])];
  const exception = objectOf(raw["exception"])["detail"];
  return {
    id: String(raw["jobID"]),
    processId: String(raw["processID"] ?? ""),
    status,
    phase: String(raw["phase"] ?? status),
    progress: numberOf(raw["progress"]) ?? 0,
    message: typeof exception === "string" ? exception : typeof raw["message"] === "string" ? raw["message"] : "",
    createdMs: msOf(raw["created"]) ?? 0,
    ...(startedMs === undefined ? {} : { startedMs }),
    ...(finishedMs === undefined ? {} : { finishedMs }),
  };
}

/** The parameters are those of the server's own list, so that the page without scripts shows the same; the text is for scripts alone. */
export function filtersOf({ search, hash }: { readonly search: string; readonly hash: string }): Filters {
  const query = new URLSearchParams(search);
  const [since = ""] = (query.get("datetime") ?? "").split("/");
  return {
    status: query.get("status") ?? "",
    processId: query.get("processID") ?? "",
    since: /^\d{4}-\d\d-\d\d$/.test(since) ? since : "",
    text: new URLSearchParams(hash.replace(/^#/, "")).get("q") ?? "",
  };
}

/** Query and fragment for these filters; other parameters of the address stay. */
export function addressOf(search: string, { status, processId, since, text }: Filters): string {
  const query = new URLSearchParams(search);
  const put = (name: string, value: string): void => (value === "" ? query.delete(name) : query.set(name, value));
  put("status", status);
  put("processID", processId);
  put("datetime", since === "" ? "" : `${since}/..`);
  query.delete("offset");
  const words = query.toString();
  return `${words === "" ? "" : `?${words}`}${text === "" ? "" : `#${new URLSearchParams({ q: text })}`}`;
}

/** But for the state: of those that fit, states are counted. */
export function fits({ processId, createdMs, id, message }: Row, filters: Filters): boolean {
  if (filters.processId !== "" && !filters.processId.split(",").includes(processId)) return false;
  if (filters.since !== "" && createdMs < Date.parse(filters.since)) return false;
  const text = filters.text.trim().toLowerCase();
  return text === "" || id.includes(text) || processId.toLowerCase().includes(text) || message.toLowerCase().includes(text);
}

/** Does `work` for each, so many at one time; tells how many are done. */
export async function inTurns<T>(
  all: readonly T[],
  most: number,
  work: (one: T) => Promise<void>,
  told: (done: number) => void,
): Promise<void> {
  const left = [...all];
  let done = 0;
  const worker = async (): Promise<void> => {
    for (let one = left.shift(); one !== undefined; one = left.shift()) {
      await work(one);
      done += 1;
      told(done);
    }
  };
  await Promise.all(Array.from({ length: Math.min(most, all.length) }, worker));
}
