// Execute by GET, from the draft of Part 1, 2.0 (class kvp-execute): inputs are query parameters, `in[href]=...` their members,
// `out[include]=true` and `out[mediaType]=...` ask for outputs, `response[prefer]` stands for the header Prefer.
import type { Fault } from "../../core/errors.js";
import { toServiceError } from "../../core/errors.js";
import type { Execute } from "../../core/execute.js";
import type { HttpRequest, Sink } from "../../core/message.js";
import { throwMisread } from "../../core/misread.js";
import { type Findings, isFields } from "./decode-data.js";
import { makeExecute } from "./decode-execute.js";
import { type Preferences, readPrefer } from "./prefer.js";
import { readPairs } from "./query.js";
import { type Json, readJson } from "./read-json.js";

const outputMembers = new Set(["include", "mediaType", "encoding", "schema", "transmissionMode"]);
const own = new Set(["f", "prefer", "response", "_", "access_token", "lang", "language"]);

/** A query has no place for long data, and its length is bounded by HTTP. */
const noSink: Sink = {
  create() {
    throw new Error("a query parameter was too long to be kept");
  },
};

async function* one(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

/** Lists and objects are JSON; everything else is text, and the process description says what of. */
async function parseValue(name: string, text: string, faults: Fault[]): Promise<Json> {
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    // As it would stand in a body: what is data is kept as it is written.
    const read = await readJson(one(text), { sink: noSink, isData: (path) => path.at(-1) === "value", isLong: () => true });
    const isQualified = !isFields(read) || ["value", "href", "bbox"].some((each) => read.has(each));
    // What must be qualified in a body stands alone here.
    return isQualified ? read : new Map([["value", { kind: "kept", of: "object", text }]]);
  } catch (error) {
    faults.push(...toServiceError(error).faults.map((each) => ({ ...each, locator: name })));
    return null;
  }
}

interface Group {
  readonly values: string[];
  readonly members: Map<string, string>;
}

function groupsOf(pairs: readonly (readonly [string, string])[]): Map<string, Group> {
  const groups = new Map<string, Group>();
  for (const [key, value] of pairs) {
    const [, base = key, member] = /^(.+)\[(\w+)\]$/s.exec(key) ?? [];
    const group = groups.get(base) ?? { values: [], members: new Map<string, string>() };
    groups.set(base, group);
    if (member === undefined) group.values.push(value);
    else group.members.set(member, value);
  }
  return groups;
}

function isOutput({ values, members }: Group): boolean {
  return values.length === 0 && (members.has("include") || [...members.keys()].every((name) => outputMembers.has(name)));
}

async function inputOf(name: string, { values, members }: Group, faults: Fault[]): Promise<Json> {
  const crs = members.get("crs");
  if (members.has("href") || members.has("value")) {
    const fields = new Map<string, Json>(members);
    const value = members.get("value");
    if (value !== undefined) fields.set("value", await parseValue(name, value, faults));
    return fields;
  }
  const boxes = crs === undefined ? values : values.map((value) => `${value},${crs}`);
  const parsed = await Promise.all(boxes.map((value) => parseValue(name, value, faults)));
  const [only, ...more] = parsed;
  return more.length === 0 ? (only ?? null) : parsed.flat();
}

/** Reads the query. Throws ServiceError with all faults, those that were found before among them. */
export async function decodeExecuteQuery(
  processId: string,
  request: Pick<HttpRequest, "query" | "headers">,
  faults: Fault[],
): Promise<{ readonly execute: Execute; readonly prefer: Preferences }> {
  // What is not percent-encoded was told when the parameters of the table were read.
  const groups = groupsOf(readPairs(request.query, []));
  const inputs = new Map<string, Json>();
  const outputs = new Map<string, Json>();
  for (const [name, group] of groups) {
    if (own.has(name)) continue;
    if (!isOutput(group)) inputs.set(name, await inputOf(name, group, faults));
    else if (group.members.get("include") !== "false") {
      const { include: _include, ...members } = Object.fromEntries(group.members);
      outputs.set(name, new Map<string, Json>(Object.entries(members)));
    }
  }
  const response = groups.get("response");
  const prefer = readPrefer(response?.members.get("prefer") ?? groups.get("prefer")?.values[0] ?? request.headers["prefer"]);
  const body = new Map<string, Json>([["inputs", inputs]]);
  if (outputs.size > 0) body.set("outputs", outputs);
  const form = response?.values[0];
  if (form !== undefined) body.set("response", form);
  const findings: Findings = { faults, unread: new Set() };
  const execute = makeExecute(processId, body, prefer, findings);
  throwMisread(faults, execute, [...findings.unread]);
  return { execute, prefer };
}
