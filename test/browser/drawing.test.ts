// Inputs that are drawn on a map in the form of a process, and what the process makes of them.
import type { Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { accessibilityFaults, alive, type BrowserGround, openBrowserGround } from "./browser-ground.js";

describe("drawing in a form", () => {
  let ground: BrowserGround;
  beforeAll(async () => {
    ground = await openBrowserGround();
  });
  afterAll(() => ground.close());
  afterEach(() => ground.check());

  async function openForm(id: string): Promise<Page> {
    const page = await ground.open();
    await page.goto(`${ground.server.url}/processes/${id}`);
    await alive(page, "form");
    return page;
  }

  /** The place of a map that is there and has been laid out. */
  async function placeOf(
    map: Locator,
  ): Promise<{ readonly x: number; readonly y: number; readonly width: number; readonly height: number }> {
    await map.locator("canvas").first().waitFor();
    await map.scrollIntoViewIfNeeded();
    const box = await map.boundingBox();
    if (box === null) throw new Error("There is no map.");
    return box;
  }

  it("gives the process a geometry, which it works on", async () => {
    const page = await openForm("centroids");
    await page
      .getByRole("combobox", { name: /Format/ })
      .first()
      .selectOption({ label: "application/geo+json" });
    await page.getByRole("button", { name: "Draw on a map" }).click();
    const { x, y, width, height } = await placeOf(page.locator(".drawfield .map"));
    await page.getByRole("button", { name: "Polygon", exact: true }).click();
    const corners = [
      [0.3, 0.3],
      [0.6, 0.3],
      [0.6, 0.6],
    ] as const;
    for (const [right, down] of corners) await page.mouse.click(x + right * width, y + down * height);
    await page.mouse.dblclick(x + 0.3 * width, y + 0.6 * height);
    await expect.poll(() => page.locator(".drawfield textarea").inputValue()).toContain('"Polygon"');
    expect(await accessibilityFaults(page)).toEqual([]);
    await ground.picture(page, "form-drawing");
    await page.getByRole("button", { name: "Execute", exact: true }).click();
    await page.waitForURL(/\/jobs\/[^/]+\/results/);
  });

  it("gives a box in the order of axes of its reference system, and goes on with it typed", async () => {
    const page = await openForm("boundingbox");
    await page.getByRole("button", { name: "Draw on a map" }).click();
    const { x, y, width, height } = await placeOf(page.locator(".drawfield .map"));
    await page.mouse.move(x + 0.45 * width, y + 0.35 * height);
    await page.mouse.down();
    await page.mouse.move(x + 0.55 * width, y + 0.5 * height, { steps: 5 });
    await page.mouse.up();
    const drawn = () => page.locator(".boxnumbers input").evaluateAll((all) => all.map((one) => Number((one as { value: string }).value)));
    await expect.poll(async () => (await drawn()).every((value) => value !== 0)).toBe(true);
    const [west = 0, south = 0, east = 0, north = 0] = await drawn();
    expect([west < east, south < north]).toEqual([true, true]);
    await page.getByRole("button", { name: "Type instead" }).click();
    const corners = await page
      .getByRole("textbox", { name: /corner/ })
      .evaluateAll((all) => all.map((one) => Number((one as { value: string }).value)));
    const crs = await page.getByRole("combobox", { name: "Coordinate reference system" }).inputValue();
    // The short name of the system promises the easting first.
    expect([crs, corners]).toEqual(["epsg:4326", [west, south, east, north]]);
  });
});
