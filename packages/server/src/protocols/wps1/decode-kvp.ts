// WPS 1.0.0 requests by GET (OGC 05-007r7 clauses 8.2, 9.2, 10.2). Values stay text: what they mean is decided by the process description, in the jobs room.
import type { Fault } from "../../core/errors.js";
import type { Data, ExecuteInput, OutputRequest, PartialFormat } from "../../core/execute.js";
import { type Phrase, say, words } from "../../core/sentence.js";
import { checkService, invalid, missing, quote } from "../ows/faults.js";
import { type Kvp, type KvpItem, readItems, readKvp, throwFaults } from "../ows/kvp.js";
import { aliases, makeKvpReader } from "../ows/kvp-reader.js";
import { executionOperation } from "./executions.js";
import { notOffered, type Request, readTransmission } from "./request.js";

const keys = new Set([
  ...["service", "request", "version", "language", "acceptversions", "sections", "acceptformats", "updatesequence", "identifier"],
  ...["datainputs", "responsedocument", "rawdataoutput", "storeexecuteresponse", "lineage", "status", ...Object.keys(aliases)],
  ...["executionid", "state", "limit"],
]);

/** What a query asks for, with the faults met on the way. Throws if not even the operation is known. */
export function decodeKvp(query: string): { request: Request; faults: Fault[] } {
  const kvp = readKvp(query, keys);
  const faults: Fault[] = [];
  const { text, list } = makeKvpReader(kvp, faults);
  const base = { service: text("service"), version: text("version"), language: text("language") };
  const operation = text("request");
  switch (operation?.toLowerCase()) {
    case "getcapabilities":
      return {
        request: {
          kind: "capabilities",
          ...base,
          acceptVersions: list("acceptversions"),
          sections: list("sections"),
          acceptFormats: list("acceptformats"),
          updateSequence: text("updatesequence"),
        },
        faults,
      };
    case "describeprocess":
      return { request: { kind: "describe", ...base, identifiers: list("identifier") }, faults };
    case "execute":
      return { request: { kind: "execute", ...base, ...decodeExecute(kvp, text, faults) }, faults };
    default: {
      const name = executionOperation(operation ?? "");
      if (name === undefined) return refuse(base.service, operation, faults);
      const given = { executionId: text("executionid"), format: text("format"), state: text("state"), limit: text("limit") };
      return { request: { kind: "execution", ...base, name, ...given }, faults };
    }
  }
}

function refuse(service: string | undefined, operation: string | undefined, faults: Fault[]): never {
  checkService(service, faults);
  if (!operation) faults.push(missing("request"));
  else faults.push(notOffered(operation));
  throwFaults(faults);
  throw new Error("unreachable: there is always a fault here");
}

function decodeExecute(kvp: Kvp, text: (name: string) => string | undefined, faults: Fault[]) {
  return {
    identifier: text("identifier"),
    inputs: decodeInputs(kvp.get("datainputs") ?? "", faults),
    documentOutputs: decodeOutputs(kvp, "responsedocument", faults),
    rawOutputs: decodeOutputs(kvp, "rawdataoutput", faults),
    store: text("storeexecuteresponse"),
    status: text("status"),
    lineage: text("lineage"),
  };
}

function decodeInputs(raw: string, faults: Fault[]): ExecuteInput[] {
  const report = (problem: Phrase, id?: string) =>
    faults.push(
      id === undefined
        ? invalid("datainputs", say("DataInputs cannot be read: {problem}", { problem: words(problem) }))
        : { code: "invalid-input", ...words(problem), locator: id },
    );
  const inputs: ExecuteInput[] = [];
  for (const item of readItems(raw, "=", report)) {
    const data = decodeInput(item, (problem) => report(problem, item.id));
    if (data !== undefined) inputs.push({ id: item.id, data });
  }
  return inputs;
}

const formatAttributes = ["mimetype", "format", "encoding", "schema"];
const inputAttributes = new Set([...formatAttributes, "datatype", "uom", "xlink:href", "href", "method"]);
const outputAttributes = new Set([...formatAttributes, "uom", "asreference"]);

function findUnknown(item: KvpItem, known: ReadonlySet<string>): string | undefined {
  return [...item.attributes.keys()].find((name) => !known.has(name));
}

function readFormat(item: KvpItem): { format?: PartialFormat } {
  const mediaType = item.attributes.get("mimetype") ?? item.attributes.get("format");
  const encoding = item.attributes.get("encoding");
  const schema = item.attributes.get("schema");
  const format = { ...(mediaType ? { mediaType } : {}), ...(encoding ? { encoding } : {}), ...(schema ? { schema } : {}) };
  return Object.keys(format).length > 0 ? { format } : {};
}

function decodeInput(item: KvpItem, report: (problem: Phrase) => void): Data | undefined {
  const unknown = findUnknown(item, inputAttributes);
  if (unknown !== undefined) {
    report(
      say('The input {id} has an unknown attribute {unknown}; a value that holds "@" writes it as %40.', {
        id: item.id,
        unknown: quote(unknown),
      }),
    );
    return undefined;
  }
  const href = item.attributes.get("xlink:href") ?? item.attributes.get("href");
  if (href === undefined && item.value === undefined) {
    report(say("The input {id} has no value: write {id}=value.", { id: item.id }));
    return undefined;
  }
  if (href === undefined) {
    const dataType = item.attributes.get("datatype");
    const uom = item.attributes.get("uom");
    return { kind: "value", value: item.value ?? "", ...readFormat(item), ...(dataType ? { dataType } : {}), ...(uom ? { uom } : {}) };
  }
  // ZOO-Project's clients write "Reference" where the standard leaves the value empty.
  if (item.value && item.value !== "Reference") {
    report(say("The input {id} has both a value and a reference.", { id: item.id }));
    return undefined;
  }
  const method = (item.attributes.get("method") || "GET").toUpperCase();
  if (href.trim() === "" || (method !== "GET" && method !== "POST")) {
    report(
      href.trim() === ""
        ? say("The reference of the input {id} is empty.", { id: item.id })
        : say("The method of the input {id} is GET or POST.", { id: item.id }),
    );
    return undefined;
  }
  return { kind: "reference", href: href.trim(), method, ...readFormat(item) };
}

function decodeOutputs(kvp: Kvp, name: string, faults: Fault[]): OutputRequest[] | undefined {
  const raw = kvp.get(name);
  if (raw === undefined || raw.trim() === "") return undefined;
  const report = (problem: Phrase) =>
    faults.push(invalid(name, say("The parameter {name} cannot be read: {problem}", { name, problem: words(problem) })));
  return readItems(raw, "=@;", report).map((item) => {
    const unknown = findUnknown(item, outputAttributes);
    if (unknown !== undefined) report(say("The output {id} has an unknown attribute {unknown}.", { id: item.id, unknown: quote(unknown) }));
    if (item.value) report(say("The output {id} takes no value.", { id: item.id }));
    const uom = item.attributes.get("uom");
    return {
      id: item.id,
      ...readFormat(item),
      ...(uom ? { uom } : {}),
      transmission: readTransmission(item.attributes.get("asreference"), faults),
    };
  });
}
