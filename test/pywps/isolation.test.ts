// What a PyWPS process does to itself happens to nobody else: files in the current folder, state of modules, crashes, hangs, forks.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Server } from "../e2e/server.js";
import { execute, failure, fixtures, literals, startBridge } from "./ground.js";

let server: Server;

beforeAll(async () => {
  server = await startBridge(["--pywps", join(fixtures, "atlas", "atlas"), "--config", join(fixtures, "short.toml")]);
});

afterAll(async () => {
  await server.stop();
});

/** Children that run the process and are busy: what waits for a job sleeps, what was forked in a job never does. */
function busy(): string[] {
  return readdirSync("/proc").filter((pid) => {
    try {
      const isRunning = / R /.test(readFileSync(`/proc/${pid}/stat`, "latin1").slice(-400).replace(/^.*\)/s, ""));
      const words = readFileSync(`/proc/${pid}/cmdline`, "latin1").split("\0");
      return isRunning && words.some((word) => word.endsWith("bridge/runner.py")) && words.includes("failing");
    } catch {
      return false; // No child, or one that has just ended.
    }
  });
}

describe("a process that is published as it is", () => {
  it("has its own current folder in each of 60 executions at once", async () => {
    const words = Array.from({ length: 60 }, (_, index) => `word-${index}`);
    const answers = await Promise.all(words.map((word) => execute(server.url, "working_folder", { word, seconds: "0.1" })));
    expect(answers.map((answer) => literals(answer)["word"])).toEqual(words);
    expect(new Set(answers.map((answer) => literals(answer)["files"]))).toEqual(new Set(["1"]));
  }, 300_000);

  it("begins with fresh modules each time", async () => {
    const answers = [];
    for (let count = 0; count < 5; count += 1) answers.push(literals(await execute(server.url, "counter"))["runs"]);
    expect(answers).toEqual(["1", "1", "1", "1", "1"]);
  });

  it.each([
    ["exit", "The process ended with exit code 3 and gave no results."],
    ["segfault", "The process crashed (signal SIGSEGV)."],
    ["hang", "The process was ended after 3 s, its time limit."],
    ["process error", "Sorry, this station has no data: try another one."],
    ["key error", "The process failed with KeyError: 'missing'"],
    ["invalid parameter", "The way is not good"],
  ])("may end by %s, and a client is told how", async (way, sentence) => {
    expect(failure(await execute(server.url, "failing", { way }))).toContain(sentence);
    expect(literals(await execute(server.url, "failing", { way: "none" }))).toEqual({ done: "none" });
  });

  it("leaves no children behind", async () => {
    const hanging = execute(server.url, "failing", { way: "hang" });
    // What is looked for is seen while it is there.
    await expect.poll(busy, { timeout: 30_000, interval: 50 }).not.toEqual([]);
    await hanging;
    expect(literals(await execute(server.url, "failing", { way: "fork" }))).toEqual({ done: "fork" });
    // Its results have no files, so they are told before the sandbox is torn down.
    await expect.poll(busy, { timeout: 30_000, interval: 100 }).toEqual([]);
  });

  it("tells of its progress, and what it said last", async () => {
    const accepted = await execute(server.url, "progressing", { seconds: "1" }, "&storeExecuteResponse=true&status=true");
    const location = /statusLocation="([^"]+)"/.exec(accepted)?.[1] ?? "";
    const seen = new Set<string>();
    await expect
      .poll(
        async () => {
          const document = await (await fetch(location)).text();
          const started = /<wps:ProcessStarted percentCompleted="(\d+)">([^<]*)</.exec(document);
          if (started !== null) seen.add(`${started[1]} ${started[2]}`);
          return document;
        },
        { timeout: 30_000, interval: 50 },
      )
      .toContain("ProcessSucceeded");
    expect([...seen].some((one) => one.startsWith("33 "))).toBe(true);
  });

  it("has the files of its metalink published", async () => {
    for (const [identifier, pattern] of [
      ["links4", /<metaurl[^>]*>([^<]+)</g],
      ["links3", /<url[^>]*>([^<]+outputs[^<]+)</g],
    ] as const) {
      const answer = await execute(server.url, identifier);
      const address = /<wps:Reference [^>]*href="([^"]+)"/.exec(answer)?.[1] ?? "";
      const addresses = [...(await (await fetch(address)).text()).matchAll(pattern)].map(([, url = ""]) => url.trim());
      const files = await Promise.all(addresses.map(async (url) => (await fetch(url)).text()));
      expect(files).toEqual(["content of part 0", "content of part 1"]);
      const [first = ""] = addresses;
      const { headers } = await fetch(first);
      expect([headers.get("content-type"), headers.get("content-disposition")]).toEqual([
        "text/plain",
        expect.stringContaining("attachment"),
      ]);
    }
  });
});
