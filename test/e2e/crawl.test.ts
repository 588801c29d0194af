// What is offered is there: every link of every document and page of a server leads to what it says, of the type and in the language that it says.
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { crawl } from "./crawl.js";
import { root, type Server, startServer } from "./server.js";

const longId = `result/${"ř".repeat(60)}${"x".repeat(100)}`;
/** Its output has an id of which nobody could think. */
const odd = `// A process with an odd output.
import { complex, defineProcess } from "@terrarium/sdk";
export const odd = defineProcess({
  id: "odd/one?&%", version: "1", title: "Odd", inputs: {},
  outputs: { ${JSON.stringify(longId)}: complex({ formats: [{ mediaType: "text/plain" }] }) },
  run: () => ({ ${JSON.stringify(longId)}: { text: "odd" } }),
});
`;

let server: Server;
const folder = mkdtempSync(join(tmpdir(), "terrarium-crawl-"));
beforeAll(async () => {
  // For the sandbox that bundles it.
  chmodSync(folder, 0o755);
  writeFileSync(join(folder, "odd.process.ts"), odd);
  const paths = [
    ...["processes/sleep.process.ts", "processes/conformance", "test/fixtures/processes/everything.process.ts"].map((path) =>
      join(root, path),
    ),
    folder,
  ];
  server = await startServer({ config: `[processes]\npaths = ${JSON.stringify(paths)}\n[access]\nanonymous = "administer"\n` });
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

/** Begins a job; gives its id. */
async function begin(processId: string, body: object): Promise<string> {
  const response = await fetch(`${server.url}/processes/${encodeURIComponent(processId)}/execution`, {
    method: "POST",
    headers: { "content-type": "application/json", prefer: "respond-async" },
    body: JSON.stringify(body),
  });
  expect(response.status).toBe(201);
  return ((await response.json()) as { jobID: string }).jobID;
}

async function becomes(jobId: string, state: string): Promise<void> {
  const status = async () => ((await (await fetch(`${server.url}/jobs/${jobId}`)).json()) as { status: string }).status;
  await expect.poll(status, { timeout: 60_000, interval: 50 }).toBe(state);
}

it("every link of the server leads to what it says", async () => {
  const reference = { transmissionMode: "reference" };
  const given = { inputs: { text: "<b>", box: { bbox: [1, 2, 3, 4] } }, outputs: { text: reference, features: reference, box: reference } };
  const jobs = [
    await begin("odd/one?&%", { outputs: { [longId]: reference }, response: "document" }),
    await begin("echo", { ...given, response: "document" }),
    await begin("echo", given),
  ];
  const [failed, refused] = [
    await begin("test:every-thing.1", { inputs: { text: ["crash"] } }),
    await begin("test:every-thing.1", { inputs: { text: ["user error"] } }),
  ];
  const runs = await begin("sleep", { inputs: { delay: 600 } });
  for (const job of jobs) await becomes(job, "successful");
  for (const job of [failed, refused]) await becomes(job, "failed");
  await becomes(runs, "running");
  const wps = (version: string, request: string) => `${server.url}/wps?service=WPS&version=${version}&request=${request}`;
  const documents = ["1.0.0", "2.0.0"].flatMap((version) => [
    wps(version, "GetCapabilities"),
    wps(version, "DescribeProcess&identifier=ALL"),
  ]);
  const results = jobs.flatMap((job) => [
    `${server.url}/outputs/${job}.xml`,
    `${server.url}/jobs/${job}/results`,
    wps("2.0.0", `GetResult&jobid=${job}`),
  ]);
  const { visited, faults } = await crawl([`${server.url}/`, ...documents, ...results], /^\/sign-(?:in|out)$/);
  expect(faults).toEqual([]);
  for (const part of [
    "/administration/garbage",
    "/conformance",
    "/api",
    `/jobs/${runs}/events`,
    `/jobs/${failed}/log`,
    "/static/ui/",
    "/static/data/",
    encodeURIComponent(longId),
  ])
    expect(
      visited.some((key) => key.includes(part)),
      part,
    ).toBe(true);
}, 120_000);

it("a link that does not keep its word is found", async () => {
  const pages: Readonly<Record<string, readonly [type: string, body: string, headers?: Record<string, string>]>> = {
    "/": [
      "text/html",
      '<a href="/lost">a</a> <a href="/json" type="text/html">b</a> <a href="/json" hreflang="cs">c</a><form method="post" action="/json">',
    ],
    "/json": ["application/json", '{"links":[{"href":"/deep/lost","rel":"next"}]}', { link: '</header/lost>; rel="x"' }],
    "/deep/lost": ["text/xml", '<a xlink:href="/xml/lost"/>'],
  };
  const broken = createServer(({ url = "/", method }, response) => {
    const [type, body, headers] = pages[url] ?? ["text/plain", "lost"];
    response.writeHead(/lost$/.test(url) || method === "OPTIONS" ? 404 : 200, { "content-type": type, ...headers }).end(body);
  }).listen(0, "127.0.0.1");
  await once(broken, "listening");
  const url = `http://127.0.0.1:${(broken.address() as AddressInfo).port}`;
  const { faults } = await crawl([`${url}/`], /^$/);
  broken.close();
  const told = [...new Set(faults.map((fault) => fault.replace(url, "").replace(/ .*: /, " ")))];
  expect(told.sort()).toEqual(
    [
      "/deep/lost status 404",
      "/header/lost status 404",
      "/json language null, not cs",
      "/json no POST, status 404",
      "/json type application/json, not text/html",
      "/lost status 404",
      "/xml/lost status 404",
    ].sort(),
  );
});
