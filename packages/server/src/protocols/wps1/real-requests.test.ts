// What real clients send, from ../shared/requests: all rows of WPS 1.0.0 and those that name no version.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { bodyOf, get, makeMemorySink, post } from "../../../../../test/golden/memory-sink.js";
import { hasSchemas, makeValidator } from "../../../../../test/schemas/validate.js";
import { makeLinks, type ServiceDescription } from "../../core/service.js";
import { makeWps1 } from "./wps1.js";

const folder = join(import.meta.dirname, "../../../../../../shared/requests");
const hasRequests = existsSync(folder);

const service: ServiceDescription = {
  ...{
    title: "Test",
    abstract: "",
    keywords: [],
    fees: "NONE",
    accessConstraints: "NONE",
    languages: ["en-US"],
    inputBytes: 1_000_000_000,
  },
  provider: { name: "Test", contact: {} },
};
const wps1 = makeWps1({ service, links: makeLinks("http://localhost:5000"), pinned: false });

/** Rows that are answered otherwise than the index reads them, and why. */
const deviations: Readonly<Record<string, string>> = {
  "deegree/kvp/GetCapabilities-x-6.kvp": "AcceptVersions=2.0.0 alone: VersionNegotiationFailed while WPS 2.0 is not offered",
  "pywps/kvp/GetCapabilities-x-7.kvp": "acceptversions=2.0.0 alone: VersionNegotiationFailed while WPS 2.0 is not offered",
  "pywps/kvp/GetCapabilities-x-4.kvp": "Language=en-CA is not offered by this service: InvalidParameterValue(language)",
  "pywps/kvp/GetCapabilities-x-8.kvp": "language=fr-CA is not offered by this service: InvalidParameterValue(language)",
  "pywps/kvp/DescribeProcess-all-2.kvp": "language=fr-CA is not offered by this service: InvalidParameterValue(language)",
  "pywps/xml/wps_getcapabilities_request.xml": "language=cz is not offered by this service: InvalidParameterValue(language)",
  "zoo/kvp/GetCapabilities-x-4.kvp": "language=fr-FR is not offered by this service: InvalidParameterValue(language)",
  "birdhouse-twitcher/xml/GetCapabilities-1.xml": "language=en-CA is not offered by this service: InvalidParameterValue(language)",
};

const rows = hasRequests
  ? readFileSync(join(folder, "index.tsv"), "utf8")
      .trim()
      .split("\n")
      .slice(1)
      .map((line) => line.split("\t"))
      .map(([file = "", , , version = "", operation = "", , expected = ""]) => ({ file, version, operation, expected }))
      .filter(({ file }) => !file.includes("/json/"))
  : [];
const isOther = ({ version }: { version: string }): boolean => version === "2.0.0";

async function send(file: string, size?: number) {
  const sink = makeMemorySink();
  const bytes = readFileSync(join(folder, file));
  const request = file.endsWith(".kvp") ? get(bytes.toString().trim()) : post(bytes, { "content-type": "text/xml" }, size);
  return { sink, call: await wps1.decode(request, sink) };
}

const kinds: Readonly<Record<string, string>> = { getcapabilities: "list-processes", describeprocess: "describe", execute: "execute" };

describe.skipIf(!hasRequests)("requests of real clients (skipped where ../shared/requests is missing)", () => {
  test("the index names many requests of WPS 1.0.0, and every deviation", () => {
    expect(rows.length).toBeGreaterThan(300);
    const files = new Set(rows.filter((row) => !isOther(row)).map(({ file }) => file));
    expect(Object.keys(deviations).filter((file) => !files.has(file))).toEqual([]);
  });

  const validate = hasSchemas ? makeValidator(["ows/1.1.0/owsAll.xsd"]) : () => "";
  test("requests of WPS 2.0 are refused, or answered as far as they accept 1.0.0", async () => {
    for (const { file } of rows.filter(isOther)) {
      const status = await send(file).then(
        ({ call }) => call.operation.kind,
        (error: unknown) => wps1.encodeError(error).status,
      );
      expect([400, 501, "list-processes"], file).toContain(status);
    }
  });

  for (const { file, operation, expected } of rows.filter((row) => !isOther(row))) {
    const isAccepted = (expected === "accept" || expected === "lenient") && deviations[file] === undefined;
    if (isAccepted) {
      test(`${file} is understood`, async () => {
        const { call, sink } = await send(file);
        expect(call.operation.kind).toBe(kinds[operation.replace("KVP ", "").toLowerCase()]);
        expect(sink.unfinished()).toBe(0);
      });
    } else {
      test(`${file} is refused with an exception report${deviations[file] === undefined ? "" : ` (${deviations[file]})`}`, async () => {
        const error = await send(file).then(
          ({ call }) => expect.fail(`it was understood: ${JSON.stringify(call.operation)}`),
          (thrown: unknown) => thrown,
        );
        const response = wps1.encodeError(error);
        expect([400, 501]).toContain(response.status);
        expect(validate(await bodyOf(response))).toBe("");
      });
    }
  }

  test("inline data of real requests is the same wherever the chunks are cut", async () => {
    for (const file of [
      "deegree/xml/ParameterDemo.xml",
      "52n-wps-js/xml/v1-bbox-raw.xml",
      "zoo/xml/payload_Execute.xml",
      "highsource/xml/Execute-01.xml",
    ]) {
      const whole = await send(file);
      for (const size of [1, 2, 3, 7, 64]) {
        const cut = await send(file, size);
        expect(cut.call).toEqual(whole.call);
        expect([...cut.sink.files]).toEqual([...whole.sink.files]);
      }
    }
  });
});
