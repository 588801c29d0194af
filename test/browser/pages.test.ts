import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { bundleWeb } from "../../scripts/bundle-web.mjs";
import { accessibilityFaults, alive, type BrowserGround, openBrowserGround, overflow } from "./browser-ground.js";

let ground: BrowserGround;
beforeAll(async () => {
  ground = await openBrowserGround();
  // Before anybody asks for the figures of processes, which the server keeps for a while.
  const body = JSON.stringify({ inputs: { name: "Ada" } });
  await fetch(at("/processes/say_hello/execution"), { method: "POST", headers: { "content-type": "application/json" }, body });
});
afterAll(() => ground.close());
afterEach(() => ground.check());

const at = (path: string) => `${ground.server.url}${path}`;

async function openForm(path: string, options?: Parameters<BrowserGround["open"]>[0]): Promise<Page> {
  const page = await ground.open(options);
  await page.goto(at(path));
  await alive(page, "form");
  return page;
}

/** A job, made by a program. */
async function jobOf(processId: string, body: object): Promise<string> {
  const headers = { "content-type": "application/json", prefer: "respond-async" };
  const response = await fetch(at(`/processes/${processId}/execution`), { method: "POST", headers, body: JSON.stringify(body) });
  return ((await response.json()) as { readonly jobID: string }).jobID;
}

describe("the catalogue", () => {
  it("finds processes while one types, and keeps what is looked for in the address", async () => {
    const page = await ground.open();
    await page.goto(at("/processes"));
    await alive(page, "catalogue");
    const all = await page.locator(".card").count();
    await page.getByRole("searchbox").fill("buffer");
    await expect.poll(() => page.locator(".card").count()).toBeLessThan(all);
    const found = await page.locator(".card").allTextContents();
    expect(found.length).toBeGreaterThan(0);
    for (const card of found) expect(card.toLowerCase()).toContain("buffer");
    expect(new URL(page.url()).hash).toBe("#q=buffer");
    await page.reload();
    await alive(page, "catalogue");
    expect(await page.locator(".card").allTextContents()).toEqual(found);
    await ground.picture(page, "catalogue-search");
  });

  it("tells how the newest jobs of a process went", async () => {
    const page = await ground.open();
    await page.goto(at("/processes#q=say_hello"));
    await alive(page, "catalogue");
    const card = await page.locator(".card", { hasText: "say_hello" }).textContent();
    expect(card).toMatch(/1 of the last 1 jobs succeeded, half of them within [\d.]+ sec/);
    // Where it comes from, by name alone, and how it is sealed here.
    expect(card).toMatch(/TypeScript · say_hello\.process\.tsSandbox by bubblewrap [\d.]+: namespaces, seccomp, no network, limits/);
  });

  it("is searched without scripts too, and tells programs the same and no folder", async () => {
    const page = await ground.open({ javaScriptEnabled: false });
    await page.goto(at("/processes"));
    await page.getByRole("searchbox").fill("HELLO");
    await page.getByRole("button", { name: "Search" }).click();
    const cards = await page.locator(".card").allInnerTexts();
    expect(cards).toEqual([expect.stringMatching(/Sandbox by bubblewrap .*\n1 of the last 1 jobs succeeded/)]);
    const response = await fetch(at("/processes?q=h%C3%A9llo"));
    const { processes, numberMatched } = (await response.json()) as {
      readonly processes: readonly object[];
      readonly numberMatched: number;
    };
    expect([numberMatched, processes]).toEqual([
      1,
      [
        expect.objectContaining({
          source: { kind: "typescript", name: "say_hello.process.ts" },
          isolation: expect.objectContaining({ engine: "bwrap", enforced: expect.arrayContaining(["namespaces", "seccomp"]) }),
        }),
      ],
    ]);
    await page.goto(at("/processes?q=nothing+of+the+kind"));
    expect(await page.getByText("No process fits.").count()).toBe(1);
  });

  it("narrows by keywords", async () => {
    const page = await ground.open();
    await page.goto(at("/processes#keyword=raster"));
    await alive(page, "catalogue");
    const cards = await page.locator(".card").allTextContents();
    expect(cards.length).toBeGreaterThan(0);
    for (const card of cards) expect(card).toContain("raster");
    await page.getByRole("button", { name: "raster", pressed: true }).first().click();
    await expect.poll(() => page.locator(".card").count()).toBeGreaterThan(cards.length);
    expect(new URL(page.url()).hash).toBe("");
  });
});

describe("a form", () => {
  it("leads from an example to the result", async () => {
    const page = await ground.open();
    await page.goto(at("/"));
    await alive(page, "catalogue");
    await page.getByRole("link", { name: "Feature count" }).click();
    await alive(page, "form");
    await page.getByRole("button", { name: "Points", exact: true }).click();
    await page.getByText("The request is complete and valid.").waitFor();
    await ground.picture(page, "form-example");
    await page.getByRole("button", { name: "Execute" }).click();
    await page.waitForURL(/\/jobs\/[a-z2-7]+\/results/);
    await page.getByText("count").first().waitFor();
    await ground.picture(page, "form-result");
    // Back by the browser, the form is as it was sent.
    await page.goBack();
    await alive(page, "form");
    await page.getByText("Filled in from an earlier job.").waitFor();
    expect(await page.getByLabel(/Address of the data/).inputValue()).toContain("/static/data/points.geojson");
  });

  it("tells what is wrong in the server's words, as one types, and what is missing once one sends it", async () => {
    const page = await openForm("/processes/buffer");
    await page.getByLabel("Buffer size").fill("seven");
    await page.getByText('The value "seven" of input buffer is not a number.').waitFor();
    expect(await page.getByText("The input poly_in is missing.").count()).toBe(0);
    await page.getByRole("button", { name: "Execute" }).click();
    await page.getByText("The input poly_in is missing.").waitFor();
    await ground.picture(page, "form-wrong");
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(page.url()).toContain("/processes/buffer");
    // In the reader's language.
    const czech = await openForm("/processes/buffer?lang=cs");
    await czech.getByLabel("Velikost obalové zóny").fill("sedm");
    await expect.poll(() => czech.locator(".wrong").allTextContents()).not.toEqual([]);
    expect(await czech.locator(".wrong").textContent()).toMatch(/není/);
  });

  it("sends a file, and says why a job failed", async () => {
    const page = await openForm("/processes/feature_count");
    await page.getByRole("radio", { name: "File" }).check();
    await page
      .locator('input[type="file"]')
      .setInputFiles({ name: "broken.geojson", mimeType: "application/geo+json", buffer: Buffer.from('{"type":') });
    expect(await page.getByLabel("Layer: Format").locator("option:checked").textContent()).toMatch(/geo\+json/);
    await page.getByRole("button", { name: "Execute" }).click();
    await page.locator(".notice.bad").waitFor();
    expect(await page.locator(".notice.bad").textContent()).toMatch(/^The job failed: .*layer/s);
    await ground.picture(page, "form-failed");
    await page.getByRole("link", { name: "See the job" }).click();
    await page.waitForURL(/\/jobs\/[a-z2-7]+$/);
  });

  it("takes several values, units, boxes and dates, and makes the same request of them again", async () => {
    const inputs = { bboxin: { bbox: [2900000, 4500000, 3000000, 4700000], crs: "epsg:3035" } };
    const jobId = await jobOf("boundingbox", { inputs });
    const page = await openForm(`/processes/boundingbox#job=${jobId}`);
    expect(await page.getByLabel("Upper corner, 2nd axis").inputValue()).toBe("4700000");
    await page.getByLabel("Upper corner, 2nd axis").fill("4800000");
    await page.getByRole("button", { name: "Execute" }).click();
    await page.waitForURL(/\/results/);
    const again = /\/jobs\/([a-z2-7]+)\//.exec(page.url())?.[1] ?? "";
    const definition = (await (await fetch(at(`/jobs/${again}/definition`))).json()) as { readonly inputs: object };
    expect(definition.inputs).toEqual({ bboxin: { bbox: [2900000, 4500000, 3000000, 4800000], crs: "epsg:3035" } });
  });

  it("writes the request for other programs", async () => {
    const page = await openForm("/processes/say_hello");
    await page.getByLabel("Input name").fill("Ada");
    await page.locator("details.copy summary").click();
    await expect.poll(() => page.locator("details.copy pre").textContent()).toMatch(/^curl .*"Ada"/s);
    await page.getByRole("radio", { name: "WPS 1.0.0 KVP" }).check();
    const address = (await page.locator("details.copy pre").textContent()) ?? "";
    expect(await (await fetch(address.trim())).text()).toContain("Hello Ada");
  });

  it("takes what an earlier job gave", async () => {
    const points = at("/static/data/points.geojson");
    const jobId = await jobOf("centroids", { inputs: { layer: { href: points, type: "application/geo+json" } } });
    const isOver = async () => ((await (await fetch(at(`/jobs/${jobId}?f=json`))).json()) as { readonly status: string }).status;
    await expect.poll(isOver, { timeout: 30_000 }).toBe("successful");
    const page = await openForm("/processes/feature_count");
    await page.getByRole("radio", { name: "Earlier result" }).check();
    await page.getByLabel("Layer: Earlier result").selectOption({ index: 1 });
    await page.getByLabel("Layer: Format").selectOption("application/json");
    await page.getByRole("button", { name: "Execute" }).click();
    await page.waitForURL(/\/results/);
  });

  it("of a process that keeps nothing shows its answer beside itself", async () => {
    const page = await openForm("/processes/ultimate_question");
    await page.getByRole("button", { name: "Execute" }).click();
    await page.getByText("42", { exact: true }).waitFor();
  });
});

describe("every example", () => {
  it("of the demo can be sent as it stands", async () => {
    const { processes } = (await (await fetch(at("/processes?limit=100&f=json"))).json()) as { processes: { readonly id: string }[] };
    const told: string[] = [];
    for (const { id } of processes) {
      const process = (await (await fetch(at(`/processes/${id}?f=json`))).json()) as { examples?: { title: string; inputs: object }[] };
      for (const { title, inputs } of process.examples ?? []) {
        const headers = { "content-type": "application/json" };
        const init = { method: "POST", headers, body: JSON.stringify({ inputs, response: "document" }) };
        const response = await fetch(at(`/processes/${id}/execution`), init);
        told.push(`${id}, ${title}: ${response.status}`);
        expect(response.ok, `${id}, ${title}: ${await response.text()}`).toBe(true);
      }
    }
    expect(told.length).toBeGreaterThan(5);
  });
});

describe("all pages", () => {
  const paths = ["/", "/processes", "/processes/buffer", "/processes/boundingbox", "/processes/sleep", "/jobs", "/api", "/conformance"];

  it.each([
    ["in light", "en-GB", { colorScheme: "light" }],
    ["in dark, narrow and in Czech", "cs-CZ", { colorScheme: "dark", viewport: { width: 360, height: 740 } }],
  ] as const)("can be read and used by all: %s", async (name, locale, options) => {
    const jobId = await jobOf("say_hello", { inputs: { name: "Ada" } });
    const page = await ground.open({ locale, ...options });
    for (const path of [...paths, `/jobs/${jobId}`, `/jobs/${jobId}/results`]) {
      await page.goto(at(path));
      const islands = await page.locator("html[data-page] [data-island]").count();
      if (islands > 0) await page.waitForSelector("[data-alive]");
      expect(await accessibilityFaults(page), path).toEqual([]);
      // Nothing is wider than the screen.
      expect(await overflow(page), path).toBeLessThanOrEqual(0);
      const word = path.replace(jobId, "job").replace(/^\/$/, "/home").slice(1).replaceAll("/", "-");
      await ground.picture(page, `${word}-${name === "in light" ? "light" : "dark-narrow"}`);
    }
  });

  it("work without scripts: from the list by the form to the result", async () => {
    const page = await ground.open({ javaScriptEnabled: false });
    await page.goto(at("/processes?limit=100"));
    await page.getByRole("link", { name: "Process Say Hello" }).click();
    await page.getByLabel("Input name").fill("Ada");
    await page.getByRole("button", { name: "Execute" }).click();
    await page.waitForURL(/\/jobs\//);
    if (!page.url().includes("/results")) await page.goto(`${page.url()}/results`);
    await page.getByText("Hello Ada").first().waitFor();
    expect(await page.locator("[data-alive]").count()).toBe(0);
  });

  it("load at most 100 KB of compressed script before anything is asked of them", async () => {
    const { entry, pages, files } = await bundleWeb();
    const size = (name: string) => files[name]?.gzipBytes ?? Number.POSITIVE_INFINITY;
    const sums = Object.entries(pages).map(([name, own]) => [name, [entry, ...own].reduce((sum, file) => sum + size(file), 0)] as const);
    expect(sums.map(([name]) => name)).toEqual(expect.arrayContaining(["catalogue", "process"]));
    expect(sums.filter(([, bytes]) => bytes > 100_000)).toEqual([]);
  });
});
