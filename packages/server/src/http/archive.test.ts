import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { Result } from "../core/job.js";
import { archive, archiveLength, entriesOf } from "./archive.js";

const bytesOf = (key: string): Uint8Array => new TextEncoder().encode(key.repeat(1000));

async function* stored(key: string): AsyncGenerator<Uint8Array> {
  const bytes = bytesOf(key);
  yield bytes.subarray(0, 300);
  yield bytes.subarray(300);
}

function file(id: string, mediaType: string, attachments: readonly string[] = []): Result {
  const of = (key: string) => ({ key, byteLength: bytesOf(key).byteLength, sha256: "0" });
  return {
    ...{ id, kind: "complex", format: { mediaType }, file: of(id) },
    attachments: attachments.map((name) => ({ name, mediaType: "text/plain", file: of(name) })),
  };
}

async function gathered(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of bytes) pieces.push(piece);
  return Buffer.concat(pieces);
}

it("an archive has the announced length and the bytes of each file, as other programs read it", async () => {
  const results: Result[] = [
    file("a", "image/tiff", ["part-1.bin"]),
    { id: "number", kind: "literal", value: 42 },
    { id: "box", kind: "bbox", bbox: [1, 2, 3, 4], crs: "EPSG:4326" },
  ];
  const entries = entriesOf(results, { open: stored });
  const bytes = await gathered(archive(entries, new Date(2026, 0, 2, 3, 4, 6)));
  expect(BigInt(bytes.byteLength)).toBe(archiveLength(entries));
  const folder = mkdtempSync(join(tmpdir(), "terrarium-archive-"));
  try {
    writeFileSync(join(folder, "all.zip"), bytes);
    execFileSync("python3", ["-m", "zipfile", "-e", join(folder, "all.zip"), folder]);
    expect(readFileSync(join(folder, "a.tif"))).toEqual(Buffer.from(bytesOf("a")));
    expect(readFileSync(join(folder, "part-1.bin"))).toEqual(Buffer.from(bytesOf("part-1.bin")));
    expect(readFileSync(join(folder, "number.txt"), "utf8")).toBe("42");
    expect(readFileSync(join(folder, "box.txt"), "utf8")).toBe("1,2,3,4,EPSG:4326");
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it("names lead into no other folder, are not hidden, and differ also where capitals do not count", () => {
  const ids = ["../../etc/passwd", "..", ".hidden", "a b", "a_b", "A_B", "/root"];
  const names = entriesOf(
    ids.map((id) => file(id, "text/plain")),
    { open: stored },
  ).map(({ name }) => name);
  expect(names).toEqual(["__.._etc_passwd.txt", "_.txt", "_hidden.txt", "a_b.txt", "a_b-2.txt", "A_B-3.txt", "_root.txt"]);
});

it("files of more than 4 GiB are announced with the fields that they need", () => {
  const size = 5 * 2 ** 30;
  const entry = (name: string) => ({ name, size, open: () => stored("a") });
  expect(archiveLength([entry("a")])).toBeGreaterThan(BigInt(size));
  expect(archiveLength([entry("a"), entry("b")]) - archiveLength([entry("a")])).toBeGreaterThan(BigInt(size));
});

it("a file with another size than it should have breaks the archive off", async () => {
  const entries = [{ name: "a", size: 7, open: () => stored("a") }];
  await expect(gathered(archive(entries, new Date()))).rejects.toThrow("1000 bytes in place of 7");
});

it("who goes away in the middle leaves no file open", async () => {
  let isClosed = false;
  async function* watched(): AsyncGenerator<Uint8Array> {
    try {
      yield* stored("a");
      yield* stored("b");
    } finally {
      isClosed = true;
    }
  }
  const reader = archive([{ name: "a", size: 2000, open: watched }], new Date());
  // Two heads, then the first bytes.
  for (let piece = 0; piece < 3; piece++) await reader.next();
  expect(isClosed).toBe(false);
  await reader.return(undefined);
  expect(isClosed).toBe(true);
});
