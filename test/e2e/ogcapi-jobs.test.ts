// Jobs of OGC API - Processes over HTTP: control, the list, and what subscribers are told.
import { createHash, createPublicKey, verify } from "node:crypto";
import { describe, expect, it } from "vitest";
import { ended, type Told, useGround } from "./ogcapi-ground.js";

const { ask, ground, start, until } = useGround();

describe("callbacks", () => {
  it("a subscriber is told of progress and of the results, signed with the key that the landing page shows", async () => {
    const subscriber = {
      successUri: `${ground().foreign}/done?a=b`,
      inProgressUri: `${ground().foreign}/on`,
      failedUri: `${ground().foreign}/no`,
    };
    const job = await start({ inputs: { text: "told" }, outputs: { text: {}, count: {} }, subscriber });
    await until(job, ended);
    await expect.poll(() => ground().told.map(({ path }) => path)).toContain("/done?a=b");
    expect(ground().told.find(({ path }) => path === "/on")?.body).toContain('"status":"running"');
    const { headers, body } = ground().told.at(-1) as Told;
    expect(JSON.parse(body)).toEqual({ text: "told", count: 1 });
    const landing = (await ask("/", { headers: { accept: "application/json" } })).json() as unknown as {
      callbackKey: Record<string, string>;
    };
    const digest = `sha-256=:${createHash("sha256").update(body).digest("base64")}:`;
    const covered = String(headers["signature-input"]).replace("terrarium=", "");
    const base = `"@method": POST\n"@target-uri": ${subscriber.successUri}\n"content-type": application/json\n"content-digest": ${digest}\n"@signature-params": ${covered}`;
    const signature = Buffer.from(/:(.*):/.exec(String(headers["signature"]))?.[1] ?? "", "base64");
    expect(verify(null, Buffer.from(base), createPublicKey({ key: landing.callbackKey, format: "jwk" }), signature)).toBe(true);
  });

  it("of a job that fails the failure is told", async () => {
    const job = await start({
      inputs: { text: "x", features: { href: "http://127.0.0.1:1/" } },
      subscriber: { failedUri: `${ground().foreign}/failed` },
    });
    await until(job, ended);
    await expect.poll(() => ground().told.map(({ path }) => path)).toContain("/failed");
    expect(ground().told.find(({ path }) => path === "/failed")?.body).toContain('"status":"failed"');
  });

  it("addresses that the guard refuses are never reached; one that it lets pass is", async () => {
    const job = await start({ inputs: { text: "x" }, subscriber: { successUri: `${ground().forbidden}/` } });
    await until(job, ended);
    const other = await start({ inputs: { text: "x" }, subscriber: { successUri: `${ground().foreign}/control` } });
    await until(other, ended);
    await expect.poll(() => ground().told.map(({ path }) => path)).toContain("/control");
    expect(ground().reached()).toBe(0);
  });
});

describe("jobs", () => {
  it("a job is held, goes on, and can be dismissed; a second dismissal finds it gone", async () => {
    const job = await start({ inputs: { text: "a", pause: 30 } });
    await until(job, (status, info) => status === "running" && Number(info["progress"]) > 0);
    const held = await ask(`${job}/pause`, { method: "POST" });
    expect([held.status, held.json()]).toEqual([200, expect.objectContaining({ status: "running", paused: expect.any(String) })]);
    const resume = held.json().links.find(({ rel }) => rel === "urn:terrarium:rel:resume")?.href ?? "";
    expect((await ask(resume, { method: "POST" })).status).toBe(200);
    expect((await ask(`${job}/results`)).json()["type"]).toMatch(/result-not-ready$/);
    const dismissed = await ask(job, { method: "DELETE" });
    expect([dismissed.status, dismissed.json()["status"]]).toEqual([200, "dismissed"]);
    expect((await ask(job)).json()["status"]).toBe("dismissed");
    expect((await ask(`${job}/results`)).status).toBe(404);
    for (let times = 0; times < 3; times += 1) expect((await ask(job, { method: "DELETE" })).status).toBe(410);
    expect((await ask(`${job}/pause`, { method: "POST" })).status).toBe(410);
  });

  it("a finished job is removed with its results, and that once", async () => {
    const job = await start({ inputs: { text: "a" } });
    await until(job, ended);
    expect((await ask(job, { method: "DELETE" })).status).toBe(200);
    expect((await ask(`${job}/results`)).status).toBe(410);
    expect((await ask(job, { method: "DELETE" })).status).toBe(410);
  });

  it("the list is filtered by state, process, time and duration, and comes in pages", async () => {
    const first = await start({ inputs: { text: "a" } });
    await until(first, ended);
    const second = await start({ inputs: { name: "b" } }, {}, "say_hello");
    await until(second, ended);
    const ids = async (query: string): Promise<string[]> =>
      ((await ask(`/jobs?limit=1000&${query}`)).json()["jobs"] as { jobID: string }[]).map(({ jobID }) => jobID);
    const [one = "", two = ""] = [first, second].map((job) => job.split("/").at(-1));
    expect((await ids("")).slice(0, 2)).toEqual([two, one]);
    expect(await ids("processID=say_hello")).toContain(two);
    expect(await ids("processID=say_hello")).not.toContain(one);
    expect(await ids("processID=say_hello,echo&status=successful,failed")).toEqual(expect.arrayContaining([one, two]));
    expect(await ids("status=failed")).not.toContain(one);
    expect(await ids("type=other")).toEqual([]);
    const { created } = (await ask(first)).json() as { created?: string };
    expect(await ids(`datetime=../${created}`)).not.toContain(two);
    expect(await ids(`datetime=${created}/..`)).toEqual(expect.arrayContaining([one, two]));
    expect(await ids("minDuration=3600")).toEqual([]);
    expect(await ids("maxDuration=3600")).toContain(one);
    const page = (await ask("/jobs?limit=1&status=successful")).json();
    const next = page.links.find(({ rel }) => rel === "next")?.href ?? "";
    expect(next).toContain("status=successful");
    expect((await ask(next)).json().links.some(({ rel }) => rel === "prev")).toBe(true);
  });

  it("a job made through WPS is seen here, and the other way round", async () => {
    const job = await start({ inputs: { text: "a" } });
    const id = job.split("/").at(-1);
    expect((await ask(`/wps?service=WPS&version=2.0.0&request=GetStatus&jobid=${id}`)).text).toContain(`<wps:JobID>${id}</wps:JobID>`);
    const { text } = await ask(
      "/wps?service=WPS&version=1.0.0&request=Execute&identifier=say_hello&datainputs=name=Ada&storeExecuteResponse=true&status=true",
    );
    const stored = /outputs\/([a-z2-7]{26})\.xml/.exec(text)?.[1] ?? "";
    await until(`/jobs/${stored}`, ended);
    expect((await ask(`/jobs/${stored}/results`)).json()).toEqual({ response: "Hello Ada" });
  });

  it("what a process printed can be read when it has ended", async () => {
    const job = await start({ inputs: { name: "b" } }, {}, "say_hello");
    await until(job, ended);
    const log = await ask(`${job}/log`);
    expect([log.status, log.headers.get("content-type")]).toEqual([200, "text/plain; charset=utf-8"]);
  });
});
