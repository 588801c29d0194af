// The pages of jobs in a browser: followed live, held and let go on, failed, many of them, without scripts, and with what means harm in titles and logs.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { accessibilityFaults, alive, type BrowserGround, openBrowserGround, overflow } from "./browser-ground.js";

const harm = "<img src=x onerror=\"document.title='harmed'\"><script>document.title='harmed'</script>";

const program = `import os, time
from terrarium import process, Context, UserError

@process("steps", version="1", title=${JSON.stringify(`Steps ${harm}`)})
def steps(context: Context, mode: str = "once") -> str:
    """Prints and tells its progress; waits as long as it is asked to."""
    print("first line")
    print("WARNING: take care ${harm.replaceAll('"', '\\"')}")
    context.progress(40, "Step 4 of 10 ${harm.replaceAll('"', '\\"')}")
    if mode == "fail":
        print("ERROR: there is no bridge")
        raise UserError("There is no bridge here", input="mode")
    end = time.time() + (3600 if mode == "stay" else 0)
    count = 0
    while time.time() < end:
        count += 1
        bytes(1024 * 1024 * (count % 30))
        time.sleep(0.02)
    print("last line")
    return "done"
`;

let folder = "";
let ground: BrowserGround;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "terrarium-jobs-pages-"));
  writeFileSync(join(folder, "steps.process.py"), program);
  ground = await openBrowserGround({ config: `[processes]\npaths = [${JSON.stringify(join(folder, "*.process.py"))}]\n` });
}, 120_000);

afterAll(async () => {
  await ground.close();
  rmSync(folder, { recursive: true, force: true });
});

afterEach(() => ground.check());

async function start(mode = "once"): Promise<string> {
  const response = await fetch(`${ground.server.url}/processes/steps/execution`, {
    method: "POST",
    headers: { "content-type": "application/json", prefer: "respond-async" },
    body: JSON.stringify({ inputs: { mode } }),
  });
  await response.text();
  return (response.headers.get("location") ?? "").replace(/^.*\/jobs\//, "");
}

const page = (path: string): string => `${ground.server.url}/jobs${path}`;

describe("the page of a job", () => {
  it("shows progress, log and use as they happen, is held, goes on, and is dismissed", async () => {
    const id = await start("stay");
    const tab = await ground.open();
    await tab.goto(page(`/${id}`));
    await alive(tab, "job");
    await tab.getByRole("log").getByText("first line").waitFor();
    await tab.getByText("Step 4 of 10").first().waitFor();
    await tab.locator(".curve").first().waitFor();
    await ground.picture(tab, "job-running");
    expect(await accessibilityFaults(tab)).toEqual([]);
    await tab.getByRole("button", { name: "Pause" }).click();
    await tab.locator(".job-head .state.paused").waitFor();
    await ground.picture(tab, "job-paused");
    await tab.getByRole("button", { name: "Resume" }).click();
    await tab.locator(".job-head .state.running").waitFor();
    // The pause is over and told with its length, and what ran is in two pieces.
    const spans = tab.locator(".span-list li");
    await expect
      .poll(() => spans.locator("strong").allInnerTexts())
      .toEqual(["Waiting", "Bringing inputs", "Running", "Paused", "Running"]);
    await tab.getByRole("button", { name: "Dismiss" }).click();
    await tab.locator(".job-head .state.dismissed").waitFor();
    expect(await tab.title()).not.toBe("harmed");
    expect(await tab.locator("main img, main script").count()).toBe(0);
    await tab.close();
  });

  it("filters its log by level and words", async () => {
    const id = await start();
    const tab = await ground.open();
    await tab.goto(page(`/${id}`));
    await alive(tab, "job");
    await tab.getByRole("log").getByText("last line").waitFor();
    await tab.getByLabel("Show").selectOption("warnings");
    expect(await tab.locator(".log-line").count()).toBe(1);
    // What a log line says is text: the tags are read, not obeyed.
    expect(await tab.locator(".log-line").textContent()).toContain("<script>");
    await tab.getByLabel("Show").selectOption("all");
    await tab.getByRole("searchbox").fill("LAST");
    expect(await tab.locator(".log-line").allInnerTexts()).toEqual([expect.stringContaining("last line")]);
    await tab.getByRole("link", { name: "See results" }).waitFor();
    expect(await tab.locator(".result .literal").textContent()).toBe("done");
    expect(await tab.getByText(/^Ended at .*: done, after/).count()).toBe(1);
    await ground.picture(tab, "job-done");
    await tab.getByRole("link", { name: "Run again with changes" }).click();
    expect(new URL(tab.url()).hash).toBe(`#job=${id}`);
    await tab.close();
  });

  it("says of a failed job what, where, and what to do", async () => {
    const id = await start("fail");
    const tab = await ground.open({ locale: "cs-CZ" });
    await tab.goto(page(`/${id}?lang=cs`));
    await alive(tab, "job");
    const card = tab.locator(".failure");
    await card.waitFor();
    const text = await card.textContent();
    expect(text).toContain("There is no bridge here");
    expect(text).toMatch(/Co dělat/);
    await ground.picture(tab, "job-failed");
    expect(await accessibilityFaults(tab)).toEqual([]);
    await tab.close();
  });

  it("tells attempts apart, with the reason of each", async () => {
    const id = await start();
    const answer = await fetch(page(`/${id}?f=json`));
    const job = (await answer.json()) as Record<string, unknown>;
    const at = (second: number): string => new Date(Date.UTC(2026, 0, 1, 12, 0, second)).toISOString();
    const phases = [
      { phase: "running", from: at(0), to: at(4), attempt: 1 },
      { phase: "waiting", from: at(4), to: at(9), attempt: 2, reason: `What it ran in was lost ${harm}` },
      { phase: "running", from: at(9), to: at(10), attempt: 2 },
    ];
    const tab = await ground.open({ viewport: { width: 360, height: 800 }, colorScheme: "dark" });
    await tab.route(/\/jobs\/[a-z2-7]+\?.*f=json|\/jobs\/[a-z2-7]{26}$/, (route) =>
      route.request().resourceType() === "fetch" ? route.fulfill({ json: { ...job, phases } }) : route.continue(),
    );
    await tab.goto(page(`/${id}`));
    await alive(tab, "job");
    const attempts = await tab.locator(".attempts > li").allInnerTexts();
    expect(attempts.map((text) => text.replace(/\s+/g, " "))).toEqual([
      expect.stringMatching(/^Attempt 1 Running 4 s/),
      expect.stringMatching(/^Attempt 2 What it ran in was lost <img.* Waiting 5 s .* Running 1 s/),
    ]);
    await ground.picture(tab, "job-attempts");
    expect(await overflow(tab)).toBeLessThanOrEqual(0);
    expect(await accessibilityFaults(tab)).toEqual([]);
    await tab.close();
  });

  it("is the server's own without scripts", async () => {
    const id = await start();
    const tab = await ground.open({ javaScriptEnabled: false });
    await tab.goto(page(`/${id}`));
    expect(await tab.locator("dl.facts").count()).toBeGreaterThan(0);
    expect(await tab.getByRole("region", { name: "Time line" }).locator("tbody tr").count()).toBeGreaterThan(0);
    expect(await tab.locator("form button.danger").count()).toBe(1);
    await tab.close();
  });
});

describe("titles, messages and lines of the log that mean harm", () => {
  it("are text on every page, though the same text runs where it is markup", async () => {
    const id = await start();
    const tab = await ground.open();
    for (const path of ["/", "/processes", "/processes/steps", "/jobs", `/jobs/${id}`, `/jobs/${id}/results`]) {
      await tab.goto(`${ground.server.url}${path}`);
      await tab.waitForSelector("[data-alive]");
      expect(await tab.locator("main").textContent(), path).toContain("<script>");
      expect(await tab.locator("main :is(img, script)").count(), path).toBe(0);
      expect(await tab.title(), path).not.toBe("harmed");
    }
    const control = await ground.open();
    await control.setContent(`<title>mine</title>${harm}`);
    await expect.poll(() => control.title(), { timeout: 20_000 }).toBe("harmed");
    await Promise.all([tab.close(), control.close()]);
  });
});

describe("the list of jobs", () => {
  it("holds a thousand jobs, finds among them, and changes as they do", async () => {
    const most = 1_000;
    const one = await start();
    const answer = await fetch(page(`/${one}?f=json`));
    const first = (await answer.json()) as Record<string, unknown>;
    const states = ["successful", "failed", "accepted", "running"];
    // A thousand executions would take this machine minutes: the list is the server's, its entries are copies of a real one.
    const jobs = Array.from({ length: most }, (_, index) => ({
      ...first,
      jobID: `${"a".repeat(20)}${[...String(100_000 + index)].map((digit) => "bcdefghijk"[Number(digit)]).join("")}`,
      status: states[index % 4],
      message: index === 777 ? "needle" : "hay",
      created: new Date(Date.now() - 60_000 - index * 1_000).toISOString(),
    }));
    const tab = await ground.open();
    await tab.route(/\/jobs\?.*f=json/, (route) => route.fulfill({ json: { jobs, links: [] } }));
    await tab.goto(page(""));
    await alive(tab, "jobs");
    await tab.locator(".live.on").waitFor();
    expect(await tab.locator("tbody tr").count()).toBe(50);
    await ground.picture(tab, "jobs-thousand");
    expect(await accessibilityFaults(tab)).toEqual([]);
    await tab.getByRole("button", { name: /^failed/ }).click();
    expect(new URL(tab.url()).searchParams.get("status")).toBe("failed");
    expect(await tab.locator("tbody .state").allInnerTexts()).toEqual(Array.from({ length: 50 }, () => "failed"));
    await tab.getByRole("button", { name: "Show all" }).click();
    await tab.getByLabel("Identifier or message").fill("needle");
    expect(await tab.locator("tbody tr").count()).toBe(1);
    await tab.getByRole("button", { name: "Show all" }).click();
    const fresh = await start();
    await tab.locator("tbody tr").filter({ hasText: fresh }).locator(".state.successful").waitFor();
    await tab.close();
  });

  it("dismisses all that are selected, after asking", async () => {
    const ids = await Promise.all([start("stay"), start("stay"), start("stay")]);
    const tab = await ground.open();
    await tab.goto(`${page("")}?processID=steps`);
    await alive(tab, "jobs");
    for (const id of ids) await tab.getByLabel(`Select job ${id}`).check();
    await tab.getByRole("button", { name: "Dismiss or remove 3" }).click();
    await ground.picture(tab, "jobs-dismiss");
    await tab.getByRole("alertdialog").getByRole("button", { name: "Dismiss or remove 3" }).click();
    for (const id of ids) await tab.locator("tbody tr").filter({ hasText: id }).locator(".state.dismissed").waitFor();
    expect(await tab.title()).not.toBe("harmed");
    await tab.close();
  });
});
