// A browser before a server with the demo processes: Debian's Chromium, a new profile each time, nothing of the outside world. What a page must never do
// (log an error, break the policy, ask anybody else for anything) is kept and is a fault of the test.
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { expect } from "vitest";
import { root, type Server, type ServerOptions, startServer } from "../e2e/server.js";

/** Pictures of pages, to be looked at; git ignores them. */
const pictures = join(root, "test", "browser", "screenshots");

/** `--disable-quic` and the like: a browser that is left alone asks its maker for many things. */
export const browserWords = [
  ...["--headless=new", "--no-sandbox", "--disable-gpu", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--disable-quic"],
  ...["--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-default-apps"],
  ...["--hide-scrollbars", "--mute-audio", "--force-color-profile=srgb"],
];

export interface BrowserGround {
  readonly server: Server;
  /** A page in a context of its own, closed with the ground; what it must not do fails the test when `check` is called. */
  open(options?: BrowserContextOptions): Promise<Page>;
  /** The faults of all pages since the last time; they are forgotten. Console errors that fit `expected` are none. */
  check(expected?: RegExp): void;
  /** Keeps a picture of the whole page under this name. */
  picture(page: Page, name: string): Promise<void>;
  close(): Promise<void>;
}

function watch(context: BrowserContext, origin: string, faults: string[]): void {
  context.on("console", (message) => {
    if (message.type() === "error" || /Content Security Policy/i.test(message.text())) faults.push(`console: ${message.text()}`);
  });
  context.on("weberror", (error) => faults.push(`error: ${error.error().message}`));
  context.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(`${origin}/`) && !/^(?:blob|data):/.test(url)) faults.push(`request: ${url}`);
  });
}

/** Starts both; `close` ends them. */
export async function openBrowserGround(options: ServerOptions = {}): Promise<BrowserGround> {
  const profile = mkdtempSync(join(tmpdir(), "terrarium-browser-"));
  const server = await startServer(options);
  const browser = await chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: browserWords,
    env: { ...process.env, HOME: profile },
  });
  const faults: string[] = [];
  const { origin } = new URL(server.url);
  return {
    server,
    async open(given = {}) {
      const context = await browser.newContext({ locale: "en-GB", viewport: { width: 1180, height: 800 }, ...given });
      watch(context, origin, faults);
      return context.newPage();
    },
    check(expected) {
      const left = faults.splice(0).filter((fault) => expected === undefined || !expected.test(fault));
      expect(left).toEqual([]);
    },
    async picture(page, name) {
      mkdirSync(pictures, { recursive: true });
      await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
    },
    async close() {
      await browser.close();
      await server.stop();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

/** Waits until a part of the page is alive. */
export async function alive(page: Page, island: string): Promise<void> {
  await page.waitForSelector(`[data-island="${island}"][data-alive]`);
}

const axePath = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** What the page lacks of WCAG 2.1 A and AA, one line each. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  await page.evaluate(readFileSync(axePath, "utf8"));
  const found = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { readonly axe: Axe };
    return (await axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] })).violations;
  });
  return found.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html}: ${failureSummary}`));
}

interface Axe {
  run(options: { readonly runOnly: readonly string[] }): Promise<{
    readonly violations: readonly {
      readonly id: string;
      readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
    }[];
  }>;
}

/** By how many pixels the page is wider than its window. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
}
