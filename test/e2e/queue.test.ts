// The queue of a running server: what three protocols say of a job that waits, who sees it, who is refused, and the administrator's hold across a restart.
import { spawnSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cli, type Server, startServer } from "./server.js";

const config = `[server]\nowner_header = "X-Forwarded-User"\n[limits]\nrunning = 1\n[queue]\nclient_priority = 2\n[queue.owner.bob]\nwaiting = 1\n`;
let server: Server;

beforeAll(async () => {
  server = await startServer({ config });
}, 120_000);
afterAll(async () => {
  await server.stop();
});

function queue(word: string): Record<string, unknown> {
  const words = [cli, "queue", word, "--json", "--data", server.data];
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { encoding: "utf8" });
  expect(stderr).toBe("");
  expect(status).toBe(0);
  return JSON.parse(stdout) as Record<string, unknown>;
}

async function get(path: string, owner: string) {
  const answer = await fetch(`${server.url}${path}`, { headers: { "X-Forwarded-User": owner } });
  return { status: answer.status, text: await answer.text(), headers: answer.headers };
}

async function submit(owner: string, prefer = "respond-async") {
  const answer = await fetch(`${server.url}/processes/say_hello/execution`, {
    method: "POST",
    headers: { "X-Forwarded-User": owner, "content-type": "application/json", prefer },
    body: JSON.stringify({ inputs: { name: owner } }),
  });
  return { status: answer.status, retryAfter: answer.headers.get("retry-after"), body: (await answer.json()) as Record<string, unknown> };
}

async function accepted(owner: string, prefer?: string): Promise<string> {
  const { status, body } = await submit(owner, prefer);
  expect(status).toBe(201);
  return String(body["jobID"]);
}

const held = "The queue is held by the administrator; nothing begins until it is resumed.";

describe("a queue that is held", () => {
  it("is told in three protocols, to its owner alone, and goes on after a restart when it is resumed", async () => {
    expect(queue("pause")).toMatchObject({ mode: "held", places: { all: 1, syncOnly: 0, taken: 0 } });
    const first = await accepted("ada");
    const second = await accepted("ada");
    const before = await accepted("cyd", "respond-async, priority=9");

    const told = JSON.parse((await get(`/jobs/${second}`, "ada")).text) as Record<string, unknown>;
    expect(told).toMatchObject({ status: "accepted", waiting: { ahead: 2, reason: `${held} 2 jobs are before it.` } });
    expect(told["message"]).toContain("2 jobs are before it.");
    expect((await get(`/outputs/${first}.xml`, "ada")).text).toContain(
      `waits to be run. ${held} 1 job is before it.</wps:ProcessAccepted>`,
    );
    const status = (jobId: string, owner: string) => get(`/wps?service=WPS&version=2.0.0&request=GetStatus&jobid=${jobId}`, owner);
    expect((await status(before, "cyd")).text).toContain(`<!-- ${held} It is the next in turn. -->`);

    // Somebody else's job and none at all are answered alike.
    const none = "a".repeat(26);
    for (const path of [
      (id: string) => `/jobs/${id}`,
      (id: string) => `/outputs/${id}.xml`,
      (id: string) => `/outputs/${id}.json`,
      (id: string) => `/jobs/${id}/results`,
    ]) {
      const [theirs, nobodys] = await Promise.all([get(path(first), "bob"), get(path(none), "bob")]);
      expect([theirs.status, theirs.text.replaceAll(first, none)]).toEqual([404, nobodys.text]);
    }
    expect((await status(first, "bob")).text).toContain("NoSuchJob");
    expect((await get(`/outputs/${first}.json`, "ada")).status).toBe(200);

    await accepted("bob");
    expect(await submit("bob")).toMatchObject({ status: 429, retryAfter: expect.stringMatching(/^\d+$/), body: { status: 429 } });

    await server.leave("SIGKILL");
    server = await startServer({ config, folder: server.folder });
    expect(queue("show")).toMatchObject({ mode: "held", waiting: 4 });
    expect(queue("resume")).toMatchObject({ mode: "open" });
    for (const [id, owner] of [
      [first, "ada"],
      [second, "ada"],
      [before, "cyd"],
    ] as const)
      await expect
        .poll(async () => (JSON.parse((await get(`/jobs/${id}`, owner)).text) as Record<string, unknown>)["status"], { timeout: 30_000 })
        .toBe("successful");
    const results = await Promise.all(["ada", "bob"].map((owner) => get(`/outputs/${first}/output`, owner)));
    expect(results.map(({ status }) => status)).toEqual([(await get(`/outputs/${first}/output`, "ada")).status, 404]);
  }, 120_000);
});

describe("a queue that is drained", () => {
  it("takes nothing in, and says when to come again", async () => {
    queue("drain");
    expect(await submit("ada")).toMatchObject({ status: 503, retryAfter: expect.stringMatching(/^\d+$/) });
    expect(queue("resume")).toMatchObject({ mode: "open" });
    expect((await submit("ada")).status).toBe(201);
  }, 60_000);
});
