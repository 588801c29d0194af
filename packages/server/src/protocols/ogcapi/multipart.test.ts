import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { boundaryOf, readMultipart } from "./multipart.js";

async function* inPieces(bytes: Buffer, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  let at = 0;
  for (let index = 0; at < bytes.length; index += 1) {
    const size = sizes[index % sizes.length] ?? 1;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

async function read(body: Buffer, sizes: readonly number[], boundary: string): Promise<[string, string | undefined, string][]> {
  const parts: [string, string | undefined, string][] = [];
  for await (const part of readMultipart(inPieces(body, sizes), boundary)) {
    const pieces: Uint8Array[] = [];
    for await (const piece of part.bytes) pieces.push(Uint8Array.from(piece));
    parts.push([part.name, part.fileName, Buffer.concat(pieces).toString("base64")]);
  }
  return parts;
}

const form = (text: string) => Buffer.from(text.replace(/\n/g, "\r\n"));

describe("multipart/form-data", () => {
  it("gives what a browser's own encoder was given, wherever the network cuts it", async () => {
    const value = fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc.constantFrom("\r\n--", "\r\n", "--b", "\r\n\r\n").map((text) => Buffer.from(text)),
    );
    const name = fc.string({ minLength: 1, maxLength: 20 }).filter((text) => !/[\r\n\\]/.test(text));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(name, value), { maxLength: 5 }),
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 4 }),
        async (fields, sizes) => {
          const data = new FormData();
          for (const [key, bytes] of fields) data.append(key, new Blob([bytes as Uint8Array<ArrayBuffer>]), "f.bin");
          const response = new Response(data);
          const boundary = boundaryOf(response.headers.get("content-type") ?? "");
          const body = Buffer.from(await response.arrayBuffer());
          const parts = await read(body, sizes, boundary);
          expect(parts).toEqual(fields.map(([key, bytes]) => [key, "f.bin", Buffer.from(bytes).toString("base64")]));
        },
      ),
      { numRuns: 60 },
    );
  });

  it("reads on where a part was not read to its end", async () => {
    const body = form(
      '--b\nContent-Disposition: form-data; name="a"\n\nlong text\n--b\nContent-Disposition: form-data; name="c"\n\n1\n--b--\n',
    );
    const names: string[] = [];
    for await (const { name } of readMultipart(inPieces(body, [3]), "b")) names.push(name);
    expect(names).toEqual(["a", "c"]);
  });

  it.each([
    ["it ends too early", '--b\nContent-Disposition: form-data; name="a"\n\nlong'],
    ["it ends too early", "no boundary at all"],
    ["a part has no name", "--b\nContent-Type: text/plain\n\nx\n--b--"],
    ["a boundary is followed by something else", '--b\nContent-Disposition: form-data; name="a"\n\nx\n--bc--'],
    ["a part has a head that is too long", `--b\nX: ${"y".repeat(20_000)}\n\nx\n--b--`],
  ])("refuses a body because %s", async (reason, body) => {
    await expect(read(form(body), [7], "b")).rejects.toMatchObject({ code: "invalid-parameter", message: expect.stringContaining(reason) });
  });

  it("needs a boundary", () => {
    expect(() => boundaryOf("multipart/form-data")).toThrow(/boundary/);
    expect(boundaryOf('multipart/form-data; charset=utf-8; boundary="a b"')).toBe("a b");
  });
});
