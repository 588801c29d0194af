// The page of results in a browser: jobs of the demo processes on the map and in tables, all of them as a ZIP, and outputs that are hostile or too large.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { root } from "../e2e/server.js";
import { accessibilityFaults, alive, type BrowserGround, openBrowserGround } from "./browser-ground.js";

let ground: BrowserGround;
const scratch = mkdtempSync(join(tmpdir(), "terrarium-results-"));
beforeAll(async () => {
  const paths = ["processes", "test/fixtures/results"].map((path) => join(root, path));
  ground = await openBrowserGround({ config: `[processes]\npaths = ${JSON.stringify(paths)}\n` });
});
afterAll(async () => {
  await ground.close();
  rmSync(scratch, { recursive: true });
});
afterEach(() => ground.check());

const sample = (name: string) => readFileSync(join(root, "processes", "data", name), "utf8");

/** Runs a process to its end; gives the job. */
async function run(processId: string, inputs: object, format?: readonly [string, string]): Promise<string> {
  const outputs = format === undefined ? {} : { outputs: { [format[0]]: { format: { mediaType: format[1] } } } };
  const response = await fetch(`${ground.server.url}/processes/${processId}/execution`, {
    method: "POST",
    headers: { "content-type": "application/json", prefer: "respond-async" },
    body: JSON.stringify({ inputs, ...outputs }),
  });
  const { jobID } = (await response.json()) as { jobID: string };
  const status = async () => ((await (await fetch(`${ground.server.url}/jobs/${jobID}`)).json()) as { status: string }).status;
  await expect.poll(status, { timeout: 60_000, interval: 100 }).toBe("successful");
  return jobID;
}

/** The page when everything on it is read and drawn. */
async function openResults(jobId: string, query = "", options = {}): Promise<Page> {
  const page = await ground.open(options);
  await page.goto(`${ground.server.url}/jobs/${jobId}/results${query}`);
  await alive(page, "results");
  await page.waitForSelector('.results[data-ready="true"]');
  for (const map of await page.locator(".map").all())
    await expect.poll(() => map.getAttribute("data-drawn"), { timeout: 30_000 }).toBe("true");
  return page;
}

/** Text as its reader sees it. */
async function seen(locator: Locator): Promise<string> {
  return (await locator.allInnerTexts()).join("\n");
}

interface Pixel {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
}

/** Colours of the map, along a line from left to right through a share of its height. */
function colours(page: Page, share: number): Promise<Pixel[]> {
  return page.locator(".map").evaluate((map, at) => {
    const canvas = map.querySelector("canvas");
    const row = canvas?.getContext("2d")?.getImageData(0, Math.floor(canvas.height * at), canvas.width, 1).data ?? [];
    return Array.from({ length: row.length / 4 }, (_, n) => ({
      red: row[n * 4] ?? 0,
      green: row[n * 4 + 1] ?? 0,
      blue: row[n * 4 + 2] ?? 0,
    }));
  }, share);
}

const red = ({ red: r, green, blue }: Pixel) => r > green + 60 && r > blue + 30;
const grey = ({ red: r, green, blue }: Pixel) => Math.abs(r - green) <= 3 && Math.abs(green - blue) <= 3;

describe("the page of a job", () => {
  it("has the same previews, and of each file that went in its size and hash as the process read it", async () => {
    const text = sample("polygons.geojson");
    const layer = { value: text, mediaType: "application/geo+json" };
    const jobId = await run("area", { layer });
    const page = await ground.open();
    await page.goto(`${ground.server.url}/jobs/${jobId}`);
    await alive(page, "job");
    await page.waitForSelector('.results[data-ready="true"]');
    expect(await page.locator(".result").count()).toBeGreaterThan(0);
    const row = page.locator("tbody tr", { hasText: "layer" });
    expect(await row.locator(".hash").textContent()).toBe(createHash("sha256").update(text).digest("hex"));
    expect(await accessibilityFaults(page)).toEqual([]);
    await ground.picture(page, "job-results");
    // What scrolls on a narrow page can be reached by keys.
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.close();
  });
});

describe("features", () => {
  it("are drawn, chosen in the table by keys and on the map by a click, and told with their attributes", async () => {
    const layer = { value: JSON.parse(sample("polygons.geojson")) as object, mediaType: "application/geo+json" };
    const page = await openResults(await run("convert", { layer, crs: "EPSG:3857" }, ["converted", "application/geo+json"]));
    const map = page.locator(".map");
    expect(await map.getAttribute("data-features")).toBe("9");
    expect((await colours(page, 0.5)).some(red)).toBe(false);
    await ground.picture(page, "results-polygons");
    const row = page.locator("tr", { has: page.getByRole("cell", { name: "Field 1", exact: true }) });
    await row.getByRole("button").press("Enter");
    await expect.poll(() => map.getAttribute("data-chosen")).toBe(await row.getAttribute("data-row"));
    expect(await seen(page.locator(".picked"))).toContain("Field 1");
    // The map has gone to it: it is marked in the middle.
    await expect.poll(async () => (await colours(page, 0.5)).some(red)).toBe(true);
    await page.getByRole("button", { name: "Show feature 2 on the map" }).press("ArrowUp");
    expect(await page.locator("button:focus").getAttribute("aria-label")).toBe("Show feature 1 on the map");
    const box = await map.boundingBox();
    await map.click({ position: { x: 8, y: (box?.height ?? 0) / 2 } });
    await expect.poll(() => map.getAttribute("data-chosen")).toBe("");
    await map.click({ position: { x: (box?.width ?? 0) / 2, y: (box?.height ?? 0) / 2 } });
    await expect.poll(() => page.locator("tr.chosen").count()).toBe(1);
    expect(await seen(page.locator("tr.chosen"))).toContain("Field 1");
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  it("of every format lie in the same place", async () => {
    const layer = { value: JSON.parse(sample("polygons.geojson")) as object, mediaType: "application/geo+json" };
    const formats: readonly (readonly [string, object, readonly [string, string]])[] = [
      ["reformat", { layer }, ["out", "text/xml; subtype=gml/3.2.1"]],
      ["reformat", { layer }, ["out", "text/xml; subtype=gml/2.1.2"]],
      ["convert", { layer }, ["converted", "application/vnd.google-earth.kml+xml"]],
      ["convert", { layer, crs: "EPSG:5514" }, ["converted", "application/flatgeobuf"]],
    ];
    for (const [process, inputs, format] of formats) {
      const page = await openResults(await run(process, inputs, format));
      const map = page.locator(".map");
      expect(await map.getAttribute("data-features"), format[1]).toBe("9");
      const [west = 0, south = 0, east = 0, north = 0] = (await map.getAttribute("data-extent"))?.split(" ").map(Number) ?? [];
      // The sample's own box, in degrees.
      expect(
        [west, south, east, north].map((one) => one.toFixed(2)),
        format[1],
      ).toEqual(["13.87", "49.85", "14.09", "49.99"]);
      await page.close();
    }
  });
});

describe("a raster", () => {
  it("is drawn without WebGL, with its values at a click", async () => {
    const job = await run("hillshade", { dem: { href: `${ground.server.url}/static/data/hills.tif`, type: "image/tiff" } });
    const page = await openResults(job);
    const shades = new Set((await colours(page, 0.5)).filter(grey).map(({ red: shade }) => shade));
    expect(shades.size).toBeGreaterThan(8);
    const map = page.locator(".map");
    const box = await map.boundingBox();
    await map.click({ position: { x: (box?.width ?? 0) * 0.52, y: (box?.height ?? 0) * 0.47 } });
    const card = page.locator(".picked");
    await expect.poll(() => seen(card)).toMatch(/Value\s+\d/);
    const [, x = "", y = ""] = /at ([-\d.,]+), ([-\d.,]+)/.exec(await seen(card)) ?? [];
    const file = join(scratch, "shade.tif");
    const bytes = await (await fetch(`${ground.server.url}/outputs/${job}/shade`)).arrayBuffer();
    writeFileSync(file, Buffer.from(bytes));
    const words = ["-valonly", "-geoloc", file, x.replaceAll(",", ""), y.replaceAll(",", "")];
    const value = execFileSync("gdallocationinfo", words, { encoding: "utf8" }).trim();
    expect(await seen(card.locator("dd"))).toBe(value);
    await ground.picture(page, "results-raster");
    expect(await accessibilityFaults(page)).toEqual([]);
  });
});

describe("all results", () => {
  it("are one ZIP with the bytes of each", async () => {
    const job = await run("hostile_results", {});
    const page = await openResults(job);
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Download all (ZIP)" }).click()]);
    expect(download.suggestedFilename()).toBe(`job-${job}.zip`);
    const folder = join(scratch, "unzipped");
    execFileSync("python3", ["-m", "zipfile", "-e", await download.path(), folder]);
    const { outputs } = (await (await fetch(`${ground.server.url}/outputs/${job}.json`)).json()) as {
      readonly outputs: readonly { readonly id: string; readonly kind: string; readonly sha256: string; readonly value?: string }[];
    };
    const names = readdirSync(folder).sort();
    expect(names).toHaveLength(outputs.length);
    for (const { id, kind, sha256, value = "" } of outputs) {
      const bytes = readFileSync(join(folder, names.find((name) => name.startsWith(`${id}.`)) ?? id));
      expect(kind === "literal" ? String(bytes) : createHash("sha256").update(bytes).digest("hex"), id).toBe(
        kind === "literal" ? value : sha256,
      );
    }
  });
});

describe("hostile results", () => {
  const attack = `<img src=x onerror="document.title='taken over'"><script>document.title='taken over'</script>`;

  it("are text wherever they stand, though they would run as markup", async () => {
    const job = await run("hostile_results", {});
    const page = await openResults(job);
    const title = await page.title();
    const text = await seen(page.locator("main"));
    // They are really there: as a value, a title, names and values of attributes, texts of files.
    expect(text.split(attack).length).toBeGreaterThan(6);
    for (const id of ["word", "features", "places", "bomb", "drawing", "page", "table", "tree", "picture", "raster", "odd"])
      expect(await page.locator(`[data-output="${id}"]`).count(), id).toBe(1);
    for (const button of await page.getByRole("button", { name: /^Show feature/ }).all()) await button.click();
    expect(await seen(page.locator(".picked"))).toContain(attack);
    expect(await page.locator("main :is(script, iframe, object, embed, svg, form, img)").count()).toBe(0);
    expect(await page.locator('main a[href^="javascript:"]').count()).toBe(0);
    expect(await page.title()).toBe(title);
    expect(await seen(page.locator('[data-output="nothing"]'))).toContain("The file is empty.");
    await ground.picture(page, "results-hostile");
    const control = await ground.open();
    await control.setContent(`<title>mine</title>${attack}`);
    await expect.poll(() => control.title()).toBe("taken over");
  });

  it("do not run from their own addresses either", async () => {
    const job = await run("hostile_results", {});
    for (const id of ["page", "drawing"]) {
      const { headers } = await fetch(`${ground.server.url}/outputs/${job}/${id}`);
      expect(headers.get("content-disposition")).toMatch(/^attachment/);
      expect(headers.get("content-security-policy")).toBe("sandbox; default-src 'none'");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
    }
  });
});

it("what is too large is told with its beginning, and read no further", async () => {
  const job = await run("large_results", {});
  const page = await ground.open();
  const read = { bytes: 0 };
  page.on("response", (response) => {
    if (/\/outputs\/[^/]+\/[a-z]+/.test(response.url())) read.bytes += Number(response.headers()["content-length"] ?? 0);
  });
  await page.goto(`${ground.server.url}/jobs/${job}/results`);
  await alive(page, "results");
  const card = (id: string) => page.locator(`[data-output="${id}"]`);
  await expect.poll(() => seen(card("json")), { timeout: 30_000 }).toContain("more than 4 MiB are not opened here");
  await expect.poll(() => seen(card("json").locator("pre"))).toContain(`{"long":"`);
  await expect.poll(() => seen(card("features")), { timeout: 30_000 }).toContain("Rows 1 to 25 of 20000");
  expect(await seen(page.locator(".legend"))).toContain("the file holds more");
  await expect.poll(() => seen(card("lines"))).toContain("The first 64 KiB of 5.7 MiB.");
  await expect.poll(() => seen(card("raster"))).toContain("are not opened here");
  await expect.poll(() => seen(card("picture"))).toContain("60000 × 60000 pixels");
  expect(await card("picture").locator("img").count()).toBe(0);
  expect(read.bytes).toBeGreaterThan(0);
  expect(read.bytes).toBeLessThan(24 * 2 ** 20);
});

it("results speak Czech, on a narrow page and in the dark", async () => {
  const layer = { value: JSON.parse(sample("points.geojson")) as object, mediaType: "application/geo+json" };
  const job = await run("convert", { layer }, ["converted", "application/vnd.google-earth.kml+xml"]);
  const page = await openResults(job, "?lang=cs", { viewport: { width: 360, height: 740 }, colorScheme: "dark" });
  expect(await seen(page.locator("main"))).toMatch(/Stáhnout vše \(ZIP\)[\s\S]*Vrstvy[\s\S]*Prvky: \d+/);
  expect(await page.locator("html").evaluate(({ scrollWidth }) => scrollWidth)).toBeLessThanOrEqual(360);
  await page.getByRole("button", { name: "Uchovat" }).click();
  await expect.poll(() => seen(page.locator(".kept"))).toContain("Uchováno, dokud nebude uvolněno");
  await page.reload();
  await alive(page, "results");
  await page.getByRole("button", { name: "Uvolnit" }).click();
  await expect.poll(() => seen(page.locator(".kept"))).toContain("Uchováno do");
  await ground.picture(page, "results-narrow-dark");
  expect(await accessibilityFaults(page)).toEqual([]);
});
