// Requests of all golden cases with pieces changed, lost, doubled and mixed: whatever comes of them is understood, or refused with a report of the protocol,
// a status of the client's (or 501) and no file left open; what is understood is checked against a description without anything but faults of the client.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type ErrorCode, ServiceError } from "../../packages/server/src/core/errors.js";
import type { HttpRequest } from "../../packages/server/src/core/message.js";
import type { Protocol } from "../../packages/server/src/core/operation.js";
import { makeLinks } from "../../packages/server/src/core/service.js";
import { makeOgcApi } from "../../packages/server/src/protocols/ogcapi/ogcapi.js";
import { makeWps1 } from "../../packages/server/src/protocols/wps1/wps1.js";
import { makeWps2 } from "../../packages/server/src/protocols/wps2/wps2.js";
import { validateExecute } from "../../packages/server/src/validation/validate.js";
import { hasSchemas, makeValidator } from "../schemas/validate.js";
import { readGolden } from "./cases.js";
import { bodyOf, get, makeMemorySink, post } from "./memory-sink.js";

const links = makeLinks("http://localhost:5000");
const isReport = hasSchemas ? makeValidator(["ows/1.1.0/owsAll.xsd", "ows/2.0/owsAll.xsd"]) : () => "";
/** What nobody but the server can be blamed for, and what comes before a job only while it is busy or full. */
const notOfTheClient: ReadonlySet<ErrorCode> = new Set(["internal", "engine-failed", "process-failed", "busy", "storage-full", "conflict"]);

interface Fuzzed {
  readonly protocol: Protocol<unknown>;
  readonly processes: ReturnType<typeof readGolden>["processes"];
  /** The texts of requests, by the name of the file that holds them. */
  readonly texts: readonly string[];
}

function load(name: string, file: string, protocol: (golden: ReturnType<typeof readGolden>) => Protocol<unknown>): Fuzzed {
  const folder = join(import.meta.dirname, name);
  const golden = readGolden(folder);
  const paths = golden.names.map((one) => join(folder, one, file)).filter(existsSync);
  return { protocol: protocol(golden), processes: golden.processes, texts: paths.map((path) => readFileSync(path, "utf8").trim()) };
}

async function judge({ protocol, processes }: Fuzzed, request: HttpRequest): Promise<void> {
  const sink = makeMemorySink();
  const attempt = async (): Promise<void> => {
    const { operation } = await protocol.decode(request, sink);
    if (operation.kind !== "execute") return;
    const { execute } = operation;
    const process = processes.find(({ id }) => id === execute.processId) ?? processes[0];
    if (process !== undefined) validateExecute(execute, process, 1e6);
  };
  const error: unknown = await attempt().then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(sink.unfinished()).toBe(0);
  if (error === undefined) return;
  if (!(error instanceof ServiceError)) throw error;
  expect(error.faults.filter(({ code }) => notOfTheClient.has(code))).toEqual([]);
  const response = protocol.encodeError(error, request);
  expect([response.status, String(error)]).toEqual([
    expect.toSatisfy((status: number) => (status >= 400 && status < 500) || status === 501),
    String(error),
  ]);
  const body = await bodyOf(response);
  if (/json/.test(response.headers["content-type"] ?? "")) expect(JSON.parse(body.toString())).toMatchObject({ status: response.status });
  else {
    // In SOAP it stands in a fault.
    const [report = ""] = /<ows:ExceptionReport .*<\/ows:ExceptionReport>/s.exec(body.toString()) ?? [];
    expect([report === "", isReport(report)]).toEqual([false, ""]);
  }
}

const words = [
  ...[
    "<",
    ">",
    "&",
    "&#0;",
    "]]>",
    "<![CDATA[",
    "<!DOCTYPE a>",
    "<?a?>",
    "</wps:Data>",
    "<wps:Data>",
    ' encoding="base64"',
    ' xmlns="urn:a"',
    "wps:",
    "\0",
  ],
  ...["{", "}", "[", "]", '"', "\\u", ",", ":", "null", "1e999", '"href":', '"value":', '"bbox":', "12345678901234567890", "\ud800"],
  ...["&", "=", ";", "@", "%", "%zz", "%00", "+", "@xlink:href=", "DataInputs=", "version=2.0.0", "version=1.0.0", "..", "\u2028", "é"],
];
const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  take: fc.nat(12),
  put: fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...words) }, fc.string({ maxLength: 4 }), fc.constant("")),
});

/** Texts of the cases, one with the tail of another in a third of all, and up to four edits. */
function changed(texts: readonly string[]): fc.Arbitrary<string> {
  const mixed = fc.tuple(fc.constantFrom(...texts), fc.constantFrom(...texts), fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(2));
  return fc.tuple(mixed, fc.array(edit, { maxLength: 4 })).map(([[first, second, cut, third], edits]) => {
    let text = third === 0 ? first.slice(0, cut * first.length) + second.slice(cut * second.length) : first;
    for (const { at, take, put } of edits) {
      const start = Math.floor(at * text.length);
      text = text.slice(0, start) + put + text.slice(start + take);
    }
    return text;
  });
}

const size = fc.oneof(fc.integer({ min: 1, max: 40 }), fc.constant(65_536));
const wps1 = (golden: ReturnType<typeof readGolden>): Protocol<unknown> => makeWps1({ service: golden.service, links, pinned: false });
const wps2 = (golden: ReturnType<typeof readGolden>): Protocol<unknown> =>
  makeWps2({ service: golden.service, links, pinned: true, retentionMs: 1_000, now: () => 0 });
const ogcapi = (golden: ReturnType<typeof readGolden>): Protocol<unknown> =>
  makeOgcApi({ service: golden.service, links, listsJobs: true, boundary: () => "b" });

/** The first line is method and address, then headers, an empty line, and the body. */
function http(text: string, pieceSize: number): HttpRequest {
  const [head = "", ...rest] = text.split("\n\n");
  const [line = "", ...fields] = head.split("\n");
  const [method = "", address = ""] = line.split(" ");
  const [path = "", query = ""] = address.split("?");
  const headers = Object.fromEntries(fields.map((field) => [field.split(": ")[0]?.toLowerCase() ?? "", field.replace(/^.*?: /, "")]));
  return { ...post(rest.join("\n\n"), headers, pieceSize), method, path, query };
}

test.each([
  ["WPS 1.0.0 by GET", load("wps1", "request.kvp", wps1), (text: string) => get(text)],
  ["WPS 1.0.0 by POST", load("wps1", "request.xml", wps1), (text: string, pieces: number) => post(text, {}, pieces)],
  ["WPS 2.0 by GET", load("wps2", "request.kvp", wps2), (text: string) => get(text)],
  ["WPS 2.0 by POST", load("wps2", "request.xml", wps2), (text: string, pieces: number) => post(text, {}, pieces)],
  ["OGC API", load("ogcapi", "request.http", ogcapi), http],
] as const)("%s", async (_name, fuzzed, request) => {
  expect(fuzzed.texts.length).toBeGreaterThan(10);
  await fc.assert(
    fc.asyncProperty(changed(fuzzed.texts), size, (text, pieces) => judge(fuzzed, request(text, pieces))),
    { numRuns: 1_000 },
  );
});
