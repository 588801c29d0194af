// The S3 store against a real service (OpenStack Swift with its S3 interface), and through a connection that breaks.
import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { fileStoreConformance, textOf } from "../conformance.js";
import { makeFileStore } from "../file/file-store.js";
import { hasSwift, type PrivateSwift, startSwift } from "../private-swift.js";
import { makeS3Requests, type S3Settings } from "./requests.js";
import { makeS3Store, type S3Store, type S3StoreParts } from "./s3-store.js";

// Debian's packages, which the test run installs as root.
const needsSwift = describe.skipIf(!hasSwift || process.getuid?.() !== 0);
let swift: PrivateSwift;
const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

const mebibyte = 2 ** 20;
const quick = { retriesMs: [10, 20, 40], answerMs: 20_000 };
const settings = (over: Partial<S3Settings> = {}): S3Settings => ({
  ...{ endpoint: swift.endpoint, bucket: "results", region: "us-east-1", pathStyle: true },
  ...{ accessKey: swift.accessKey, secretKey: swift.secretKey, ...over },
});

async function folder(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), "terrarium-s3-"));
  undo.push(() => rm(root, { recursive: true, force: true }));
  return root;
}

let prefixes = 0;
async function makeStore(root: string, over: Partial<S3StoreParts> = {}): Promise<S3Store> {
  const local = await makeFileStore({ root, inputBytes: 1e6 });
  return makeS3Store({ settings: settings(), prefix: `p${prefixes++}/`, partBytes: 5 * mebibyte, local, times: quick, ...over });
}

/** A large file as a job leaves it. */
async function result(root: string, byteLength: number) {
  const bytes = randomBytes(byteLength);
  const path = join(root, "result");
  await writeFile(path, bytes);
  return { path, bytes, facts: { byteLength, sha256: createHash("sha256").update(bytes).digest("hex") } };
}

async function hashOf(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of stream) hash.update(chunk);
  return hash.digest("hex");
}

/**
 * A way to the service on which `decide` may cut connections, told the number of the connection and the bytes that it has carried to the client.
 * Once it `isDead` nothing reaches the service any more.
 */
async function flaky(decide: (nth: number, bytes: number) => boolean, isDead = () => false): Promise<string> {
  const sockets = new Set<Socket>();
  let count = 0;
  const { port: to } = new URL(swift.endpoint);
  const server: Server = createServer((client) => {
    const nth = count++;
    const up = connect(Number(to), "127.0.0.1");
    for (const one of [client, up]) {
      sockets.add(one);
      one.on("error", () => undefined);
    }
    const cut = (): void => {
      client.resetAndDestroy();
      up.destroy();
    };
    let bytes = 0;
    client.on("data", (chunk) => (isDead() ? cut() : up.write(chunk))).on("close", () => up.destroy());
    up.on("data", (chunk: Buffer) => {
      bytes += chunk.byteLength;
      if (decide(nth, bytes)) cut();
      else client.write(chunk);
    }).on("close", () => client.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  undo.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

needsSwift("a store of results in S3 (Debian's swift packages, root)", () => {
  beforeAll(async () => {
    swift = await startSwift();
    await makeS3Requests(settings()).text({ method: "PUT", object: "" });
  }, 90_000);
  afterAll(() => swift.stop());

  fileStoreConformance("S3", (root) => makeStore(root));

  it("takes a file above the size of a part in parts, bit for bit, and reads ranges of it", async () => {
    const root = await folder();
    const files = await makeStore(root);
    const { path, bytes, facts } = await result(root, 12 * mebibyte + 7);
    const { key } = await files.adopt("big", 0, path, facts);
    await expect(stat(path)).rejects.toMatchObject({ code: "ENOENT" });
    expect(await hashOf(files.open(key))).toBe(facts.sha256);
    const across = await textOf(files.openRange(key, 5 * mebibyte - 2, 5 * mebibyte + 2));
    expect(across).toBe(bytes.subarray(5 * mebibyte - 2, 5 * mebibyte + 3).toString());
    expect(await files.list()).toMatchObject([{ key, byteLength: facts.byteLength }]);
  });

  it("gives addresses that anybody can read for some seconds, and that say how it is to be kept", async () => {
    const root = await folder();
    const files = await makeStore(root, { signedS: 60 });
    const { path, facts } = await result(root, 100);
    const { key } = await files.adopt("signed", 0, path, facts);
    const as = { contentType: "application/geo+json", contentDisposition: 'attachment; filename="a b.json"' };
    const address = (await files.signedAddress?.(key, as)) ?? "";
    const answer = await fetch(address);
    expect([answer.status, answer.headers.get("content-type"), answer.headers.get("content-disposition")]).toEqual([
      200,
      as.contentType,
      as.contentDisposition,
    ]);
    expect((await answer.arrayBuffer()).byteLength).toBe(100);
    const bare = new URL(address);
    bare.searchParams.delete("X-Amz-Signature");
    expect((await fetch(bare)).status).toBe(403);
    const other = address.replace("/signed/0", "/signed/1");
    expect((await fetch(other)).status).toBe(403);
    expect(address).not.toContain(swift.secretKey);
  });

  it("tries again where a connection breaks while it stores and while it reads, and no byte is lost", async () => {
    const root = await folder();
    // Every second connection is cut after it has answered some hundred kilobytes, or at once.
    const endpoint = await flaky((nth, bytes) => nth % 2 === 0 && bytes > (nth % 4 === 0 ? 0 : 300_000));
    const files = await makeStore(root, { settings: settings({ endpoint }) });
    const { path, facts } = await result(root, 11 * mebibyte);
    const { key } = await files.adopt("flaky", 0, path, facts);
    expect(await hashOf(files.open(key))).toBe(facts.sha256);
  });

  it("leaves no half object and no half upload when the service is gone for good, and keeps the file", async () => {
    const root = await folder();
    let isDead = false;
    // The beginning of the upload is answered, and some of its first part sent.
    const endpoint = await flaky(
      (_nth, bytes) => {
        isDead = bytes > 0;
        return false;
      },
      () => isDead,
    );
    const prefix = "dying/";
    const dying = await makeStore(root, { settings: settings({ endpoint }), prefix });
    const { path, facts } = await result(root, 11 * mebibyte);
    await expect(dying.adopt("half", 0, path, facts)).rejects.toMatchObject({ code: "busy" });
    expect((await stat(path)).size).toBe(facts.byteLength);
    const files = await makeStore(root, { prefix });
    expect(await files.list()).toEqual([]);
    // What the dead connection could not take back is swept once it is a day old, and not before: another server may be storing it.
    expect(await files.abortLeft(Date.now())).toBe(0);
    expect(await files.abortLeft(Date.now() + 2 * 24 * 3_600_000)).toBe(1);
    expect(await files.abortLeft(Date.now() + 2 * 24 * 3_600_000)).toBe(0);
  });

  it("tells readers of a service that is away to come again, and not that the result is gone", async () => {
    const files = await makeStore(await folder(), { settings: settings({ endpoint: "http://127.0.0.1:1" }) });
    await expect(textOf(files.open("o-away-0"))).rejects.toMatchObject({ code: "busy", retryAfterS: 30 });
    await expect(textOf(files.openRange("o-away-0", 0, 1))).rejects.toMatchObject({ code: "busy" });
  });

  it("lists more objects than one page of the service holds", async () => {
    const root = await folder();
    const prefix = "many/";
    const requests = makeS3Requests(settings());
    for (let index = 0; index < 7; index += 1)
      await requests.text({ method: "PUT", object: `${prefix}j${index}/0`, body: Buffer.from("x") });
    const files = await makeStore(root, { prefix, pageKeys: 3 });
    expect(await files.list()).toHaveLength(7);
  });

  it("says in one sentence what is wrong with a bucket, and never with which key", async () => {
    const root = await folder();
    await expect((await makeStore(root)).probe()).resolves.toBeUndefined();
    const told = async (over: Partial<S3Settings>): Promise<string> => {
      const store = await makeStore(root, { settings: settings(over) });
      const error = await store.probe().then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      return error instanceof Error ? error.message : "";
    };
    expect(await told({ bucket: "missing" })).toMatch(/no such bucket/);
    const refused = await told({ secretKey: "wrong-secret" });
    expect(refused).toMatch(/keys are not accepted/);
    expect(refused).not.toMatch(/wrong-secret|tester/);
    expect(await (await makeStore(root, { settings: settings({ endpoint: "http://127.0.0.1:1" }) })).probe()).toMatch(/does not answer/);
  });
});
