// Results in one shape. The standard leaves servers a choice of documents, parts, raw bytes and links, and drafts had others: this reads what
// Terrarium, pygeoapi, ZOO, Weaver and javaPS send.
import { isObject, readJson } from "./ask.js";
import { objects } from "./documents.js";
import { multipart } from "./multipart.js";
import type { Json, JsonObject, Output } from "./types.js";

/** From base64; undefined if it is none. */
function bytesOf(text: string): Uint8Array | undefined {
  try {
    const binary = atob(text.replace(/\s/g, ""));
    return Uint8Array.from(binary, (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}

function word(object: JsonObject, ...names: string[]): string | undefined {
  for (const name of names) if (typeof object[name] === "string") return object[name];
  return undefined;
}

function mediaTypeOf(object: JsonObject): string | undefined {
  const format = object["format"];
  return word(object, "mediaType", "type") ?? (isObject(format) ? word(format, "mediaType") : undefined);
}

/** One output: a bare value, {value, mediaType, encoding}, {data}, or {href, type}. */
function readOutput(id: string, given: Json): Output {
  if (!isObject(given)) return { id, kind: "value", value: given };
  const mediaType = mediaTypeOf(given);
  const typed = mediaType === undefined ? {} : { mediaType };
  const href = word(given, "href");
  if (href !== undefined && given["value"] === undefined) return { id, kind: "link", href, ...typed };
  const value = given["value"] ?? given["data"];
  if (value === undefined) return { id, kind: "value", value: given };
  const bytes = given["encoding"] === "base64" && typeof value === "string" ? bytesOf(value) : undefined;
  if (bytes !== undefined) return { id, kind: "bytes", bytes, mediaType: mediaType ?? "application/octet-stream" };
  return { id, kind: "value", value, ...typed };
}

/** A list of outputs that name themselves. */
function isListOfOutputs(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value) && value.length > 0 && objects(value as Json).every((one) => typeof one["id"] === "string");
}

/** Is this one output that names itself, as pygeoapi answers a synchronous execution? */
function isSelfNamed(document: JsonObject): boolean {
  const names = Object.keys(document);
  const has = ["value", "data", "href"].some((name) => names.includes(name));
  return (
    typeof document["id"] === "string" &&
    has &&
    names.every((name) => ["id", "value", "data", "href", "mediaType", "type", "encoding", "format", "title"].includes(name))
  );
}

/** The outputs in a document. `ids` are those that the process is known to have: they win over guesses. */
export function readDocument(document: Json, ids: readonly string[]): Output[] {
  if (isListOfOutputs(document)) return objects(document).map((one) => readOutput(String(one["id"]), one));
  if (!isObject(document)) return [{ id: ids[0] ?? "", kind: "value", value: document }];
  const wrapper = document["outputs"];
  const isWrapped = Object.keys(document).every((name) => name === "outputs" || name === "links") && !ids.includes("outputs");
  if (isWrapped && (isListOfOutputs(wrapper) || isObject(wrapper))) return readDocument(wrapper, ids);
  const named = document["id"];
  if (isSelfNamed(document) && (ids.length === 0 || ids.includes(String(named)))) return [readOutput(String(named), document)];
  // One raw output that is JSON itself, e.g. GeoJSON.
  const [only] = ids;
  if (only !== undefined && ids.length === 1 && document[only] === undefined) return [{ id: only, kind: "value", value: document }];
  return Object.entries(document).map(([id, value]) => readOutput(id, value));
}

function essence(type: string): string {
  return type.split(";", 1)[0]?.trim().toLowerCase() ?? "";
}

/** One output as it is. */
function readRaw(id: string, type: string, bytes: Uint8Array): Output {
  const mediaType = essence(type);
  const isText = mediaType.startsWith("text/plain");
  const isJson = mediaType === "application/json" || mediaType.endsWith("+json");
  const text = isText || isJson ? new TextDecoder().decode(bytes) : "";
  if (isText) return { id, kind: "value", value: text, mediaType };
  const json = isJson ? readJson(text) : undefined;
  return json === undefined ? { id, kind: "bytes", bytes, mediaType } : { id, kind: "value", value: json, mediaType };
}

/** The links of a Link header that name outputs. RFC 8288 */
function readLinks(header: string): Output[] {
  return [...header.matchAll(/<([^>]*)>((?:\s*;\s*[^;,="]+(?:=(?:"[^"]*"|[^;,"]*))?)*)/g)].flatMap(([, href = "", parameters = ""]) => {
    const of = (name: string): string | undefined => new RegExp(`;\\s*${name}="?([^";]*)"?`, "i").exec(parameters)?.[1];
    const [rel, mediaType] = [of("rel"), of("type")];
    if (rel === undefined || /^(?:self|alternate|profile|monitor|describedby)$/.test(rel)) return [];
    return [{ id: decodeURIComponent(rel), kind: "link" as const, href, ...(mediaType === undefined ? {} : { mediaType }) }];
  });
}

/** An output as if it had been asked for alone. */
export function responseOf(output: Exclude<Output, { kind: "link" }>): Response {
  const { mediaType } = output;
  if (output.kind === "bytes") return new Response(output.bytes.slice(), { headers: { "content-type": output.mediaType } });
  const isText = typeof output.value === "string";
  const type = mediaType ?? (isText ? "text/plain; charset=utf-8" : "application/json");
  return new Response(isText ? String(output.value) : JSON.stringify(output.value), { headers: { "content-type": type } });
}

/** The outputs in the answer of an execution or of a job's results. `ids`: as for readDocument. */
export async function readOutputs(response: Response, ids: readonly string[]): Promise<Output[]> {
  const type = response.headers.get("content-type") ?? "";
  const links = readLinks(response.headers.get("link") ?? "");
  if (response.status === 204) return links;
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (essence(type).startsWith("multipart/")) {
    return multipart(bytes, type).map(({ headers, body }) => {
      const id = decodeURIComponent((headers.get("content-id") ?? "").replace(/^<|>$/g, ""));
      const href = headers.get("content-location");
      const partType = headers.get("content-type") ?? "text/plain";
      if (href !== undefined && body.byteLength === 0) return { id, kind: "link", href, mediaType: essence(partType) };
      return readRaw(id, partType, body);
    });
  }
  const raw = readRaw(ids[0] ?? "", type === "" ? "application/octet-stream" : type, bytes);
  // A document of outputs is plain JSON; GeoJSON and the like are data.
  return raw.kind === "value" && essence(type) === "application/json" ? readDocument(raw.value, ids) : [raw];
}
