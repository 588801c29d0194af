// WPS 1.0.0 requests by POST (OGC 05-007r7 clauses 8.2, 9.2, 10.2), read while they arrive: inline data goes to the sink.
// Elements are matched by namespace and local name; documents without any namespace are accepted but for Execute.
import { type Fault, fault, ServiceError } from "../../core/errors.js";
import type { OutputRequest } from "../../core/execute.js";
import type { HttpRequest, Sink } from "../../core/message.js";
import { say } from "../../core/sentence.js";
import { readFormatAttributes } from "../ows/decode-data.js";
import { invalid, quote } from "../ows/faults.js";
import { type Path, readXml, type XmlElement } from "../ows/read-xml.js";
import { attributeOf, childrenOf, identifierOf, owsNamespaces, textOf } from "../ows/xml-query.js";
import { decodeInputElement } from "./decode-input.js";
import { executionOperation, executionsNamespace } from "./executions.js";
import { type CapabilitiesRequest, notOffered, type Request, readTransmission, version } from "./request.js";
import { isEnvelope, requestIn } from "./soap.js";

/** The namespace of WPS 1.0.0. */
export const wpsNamespace = "http://www.opengis.net/wps/1.0.0";
const wps2Namespace = "http://www.opengis.net/wps/2.0";
const wps = new Set([wpsNamespace]);
const anyWps = new Set([wpsNamespace, wps2Namespace, ""]);

/** Who is told what stands at the start of a document, whatever comes of the rest. */
export interface Seen {
  /** The namespace of a SOAP envelope around the request. */
  envelope(namespace: string): void;
  language(range: string | undefined): void;
}

/** What a document asks for, with the faults met on the way. Throws ServiceError where it cannot be read at all. */
export async function decodeXml(request: HttpRequest, sink: Sink, seen: Seen): Promise<{ request: Request; faults: Fault[] }> {
  const checkDocument = (element: XmlElement): void => {
    if (isEnvelope(element)) seen.envelope(element.uri);
    else checkRoot(element, seen);
  };
  const document = await readXml(request, { sink, checkRoot: checkDocument, opaque, locate });
  const root = isEnvelope(document) ? requestIn(document) : document;
  if (root !== document) checkRoot(root, seen);
  const base = { service: attributeOf(root, "service"), version: attributeOf(root, "version"), language: attributeOf(root, "language") };
  const faults: Fault[] = [];
  const name = root.uri === executionsNamespace ? executionOperation(root.local) : undefined;
  if (name !== undefined) {
    const of = (attribute: string) => attributeOf(root, attribute)?.trim();
    const given = { executionId: of("executionId"), format: of("format"), state: of("state"), limit: of("limit") };
    return { request: { kind: "execution", ...base, name, ...given }, faults };
  }
  switch (root.local) {
    case "GetCapabilities":
      return { request: { kind: "capabilities", ...base, ...decodeCapabilities(root) }, faults };
    case "DescribeProcess": {
      const identifiers = childrenOf(root, "Identifier", owsNamespaces).map((each) => textOf(each) ?? "");
      return { request: { kind: "describe", ...base, identifiers: identifiers.filter((each) => each !== "") }, faults };
    }
    default:
      return { request: { kind: "execute", ...base, ...decodeExecute(root, faults) }, faults };
  }
}

function checkRoot(root: XmlElement, seen: Seen): void {
  const { uri, local } = root;
  seen.language(attributeOf(root, "language"));
  if (uri === executionsNamespace) {
    if (executionOperation(local) !== undefined) return;
    throw new ServiceError([notOffered(local)]);
  }
  const isOperation = local === "GetCapabilities" || local === "DescribeProcess" || local === "Execute";
  if (uri === wps2Namespace && local !== "GetCapabilities") {
    throw fault("invalid-parameter", say("The request is of WPS 2.0; this address speaks WPS {version}.", { version }), "version");
  }
  if (uri === wpsNamespace || (anyWps.has(uri) && isOperation && local !== "Execute")) {
    if (isOperation) return;
    throw new ServiceError([notOffered(local)]);
  }
  throw fault(
    "invalid-parameter",
    say("The root element {local} in the namespace {uri} is no request of WPS {version}: use Execute in the namespace {wpsNamespace}.", {
      local: quote(local),
      uri: quote(uri),
      version,
      wpsNamespace,
    }),
    "request",
  );
}

function opaque(path: Path): "plain" | "base64" | undefined {
  const element = path.at(-1);
  const parent = path.at(-2);
  if (element?.uri !== wpsNamespace || parent?.uri !== wpsNamespace) return undefined;
  // In SOAP the request lies below Envelope and Body.
  const root = path[0] !== undefined && isEnvelope(path[0]) ? path[2] : path[0];
  if (root?.local !== "Execute") return undefined;
  if (element.local === "ComplexData" && parent.local === "Data")
    return attributeOf(element, "encoding")?.toLowerCase() === "base64" ? "base64" : "plain";
  return element.local === "Body" && parent.local === "Reference" ? "plain" : undefined;
}

function locate(path: Path): string | undefined {
  const input = path.findLast((element) => element.local === "Input" && element.uri === wpsNamespace);
  return identifierOf(input) || undefined;
}

function decodeCapabilities(root: XmlElement): Omit<CapabilitiesRequest, "kind" | "service" | "version" | "language"> {
  const accept = (list: string, item: string): string[] =>
    [...anyWps, ...owsNamespaces]
      .filter((each, index, all) => all.indexOf(each) === index)
      .flatMap((namespace) => childrenOf(root, list, new Set([namespace])))
      .flatMap((each) => childrenOf(each, item, new Set([...owsNamespaces, ...anyWps])).map((one) => textOf(one) ?? ""))
      .filter((each) => each !== "");
  const versions = accept("AcceptVersions", "Version");
  const attributeVersions = (attributeOf(root, "acceptVersions") ?? "").split(",").map((each) => each.trim());
  // A WPS 2.0 document that names no version asks for 2.0.
  const implied = root.uri === wps2Namespace ? ["2.0.0"] : [];
  const named = [...versions, ...attributeVersions.filter((each) => each !== "")];
  return {
    acceptVersions: named.length > 0 ? named : implied,
    sections: accept("Sections", "Section"),
    acceptFormats: accept("AcceptFormats", "OutputFormat"),
    updateSequence: attributeOf(root, "updateSequence"),
  };
}

function decodeExecute(root: XmlElement, faults: Fault[]) {
  const inputs = childrenOf(root, "DataInputs", wps).flatMap((list) => {
    for (const child of list.children) {
      if (child.local !== "Input" || child.uri !== wpsNamespace)
        faults.push(invalid("datainputs", say("The element {local} is not known in DataInputs.", { local: quote(child.local) })));
    }
    return childrenOf(list, "Input", wps);
  });
  const form = childrenOf(root, "ResponseForm", wps)[0];
  const [document] = childrenOf(form, "ResponseDocument", wps);
  const raws = childrenOf(form, "RawDataOutput", wps);
  return {
    identifier: identifierOf(root),
    inputs: inputs.flatMap((input, index) => decodeInputElement(input, index, faults)),
    documentOutputs:
      document === undefined ? undefined : childrenOf(document, "Output", wps).flatMap((output) => decodeOutput(output, faults)),
    rawOutputs: raws.length === 0 ? undefined : raws.flatMap((output) => decodeOutput(output, faults)),
    store: document && attributeOf(document, "storeExecuteResponse"),
    status: document && attributeOf(document, "status"),
    lineage: document && attributeOf(document, "lineage"),
  };
}

function decodeOutput(output: XmlElement, faults: Fault[]): OutputRequest[] {
  const id = identifierOf(output);
  const transmission = readTransmission(attributeOf(output, "asReference"), faults);
  if (!id) {
    faults.push({ code: "missing-parameter", message: "An output of the response form has no ows:Identifier.", locator: "identifier" });
    return [];
  }
  const uom = attributeOf(output, "uom");
  return [{ id, ...readFormatAttributes(output), ...(uom ? { uom } : {}), transmission }];
}
