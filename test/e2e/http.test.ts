// What clients do with HTTP beside the protocol: downloads in parts, odd content types, addresses with a slash too many.
import { readdirSync, rmSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { executeDocument, literal, reference, stored } from "./requests.js";
import { ask, follow, type Server, startServer } from "./server.js";

let server: Server;
let output: string;
let whole: string;

beforeAll(async () => {
  server = await startServer();
  output = await makeOutput();
  whole = (await ask(output)).text;
});

afterAll(async () => {
  await server.stop();
});

async function makeOutput(): Promise<string> {
  const body = executeDocument({
    process: "buffer",
    inputs: [reference("poly_in", `${server.url}/static/data/point.gml`), literal("buffer", "1")],
    form: stored("buff_out", 'asReference="true"'),
  });
  const { text } = await ask(`${server.url}/wps`, body);
  const { document } = await follow(/statusLocation="([^"]+)"/.exec(text)?.[1] ?? "");
  return /<wps:Reference href="([^"]+)"/.exec(document)?.[1] ?? "";
}

describe("an output by reference", () => {
  it("is offered to be saved, and neither sniffed nor run by a browser", async () => {
    const { headers } = await fetch(output);
    expect(headers.get("content-disposition")).toBe('attachment; filename="buff_out.gml"');
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("content-security-policy")).toContain("sandbox");
    expect(headers.get("content-length")).toBe(String(Buffer.byteLength(whole)));
  });

  it("tells its length to HEAD, and sends no body", async () => {
    const response = await fetch(output, { method: "HEAD" });
    expect(response.headers.get("content-length")).toBe(String(Buffer.byteLength(whole)));
    expect(await response.text()).toBe("");
  });

  it("comes in parts, and refuses a part that it does not have", async () => {
    const part = await fetch(output, { headers: { range: "bytes=10-29" } });
    expect([part.status, part.headers.get("content-range")]).toEqual([206, `bytes 10-29/${Buffer.byteLength(whole)}`]);
    expect(await part.text()).toBe(Buffer.from(whole).subarray(10, 30).toString());
    expect((await fetch(output, { headers: { range: "bytes=99999999-" } })).status).toBe(416);
  });

  it("comes only to who does not have it, and in parts only to who has another part of the same", async () => {
    const asked = async (headers: Readonly<Record<string, string>>, method = "GET") => {
      const response = await fetch(output, { method, headers });
      return [response.status, (await response.arrayBuffer()).byteLength];
    };
    const etag = (await fetch(output)).headers.get("etag") ?? "";
    const size = Buffer.byteLength(whole);
    for (const known of [etag, `"other", W/${etag}`, "*"]) expect(await asked({ "if-none-match": known })).toEqual([304, 0]);
    expect(await asked({ "if-none-match": etag, range: "bytes=0-9" })).toEqual([304, 0]);
    expect(await asked({ "if-none-match": etag }, "HEAD")).toEqual([304, 0]);
    expect(await asked({ "if-none-match": '"other"' })).toEqual([200, size]);
    const range = "bytes=0-9";
    expect(await asked({ range, "if-range": etag })).toEqual([206, 10]);
    for (const other of ['"other"', `W/${etag}`, new Date().toUTCString()])
      expect(await asked({ range, "if-range": other })).toEqual([200, size]);
  });

  it("that has vanished from the disk is gone, not half there", async () => {
    const lost = await makeOutput();
    const jobId = new URL(lost).pathname.split("/")[2] ?? "";
    for (const name of readdirSync(join(server.data, "files"), { recursive: true, encoding: "utf8" })) {
      if (name.includes(jobId)) rmSync(join(server.data, "files", name), { recursive: true, force: true });
    }
    expect((await ask(lost)).status).toBe(410);
  });
});

describe("a POST", () => {
  it.each(["xml", "", "text/xml; charset=utf-8", "application/octet-stream", "text/xml; charset"])(
    "of content type %j is read all the same",
    async (type) => {
      const url = new URL(`${server.url}/wps`);
      const status = await new Promise<number | undefined>((resolve, reject) => {
        const outgoing = request(url, { method: "POST", headers: { "content-type": type } }, (incoming) => {
          incoming.resume().on("end", () => resolve(incoming.statusCode));
        });
        outgoing.on("error", reject).end(executeDocument({ process: "say_hello", inputs: [literal("name", "x")] }));
      });
      expect(status).toBe(200);
    },
  );
});

it("an address that cannot be decoded is refused as every other that is none", async () => {
  const response = await fetch(`${server.url}/processes/%zz`, { headers: { "accept-language": "cs" } });
  expect([response.status, response.headers.get("content-type"), response.headers.get("x-content-type-options")]).toEqual([
    ...[400, "text/plain; charset=utf-8", "nosniff"],
  ]);
  expect(await response.text()).toBe("Požadavek není pro tuto adresu platným požadavkem HTTP.\n");
});

it("a slash too many finds the service", async () => {
  expect((await ask(`${server.url}/wps/?service=WPS&request=GetCapabilities`)).status).toBe(200);
});
