// A foreign client: each check of test/owslib, run with OWSLib against a running server, is one test here.
import { execFile, execFileSync } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { root, type Server, startServer } from "./server.js";

const script = join(root, "test", "owslib", "client_check.py");
const options = ["--with-grass"];
const listed = execFileSync("/usr/bin/python3", [script, "http://localhost", "--list", ...options], { encoding: "utf8" });
const checks = (JSON.parse(listed) as { check: string; claim: string }[]).map(({ check, claim }) => [claim, check] as const);
const outcomes = new Map<string, { readonly ok: boolean; readonly why: string }>();
let server: Server;

function lines(text: string): string[] {
  return text.split("\n").filter((line) => line !== "");
}

beforeAll(async () => {
  server = await startServer();
  // It exits with 1 if any check fails; what it printed counts either way.
  const { stdout } = await promisify(execFile)("/usr/bin/python3", [script, server.url, ...options], { maxBuffer: 2 ** 26 }).catch(
    (error: { stdout: string }) => error,
  );
  for (const line of lines(stdout)) {
    const { check, ok, text } = JSON.parse(line) as { check: string; ok: boolean; text?: string };
    outcomes.set(check, { ok, why: text ?? "" });
  }
}, 300_000);

afterAll(async () => {
  await server.stop();
});

describe("OWSLib", () => {
  it.each(checks)("%s", (_claim, check) => {
    expect(outcomes.get(check)).toEqual({ ok: true, why: "" });
  });
});
