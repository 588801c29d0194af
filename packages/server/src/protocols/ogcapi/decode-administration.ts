// What administrators ask for, out of the query or the small form that a page sends: bounds of a process, and which jobs are to be dismissed.
import type { DismissalFilter } from "../../core/administration.js";
import { type Fault, fault } from "../../core/errors.js";
import type { JobStatus } from "../../core/job.js";
import type { HttpRequest } from "../../core/message.js";
import type { Operation as Asked } from "../../core/operation.js";
import type { ProcessBounds } from "../../core/queue-view.js";
import { httpProblem } from "./errors.js";
import { readDatetime } from "./job-filter.js";
import { type Query, readQuery } from "./query.js";
import { Refused } from "./refusal.js";
import type { Operation } from "./resources.js";

const mostBytes = 65_536;

/** Throws Refused for a body in another form: passed over, it would set or dismiss something else than what stands in it. */
async function formText({ headers, body }: HttpRequest): Promise<string> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of body) {
    size += piece.byteLength;
    if (size > mostBytes) throw fault("too-large", "The form is too long.", "body");
    pieces.push(Uint8Array.from(piece));
  }
  const text = new TextDecoder().decode(Buffer.concat(pieces));
  if (text.trim() === "") return "";
  if (/^\s*application\/x-www-form-urlencoded\s*(?:;|$)/i.test(headers["content-type"] ?? "")) return text;
  throw new Refused(httpProblem(415, "Parameters stand in the query, or in a body of the type application/x-www-form-urlencoded."));
}

function numberOf(query: Query, name: string): number | undefined {
  const text = query.get(name);
  return text === undefined || text === "" ? undefined : Number(text);
}

function boundsOf(query: Query): ProcessBounds | undefined {
  if (query.get("configured") === "true") return undefined;
  const [running, waiting] = [numberOf(query, "running"), numberOf(query, "waiting")];
  return { ...(running === undefined ? {} : { running }), ...(waiting === undefined ? {} : { waiting }) };
}

function filterOf(query: Query, faults: Fault[]): DismissalFilter {
  const listed = (name: string): string[] | undefined => query.get(name)?.split(",");
  const [processIds, owner, before] = [listed("processID"), query.get("owner"), query.get("before")];
  const toMs = before === undefined || before === "" ? undefined : readDatetime(before)?.toMs;
  if (before !== undefined && before !== "" && toMs === undefined)
    faults.push({
      code: "invalid-parameter",
      message: "The parameter before is an instant such as 2026-01-31T12:00:00Z.",
      locator: "before",
    });
  return {
    ...(listed("status") === undefined ? {} : { status: (listed("status") ?? []) as JobStatus[] }),
    ...(processIds === undefined ? {} : { processIds }),
    ...(owner === undefined || owner === "" ? {} : { owner }),
    ...(toMs === undefined ? {} : { createdToMs: toMs }),
  };
}

/** An operation with parameters of its own; undefined: it is none of those here. What is wrong is added to `faults`. */
export async function decodeAdministering(
  { id, query: parameters }: Operation,
  processId: string,
  request: HttpRequest,
  faults: Fault[],
): Promise<Asked | undefined> {
  if (id !== "setBounds" && id !== "findJobs" && id !== "dismissJobs") return undefined;
  const text = [request.query, await formText(request)].filter((one) => one !== "").join("&");
  // A form has no way to leave a field out.
  const given = text
    .split("&")
    .filter((pair) => !/^[^=]*=$/.test(pair))
    .join("&");
  const query = readQuery(given, { query: parameters }, faults);
  if (id === "setBounds") {
    const bounds = boundsOf(query);
    return { kind: "set-bounds", processId, ...(bounds === undefined ? {} : { bounds }) };
  }
  const filter = filterOf(query, faults);
  return { kind: "dismiss-jobs", filter, isDryRun: id === "findJobs" };
}
