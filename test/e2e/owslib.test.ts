// A foreign client: each check of test/owslib, run with OWSLib against a running server, is one test here.
import { execFile, execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { text as readAll } from "node:stream/consumers";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { root, type Server, startServer } from "./server.js";

const script = join(root, "test", "owslib", "client_check.py");
const options = ["--with-grass", "--with-wfs"];
const listed = execFileSync("/usr/bin/python3", [script, "http://localhost", "--list", ...options], { encoding: "utf8" });
const checks = (JSON.parse(listed) as { check: string; claim: string }[]).map(({ check, claim }) => [claim, check] as const);
const outcomes = new Map<string, { readonly ok: boolean; readonly why: string }>();
let server: Server;
/** As much of a WFS as its clients notice: features for whoever sends a query. */
const wfs = createServer((request, response) => {
  void readAll(request).then((query) => {
    const isQuery = request.method === "POST" && query.includes("GetFeature");
    response.writeHead(isQuery ? 200 : 400, { "content-type": "text/xml; subtype=gml/3.1.1" });
    response.end(isQuery ? readFileSync(join(root, "processes/data/point.gml")) : "");
  });
});

function lines(text: string): string[] {
  return text.split("\n").filter((line) => line !== "");
}

beforeAll(async () => {
  await new Promise<void>((resolve) => wfs.listen(0, "127.0.0.1", resolve));
  const host = `127.0.0.1:${(wfs.address() as AddressInfo).port}`;
  server = await startServer({ config: `[fetch]\nallow = ["${host}"]\n` });
  // It exits with 1 if any check fails; what it printed counts either way.
  const { stdout } = await promisify(execFile)("/usr/bin/python3", [script, server.url, ...options], {
    maxBuffer: 2 ** 26,
    env: { ...process.env, TERRARIUM_TEST_WFS: `http://${host}/wfs` },
  }).catch((error: { stdout: string }) => error);
  for (const line of lines(stdout)) {
    const { check, ok, text } = JSON.parse(line) as { check: string; ok: boolean; text?: string };
    outcomes.set(check, { ok, why: text ?? "" });
  }
}, 300_000);

afterAll(async () => {
  wfs.close();
  await server.stop();
});

describe("OWSLib", () => {
  it.each(checks)("%s", (_claim, check) => {
    expect(outcomes.get(check)).toEqual({ ok: true, why: "" });
  });
});
