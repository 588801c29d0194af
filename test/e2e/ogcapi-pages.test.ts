// The pages over HTTP as a browser without JavaScript uses them: from the catalogue by the form to the results, and the control of jobs.
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findForm, read, send, type Visit, visit } from "./browser.js";
import { root, type Server, startServer } from "./server.js";

let server: Server;

beforeAll(async () => {
  const folders = ["processes", "test/fixtures/processes"].map((name) => join(root, name));
  server = await startServer({ config: `[processes]\npaths = ${JSON.stringify(folders)}\n` });
});

afterAll(async () => {
  await server.stop();
});

const at = (path: string) => visit(`${server.url}${path}`);

async function formOf(processId: string) {
  const from = await at(`/processes/${processId}`);
  expect(from.status).toBe(200);
  return { from, form: findForm(from.page, `/processes/${processId}/execution`) };
}

/** Reads the page of a job until it says so: the page loads itself again, and so does this. */
async function until(path: string, pattern: RegExp, patienceMs = 60_000): Promise<Visit> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const seen = await visit(path);
    if (pattern.test(seen.page)) return seen;
    if (performance.now() > deadline) throw new Error(`never ${pattern}: ${read(seen.page)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describe("the pages", () => {
  it("lead from the first page to every other, and none of their links is dead", async () => {
    const seen = new Set<string>();
    const waiting = [`${server.url}/`];
    for (let url = waiting.shift(); url !== undefined; url = waiting.shift()) {
      if (seen.has(url)) continue;
      seen.add(url);
      const { status, page, headers } = await visit(url);
      // Who has not signed in is told so.
      const expected = new URL(url).pathname === "/administration" ? 401 : 200;
      expect([url, status]).toEqual([url, expected]);
      if (!headers.get("content-type")?.startsWith("text/html")) continue;
      for (const [, href = ""] of page.matchAll(/<a\b[^>]* href="([^"#][^"]*)"/g)) {
        const next = new URL(href.replace(/&#38;/g, "&"), url);
        next.hash = "";
        if (next.origin === server.url && !next.searchParams.has("lang") && !next.pathname.startsWith("/static/")) waiting.push(next.href);
      }
    }
    const paths = [...seen].map((url) => new URL(url).pathname);
    for (const path of ["/", "/processes", "/processes/say_hello", "/jobs", "/api", "/conformance"]) expect(paths).toContain(path);
  });

  it("are for those who ask for HTML only", async () => {
    for (const path of ["/", "/conformance", "/api", "/processes", "/processes/say_hello", "/jobs"]) {
      const type = async (headers: Record<string, string>, query = "") =>
        (await fetch(server.url + path + query, { headers })).headers.get("content-type");
      expect(await type({ accept: "*/*" })).toMatch(/json/);
      expect(await type({ accept: "application/json" })).toMatch(/json/);
      expect(await type({ accept: "text/html" })).toMatch(/^text\/html/);
      expect(await type({ accept: "application/json" }, "?f=html")).toMatch(/^text\/html/);
      expect(await type({ accept: "text/html" }, "?f=json")).toMatch(/json/);
    }
  });

  it("speak Czech where it is wanted", async () => {
    const { page, headers } = await visit(`${server.url}/jobs`, { headers: { "accept-language": "cs" } });
    expect(page).toContain("<h1>Úlohy</h1>");
    expect(headers.get("content-language")).toBe("cs");
  });
});

describe("the form of a process", () => {
  it("executes with a literal value and leads to the result, escaped", async () => {
    const { from, form } = await formOf("say_hello");
    const result = await send(from, form, { "literal:0:name": "<b>Ada</b> & co" });
    expect(result.status).toBe(200);
    expect(new URL(result.url).pathname).toMatch(/^\/jobs\/[a-z2-7]{26}\/results$/);
    expect(read(result.page)).toContain("Hello <b>Ada</b> & co");
    expect(result.page).not.toContain("<b>Ada");
  });

  it("takes four numbers and a system as a bounding box", async () => {
    const { from, form } = await formOf("boundingbox");
    const box = { "minx:0:bboxin": "14", "miny:0:bboxin": "50", "maxx:0:bboxin": "15", "maxy:0:bboxin": "51" };
    expect(read((await send(from, form, box)).page)).toContain("14, 50, 15, 51");
  });

  const layer =
    '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"n":"<i>"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[2,0],[2,2],[0,2],[0,0]]]}}]}';
  const geojson = JSON.stringify({ mediaType: "application/geo+json" });

  it.each([
    ["as text", { "text:0:layer": layer }],
    ["as a file", { "file:0:layer": new File([layer], "layer.geojson", { type: "application/geo+json" }) }],
  ])("takes data %s, and shows the text of the result with a link to the file", async (_how, data) => {
    const { from, form } = await formOf("centroids");
    expect(form.isMultipart).toBe(true);
    const result = await send(from, form, { ...data, "format:0:layer": geojson, "outputformat:out": geojson });
    expect(read(result.page)).toMatch(/"coordinates": ?\[ ?1(\.0)?, ?1(\.0)? ?\]/);
    expect(result.page).not.toContain("<i>");
    const href = /<a class="button" href="([^"]+)"/.exec(result.page)?.[1] ?? "";
    const file = await fetch(server.url + href);
    expect(file.headers.get("content-type")).toBe("application/geo+json");
    expect(JSON.parse(await file.text())).toMatchObject({ type: "FeatureCollection" });
  });

  it("takes data by their address", async () => {
    const { from, form } = await formOf("feature_count");
    const sample = /href="(\/static\/data\/[^"]+\.(?:geojson|json))"/.exec((await at("/")).page)?.[1];
    expect(sample).toBeDefined();
    const result = await send(from, form, { "href:0:layer": `${server.url}${sample}`, "format:0:layer": geojson });
    expect(read(result.page)).toMatch(/Count count \d+/);
  });

  it("tells all that is wrong, in words, with the way back", async () => {
    const { from, form } = await formOf("boundingbox");
    const result = await send(from, form, { "minx:0:bboxin": "west" });
    expect(result.status).toBe(400);
    expect(read(result.page)).toMatch(/The request cannot be fulfilled bboxin .*four numbers/);
    expect(result.page).toContain('href="/processes/boundingbox"');
    const empty = await send(from, form, {});
    expect([empty.status, /The input bboxin is missing/.test(read(empty.page))]).toEqual([400, true]);
  });

  it("is not taken from another site, and is from a program", async () => {
    const post = (headers: Record<string, string>) =>
      fetch(`${server.url}/processes/say_hello/execution`, {
        method: "POST",
        redirect: "manual",
        body: new URLSearchParams({ "literal:0:name": "x" }),
        headers,
      });
    expect((await post({ origin: "https://evil.example" })).status).toBe(403);
    expect((await post({ "sec-fetch-site": "cross-site", origin: server.url })).status).toBe(403);
    expect((await post({})).status).toBe(303);
  });
});

describe("the page of a job", () => {
  async function started(): Promise<Visit> {
    const { from, form } = await formOf("sleep");
    const job = await send(from, form, { "literal:0:delay": "20", mode: "background" });
    expect(new URL(job.url).pathname).toMatch(/^\/jobs\/[a-z2-7]{26}$/);
    return until(job.url, /class="state running"/);
  }

  it("pauses, resumes and dismisses by its buttons", async () => {
    const running = await started();
    expect(running.page).toMatch(/http-equiv="refresh"/);
    expect(read(running.page)).toMatch(/Isolation Engine bwrap/);
    const { url } = running;
    const press = (from: Visit, action: string) => send(from, findForm(from.page, action));
    // It is told as running while it is still prepared; then the button says so, and leads back.
    let paused = await press(running, "/pause");
    for (; paused.status === 409; paused = await press(running, "/pause")) expect(paused.page).toContain(`href="${new URL(url).pathname}"`);
    expect([paused.url, /class="state paused"/.test(paused.page)]).toEqual([url, true]);
    const resumed = await press(paused, "/resume");
    expect(resumed.url).toBe(url);
    const again = await until(url, /class="state running"/);
    const list = await press(again, "/dismiss");
    expect(new URL(list.url).pathname).toBe("/jobs");
    expect(read((await visit(url)).page)).toContain("The job was dismissed.");
  });

  it("is found in the list of jobs, which its form filters", async () => {
    const running = await started();
    const list = await at("/jobs");
    const form = findForm(list.page, "/jobs");
    const jobPath = new URL(running.url).pathname;
    const shown = async (fields: Record<string, string>) => (await send(list, form, fields)).page.includes(`href="${jobPath}"`);
    expect(await shown({ limit: "100" })).toBe(true);
    expect(await shown({ status: "running", processID: "sleep" })).toBe(true);
    expect(await shown({ status: "failed" })).toBe(false);
    expect(await shown({ processID: "say_hello" })).toBe(false);
    await send(running, findForm(running.page, "/dismiss"));
  });

  it("tells plainly why a job failed", async () => {
    const { from, form } = await formOf("feature_count");
    const failed = await send(from, form, {
      "text:0:layer": "{this is no layer",
      "format:0:layer": JSON.stringify({ mediaType: "application/geo+json" }),
    });
    expect(new URL(failed.url).pathname).toMatch(/^\/jobs\/[a-z2-7]{26}$/);
    expect(read(failed.page)).toMatch(/The job failed .*layer/);
    expect((await visit(`${failed.url}/log`)).status).toBe(200);
  });

  it("is no page where there is no job", async () => {
    const none = await at("/jobs/aaaaaaaaaaaaaaaaaaaaaaaaaa");
    expect([none.status, none.headers.get("content-type")]).toEqual([404, "text/html; charset=utf-8"]);
    expect(read(none.page)).toContain("There is no such job.");
  });
});
