// The body of an execute request (OGC 18-062r2 clause 7.11): inputs, outputs, response, subscriber. Read while it arrives; all faults are found.
// Lists of {id, ...} for inputs and outputs, as drafts had them and clients still write them, are understood too.
import type { Fault } from "../../core/errors.js";
import type { Execute, ExecuteInput, OutputRequest } from "../../core/execute.js";
import type { HttpRequest, Sink } from "../../core/message.js";
import { throwMisread } from "../../core/misread.js";
import { type Phrase, say, words } from "../../core/sentence.js";
import { throwFaults } from "../ows/kvp.js";
import { decodeValue, type Findings, formatOf, isFields } from "./decode-data.js";
import type { Preferences } from "./prefer.js";
import { isKept, type Json, type Path, pointer, readJson } from "./read-json.js";

/** Values of inputs, which may be anything: what is qualified, and what stands in a list of a list. */
function isData(path: Path): boolean {
  if (path[0] !== "inputs") return false;
  const last = path.at(-1);
  if (path.length === 2) return false;
  if (path.length === 3) return last === "value" || last === "data";
  return path.length === 4 && (last === "value" || last === "data");
}

/** Strings of inputs may be long wherever they stand. */
function isLong(path: Path): boolean {
  return isData(path) || (path[0] === "inputs" && (path.length === 2 || (path.length === 3 && typeof path[2] === "number")));
}

function bad(findings: Findings, at: Path, why: Phrase): void {
  findings.faults.push({ code: "invalid-parameter", ...words(why), locator: pointer(at) });
}

/** Members by name with their places; a list of {id, ...} is one too. */
function entries(node: Json | undefined, name: string, findings: Findings): { id: string; node: Json; at: Path; isListed: boolean }[] {
  if (node === undefined || node === null) return [];
  if (isFields(node)) return [...node].map(([id, value]) => ({ id, node: value, at: [name, id], isListed: false }));
  if (!Array.isArray(node)) {
    bad(findings, [name], say("The member {name} must be an object.", { name }));
    return [];
  }
  return node.flatMap((one: Json, index) => {
    const id = isFields(one) ? one.get("id") : one;
    if (typeof id === "string") return [{ id, node: isFields(one) ? one : new Map<string, Json>(), at: [name, index], isListed: true }];
    bad(findings, [name, index], say("What stands in the list of {name} needs an id.", { name }));
    return [];
  });
}

function decodeInputs(node: Json | undefined, findings: Findings): ExecuteInput[] {
  return entries(node, "inputs", findings).flatMap(({ id, node: given, at, isListed }) => {
    // A list holds occurrences, also of an input that occurs once; data that is itself a list is qualified.
    const isList = !isListed && Array.isArray(given);
    const values: readonly Json[] = isList ? given : [given];
    return values.flatMap((value, index): ExecuteInput[] => {
      const data = decodeValue(value, isList ? [...at, index] : at, findings);
      if (data === undefined) findings.unread.add(id);
      return data === undefined ? [] : [{ id, data }];
    });
  });
}

function decodeOutputs(node: Json | undefined, preset: OutputRequest["transmission"], findings: Findings): OutputRequest[] {
  return entries(node, "outputs", findings).map(({ id, node: given, at }) => {
    if (given !== null && !isFields(given)) bad(findings, at, "What is asked of an output must be an object.");
    if (!isFields(given)) return { id, transmission: preset };
    const mode = given.get("transmissionMode");
    if (mode !== undefined && mode !== "value" && mode !== "reference")
      bad(findings, [...at, "transmissionMode"], "The transmissionMode is value or reference.");
    const transmission = mode === "value" || mode === "reference" ? mode : preset;
    // Bytes are base64 in JSON and bytes everywhere else, whatever is asked.
    const { encoding = "", ...format } = formatOf(given, at, findings, ["mediaType"]).format ?? {};
    const asked = /^(?:base64|binary|)$/i.test(encoding) ? format : { ...format, encoding };
    return { id, ...(Object.keys(asked).length > 0 ? { format: asked } : {}), transmission };
  });
}

function decodeSubscriber(node: Json | undefined, findings: Findings): { subscriber?: NonNullable<Execute["subscriber"]> } {
  if (node === undefined || node === null) return {};
  if (!isFields(node)) {
    bad(findings, ["subscriber"], "The member subscriber must be an object.");
    return {};
  }
  const subscriber: { successUri?: string; inProgressUri?: string; failedUri?: string } = {};
  for (const name of ["successUri", "inProgressUri", "failedUri"] as const) {
    const uri = node.get(name);
    if (uri === undefined || uri === null) continue;
    if (typeof uri === "string" && /^https?:\/\//i.test(uri) && URL.canParse(uri)) subscriber[name] = uri;
    else bad(findings, ["subscriber", name], say("The member {name} must be an http or https address.", { name }));
  }
  return Object.keys(subscriber).length > 0 ? { subscriber } : {};
}

function checkProcess(node: Json | undefined, processId: string, findings: Findings): void {
  if (typeof node !== "string") return;
  const named =
    node
      .replace(/[?#].*$/s, "")
      .split("/")
      .at(-1) ?? "";
  if (named !== processId && named !== encodeURIComponent(processId))
    bad(findings, ["process"], "The member process names another process than the address.");
}

/** How long a client can have its connection held by `wait`. */
const longestWaitS = 300;

/** How and when: what the header prefers, or, as drafts had it, what the body says. */
function modeOf(body: ReadonlyMap<string, Json>, prefer: Preferences): Pick<Execute, "mode" | "waitMs"> {
  const isAsync = prefer.respondAsync || (body.get("mode") === "async" && prefer.waitS === undefined);
  if (!isAsync) return { mode: "sync" };
  const waitMs = Math.min(prefer.waitS ?? 0, longestWaitS) * 1_000;
  return waitMs > 0 ? { mode: "auto", waitMs } : { mode: "auto" };
}

/** The Execute that the parts of a request say, however they came. */
export function makeExecute(processId: string, body: ReadonlyMap<string, Json>, prefer: Preferences, findings: Findings): Execute {
  const response = body.get("response");
  if (response !== undefined && response !== null && response !== "raw" && response !== "document")
    bad(findings, ["response"], "The response is raw or document.");
  checkProcess(body.get("process"), processId, findings);
  return {
    processId,
    inputs: decodeInputs(body.get("inputs"), findings),
    outputs: decodeOutputs(body.get("outputs"), prefer.return === "minimal" ? "reference" : "value", findings),
    ...modeOf(body, prefer),
    response: response === "document" ? "document" : "raw",
    ...{ store: false, status: false, lineage: false, anyOutputForm: true, severalRaw: true },
    ...decodeSubscriber(body.get("subscriber"), findings),
  };
}

const members = ["inputs", "outputs", "response", "subscriber", "process", "mode"];

/** Reads the body of a request. Throws ServiceError with all faults, those that were found before among them. */
export async function decodeExecute(
  processId: string,
  { body, headers }: Pick<HttpRequest, "body" | "headers">,
  prefer: Preferences,
  { sink, faults }: { readonly sink: Sink; readonly faults: Fault[] },
): Promise<Execute> {
  const findings: Findings = { faults, unread: new Set() };
  const tree = await readJson(body, { sink, contentType: headers["content-type"], isData, isLong });
  if (!isFields(tree) || isKept(tree)) {
    bad(findings, [], "The body must be a JSON object.");
    throwFaults(faults);
  }
  const fields = isFields(tree) ? tree : new Map<string, Json>();
  // Members of drafts and of extensions are left out of account, but not a body that holds nothing else.
  if (fields.size > 0 && !members.some((name) => fields.has(name)))
    bad(findings, [], "The body is no execute request: it has none of the members inputs, outputs, response and subscriber.");
  const execute = makeExecute(processId, fields, prefer, findings);
  throwMisread(faults, execute, [...findings.unread]);
  return execute;
}
