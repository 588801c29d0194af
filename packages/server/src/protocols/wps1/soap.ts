// SOAP 1.1 and 1.2 around WPS 1.0.0 (OGC 05-007r7 clause 7, optional): the request is what the Body holds, the answer goes into a Body of the same
// kind, an exception into the detail of a Fault.
import { fault } from "../../core/errors.js";
import type { HttpResponse } from "../../core/message.js";
import { spokenIn, tell } from "../../core/tell.js";
import type { XmlElement } from "../ows/read-xml.js";
import { escapeText } from "../ows/xml.js";
import { childrenOf } from "../ows/xml-query.js";

const soap11 = "http://schemas.xmlsoap.org/soap/envelope/";
const soap12 = "http://www.w3.org/2003/05/soap-envelope";
const namespaces = new Set([soap11, soap12]);

export function isEnvelope({ uri, local }: Pick<XmlElement, "uri" | "local">): boolean {
  return local === "Envelope" && namespaces.has(uri);
}

/** The request in an envelope. Throws invalid-parameter if there is none. */
export function requestIn(envelope: XmlElement): XmlElement {
  const [body] = childrenOf(envelope, "Body", new Set([envelope.uri]));
  const [request] = body?.children ?? [];
  if (request === undefined) throw fault("invalid-parameter", "The SOAP envelope has no Body with a request in it.", "request");
  return request;
}

/** The answer in an envelope of this namespace; one that is no success becomes a Fault. */
export function inEnvelope(answer: HttpResponse, namespace: string, language = "en"): HttpResponse {
  const isFault = answer.status >= 400;
  const [open, close] = isFault ? faultAround(namespace, answer.status, language) : ["", ""];
  const head = `<?xml version="1.0" encoding="UTF-8"?>\n<soap:Envelope xmlns:soap="${namespace}"><soap:Body>${open}`;
  const mediaType = namespace === soap12 ? "application/soap+xml" : "text/xml";
  return {
    status: answer.status,
    headers: { ...answer.headers, "content-type": `${mediaType}; charset=utf-8` },
    body: around(head, answer.body, `${close}</soap:Body></soap:Envelope>\n`),
  };
}

function faultAround(namespace: string, status: number, language: string): [string, string] {
  const reason = escapeText(tell("The request was not carried out; the detail says why.", language));
  if (namespace === soap11)
    return [
      `<soap:Fault><faultcode>soap:${status < 500 ? "Client" : "Server"}</faultcode><faultstring>${reason}</faultstring><detail>`,
      "</detail></soap:Fault>",
    ];
  const code = `<soap:Code><soap:Value>soap:${status < 500 ? "Sender" : "Receiver"}</soap:Value></soap:Code>`;
  return [
    `<soap:Fault>${code}<soap:Reason><soap:Text xml:lang="${spokenIn(language)}">${reason}</soap:Text></soap:Reason><soap:Detail>`,
    "</soap:Detail></soap:Fault>",
  ];
}

/** The XML declaration goes: there is one already. It is whole in the first piece, as this room writes it. */
async function* around(head: string, body: HttpResponse["body"], end: string): AsyncGenerator<Uint8Array | string> {
  yield head;
  let isFirst = true;
  for await (const piece of typeof body === "string" ? [body] : body) {
    yield isFirst && typeof piece === "string" ? piece.replace(/^<\?xml[^>]*\?>\s*/, "") : piece;
    isFirst = false;
  }
  yield end;
}
