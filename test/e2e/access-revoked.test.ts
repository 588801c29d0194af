// A token that is revoked while what was asked for by it waits or runs. Another job that waits beside it, by a token that is kept, is the control.
import { request } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { newToken, send, tokenCommand } from "./access-ground.js";
import { type Server, startServer } from "./server.js";

let server: Server;
let kept: string;
beforeAll(async () => {
  server = await startServer({ config: `[access]\nanonymous = "describe"\n[limits]\nrunning = 1\n` });
  kept = newToken(server, "use", "ada");
}, 300_000);
afterAll(async () => {
  await server.stop();
});

const idOf = (token: string): string => token.split("_")[1] ?? "";
/** By the administrator's socket, at once: the command takes longer than what runs meanwhile. */
const revoke = (token: string) =>
  new Promise<void>((resolve, reject) => {
    const asking = request({ socketPath: join(server.data, "store", "admin.sock"), path: "/tokens/revoke", method: "POST" }, (answer) => {
      answer.resume().once("end", () => (answer.statusCode === 200 ? resolve() : reject(new Error(String(answer.statusCode)))));
    });
    asking.once("error", reject).end(JSON.stringify({ id: idOf(token) }));
  });
const asked = (process: string, body: object, token: string, prefer = "respond-async") =>
  send(
    server,
    {
      path: `/processes/${process}/execution`,
      method: "POST",
      headers: { "content-type": "application/json", prefer },
      body: JSON.stringify(body),
    },
    token,
  );
const begin = async (process: string, inputs: object, token: string, more: object = {}): Promise<string> => {
  const { headers, text } = await asked(process, { inputs, ...more }, token);
  const id = /\/jobs\/([a-z2-7]{26})/.exec(String(headers.get("location")))?.[1];
  if (id === undefined) throw new Error(text);
  return id;
};
const status = async (id: string): Promise<string> => (await send(server, { path: `/jobs/${id}?f=json` }, kept)).text;
const reaches = (id: string, what: string) => expect.poll(() => status(id), { timeout: 60_000, interval: 100 }).toContain(`"${what}"`);
const dismissed = (id: string) => send(server, { path: `/jobs/${id}`, method: "DELETE" }, kept);

it("what waits is not begun, what runs goes on and is its owner's, and links to what it gave are closed", async () => {
  const token = newToken(server, "use", "ada");
  const byReference = { outputs: { out: { transmissionMode: "reference" } }, response: "document" };
  const first = await begin("testjson", { name: "x" }, token, byReference);
  await reaches(first, "successful");
  const results = await send(server, { path: `/jobs/${first}/results?f=json` }, kept);
  const link = /\/outputs\/[^"]*\?signed=[^"]*/.exec(results.text)?.[0] ?? "";
  // Runs, and holds the only place, until it is dismissed.
  const running = await begin("sleep", { delay: 3600 }, token);
  await reaches(running, "running");
  const waiting = await begin("say_hello", { name: "x" }, token);
  const control = await begin("say_hello", { name: "x" }, kept);
  expect((await send(server, { path: link })).status).toBe(200);
  expect(tokenCommand(server, "revoke", idOf(token)).status).toBe(0);
  expect(await status(running)).toContain('"running"');
  expect(await status(waiting)).toContain('"accepted"');
  await dismissed(running);
  await reaches(waiting, "failed");
  await reaches(control, "successful");
  expect(await status(waiting)).toContain("The right to run this job was taken back before it began");
  expect((await send(server, { path: `/jobs/${waiting}/log` }, kept)).text).toBe("");
  expect((await send(server, { path: link })).status).toBe(404);
  expect((await send(server, { path: link }, kept)).status).toBe(200);
});

it("who waits on an open connection is not told the result; with a token that is kept it is", async () => {
  const answer = async (token: string, meanwhile: (token: string) => Promise<void>) => {
    const answered = asked("sleep", { inputs: { delay: 0.6 } }, token, "respond-sync");
    const running = async () => (await send(server, { path: "/jobs?status=running&f=json" }, kept)).text;
    await expect.poll(running, { timeout: 60_000, interval: 20 }).toContain('"sleep"');
    await meanwhile(token);
    return answered;
  };
  expect((await answer(kept, async () => undefined)).status).toBe(200);
  const refused = await answer(newToken(server, "use", "ada"), revoke);
  expect([refused.status, refused.text]).toEqual([401, expect.stringContaining("revoked")]);
});
