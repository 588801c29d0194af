import { createHash } from "node:crypto";
import type { InputDescription, OutputDescription, ProcessDescription } from "@terrarium/sdk";
import { describe, expect, it } from "vitest";
import type { Job, JobStatus } from "../../../core/job.js";
import type { HttpResponse } from "../../../core/message.js";
import { makeLinks, type ServiceDescription } from "../../../core/service.js";
import { type OperationId, resources } from "../resources.js";
import { styleHash } from "./layout.js";
import { makePages, type Shown } from "./pages.js";
import { style } from "./style.js";
import { pageLanguages } from "./words.js";

const hostile = `"'><script>alert(1)</script><img src=x onerror=alert(1)>&\u0000`;
const service: ServiceDescription = {
  ...{
    title: hostile,
    abstract: hostile,
    keywords: [hostile],
    fees: "NONE",
    accessConstraints: "NONE",
    languages: ["en-US"],
    inputBytes: 1e9,
  },
  provider: { name: hostile, contact: {} },
};
const common = { title: hostile, abstract: hostile, metadata: [{ title: hostile, href: "javascript:alert(1)" }, { title: hostile }] };
const inputs: readonly InputDescription[] = [
  {
    ...common,
    id: hostile,
    kind: "literal",
    dataType: "string",
    allowedValues: [hostile, "b"],
    default: hostile,
    uoms: [hostile, "m"],
    minOccurs: 0,
    maxOccurs: 5,
  },
  { ...common, id: "moment", kind: "literal", dataType: "dateTime", minOccurs: 1, maxOccurs: 1 },
  {
    ...common,
    id: "number",
    kind: "literal",
    dataType: "double",
    allowedValues: [{ minimum: 0, maximum: 1, closure: "open" }],
    minOccurs: 1,
    maxOccurs: 1,
  },
  { ...common, id: "flag", kind: "literal", dataType: "boolean", minOccurs: 0, maxOccurs: 1 },
  { ...common, id: "box", kind: "bbox", crs: [hostile], minOccurs: 1, maxOccurs: 2 },
  {
    ...common,
    id: "data",
    kind: "complex",
    formats: [{ mediaType: hostile, encoding: "base64" }, { mediaType: "text/plain" }],
    minOccurs: 1,
    maxOccurs: 1,
  },
];
const outputs: readonly OutputDescription[] = [
  { ...common, id: hostile, kind: "literal", dataType: "string" },
  { ...common, id: "data", kind: "complex", formats: [{ mediaType: hostile }, { mediaType: "text/plain" }] },
];
const process: ProcessDescription = {
  ...{ ...common, id: hostile, version: hostile, keywords: [hostile], inputs, outputs, storeSupported: true, statusSupported: true },
};

function job(status: JobStatus): Job {
  return {
    ...{
      id: "abcdefghijklmnopqrstuvwxyz",
      processId: hostile,
      processVersion: hostile,
      status,
      progress: 40,
      message: hostile,
      attempt: 2,
      owner: "a",
    },
    ...{ createdMs: 0, updatedMs: 0, startedMs: 0, finishedMs: 90_000, isResuming: status === "paused" },
    execute: {
      processId: hostile,
      inputs: [],
      outputs: [],
      mode: "async",
      response: "document",
      store: false,
      status: false,
      lineage: false,
    },
    results: [
      { id: hostile, kind: "literal", value: hostile, uom: hostile },
      { id: "box", kind: "bbox", bbox: [1, 2, 3, 4], crs: hostile },
      { id: "data", kind: "complex", format: { mediaType: "text/html" }, file: { key: "k", byteLength: 99_999, sha256: "" } },
    ],
    error: { code: "process-failed", message: hostile },
    limitsHit: ["memory"],
    usage: { cpuMs: 1, wallMs: -1, memoryPeakBytes: 5e6, diskBytes: 0, queueMs: 1, bytesIn: 2, bytesOut: 3 },
    isolation: { engine: hostile, madeBy: "zygote", enforced: [hostile], notEnforced: [hostile] },
  };
}

const pages = makePages({
  service,
  links: makeLinks("https://example.org/geo/"),
  table: resources,
  samples: [hostile],
  now: () => 100_000,
});

function shown(id: OperationId, path = "/jobs/x", query = ""): Shown {
  async function* open(): AsyncGenerator<Uint8Array> {
    yield new TextEncoder().encode(hostile.repeat(500));
  }
  return { id, request: { path, query }, open };
}

async function text(response: HttpResponse): Promise<string> {
  if (typeof response.body === "string") return response.body;
  let all = "";
  for await (const piece of response.body) all += piece;
  return all;
}

const processes = { kind: "processes", processes: [process], updateSequence: 1 } as const;
const states: readonly JobStatus[] = ["accepted", "running", "paused", "successful", "failed", "dismissed"];
const every: readonly (readonly [string, () => HttpResponse])[] = [
  ["landing", () => pages.encode(shown("getLandingPage", "/"), processes)],
  ["conformance", () => pages.encode(shown("getConformance"), processes)],
  ["api", () => pages.encode(shown("getApi"), processes)],
  ["processes", () => pages.encode(shown("getProcesses", "/processes"), processes)],
  ["process", () => pages.encode(shown("getProcess"), processes)],
  [
    "jobs",
    () => pages.encode(shown("getJobs", "/jobs", `processID=${encodeURIComponent(hostile)}`), { kind: "jobs", jobs: states.map(job) }),
  ],
  ["no jobs", () => pages.encode(shown("getJobs", "/jobs", "status=paused&lang=cs"), { kind: "jobs", jobs: [] })],
  ...states.map((status) => [status, () => pages.encode(shown("getStatus"), { kind: "job", job: job(status), process })] as const),
  ["results", () => pages.encode(shown("getResults"), { kind: "job", job: job("successful"), process })],
  [
    "problem",
    () =>
      pages.problem(
        { path: "/x", query: "" },
        {
          status: 400,
          headers: { "retry-after": "5" },
          body: JSON.stringify({ status: 400, title: hostile, errors: [{ detail: hostile, pointer: `/inputs/${hostile}` }] }),
        },
        { processId: hostile, jobId: hostile },
      ),
  ],
];

describe("every page", () => {
  it.each(every)("%s holds no markup of others, no script and no foreign resource", async (_name, make) => {
    const response = make();
    const page = await text(response);
    expect(page).not.toMatch(/<script|<img|onerror=alert\(1\)>|javascript:/i);
    expect(page).not.toContain("\u0000");
    expect(page).not.toMatch(/ (?:src|on\w+)="/);
    // The stylesheet stands in the page; nothing is fetched by itself.
    expect(page).not.toMatch(/<link|url\(|@import|<iframe|<object|<base/i);
    expect(response.headers["content-security-policy"]).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
    );
  });

  it("links its scripts where they are built, from this server alone, and lets nothing else run", async () => {
    const ui = { entry: "app-1.js", pages: { catalogue: ["part-2.js"] } };
    const parts = { service, links: makeLinks("https://example.org/geo/"), table: resources, samples: [], now: () => 0, ui };
    const alive = makePages(parts);
    const list = alive.encode(shown("getProcesses", "/processes", "lang=cs"), processes);
    const page = await text(list);
    expect([...page.matchAll(/ (?:src|href)="([^"]*\/static\/[^"]*)"/g)].map(([, address]) => address)).toEqual([
      "/geo/static/ui/app-1.js",
      "/geo/static/ui/part-2.js",
    ]);
    expect(page).toContain('<html lang="cs" data-page="catalogue">');
    expect(page).not.toMatch(/<script(?! type="module" src=")|<script[^>]*>[^<]/);
    const policy = list.headers["content-security-policy"];
    expect(policy).toMatch(
      /^default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self' blob: data:; style-src 'sha256-[^']+'; /,
    );
    // A page without a module has no script.
    expect(await text(alive.encode(shown("getConformance", "/conformance"), processes))).not.toContain("<script");
  });

  it.each(every)("%s is well-formed: every element ends, every id is one, every label and hint leads to something", async (_name, make) => {
    const page = (await text(make())).replace(/<style>.*<\/style>/s, "").replace(/<!doctype html>/, "");
    const empty = new Set(["meta", "br", "input"]);
    const stack: string[] = [];
    for (const [, end, name = ""] of page.matchAll(/<(\/?)([a-z0-9]+)[^>]*>/g)) {
      if (end === "/") expect(stack.pop()).toBe(name);
      else if (!empty.has(name)) stack.push(name);
    }
    expect(stack).toEqual([]);
    const ids = [...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const named = [...page.matchAll(/ (?:for|aria-describedby)="([^"]*)"/g)].flatMap(([, list = ""]) => list.split(" "));
    for (const id of named) expect(ids).toContain(id);
    expect(page.match(/<h1>/g)).toHaveLength(1);
    expect(page).toMatch(/<html lang="(en-US|cs)">/);
  });

  it.each(every)("%s gives every field a name that can be heard", async (_name, make) => {
    const page = await text(make());
    const labelled = new Set([...page.matchAll(/<label for="([^"]*)"/g)].map(([, id]) => id));
    for (const [field] of page.matchAll(/<(?:input|select|textarea)\b[^>]*>/g)) {
      if (/type="hidden"/.test(field)) continue;
      const id = / id="([^"]*)"/.exec(field)?.[1];
      expect(/ aria-label="[^"]+"/.test(field) || labelled.has(id), field).toBe(true);
    }
  });

  it.each(every)("%s links to paths of this service alone, below its own path", async (_name, make) => {
    const page = await text(make());
    for (const [, href = ""] of page.matchAll(/ (?:href|action)="([^"]*)"/g)) expect(href).toMatch(/^(?:\/geo\/|\?|#|https?:\/\/)/);
    expect(page).toMatch(/href="\/geo\/["?]/);
  });
});

describe("the pages", () => {
  it("name their stylesheet by its hash", () => {
    expect(styleHash).toBe(`sha256-${createHash("sha256").update(style).digest("base64")}`);
  });

  it("speak the language that is asked for, and keep one that was chosen", async () => {
    const page = (query: string, acceptLanguage?: string) =>
      text(
        pages.encode(
          { ...shown("getJobs", "/jobs"), request: { path: "/jobs", query, ...(acceptLanguage === undefined ? {} : { acceptLanguage }) } },
          { kind: "jobs", jobs: [] },
        ),
      );
    expect(await page("", "cs-CZ,cs;q=0.9,en;q=0.8")).toContain("<h1>Úlohy</h1>");
    expect(await page("", "de, en;q=0.5")).toContain("<h1>Jobs</h1>");
    const chosen = await page("lang=cs", "en");
    expect(chosen).toContain("<h1>Úlohy</h1>");
    expect(chosen).toContain('href="/geo/processes?lang=cs"');
    expect(await page("", "en;q=0, cs;q=0.1")).toContain("<h1>Úlohy</h1>");
    expect(await page("lang=tlh", "cs")).toContain("<h1>Úlohy</h1>");
  });

  it("have every phrase in every language, with the same values in it", () => {
    const holes = (phrase: string) => [...phrase.matchAll(/\{\w+\}/g)].map(([hole]) => hole).sort();
    for (const words of Object.values(pageLanguages))
      for (const [name, phrase] of Object.entries(pageLanguages.en))
        expect([name, holes(words[name as keyof typeof words])]).toEqual([name, holes(phrase)]);
  });

  it("say how the sandbox of a job was made", async () => {
    const page = await text(pages.encode(shown("getStatus"), { kind: "job", job: job("successful"), process }));
    expect(page).toContain("<dt>Sandbox</dt><dd>forked from a pre-imported parent</dd>");
  });

  it("load themselves again only while a job can change by itself", async () => {
    const refreshing = await Promise.all(
      states.map(async (status) => [
        status,
        /http-equiv="refresh"/.test(
          await text(pages.encode(shown("getStatus"), { kind: "job", job: { ...job(status), isResuming: false }, process })),
        ),
      ]),
    );
    expect(Object.fromEntries(refreshing)).toEqual({
      accepted: true,
      running: true,
      paused: false,
      successful: false,
      failed: false,
      dismissed: false,
    });
  });

  it("offer only what can be done with a job in its state", async () => {
    const actions = async (status: JobStatus) =>
      [
        ...(await text(pages.encode(shown("getStatus"), { kind: "job", job: job(status), process }))).matchAll(
          /action="\/geo\/jobs\/\w+\/(\w+)"/g,
        ),
      ].map(([, action]) => action);
    expect(await Promise.all(states.map(actions))).toEqual([
      ["dismiss"],
      ["pause", "dismiss"],
      ["resume", "dismiss"],
      ["dismiss"],
      ["dismiss"],
      ["dismiss"],
    ]);
  });

  it("send a browser on to where its form led", () => {
    const to = (id: OperationId, status: JobStatus) =>
      pages.encode(shown(id), { kind: "job", job: { ...job(status), processId: "p" }, process }).headers["location"];
    expect([
      to("execute", "successful"),
      to("execute", "running"),
      to("execute", "failed"),
      to("pause", "paused"),
      to("dismissByPost", "dismissed"),
    ]).toEqual([
      "/geo/jobs/abcdefghijklmnopqrstuvwxyz/results",
      "/geo/jobs/abcdefghijklmnopqrstuvwxyz",
      "/geo/jobs/abcdefghijklmnopqrstuvwxyz",
      "/geo/jobs/abcdefghijklmnopqrstuvwxyz",
      "/geo/jobs",
    ]);
  });

  it("show the beginning of a long text only", async () => {
    const page = await text(pages.encode(shown("getResults"), { kind: "job", job: job("successful"), process }));
    expect(page).toContain("The beginning of 99999 bytes");
    expect(page.length).toBeLessThan(200_000);
  });
});

/** Relative luminance and contrast by WCAG 2.2. */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

describe("the colours", () => {
  const tokens = new Map(
    [...style.matchAll(/--(\w+):light-dark\((#\w{6}),(#\w{6})\)/g)].map(([, name = "", light = "", dark = ""]) => [name, [light, dark]]),
  );
  const pairs = ["ink", "soft", "leaf", "good", "busy", "bad", "still"].flatMap((name) =>
    ["ground", "sheet"].map((ground) => [name, ground, 4.5] as const),
  );
  it.each([...pairs, ["edge", "sheet", 3] as const, ["edge", "ground", 3] as const])(
    "%s on %s has a contrast of %d, in light and in dark",
    (name, ground, least) => {
      for (const mode of [0, 1])
        expect(contrast(tokens.get(name)?.[mode] ?? "", tokens.get(ground)?.[mode] ?? "")).toBeGreaterThanOrEqual(least);
    },
  );
  it("white on the main button has a contrast of 4.5, in light and in dark", () => {
    for (const colour of tokens.get("bark") ?? []) expect(contrast("#ffffff", colour)).toBeGreaterThanOrEqual(4.5);
  });
});
