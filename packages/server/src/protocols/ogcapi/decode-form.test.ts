import { describe, expect, it } from "vitest";
import { makeMemorySink } from "../../../../../test/golden/memory-sink.js";
import type { HttpRequest } from "../../core/message.js";
import { decodeForm, isForm } from "./decode-form.js";

const geojson = JSON.stringify({ mediaType: "application/geo+json" });
const base64 = JSON.stringify({ mediaType: "image/tiff", encoding: "base64" });

async function request(body: URLSearchParams | FormData): Promise<HttpRequest> {
  const response = new Response(body);
  const bytes = new Uint8Array(await response.arrayBuffer());
  async function* once(): AsyncGenerator<Uint8Array> {
    yield bytes;
  }
  const headers = { "content-type": response.headers.get("content-type") ?? "" };
  return { method: "POST", path: "/processes/p/execution", query: "", headers, body: once() };
}

async function decode(fields: readonly (readonly [string, string | File])[]) {
  const hasFile = fields.some(([, value]) => typeof value !== "string");
  const data = hasFile ? new FormData() : new URLSearchParams();
  for (const [name, value] of fields) (data as FormData).append(name, value as string);
  const sink = makeMemorySink();
  return { sink, execute: await decodeForm(await request(data), "p", sink) };
}

const inputs = async (...fields: readonly (readonly [string, string | File])[]) => (await decode(fields)).execute.inputs;

describe("a form", () => {
  it("is taken in both encodings of HTML, and nothing else is", () => {
    expect(isForm("application/x-www-form-urlencoded")).toBe(true);
    expect(isForm("multipart/form-data; boundary=x")).toBe(true);
    expect(isForm("application/json")).toBe(false);
    expect(isForm(undefined)).toBe(false);
  });

  it("leaves out fields that are empty, and keeps occurrences in their order with their units", async () => {
    expect(
      await inputs(["literal:0:n", "1"], ["uom:0:n", "km"], ["literal:1:n", ""], ["lines:2:n", "3\r\n\r\n4"], ["literal:0:other", ""]),
    ).toEqual([
      { id: "n", data: { kind: "value", value: "1", syntax: "literal", uom: "km" } },
      { id: "n", data: { kind: "value", value: "3", syntax: "literal" } },
      { id: "n", data: { kind: "value", value: "4", syntax: "literal" } },
    ]);
  });

  it.each([
    ["2024-02-29T13:20", "Z", "2024-02-29T13:20:00Z"],
    ["2024-02-29T13:20:05", "", "2024-02-29T13:20:05"],
    ["13:20", "Z", "13:20:00Z"],
    ["2024-02-29", "", "2024-02-29"],
  ])("makes %s with zone %s the moment %s", async (value, zone, expected) => {
    const [input] = await inputs(["moment:0:t", value], ["zone:0:t", zone]);
    expect(input?.data).toMatchObject({ value: expected });
  });

  it("makes four numbers a bounding box, and says which input lacks one", async () => {
    const box = (last: string) =>
      [
        ["minx:0:b", "1"],
        ["miny:0:b", "-2.5"],
        ["maxx:0:b", "1e1"],
        ["maxy:0:b", last],
        ["crs:0:b", "EPSG:4326"],
      ] as const;
    expect(await inputs(...box("4"))).toEqual([
      { id: "b", data: { kind: "value", value: { bbox: [1, -2.5, 10, 4], crs: "EPSG:4326" }, syntax: "bbox" } },
    ]);
    await expect(inputs(...box(""))).rejects.toMatchObject({ faults: [{ code: "invalid-input", locator: "b", part: "inputs" }] });
    expect(await inputs(["minx:0:b", ""], ["miny:0:b", ""], ["maxx:0:b", ""], ["maxy:0:b", ""], ["crs:0:b", "EPSG:4326"])).toEqual([]);
  });

  it("takes data as text, as an address or as a file, and as one of them only", async () => {
    expect(await inputs(["format:0:l", geojson], ["text:0:l", "{}"], ["href:0:l", ""])).toEqual([
      { id: "l", data: { kind: "value", value: "{}", syntax: "complex", format: { mediaType: "application/geo+json" } } },
    ]);
    expect(await inputs(["format:0:l", base64], ["text:0:l", ""], ["href:0:l", "https://example.org/x"])).toEqual([
      { id: "l", data: { kind: "reference", href: "https://example.org/x", method: "GET", format: { mediaType: "image/tiff" } } },
    ]);
    await expect(inputs(["text:0:l", "{}"], ["href:0:l", "https://example.org/x"])).rejects.toMatchObject({ faults: [{ locator: "l" }] });
    expect(await inputs(["format:0:l", geojson], ["text:0:l", ""], ["href:0:l", ""], ["file:0:l", new File([], "")])).toEqual([]);
  });

  it("puts files and long texts into files, those in base64 decoded", async () => {
    const { execute, sink } = await decode([
      ["format:0:l", geojson],
      ["file:0:l", new File(["é\r\n"], "a.json")],
    ]);
    expect(execute.inputs).toMatchObject([
      { id: "l", data: { kind: "stored", file: { byteLength: 4 }, format: { mediaType: "application/geo+json" } } },
    ]);
    expect(sink.files.get("0")?.toString()).toBe("é\r\n");
    const long = Buffer.alloc(90_000, "x").toString("base64");
    const [input] = await inputs(["format:0:l", base64], ["text:0:l", long]);
    expect(input?.data).toMatchObject({ kind: "stored", file: { byteLength: 90_000 }, format: { encoding: "base64" } });
    await expect(inputs(["format:0:l", base64], ["text:0:l", `${long}!`])).rejects.toMatchObject({ faults: [{ locator: "l" }] });
  });

  it("asks for the outputs that are chosen, and waits unless told not to", async () => {
    const { execute } = await decode([
      ["output:a", "on"],
      ["outputformat:a", geojson],
      ["outputformat:b", geojson],
      ["mode", "background"],
    ]);
    expect(execute.outputs).toEqual([{ id: "a", format: { mediaType: "application/geo+json" }, transmission: "value" }]);
    expect(execute.mode).toBe("async");
    expect((await decode([["mode", "wait"]])).execute).toMatchObject({ mode: "auto", waitMs: expect.any(Number), outputs: [] });
  });

  it("tells all faults together, and refuses texts without end", async () => {
    await expect(inputs(["text:0:a", "x"], ["format:0:a", "[1]"], ["minx:0:b", "x"])).rejects.toMatchObject({
      faults: [{ locator: "a" }, { locator: "b" }],
    });
    await expect(inputs(["literal:0:a", "x".repeat(8_000_001)])).rejects.toMatchObject({ code: "too-large" });
  });
});
