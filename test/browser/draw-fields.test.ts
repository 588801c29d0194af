// The fields that draw on a map, by themselves on an empty page: what is dragged and clicked is what stands in the fields, and the other way.
import { build } from "esbuild";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { root } from "../e2e/server.js";
import { accessibilityFaults, browserWords } from "./browser-ground.js";

const program = `
import { h, render } from "preact";
import { BboxField } from "./packages/web/src/map/bbox-field.tsx";
import { GeometryField } from "./packages/web/src/map/geometry-field.tsx";
globalThis.told = [];
globalThis.show = (name, props) => {
  document.body.replaceChildren();
  const onChange = (value) => told.push(value ?? null);
  render(h(name === "bbox" ? BboxField : GeometryField, { label: "Where", language: "en", value: undefined, ...props, onChange }), document.body);
};
`;

let browser: Browser;
let script: string;
beforeAll(async () => {
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: root, loader: "js" },
    ...{ bundle: true, format: "iife", platform: "browser", write: false, jsx: "automatic", jsxImportSource: "preact", logLevel: "silent" },
    absWorkingDir: root,
  });
  script = outputFiles[0]?.text ?? "";
  browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: [...browserWords] });
});
afterAll(() => browser.close());

async function openField(name: "bbox" | "geometry", props: object): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 900, height: 800 } });
  await page.setContent('<!doctype html><html lang="en"><title>Fields</title><main></main>');
  await page.addScriptTag({ content: script });
  await page.evaluate(([field, given]) => (globalThis as unknown as Harness).show(field as string, given as object), [
    name,
    props,
  ] as const);
  await page.waitForSelector(".map[data-mode]");
  return page;
}

interface Harness {
  readonly told: readonly unknown[];
  show(name: string, props: object): void;
}

const lastTold = (page: Page) => page.evaluate(() => (globalThis as unknown as Harness).told.at(-1));

async function middle(page: Page): Promise<{ x: number; y: number }> {
  const box = await page.locator(".map").boundingBox();
  if (box === null) throw new Error("there is no map");
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

describe("a bounding box", () => {
  it("is dragged on the map and stands in the four numbers, in the order of axes that the name of its system promises", async () => {
    for (const [crs, isNorthFirst] of [
      ["EPSG:4326", false],
      ["urn:ogc:def:crs:EPSG::4326", true],
    ] as const) {
      const page = await openField("bbox", { crs: [crs] });
      const { x, y } = await middle(page);
      await page.mouse.move(x - 60, y - 40);
      await page.mouse.down();
      await page.mouse.move(x, y, { steps: 4 });
      await page.mouse.move(x + 80, y + 50, { steps: 4 });
      await page.mouse.up();
      await expect.poll(() => lastTold(page)).toMatchObject({ crs });
      const { bbox } = (await lastTold(page)) as { bbox: number[] };
      const [west = 0, south = 0, east = 0, north = 0] = isNorthFirst ? [bbox[1], bbox[0], bbox[3], bbox[2]] : bbox;
      expect(east - west).toBeGreaterThan(20);
      expect(north - south).toBeGreaterThan(10);
      const written = await Promise.all(
        ["West", "South", "East", "North"].map((name) => page.getByLabel(new RegExp(`^${name}`)).inputValue()),
      );
      expect(written.map(Number)).toEqual([west, south, east, north]);
      await page.close();
    }
  });

  it("is written by keys alone, drawn as soon as it is one, and refused in words where it is none", async () => {
    const page = await openField("bbox", { crs: ["EPSG:4326", "EPSG:3035"] });
    for (const [name, text] of [
      ["West", "12"],
      ["South", "48"],
      ["East", "11"],
      ["North", "51"],
    ] as const)
      await page.getByLabel(new RegExp(`^${name}`)).fill(text);
    expect(await lastTold(page)).toBeNull();
    expect(await page.getByRole("alert").textContent()).toBe("West must be less than east, and south less than north.");
    expect(await page.locator(".map").getAttribute("data-shown")).not.toBe("true");
    await page.getByLabel(/^East/).fill("19");
    expect(await lastTold(page)).toEqual({ crs: "EPSG:4326", bbox: [12, 48, 19, 51] });
    await page.waitForSelector('.map[data-shown="true"]');
    await page.getByLabel("Reference system").selectOption("EPSG:3035");
    await expect.poll(() => lastTold(page)).toMatchObject({ crs: "EPSG:3035" });
    const { bbox } = (await lastTold(page)) as { bbox: number[] };
    // Around Bohemia, in metres.
    expect(bbox[0]).toBeGreaterThan(4_400_000);
    expect(bbox[3]).toBeLessThan(3_200_000);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole("button", { name: "Clear" }).click();
    expect(await lastTold(page)).toBeNull();
    await page.close();
  });
});

describe("a geometry", () => {
  it("is drawn by clicks, stands below as GeoJSON, and is changed by moving a corner", async () => {
    const page = await openField("geometry", { kind: "polygon" });
    const { x, y } = await middle(page);
    for (const [right, down] of [
      [-80, -50],
      [90, -40],
      [60, 70],
    ] as const)
      await page.mouse.click(x + right, y + down, { delay: 20 });
    await page.mouse.dblclick(x - 70, y + 60);
    await expect.poll(() => lastTold(page)).toMatchObject({ type: "Polygon" });
    const drawn = (await lastTold(page)) as { coordinates: number[][][] };
    expect(drawn.coordinates[0]?.length).toBe(5);
    expect(JSON.parse(await page.getByLabel("The same as GeoJSON").inputValue())).toEqual(drawn);
    await page.getByRole("button", { name: "Edit" }).click();
    await page.mouse.move(x + 60, y + 70);
    await page.mouse.down();
    await page.mouse.move(x + 100, y + 100, { steps: 5 });
    await page.mouse.up();
    await expect.poll(() => lastTold(page)).not.toEqual(drawn);
    await page.close();
  });

  it("is taken as text, of the kind that is asked for", async () => {
    const page = await openField("geometry", { kind: "point" });
    const field = page.getByLabel("The same as GeoJSON");
    await field.fill('{"type":"LineString","coordinates":[[0,0],[1,1]]}');
    expect(await page.getByRole("alert").textContent()).toBe("The geometry must be of another kind: Point.");
    await field.fill('{"type":"Point","coordinates":[14,"50"]}');
    expect(await page.getByRole("alert").textContent()).toBe("This is no GeoJSON geometry.");
    expect(await lastTold(page)).toBeNull();
    await field.fill('{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[14.4,50.1]}}');
    expect(await lastTold(page)).toEqual({ type: "Point", coordinates: [14.4, 50.1] });
    await page.waitForSelector('.map[data-shown="true"]');
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.close();
  });
});
