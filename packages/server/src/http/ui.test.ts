import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import fastify, { type FastifyInstance } from "fastify";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readUi, sendUi } from "./ui.js";

const code = "export const a = 1;\n";

describe("the scripts of the pages", () => {
  let folder = "";
  let app: FastifyInstance;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "terrarium-ui-"));
    mkdirSync(join(folder, "ui"));
    writeFileSync(join(folder, "secret.js"), "no");
    writeFileSync(join(folder, "ui", "app-1.js"), code);
    writeFileSync(join(folder, "ui", "app-1.js.gz"), gzipSync(code));
    writeFileSync(
      join(folder, "ui", "manifest.json"),
      JSON.stringify({ entry: "app-1.js", pages: { jobs: ["app-1.js"] }, files: { "app-1.js": {} } }),
    );
    app = fastify();
    const ui = readUi(join(folder, "ui"));
    app.get("/static/ui/:name", (request, reply) => sendUi(ui, undefined, request, reply));
  });
  afterEach(async () => {
    await app.close();
    rmSync(folder, { recursive: true });
  });
  const get = (name: string, accepted?: string) =>
    app.inject({ url: `/static/ui/${name}`, headers: accepted === undefined ? {} : { "accept-encoding": accepted } });

  it("are told as modules that never change", async () => {
    const response = await get("app-1.js");
    expect(response.body).toBe(code);
    expect(response.headers).toMatchObject({
      "content-type": "text/javascript; charset=utf-8",
      "cache-control": "public, max-age=31536000, immutable",
      vary: "accept-encoding",
    });
    expect(response.headers["content-encoding"]).toBeUndefined();
  });

  it.each([
    ["gzip", true],
    ["br, gzip;q=0.5", true],
    ["gzip;q=0", false],
    ["gzip;q=0.0, br", false],
    ["x-gzipped", false],
    ["identity", false],
  ])("are compressed for who accepts %j: %j", async (accepted, isZipped) => {
    const response = await get("app-1.js", accepted);
    expect(response.headers["content-encoding"]).toBe(isZipped ? "gzip" : undefined);
    const bytes = isZipped ? gunzipSync(response.rawPayload) : response.rawPayload;
    expect(bytes.toString()).toBe(code);
  });

  it.each(["manifest.json", "app-1.js.gz", "..%2Fsecret.js", "%2e%2e%2fsecret.js", "app-2.js"])("are nothing else: %s", async (name) => {
    expect((await get(name)).statusCode).toBe(404);
  });

  it("are none where they are not built", () => {
    expect(readUi(join(folder, "nowhere")).modules).toBeUndefined();
  });
});
