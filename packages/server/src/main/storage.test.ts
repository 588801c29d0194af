// What is done again and again for results in S3, while a server runs for months.
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterEach, expect, it, vi } from "vitest";
import type { Config } from "../config/config.js";
import { makeFolders } from "./folders.js";
import { makeStorage } from "./storage.js";

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

it("takes back what a dead server had begun to store although it was too young when the next one started", async () => {
  const aborted: string[] = [];
  const day = 24 * 3_600_000;
  const begun = new Date(Date.now() - day / 2).toISOString();
  const left = `<Upload><Key>p/job/0</Key><UploadId>left</UploadId><Initiated>${begun}</Initiated></Upload>`;
  const service = createServer((request, response) => {
    if (request.method === "DELETE") aborted.push(request.url ?? "");
    response.end(
      request.method === "GET" && aborted.length === 0 ? `<ListMultipartUploadsResult>${left}</ListMultipartUploadsResult>` : "",
    );
  });
  await new Promise<void>((resolve) => service.listen(0, "127.0.0.1", resolve));
  undo.push(() => service.close());
  const data = await mkdtemp(join(tmpdir(), "terrarium-storage-"));
  undo.push(() => rm(data, { recursive: true }));
  vi.useFakeTimers({ toFake: ["setInterval", "Date"] });
  undo.push(() => vi.useRealTimers());
  const bounds = { reserveBytes: 0, reserveInodes: 0, arrivingBytes: 1e6, storedBytes: 1e6, ownerRetentionMs: {}, mayPin: true };
  const s3 = {
    ...{ endpoint: `http://127.0.0.1:${(service.address() as AddressInfo).port}`, bucket: "b", region: "r" },
    ...{ accessKey: "a", secretKey: "s", pathStyle: true, prefix: "p/", partBytes: 5 * 2 ** 20 },
  };
  const config = { storage: { ...bounds, s3 }, limits: { inputBytes: 1e6 } } as unknown as Config;
  await makeStorage(config, makeFolders(data), pino({ level: "silent" }));
  expect(aborted).toEqual([]);
  vi.advanceTimersByTime(day);
  await vi.waitFor(() => expect(aborted[0]).toContain("/b/p/job/0?uploadId=left"));
});
