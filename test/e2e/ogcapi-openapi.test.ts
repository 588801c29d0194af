// The OpenAPI documents against the running server: a client made of nothing but them does everything, and each answer is one that they promise.
import { join } from "node:path";
import { Validator } from "@seriousme/openapi-schema-validator";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Client, type Document, makeClient, type Received } from "../openapi/client.js";
import { permitted, type Schema } from "../openapi/schema-arbitrary.js";
import { root, type Server, startServer } from "./server.js";

let server: Server;
let document: Document;
let client: Client;

beforeAll(async () => {
  const folders = ["processes", "processes/conformance", "test/fixtures/processes"].map((name) => join(root, name));
  server = await startServer({ config: `[processes]\npaths = ${JSON.stringify(folders)}\n[access]\nanonymous = "administer"\n` });
  document = (await (await fetch(`${server.url}/api?f=oas31`)).json()) as Document;
  client = makeClient(document);
});

afterAll(async () => {
  await server.stop();
});

const async = { prefer: "respond-async" };
const layer = {
  type: "FeatureCollection",
  features: [
    {
      type: "Feature",
      properties: {},
      geometry: {
        type: "Polygon",
        coordinates: [
          [
            [0, 0],
            [2, 0],
            [2, 2],
            [0, 2],
            [0, 0],
          ],
        ],
      },
    },
  ],
};
const geojson = { value: layer, mediaType: "application/geo+json" };
/** One good request for each demo process. */
const requests: Readonly<Record<string, { readonly [member: string]: unknown }>> = {
  say_hello: { name: "Ada" },
  ultimate_question: {},
  boundingbox: { bboxin: { bbox: [14, 50, 15, 51] } },
  area: { layer: geojson },
  centroids: { layer: geojson },
  feature_count: { layer: geojson },
  sleep: { delay: 0.01 },
};

const jobOf = ({ json }: Received): string => (json as { readonly jobID: string }).jobID;

async function ended(jobId: string): Promise<Received> {
  const deadline = performance.now() + 60_000;
  for (;;) {
    const seen = await client.call("getStatus", { path: { jobId } });
    if (/successful|failed|dismissed/.test((seen.json as { readonly status: string }).status)) return seen;
    if (performance.now() > deadline) throw new Error(`the job ${jobId} did not end`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe("the OpenAPI documents of the running server", () => {
  it.each(["oas30", "oas31"])("%s is valid", async (version) => {
    const response = await fetch(`${server.url}/api?f=${version}`);
    expect(response.headers.get("content-type")).toBe(`application/vnd.oai.openapi+json;version=${version === "oas30" ? "3.0" : "3.1"}`);
    const { valid, errors } = await new Validator().validate((await response.json()) as Record<string, unknown>);
    expect([valid, errors ?? []]).toEqual([true, []]);
  });

  it("have an operation for each process that is offered", async () => {
    const { json } = await client.call("getProcesses", { query: { limit: "1000" } });
    const ids = (json as { readonly processes: readonly { readonly id: string }[] }).processes.map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(9);
    for (const id of ids) {
      expect(Object.keys(document.paths)).toContain(`/processes/${encodeURIComponent(id)}/execution`);
      await client.call("getProcess", { path: { processId: id } });
    }
  });
});

describe("a client made of the document", () => {
  it("notices what was not promised: a status, a type, a header, a member", async () => {
    const distorted = (change: (text: string) => string) => makeClient(JSON.parse(change(JSON.stringify(document))) as Document);
    const body = { inputs: { name: "Ada" }, response: "document" };
    const call = (change: (text: string) => string, headers = {}) => distorted(change).call("execute_say_hello", { body, headers });
    await expect(call((text) => text)).resolves.toMatchObject({ status: 200 });
    await expect(call((text) => text.replaceAll('"200":', '"299":'))).rejects.toThrow("the status 200 is not promised");
    await expect(call((text) => text.replaceAll('"application/json":', '"application/xml":'))).rejects.toThrow("the type application/json");
    await expect(call((text) => text.replaceAll('"Location":', '"Elsewhere":'), async)).rejects.toThrow("the header Elsewhere is missing");
    await expect(call((text) => text.replaceAll('"response":{"title"', '"other":{"title"'))).rejects.toThrow("additional properties");
  });

  it("reads what the service says of itself", async () => {
    for (const id of ["getLandingPage", "getConformance", "getProcesses", "getJobs"]) expect((await client.call(id)).status).toBe(200);
  });

  it.each(Object.keys(requests))("executes %s in every form", async (id) => {
    const inputs = requests[id] ?? {};
    for (const response of ["raw", "document"]) {
      const { status } = await client.call(`execute_${id}`, { body: { inputs, response } });
      expect(status).toBe(200);
    }
    const started = await client.call(`execute_${id}`, { body: { inputs }, headers: async });
    if (started.status !== 201) return;
    const jobId = jobOf(started);
    expect((await ended(jobId)).json).toMatchObject({ status: "successful", processID: id });
    await client.call("getResults", { path: { jobId } });
    await client.call("getResults", { path: { jobId }, headers: { prefer: "return=minimal" } });
    const { json } = await client.call("getProcess", { path: { processId: id } });
    for (const outputId of Object.keys((json as { readonly outputs: object }).outputs))
      expect((await client.call("getResult", { path: { jobId, outputId } })).status).toBe(200);
    expect((await client.call("getResult", { path: { jobId, outputId: "none" } })).status).toBe(400);
    expect((await client.call("getLog", { path: { jobId } })).type).toMatch(/^text\/plain/);
    expect((await client.call("dismiss", { path: { jobId } })).status).toBe(200);
  });

  it("executes by a query", async () => {
    const { text } = await client.call("query_say_hello", { query: { name: "Ada" } });
    expect(text).toBe("Hello Ada");
  });

  it("controls a job", async () => {
    const jobId = jobOf(await client.call("execute_sleep", { body: { inputs: { delay: 30 } }, headers: async }));
    const control = async (id: string) => (await client.call(id, { path: { jobId } })).status;
    const deadline = performance.now() + 60_000;
    // Refused until the job has its sandbox.
    while ((await control("pause")) === 409 && performance.now() < deadline);
    expect([await control("getStatus"), await control("resume"), await control("getResults")]).toEqual([200, 200, 404]);
    expect([await control("dismissByPost"), await control("getResults")]).toEqual([200, 404]);
  });

  it("administers", async () => {
    for (const id of ["getAdministration", "holdQueue", "openQueue", "getGarbage", "findJobs"])
      expect((await client.call(id)).status).toBe(200);
    const path = { processId: "sleep" };
    for (const id of ["setBounds", "dismissJobs"])
      expect([id, (await client.call(id, { path: id === "setBounds" ? path : {}, body: { running: 1, owner: "eve" } })).status]).toEqual([
        id,
        415,
      ]);
    for (const query of [{ running: "1", waiting: "7" }, { configured: "true" }] as const)
      expect((await client.call("setBounds", { path, query })).status).toBe(200);
    const jobId = jobOf(await client.call("execute_sleep", { body: { inputs: { delay: 60 } }, headers: async }));
    const found = await client.call("findJobs", { query: { processID: "sleep" } });
    expect(found.json).toMatchObject({ found: 1, jobs: [{ jobID: jobId }] });
    // An owner whose name ends so is an owner, and not a field that was left empty.
    const ofNobody = await fetch(`${server.url}/administration/jobs?processID=sleep&status=&owner=YWRh=`);
    expect(await ofNobody.json()).toMatchObject({ found: 0 });
    expect((await client.call("dismissJobs", { query: { processID: "sleep" } })).json).toMatchObject({ found: 1, dismissed: 1 });
  });

  it("is told what it does wrong as it was promised", async () => {
    const elsewhere = { origin: "https://evil.example" };
    const none = { processId: "none", jobId: "aaaaaaaaaaaaaaaaaaaaaaaaaa", outputId: "none" };
    const refusals: readonly (readonly [number, string, Parameters<Client["call"]>[1]])[] = [
      [404, "getProcess", { path: { processId: none.processId } }],
      [404, "getStatus", { path: { jobId: none.jobId } }],
      [404, "getResult", { path: { jobId: none.jobId, outputId: none.outputId } }],
      [404, "pause", { path: { jobId: none.jobId } }],
      [404, "execute", { path: { processId: none.processId }, body: { inputs: {} } }],
      [400, "execute_say_hello", { body: { inputs: { name: 1, other: 2 } } }],
      [400, "execute_say_hello", { body: [] }],
      [415, "execute_say_hello", { body: {}, headers: { "content-type": "text/xml" } }],
      [400, "getJobs", { query: { limit: "0" } }],
      [406, "getProcesses", { headers: { accept: "image/png" } }],
      ...["pause", "dismiss"].map((id) => [403, id, { path: { jobId: none.jobId }, headers: elsewhere }] as const),
      [403, "query_say_hello", { query: { name: "Ada" }, headers: elsewhere }],
      [403, "validate", { path: { processId: "say_hello" }, body: { inputs: {} }, headers: { ...elsewhere, "content-type": "text/json" } }],
      [422, "execute_say_hello", { body: { inputs: { name: "Eve" } }, headers: { "idempotency-key": "one" } }],
      [404, "setBounds", { path: { processId: none.processId }, query: { running: "1" } }],
      [400, "findJobs", { query: { status: "successful" } }],
      [401, "getProcesses", { headers: { authorization: `Bearer terrarium_000000000000_${"x".repeat(43)}` } }],
    ];
    await client.call("execute_say_hello", { body: { inputs: { name: "Ada" } }, headers: { "idempotency-key": "one" } });
    for (const [status, id, request] of refusals) expect([id, (await client.call(id, request)).status]).toEqual([id, status]);
  });

  it("gets promised answers to whatever the document permits", async () => {
    const ids = ["say_hello", "boundingbox", "ultimate_question", "sleep", "feature_count"];
    const arbitrary = fc.constantFrom(...ids).chain((id) => {
      const schema = client.operations.get(`execute_${id}`)?.described.requestBody?.content["application/json"]?.schema ?? {};
      return fc.tuple(fc.constant(id), permitted(schema, document as unknown as Schema), fc.boolean());
    });
    await fc.assert(
      fc.asyncProperty(arbitrary, async ([id, body, isAsync]) => {
        // Nobody sleeps here for as long as a number may be.
        const inputs = (body as { readonly inputs?: Readonly<Record<string, unknown>> }).inputs ?? {};
        const { subscriber: _subscriber, ...rest } = body as Readonly<Record<string, unknown>>;
        const sent = id === "sleep" ? { ...rest, inputs: { ...inputs, delay: 0.001 } } : rest;
        // What lies behind an address is not there, which is promised as well.
        await client.call(`execute_${id}`, { body: sent, headers: isAsync ? async : {} });
      }),
      { numRuns: 40 },
    );
  });
});
