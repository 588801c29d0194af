// WPS 2.0 requests by POST (OGC 14-065r2 clauses 10.2 and 12.2.1), read while they arrive: inline data goes to the sink.
// Elements are matched by namespace and local name; GetCapabilities and DescribeProcess are accepted without any namespace.
import { type Fault, fault } from "../../core/errors.js";
import type { HttpRequest, Sink } from "../../core/message.js";
import { say } from "../../core/sentence.js";
import { quote } from "../ows/faults.js";
import { readXml, type XmlElement } from "../ows/read-xml.js";
import { attributeOf, childrenOf, identifierOf, owsNamespaces, textOf } from "../ows/xml-query.js";
import { decodeInputs, decodeOutputs, locate, opaque, structure, wpsNamespace } from "./decode-data.js";
import { jobOperations, type Request, version } from "./request.js";

/** The namespace of Pause and Resume, which the standard does not have; docs/wps-2.0.md. */
export const jobControlNamespace = "urn:terrarium:wps:2.0:job-control";
const wps1Namespace = "http://www.opengis.net/wps/1.0.0";
const xmlNamespace = "http://www.w3.org/XML/1998/namespace";
const ours = new Set([wpsNamespace, ""]);
const anything = new Set([wpsNamespace, wps1Namespace, jobControlNamespace, ...owsNamespaces]);

/** What a document asks for, with the faults met on the way; `hear` is told of languages as soon as they are known. Throws ServiceError where it cannot be read at all. */
export async function decodeXml(
  request: HttpRequest,
  sink: Sink,
  hear: (ranges: readonly string[]) => void,
): Promise<{ request: Request; faults: Fault[] }> {
  const checkDocument = (element: XmlElement): void => {
    hear(ownLanguages(element));
    checkRoot(element);
  };
  const root = await readXml(request, { sink, checkRoot: checkDocument, opaque, structure, locate });
  const faults: Fault[] = [];
  const languages = [...listOf(root, "AcceptLanguages", "Language"), ...ownLanguages(root)];
  const base = { service: attributeOf(root, "service"), version: attributeOf(root, "version"), languages };
  switch (root.local) {
    case "GetCapabilities":
      return { request: { kind: "capabilities", ...base, ...decodeCapabilities(root) }, faults };
    case "DescribeProcess": {
      const identifiers = childrenOf(root, "Identifier", owsNamespaces).map((each) => textOf(each) ?? "");
      return { request: { kind: "describe", ...base, identifiers: identifiers.filter((each) => each !== "") }, faults };
    }
    case "Execute":
      return { request: { kind: "execute", ...base, ...decodeExecute(root, faults) }, faults };
    default: {
      const kind = jobOperations[root.local as keyof typeof jobOperations];
      return { request: { kind, ...base, jobId: textOf(childrenOf(root, "JobID", anything)[0]) }, faults };
    }
  }
}

/** By attribute. */
function ownLanguages(root: XmlElement): string[] {
  const language = root.attributes.find((each) => each.local === "lang" && each.uri === xmlNamespace)?.value.trim();
  return [language, attributeOf(root, "language")].flatMap((tag) => tag || []);
}

function checkRoot({ uri, local }: XmlElement): void {
  if (local === "GetCapabilities" && (ours.has(uri) || uri === wps1Namespace)) return;
  if (local === "DescribeProcess" && ours.has(uri)) return;
  if (Object.hasOwn(jobOperations, local) && (uri === wpsNamespace || uri === jobControlNamespace)) return;
  if (uri === wpsNamespace && local === "Execute") return;
  if (uri === wps1Namespace)
    throw fault("invalid-parameter", say("The request is of WPS 1.0.0; this address speaks WPS {version}.", { version }), "version");
  if (uri === wpsNamespace) {
    const all = ["GetCapabilities", "DescribeProcess", "Execute", ...Object.keys(jobOperations)].join(", ");
    throw fault(
      "unsupported",
      say("The operation {name} is not offered. Operations: {operations}.", { name: quote(local), operations: all }),
      local.slice(0, 100),
    );
  }
  const message = say(
    "The root element {local} in the namespace {uri} is no request of WPS {version}: use Execute in the namespace {wpsNamespace}.",
    {
      local: quote(local),
      uri: quote(uri),
      version,
      wpsNamespace,
    },
  );
  throw fault("invalid-parameter", message, "request");
}

function listOf(root: XmlElement, list: string, item: string): string[] {
  return childrenOf(root, list, anything)
    .flatMap((each) => childrenOf(each, item, anything).map((one) => textOf(one) ?? ""))
    .filter((each) => each !== "");
}

function decodeCapabilities(root: XmlElement) {
  return {
    acceptVersions: listOf(root, "AcceptVersions", "Version"),
    sections: listOf(root, "Sections", "Section"),
    acceptFormats: listOf(root, "AcceptFormats", "OutputFormat"),
    updateSequence: attributeOf(root, "updateSequence"),
  };
}

function decodeExecute(root: XmlElement, faults: Fault[]) {
  return {
    identifier: identifierOf(root),
    inputs: decodeInputs(root, "", faults),
    outputs: decodeOutputs(root, "", faults),
    mode: attributeOf(root, "mode"),
    response: attributeOf(root, "response"),
  };
}
