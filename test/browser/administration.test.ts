import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { accessibilityFaults, type BrowserGround, openBrowserGround } from "./browser-ground.js";

describe("the administration in a browser", () => {
  let ground: BrowserGround;
  beforeAll(async () => {
    ground = await openBrowserGround({ config: '[access]\nanonymous = "administer"\n' });
  });
  afterAll(() => ground.close());
  afterEach(() => ground.check());

  it("holds the queue by a button, and shows what changes without being loaded again", async () => {
    const page = await ground.open();
    await page.goto(`${ground.server.url}/administration`);
    await page.getByRole("button", { name: "Hold" }).click();
    await page.getByText("held: jobs are taken in and wait").waitFor();
    await page.evaluate(() => Object.assign(globalThis, { isSamePage: true }));
    const body = JSON.stringify({ inputs: { name: "Ada" } });
    const headers = { "content-type": "application/json", prefer: "respond-async" };
    await fetch(`${ground.server.url}/processes/say_hello/execution`, { method: "POST", headers, body });
    const waiting = page.locator('[data-island="queue"] dd').nth(2);
    await expect.poll(() => waiting.textContent(), { timeout: 20_000 }).toMatch(/^1, the oldest since/);
    expect(await page.evaluate(() => "isSamePage" in globalThis)).toBe(true);
    expect(await accessibilityFaults(page)).toEqual([]);
    await ground.picture(page, "administration");
    await page.getByRole("button", { name: "Open", exact: true }).click();
    await page.getByText("open: jobs begin").waitFor();
  });

  it("sets the bounds of a process in place, and dismisses what it has shown", async () => {
    const page = await ground.open();
    await page.goto(`${ground.server.url}/administration`);
    const row = page.getByRole("region", { name: "How many jobs of a process" }).locator("tr", { hasText: "say_hello" });
    await row.getByLabel("May run: say_hello").fill("0");
    await row.getByRole("button", { name: "Set", exact: true }).click();
    await row.getByText("set here").waitFor();
    expect(await row.getByLabel("May run: say_hello").inputValue()).toBe("0");
    const body = JSON.stringify({ inputs: { name: "Ada" } });
    const headers = { "content-type": "application/json", prefer: "respond-async" };
    await fetch(`${ground.server.url}/processes/say_hello/execution`, { method: "POST", headers, body });
    await page.locator("#d-process").fill("say_hello");
    await page.getByRole("button", { name: "Show which" }).click();
    expect(await accessibilityFaults(page)).toEqual([]);
    await ground.picture(page, "administration-dismiss");
    await page.getByRole("button", { name: "Dismiss these 1" }).click();
    await page.getByText("1 jobs were dismissed, 0 could not be.").waitFor();
    await page.getByRole("link", { name: "Back to the administration" }).click();
    await row.getByRole("button", { name: "As configured" }).click();
    await row.getByText("set here").waitFor({ state: "detached" });
  });

  it("is whole on a narrow screen, in the dark, in Czech, and without scripts", async () => {
    const narrow = { viewport: { width: 360, height: 800 }, colorScheme: "dark", locale: "cs-CZ", javaScriptEnabled: false } as const;
    const page = await ground.open(narrow);
    await page.goto(`${ground.server.url}/administration`);
    expect(await page.locator("h1").textContent()).toBe("Správa");
    await ground.picture(page, "administration-narrow");
    const scripted = await ground.open({ ...narrow, javaScriptEnabled: true });
    await scripted.goto(`${ground.server.url}/administration`);
    expect(await scripted.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(360);
    expect(await accessibilityFaults(scripted)).toEqual([]);
  });
});
