// What the golden tests of all protocols share: the files of a case are read, or written anew with UPDATE_GOLDEN=1; review by eye what was written.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ProcessDescription } from "@terrarium/sdk";
import { expect } from "vitest";
import type { HttpRequest, HttpResponse } from "../../packages/server/src/core/message.js";
import type { Call, Protocol } from "../../packages/server/src/core/operation.js";
import type { ServiceDescription } from "../../packages/server/src/core/service.js";
import { bodyOf, get, makeMemorySink, post } from "./memory-sink.js";

const isUpdate = process.env["UPDATE_GOLDEN"] === "1";

export function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(path, "utf8")) as T;
}

/** What is offered in all cases of a protocol, and the names of the cases: each is a folder. */
export function readGolden(folder: string) {
  return {
    service: readJson<ServiceDescription>(join(folder, "service.json")),
    processes: readJson<ProcessDescription[]>(join(folder, "processes.json")),
    names: readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== "data")
      .map(({ name }) => name),
  };
}

/** request.kvp, or request.xml with the headers of request-headers.json. */
export function readWpsRequest(dir: string): HttpRequest {
  const kvp = join(dir, "request.kvp");
  const headers = join(dir, "request-headers.json");
  if (existsSync(kvp)) return get(readFileSync(kvp, "utf8").trim());
  return post(readFileSync(join(dir, "request.xml")), existsSync(headers) ? readJson<Record<string, string>>(headers) : {});
}

/** request.http: the first line is method and address, then headers, an empty line, and the body as it is. */
export function readHttpRequest(dir: string): HttpRequest {
  const [head = "", ...rest] = readFileSync(join(dir, "request.http"), "utf8").split("\n\n");
  const [line = "", ...fields] = head.trimEnd().split("\n");
  const [method = "", address = ""] = line.split(" ");
  const [path = "", query = ""] = address.split("?");
  const headers = fields.map((field) => [field.split(": ")[0]?.toLowerCase() ?? "", field.replace(/^.*?: /, "")]);
  return { ...post(rest.join("\n\n").trimEnd(), Object.fromEntries(headers) as Record<string, string>), method, path, query };
}

export function compare(path: string, actual: string | Buffer): void {
  if (isUpdate) writeFileSync(path, actual);
  expect(String(actual)).toBe(readFileSync(path, "utf8"));
}

function compareJson(path: string, value: unknown): void {
  compare(path, `${JSON.stringify(value, null, 2)}\n`);
}

/** Status and headers are in response.json. Gives the body, which the caller compares. */
export async function compareHead(dir: string, response: HttpResponse): Promise<{ readonly type: string; readonly body: Buffer }> {
  const { "content-type": type = "", ...others } = response.headers;
  compareJson(join(dir, "response.json"), { status: response.status, headers: { "content-type": type, ...others } });
  return { type, body: await bodyOf(response) };
}

/** XML is in response.xml, all else in response.txt. */
export async function compareWpsResponse(dir: string, response: HttpResponse): Promise<void> {
  const { type, body } = await compareHead(dir, response);
  compare(join(dir, /^(text|application)\/xml; charset/.test(type) ? "response.xml" : "response.txt"), body);
}

interface Refusing {
  readonly dir: string;
  readonly request: HttpRequest;
  readonly compareResponse: (dir: string, response: HttpResponse) => Promise<void>;
}

/** What the request is decoded to: call.json and stored-*. undefined: it was refused, as response.* says. */
export async function decodeCase<Form>(
  protocol: Pick<Protocol<Form>, "decode" | "encodeError">,
  { dir, request, compareResponse }: Refusing,
): Promise<Call<Form> | undefined> {
  const sink = makeMemorySink();
  try {
    const call = await protocol.decode(request, sink);
    compareJson(join(dir, "call.json"), call);
    for (const [key, bytes] of sink.files) compare(join(dir, `stored-${key}`), bytes);
    expect(sink.unfinished()).toBe(0);
    return call;
  } catch (error) {
    expect(existsSync(join(dir, "outcome.json")), `the request is to be accepted, but: ${error}`).toBe(false);
    await compareResponse(dir, protocol.encodeError(error, request));
    return undefined;
  }
}
