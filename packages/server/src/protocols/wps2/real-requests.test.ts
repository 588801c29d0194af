// What real clients send, from ../shared/requests: all rows of WPS 2.0.0, and those that name no version, at an address that speaks both versions.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { bodyOf, get, makeMemorySink, post } from "../../../../../test/golden/memory-sink.js";
import { hasSchemas, makeValidator } from "../../../../../test/schemas/validate.js";
import { makeLinks, type ServiceDescription } from "../../core/service.js";
import { makeWps } from "../../main/wps.js";

const folder = join(import.meta.dirname, "../../../../../../shared/requests");
const hasRequests = existsSync(folder);

const service: ServiceDescription = {
  ...{ title: "Test", abstract: "", keywords: [], fees: "NONE", accessConstraints: "NONE", languages: ["en-US"], inputBytes: 1e9 },
  provider: { name: "Test", contact: {} },
};
const settings = { service, limits: { retentionMs: 1_000, asyncWaitMs: 0, autoWaitMs: 0 }, server: { listExecutions: false } };
const { endpoints } = makeWps(settings, makeLinks("http://localhost:5000"));
const [wps] = endpoints.map(({ protocol }) => protocol);
if (wps === undefined) throw new Error("there is no address");

/** Rows that are answered otherwise than the index reads them, and why. */
const deviations: Readonly<Record<string, string>> = {
  "highsource/xml/wpsExecute.xml": "an Execute without ows:Identifier names no process: MissingParameterValue(identifier)",
  "52n-javaps/kvp/GetStatus-x.kvp": "a job that does not exist is well-formed: NoSuchJob is told when it is looked for",
  "52n-javaps/xml/DescribeProcessInvalidIdentifierValue.xml":
    "a process that does not exist is well-formed: NoSuchProcess is told when it is looked for",
};

const rows = hasRequests
  ? readFileSync(join(folder, "index.tsv"), "utf8")
      .trim()
      .split("\n")
      .slice(1)
      .map((line) => line.split("\t"))
      .map(([file = "", , , version = "", operation = "", , expected = ""]) => ({ file, version, operation, expected }))
      .filter(({ file, version }) => !file.includes("/json/") && version !== "1.0.0")
  : [];

const send = async (file: string, size?: number) => {
  const sink = makeMemorySink();
  const bytes = readFileSync(join(folder, file));
  const request = file.endsWith(".kvp") ? get(bytes.toString().trim()) : post(bytes, { "content-type": "text/xml" }, size);
  const answer = await wps.decode(request, sink).then(
    (call) => ({ call, response: undefined }),
    (error: unknown) => ({ call: undefined, response: wps.encodeError(error, request) }),
  );
  return { sink, ...answer };
};

const kinds: Readonly<Record<string, string>> = {
  getcapabilities: "list-processes",
  describeprocess: "describe",
  execute: "execute",
  getstatus: "status",
  getresult: "results",
  dismiss: "dismiss",
};

describe.skipIf(!hasRequests)("requests of real clients (skipped where ../shared/requests is missing)", () => {
  test("the index names many requests of WPS 2.0.0, and every deviation", () => {
    expect(rows.filter(({ version }) => version === "2.0.0").length).toBeGreaterThan(60);
    const files = new Set(rows.map(({ file }) => file));
    expect(Object.keys(deviations).filter((file) => !files.has(file))).toEqual([]);
  });

  const validate = hasSchemas ? makeValidator(["ows/1.1.0/owsAll.xsd", "ows/2.0/owsAll.xsd"]) : () => "";

  for (const { file, version, operation, expected } of rows) {
    const why = deviations[file];
    const isAccepted = (expected !== "reject") !== (why !== undefined);
    const reason = why === undefined ? "" : ` (${why})`;
    if (isAccepted) {
      test(`${file} is understood${reason}`, async () => {
        const { call, sink, response } = await send(file);
        expect(response).toBeUndefined();
        expect(call?.operation.kind).toBe(kinds[operation.replace("KVP ", "").toLowerCase()]);
        // What names no version gets the newest; GetCapabilities may name another one, or several.
        if (version === "2.0.0") expect(call?.form).toMatchObject({ version: "2.0.0" });
        expect(sink.unfinished()).toBe(0);
      });
    } else {
      test(`${file} is refused with an exception report${reason}`, async () => {
        const { response } = await send(file);
        expect([400, 501]).toContain(response?.status);
        expect(validate(await bodyOf(response ?? { body: "" }))).toBe("");
      });
    }
  }

  test("inline data of real requests is the same wherever the chunks are cut", async () => {
    for (const { file } of rows.filter(
      (row) => row.file.endsWith(".xml") && row.operation === "Execute" && deviations[row.file] === undefined,
    )) {
      const whole = await send(file);
      for (const size of [1, 3, 64]) {
        const cut = await send(file, size);
        expect(cut.call).toEqual(whole.call);
        expect([...cut.sink.files]).toEqual([...whole.sink.files]);
      }
    }
  });
});
