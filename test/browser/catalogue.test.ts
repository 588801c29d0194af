import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { accessibilityFaults, alive, type BrowserGround, openBrowserGround } from "./browser-ground.js";

describe("the catalogue in a browser", () => {
  let ground: BrowserGround;
  beforeAll(async () => {
    ground = await openBrowserGround();
  });
  afterAll(() => ground.close());
  afterEach(() => ground.check());

  it("finds processes while one types, and keeps what is looked for in the address", async () => {
    const page = await ground.open();
    await page.goto(`${ground.server.url}/processes`);
    await alive(page, "catalogue");
    const all = await page.locator(".card").count();
    await page.getByRole("searchbox").fill("buffer");
    const found = await page.locator(".card").allInnerTexts();
    expect(found.length).toBeGreaterThan(0);
    expect(found.length).toBeLessThan(all);
    for (const card of found) expect(card.toLowerCase()).toContain("buffer");
    expect(new URL(page.url()).hash).toBe("#q=buffer");
    await page.reload();
    await alive(page, "catalogue");
    expect(await page.locator(".card").allInnerTexts()).toEqual(found);
    await ground.picture(page, "catalogue-search");
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  it("is the server's own list without scripts", async () => {
    const page = await ground.open({ javaScriptEnabled: false });
    await page.goto(`${ground.server.url}/processes?limit=1000`);
    expect(await page.locator(".card a").count()).toBeGreaterThan(5);
    expect(await page.locator("[data-alive]").count()).toBe(0);
    await page.locator(".card a").first().click();
    expect(await page.locator("form").count()).toBe(1);
  });
});
