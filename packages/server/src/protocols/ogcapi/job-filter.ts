// The filters of the list of jobs (OGC 18-062r2 clause 11.3): states, processes, when a job was made and how long it has run.
import type { Fault } from "../../core/errors.js";
import type { JobFilter, JobStatus } from "../../core/job.js";
import { say } from "../../core/sentence.js";
import { quote } from "../ows/faults.js";
import type { Query } from "./query.js";

const day = /^\d{4}-\d\d-\d\d$/;
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/i;
const dayMs = 86_400_000;

/** First and last millisecond of a day, or of an instant that is told to the second or finer. */
function spanOf(text: string): readonly [number, number] | undefined {
  const startMs = day.test(text) || instant.test(text) ? Date.parse(text.toUpperCase()) : Number.NaN;
  if (Number.isNaN(startMs)) return undefined;
  const lengthMs = day.test(text) ? dayMs : text.includes(".") ? 1 : 1_000;
  return [startMs, startMs + lengthMs - 1];
}

function isOpen(text: string): boolean {
  return text === ".." || text === "";
}

/** RFC 3339 instants and intervals as OGC API has them everywhere: `a`, `a/b`, `../b`, `a/..`. */
export function readDatetime(text: string): { readonly fromMs?: number; readonly toMs?: number } | undefined {
  const [first = "", second, ...more] = text.split("/").map((part) => part.trim());
  const from = spanOf(first);
  const to = second === undefined ? from : spanOf(second);
  if (more.length > 0 || (from === undefined && (second === undefined || !isOpen(first)))) return undefined;
  if (to === undefined && !isOpen(second ?? "x")) return undefined;
  if (from !== undefined && to !== undefined && from[0] > to[1]) return undefined;
  return { ...(from === undefined ? {} : { fromMs: from[0] }), ...(to === undefined ? {} : { toMs: to[1] }) };
}

function words(query: Query, name: string): string[] | undefined {
  return query.get(name)?.split(",");
}

/** The filter; its limit is one more than the page, which shows whether there is another one. */
export function readJobFilter(query: Query, faults: Fault[]): Omit<JobFilter, "owner" | "newestFirst" | "finishedBeforeMs"> {
  const states = words(query, "status")?.flatMap((word): JobStatus[] => (word === "running" ? ["running", "paused"] : [word as JobStatus]));
  const isOther = words(query, "type")?.includes("process") === false;
  const processIds = isOther ? [] : words(query, "processID");
  const datetime = query.get("datetime");
  const span = datetime === undefined ? {} : readDatetime(datetime);
  if (span === undefined)
    faults.push({
      code: "invalid-parameter",
      ...say("The parameter datetime is an instant such as 2026-01-31T12:00:00Z or an interval such as 2026-01-31/.., not {datetime}.", {
        datetime: quote(datetime ?? ""),
      }),
      locator: "datetime",
    });
  // Of several bounds a job has to keep one: the widest says it.
  const ms = (name: string): number[] => words(query, name)?.map((seconds) => Number(seconds) * 1_000) ?? [];
  const [[least], [most]] = [ms("minDuration").sort((a, b) => a - b), ms("maxDuration").sort((a, b) => b - a)];
  return {
    limit: Number(query.get("limit") ?? 10) + 1,
    offset: Number(query.get("offset") ?? 0),
    ...(states === undefined ? {} : { status: states }),
    ...(processIds === undefined ? {} : { processIds }),
    ...(span?.fromMs === undefined ? {} : { createdFromMs: span.fromMs }),
    ...(span?.toMs === undefined ? {} : { createdToMs: span.toMs }),
    ...(least === undefined ? {} : { ranAtLeastMs: least }),
    ...(most === undefined ? {} : { ranAtMostMs: most }),
  };
}
