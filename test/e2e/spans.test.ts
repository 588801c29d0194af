// Spans of a real server, by an SDK that is brought from outside.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import { makeClient } from "../../packages/client/src/index.js";
import { cli, root } from "./server.js";

interface Told {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parent?: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

it("lead from a client's trace through every step of its job, with an SDK that `node --import` brings", async () => {
  const folder = mkdtempSync(join(tmpdir(), "terrarium-spans-"));
  chmodSync(folder, 0o711);
  const file = join(folder, "spans.jsonl");
  writeFileSync(file, "");
  // The server gives up root before its first span.
  chmodSync(file, 0o666);
  const sdk = pathToFileURL(join(root, "test", "fixtures", "spans-to-file.mjs")).href;
  const words = ["--import", sdk, cli, "serve", "--demo", "--port", "0", "--data", join(folder, "data")];
  const child = spawn(process.execPath, words, { env: { ...process.env, SPANS_FILE: file }, stdio: ["ignore", "pipe", "inherit"] });
  const ended = once(child, "close");
  try {
    const url = await new Promise<string>((resolve, reject) => {
      let said = "";
      child.stdout.setEncoding("utf8").on("data", (text: string) => {
        said += text;
        const [, ready] = /publishes \d+ processes.* at (http:\/\/\S+?)\/ and/.exec(said) ?? [];
        if (ready !== undefined) resolve(ready);
      });
      void ended.then(() => reject(new Error(`the server ended: ${said}`)));
    });
    const trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    const client = makeClient(url, { headers: { traceparent: `00-${trace}-00f067aa0ba902b7-01` } });
    const execution = await client.execute("say_hello", { name: "x" }, { mode: "async" });
    if (execution.kind !== "job") throw new Error("the execution was not asynchronous");
    for await (const _job of client.watch(execution.job.id));
    const spans = () =>
      readFileSync(file, "utf8")
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => JSON.parse(line) as Told);
    const ofJob = () => spans().filter(({ attributes }) => attributes["terrarium.job.id"] === execution.job.id);
    await expect.poll(() => ofJob().map(({ name }) => name)).toContain("job");
    const request = ofJob().find(({ name, attributes }) => name === "request" && attributes["terrarium.operation"] === "execute");
    const job = ofJob().find(({ name }) => name === "job");
    expect(request).toMatchObject({ traceId: trace, parent: "00f067aa0ba902b7" });
    expect(job).toMatchObject({ traceId: trace, parent: request?.spanId, attributes: { "terrarium.job.status": "successful" } });
    const steps = ofJob().filter(({ parent }) => parent === job?.spanId);
    expect(steps.map(({ name }) => name)).toEqual(["accept", "wait", "stage", "start", "run", "publish"]);
    for (const step of steps) expect(step.traceId).toBe(trace);
  } finally {
    child.kill("SIGINT");
    await ended;
    rmSync(folder, { recursive: true, force: true });
  }
});
