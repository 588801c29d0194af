// Each form of "copy as" is run as it stands against a real server, with inputs that try to leave the place where they are quoted.
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { transform } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type CopyKind,
  type CopyRequest,
  copyAs,
  copyKinds,
  type Json,
  makeClient,
  type Process,
  sendingOf,
} from "../../packages/client/src/index.js";
import { cli, root, type Server, startServer } from "./server.js";

let server: Server;
let folder = "";
let echo: Process;
let everything: Process;
beforeAll(async () => {
  const paths = ["processes/conformance", "test/fixtures/processes"].map((path) => join(root, path));
  server = await startServer({
    config: `[processes]\npaths = ${JSON.stringify(paths)}\n[fetch]\nallow = ["localhost"]\n`,
  });
  const client = makeClient(server.url);
  [echo, everything] = await Promise.all([client.describe("echo"), client.describe("test:every-thing.1")]);
  folder = mkdtempSync(join(tmpdir(), "terrarium-copy-as-"));
  writeFileSync(join(folder, "terrarium"), `#!/bin/sh\nexec '${process.execPath}' '${cli}' "$@"\n`, { mode: 0o755 });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

const mark = "#### ";

/** What a program printed; told apart from its own words by a mark, where it was made to print more than it does. */
async function said(file: string, args: readonly string[]): Promise<Buffer> {
  const env = { ...process.env, PATH: `${folder}${delimiter}${process.env["PATH"]}`, PYTHONPATH: join(root, "python") };
  const { stdout } = await promisify(execFile)(file, args, { env, cwd: folder, encoding: "buffer", maxBuffer: 2 ** 26 });
  return stdout;
}

/** Runs a script, from a file: a word of a command cannot be that long. */
async function sh(script: string): Promise<Buffer> {
  writeFileSync(join(folder, "copied.sh"), script);
  return said("/bin/sh", ["copied.sh"]);
}

async function marked(file: string, args: readonly string[]): Promise<Json> {
  const text = (await said(file, args)).toString();
  return JSON.parse(text.slice(text.lastIndexOf(mark) + mark.length)) as Json;
}

/** A value as JSON tells it, whatever client brought it. */
function bytesOf(value: Json): Buffer {
  if (typeof value === "string") return Buffer.from(value);
  const object = typeof value === "object" && value !== null && !Array.isArray(value) ? (value as { readonly [key: string]: Json }) : {};
  if (typeof object["base64"] === "string") return Buffer.from(object["base64"], "base64");
  if (object["encoding"] === "base64") return Buffer.from(String(object["value"]), "base64");
  return Buffer.from(JSON.stringify(value));
}

async function fetched(...request: Parameters<typeof fetch>): Promise<Buffer> {
  const answer = await fetch(...request);
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect(answer.ok, bytes.toString()).toBe(true);
  return bytes;
}

const asJson = "json.dumps(value, default=lambda b: {'base64': base64.b64encode(b).decode()})";

/** Runs a text and gives the one output that it asks for, as bytes. */
async function outcome(kind: CopyKind, request: CopyRequest): Promise<Buffer> {
  const text = copyAs(kind, request);
  const [id = ""] = Object.keys(request.outputs ?? {});
  const sending = sendingOf(kind, request);
  if (sending !== undefined) return fetched(sending.url, { ...sending, body: text });
  if (kind === "wps1-kvp") return fetched(text);
  if (kind === "curl") return sh(text);
  if (kind === "cli") {
    const out = await sh(text.replace("terrarium run", "terrarium run --json"));
    return bytesOf((JSON.parse(out.toString()) as { [key: string]: Json })[id] ?? null);
  }
  if (kind === "typescript") {
    const { code } = await transform(text, { loader: "ts", format: "esm" });
    const printing = `const [{ kind, value, bytes }] = outputs; console.log("${mark}" + JSON.stringify(kind === "bytes" ? { base64: Buffer.from(bytes).toString("base64") } : value));`;
    writeFileSync(join(folder, "copied.mjs"), `${code}\n${printing}`);
    return bytesOf(await marked(process.execPath, ["copied.mjs"]));
  }
  const value = kind === "owslib" ? "[o for o in execution.processOutputs][0].data[0]" : `job.get(asobj=True)[0]`;
  // Values as they are without libraries that make other objects of them, whatever this machine has installed.
  const bare = 'import sys\nsys.modules["geopandas"] = sys.modules["shapely"] = None';
  const program = `${bare}\n${text}\nimport base64, json\nvalue = ${value}\nprint("${mark}" + ${asJson})`;
  writeFileSync(join(folder, "copied.py"), program);
  return bytesOf(await marked("/usr/bin/python3", ["copied.py"]));
}

const hostile =
  "it's \"quoted\" `id` $(id) $\u007bHOME} $HOME \\n \\ %41 100% + & ; @x=y = <b>&amp;</b> ]]> <!-- # ! !! 'EOF'\nEND_OF_REQUEST\n\tsecond 'line'\r\n é 漢 😀 \u202ertl\u2028 {a} [b], \"\"\" ''' \\u0041";
const features = {
  type: "FeatureCollection",
  features: [
    { type: "Feature", properties: { name: hostile, empty: null, yes: true }, geometry: { type: "Point", coordinates: [1.5, -2e-7] } },
  ],
};
const request = (more: Pick<CopyRequest, "inputs" | "outputs"> & Partial<CopyRequest>): CopyRequest => ({
  ...{ url: server.url, process: echo, response: "raw" },
  ...more,
});
const kinds = copyKinds.map(({ kind }) => kind);

describe.each(kinds)("copied as %s, a request runs as it stands and gives what it asks for:", { timeout: 240_000 }, (kind) => {
  it("a text full of what shells, XML, addresses and programs give a meaning to", async () => {
    expect((await outcome(kind, request({ inputs: { text: hostile }, outputs: { text: {} } }))).toString()).toBe(hostile);
  });

  it("a text that looks like an option, a file, or a blank", async () => {
    for (const text of ["@/etc/passwd", "  -x "]) {
      const given = (await outcome(kind, request({ inputs: { text }, outputs: { text: {} } }))).toString();
      // OWSLib removes blanks around what it reads.
      expect(given).toBe(kind === "owslib" ? text.trim() : text);
    }
  });

  it("JSON, several occurrences and a box", async () => {
    const inputs = { features: { value: features }, numbers: [1, 2, 3], count: 4, box: { bbox: [1, 2.5, 3, 4], crs: "EPSG:4326" } };
    const format = { mediaType: "application/geo+json" };
    const given = await outcome(kind, request({ inputs, outputs: { features: { format } } }));
    expect(JSON.parse(given.toString())).toEqual(features);
    expect((await outcome(kind, request({ inputs, outputs: { count: {} } }))).toString()).toBe("10");
  });

  it("bytes, or says why it cannot send them", async () => {
    const bytes = Buffer.from([0x49, 0x49, 0x2a, 0, 255, 254, 39, 34, 0]);
    const encoded = { value: bytes.toString("base64"), encoding: "base64" };
    const image = { ...encoded, mediaType: "image/tiff; application=geotiff" };
    const asked = request({ inputs: { image }, outputs: { image: {} } });
    const isWps = kind === "owslib" || kind.startsWith("wps");
    if (isWps) expect(() => copyAs(kind, asked)).toThrow("WPS cannot send the bytes of the input image");
    else expect(await outcome(kind, asked)).toEqual(bytes);
    const data = { ...encoded, mediaType: "image/png" };
    const told = await outcome(kind, request({ process: everything, inputs: { data }, outputs: { told: {} } }));
    expect(JSON.parse(told.toString())).toMatchObject({ data: [{ bytes: 9, start: bytes.toString() }] });
  });

  it("text data that are large, or look like an address", async () => {
    for (const text of [
      "note: <a/> & more",
      kind === "wps1-kvp" ? "large enough for an address ".repeat(20) : `${"<large/> ".repeat(20_000)}]]>`,
    ]) {
      const inputs = { features: { value: text, mediaType: "text/plain" } };
      const outputs = { features: { format: { mediaType: "text/plain" } } };
      expect((await outcome(kind, request({ inputs, outputs }))).toString()).toBe(text);
    }
  });
});
