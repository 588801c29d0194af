// The abstract tests of OGC API - Processes - Part 1, 1.0 (OGC 18-062r2, Annex A), class Core, against a running server with the echo process: each test is
// titled by the identifier of its abstract test. This is not the suite of OGC (TEAM Engine), which asks less of most answers and cannot be had without a
// network; what that one is known to send is at the end of conformance-ogcapi-classes.test.ts. Schemas are those of the standard where ../shared has them.
import { describe, expect, it } from "vitest";
import { hasOgcApiSchemas, makeOgcApiValidator } from "../schemas/validate-ogcapi.js";
import { type Answer, ended, everything, feature, useGround } from "./ogcapi-ground.js";

const { ask, execute, ground, start, until } = useGround();
const validate = makeOgcApiValidator();
const unchecked = hasOgcApiSchemas ? "" : " (schemas not checked: ../shared/schemas is missing)";
const asJson = { headers: { accept: "application/json" } };
const exceptionTypes = "http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/";
const rel = (name: string): string => `http://www.opengis.net/def/rel/ogc/1.0/${name}`;

/** The document, checked against a schema of the standard. */
function valid(answer: Answer, schema: string, status = 200): ReturnType<Answer["json"]> {
  expect([answer.status, answer.headers.get("content-type"), answer.text]).toEqual([status, "application/json", expect.any(String)]);
  expect(validate(schema, answer.json())).toBe("");
  return answer.json();
}

function problem(answer: Answer, status: number, type: string): void {
  expect(valid(answer, "exception", status)["type"]).toBe(exceptionTypes + type);
}

const hrefOf = (document: ReturnType<Answer["json"]>, name: string): string => document.links.find((link) => link.rel === name)?.href ?? "";
const all = { inputs: everything, outputs: { text: {}, count: {}, features: {}, image: {}, box: {} } };
const [value, reference] = [{ transmissionMode: "value" }, { transmissionMode: "reference" }];

function partsOf(answer: Answer): { readonly headers: string; readonly body: string }[] {
  const boundary = /^multipart\/related;.*boundary="?([\w-]+)/.exec(answer.headers.get("content-type") ?? "")?.[1] ?? "none";
  const pieces = answer.text.split(`--${boundary}`).slice(1, -1);
  return pieces.map((piece) => ({
    headers: piece.split("\r\n\r\n")[0] ?? "",
    body: piece.split("\r\n\r\n").slice(1).join("\r\n\r\n").trimEnd(),
  }));
}

/** The answer to the results of an asynchronous execution. */
async function resultsOf(body: unknown): Promise<Answer> {
  const job = await start(body);
  expect((await until(job, ended))["status"]).toBe("successful");
  return ask(`${job}/results`);
}

const service: Readonly<Record<string, () => Promise<void>>> = {
  async "/conf/core/http"() {
    expect((await ask("/")).status).toBe(200);
    expect((await ask("/jobs", { method: "PUT" })).status).toBe(405);
    expect((await ask("/processes", { headers: { accept: "image/png" } })).status).toBe(406);
    expect((await execute("text", { "content-type": "text/csv" })).status).toBe(415);
  },
  async "/conf/core/landingpage-op"() {
    expect((await ask("/", asJson)).status).toBe(200);
  },
  async "/conf/core/landingpage-success"() {
    const landing = valid(await ask("/", asJson), "landingPage");
    for (const name of ["service-desc", "service-doc", rel("conformance"), rel("processes"), rel("job-list")])
      expect([name, (await ask(hrefOf(landing, name))).status]).toEqual([name, 200]);
  },
  async "/conf/core/api-definition-op"() {
    expect((await ask("/api", { headers: { accept: "application/vnd.oai.openapi+json;version=3.0" } })).status).toBe(200);
  },
  async "/conf/core/api-definition-success"() {
    expect((await ask("/api?f=oas30")).json()["openapi"]).toMatch(/^3\.0\./);
  },
  async "/conf/core/conformance-op"() {
    expect((await ask("/conformance", asJson)).status).toBe(200);
  },
  async "/conf/core/conformance-success"() {
    const { conformsTo } = valid(await ask("/conformance", asJson), "confClasses") as unknown as { conformsTo: string[] };
    const names = ["core", "ogc-process-description", "json", "html", "oas30", "job-list", "callback", "dismiss"];
    expect(conformsTo).toEqual(
      expect.arrayContaining(names.map((name) => `http://www.opengis.net/spec/ogcapi-processes-1/1.0/conf/${name}`)),
    );
  },
  async "/conf/core/process-list"() {
    expect((await ask("/processes", asJson)).status).toBe(200);
  },
  async "/conf/core/process-list-success"() {
    const { processes } = valid(await ask("/processes?limit=1000", asJson), "processList") as unknown as { processes: { id: string }[] };
    expect(processes.map(({ id }) => id)).toContain("echo");
  },
  async "/conf/core/pl-limit-definition"() {
    const { paths } = (await ask("/api?f=oas30")).json() as unknown as {
      paths: Record<string, { get: { parameters: { name: string }[] } }>;
    };
    expect(paths["/processes"]?.get.parameters.find(({ name }) => name === "limit")).toMatchObject({
      in: "query",
      schema: { type: "integer", minimum: 1, maximum: 10_000, default: 10 },
    });
  },
  async "/conf/core/pl-limit-response"() {
    expect((await ask("/processes?limit=1", asJson)).json()["processes"]).toHaveLength(1);
    for (const limit of ["0", "10001", "-1", "x", ""]) expect((await ask(`/processes?limit=${limit}`, asJson)).status).toBe(400);
  },
  async "/conf/core/pl-links"() {
    const first = (await ask("/processes?limit=2", asJson)).json();
    expect(["self", "alternate", "next"].map((name) => hrefOf(first, name))).not.toContain("");
    const second = (await ask(hrefOf(first, "next"), asJson)).json();
    expect(second["processes"]).not.toEqual(first["processes"]);
  },
  async "/conf/core/process"() {
    expect((await ask("/processes/echo", asJson)).status).toBe(200);
  },
  async "/conf/core/process-success"() {
    valid(await ask("/processes/echo", asJson), "process");
  },
  async "/conf/core/process-exception-no-such-process"() {
    problem(await ask("/processes/none", asJson), 404, "no-such-process");
    problem(await execute({}, {}, "none"), 404, "no-such-process");
  },
};

const executions: Readonly<Record<string, () => Promise<void>>> = {
  async "/conf/core/job-creation-op"() {
    expect((await execute(all)).status).toBe(200);
  },
  async "/conf/core/job-creation-request"() {
    expect((await execute({ inputs: { text: "x" }, outputs: { text: value }, response: "raw" })).status).toBe(200);
    for (const wrong of [
      "[]",
      '"x"',
      '{"inputs":1}',
      '{"outputs":1}',
      '{"response":"x"}',
      '{"outputs":{"text":{"transmissionMode":"x"}}}',
      "{",
      "",
    ])
      expect([wrong, validate("exception", (await execute(wrong)).json()), (await execute(wrong)).status]).toEqual([wrong, "", 400]);
  },
  async "/conf/core/job-creation-default-execution-mode"() {
    expect((await execute({ inputs: { text: "x" } })).status).toBe(200);
  },
  async "/conf/core/job-creation-auto-execution-mode"() {
    const answer = await execute({ inputs: { text: "x" } }, { prefer: "respond-async" });
    expect([answer.status, answer.headers.get("preference-applied")]).toEqual([201, "respond-async"]);
    // A process that can be executed synchronously only.
    expect((await execute({}, { prefer: "respond-async" }, "ultimate_question")).status).toBe(200);
  },
  async "/conf/core/job-creation-inputs"() {
    const answer = await execute({
      inputs: { text: "x", features: { href: `${ground().foreign}/x`, type: "text/plain" } },
      response: "document",
    });
    expect(answer.json()["features"]).toEqual({ mediaType: "text/plain", value: "from afar" });
  },
  async "/conf/core/job-creation-input-inline"() {
    expect((await execute({ inputs: { text: "x", count: 7 }, outputs: { count: {} } })).text).toBe("7");
  },
  async "/conf/core/job-creation-input-ref"() {
    expect((await execute({ inputs: { text: { href: `${ground().foreign}/text` } }, outputs: { text: {} } })).text).toBe("from afar");
  },
  async "/conf/core/job-creation-input-array"() {
    expect((await execute({ inputs: { count: 1, numbers: [2, 3] }, outputs: { count: {} } })).text).toBe("6");
    expect((await execute({ inputs: { count: 1, numbers: [2] }, outputs: { count: {} } })).text).toBe("3");
  },
  async "/conf/core/job-creation-input-inline-object"() {
    const answer = await execute({ inputs: { features: { value: feature } }, outputs: { features: {} } });
    expect([answer.headers.get("content-type"), answer.json()]).toEqual(["application/geo+json", feature]);
  },
  async "/conf/core/job-creation-input-inline-mixed"() {
    const asText = { value: "<a/>", mediaType: "application/gml+xml" };
    const answer = await execute({ inputs: { features: asText }, outputs: { features: { format: { mediaType: "application/gml+xml" } } } });
    expect([answer.headers.get("content-type"), answer.text]).toEqual(["application/gml+xml", "<a/>"]);
  },
  async "/conf/core/job-creation-input-inline-binary"() {
    const answer = await execute({ inputs: { image: everything.image.value }, response: "document", outputs: { image: {} } });
    expect(answer.json()["image"]).toEqual(everything.image);
  },
  async "/conf/core/job-creation-input-inline-bbox"() {
    const box = { bbox: [51.9, 7, 52, 7.1], crs: "http://www.opengis.net/def/crs/OGC/1.3/CRS84" };
    expect((await execute({ inputs: { box }, outputs: { box: {} } })).json()).toEqual(box);
    expect((await execute({ inputs: { box: { bbox: box.bbox } }, outputs: { box: {} } })).json()).toEqual(box);
  },
  async "/conf/core/job-creation-input-validation"() {
    const inputs = { text: 1.5, count: "many", numbers: ["a"], box: { bbox: [1, 2] }, nothing: 1 };
    const answer = valid(await execute({ inputs, outputs: { none: {} } }), "exception", 400) as unknown as {
      errors: { pointer: string }[];
    };
    const pointers = ["text", "count", "numbers", "box/bbox", "nothing"].map((name) => `/inputs/${name}`);
    expect(answer.errors.map(({ pointer }) => pointer)).toEqual(expect.arrayContaining([...pointers, "/outputs/none"]));
  },
  async "/conf/core/job-creation-default-outputs"() {
    expect(Object.keys((await execute({ inputs: { text: "x" }, response: "document" })).json())).toEqual([
      "text",
      "count",
      "features",
      "image",
      "box",
    ]);
  },
};

const resultForms: Readonly<Record<string, (get: (body: unknown) => Promise<Answer>) => Promise<void>>> = {
  async "raw-value-one"(get) {
    const answer = await get({ inputs: { text: "x" }, outputs: { text: value }, response: "raw" });
    expect([answer.status, answer.headers.get("content-type"), answer.text]).toEqual([200, "text/plain; charset=utf-8", "x"]);
  },
  async "raw-value-multi"(get) {
    const answer = await get({ inputs: { text: "x", count: 4 }, outputs: { text: value, count: value }, response: "raw" });
    expect([answer.status, ...partsOf(answer).map(({ body }) => body)]).toEqual([200, "x", "4"]);
    expect(partsOf(answer).map(({ headers }) => /Content-ID: <(\w+)>/.exec(headers)?.[1])).toEqual(["text", "count"]);
  },
  async "raw-ref"(get) {
    const answer = await get({ inputs: { text: "x", count: 4 }, outputs: { text: reference, count: reference }, response: "raw" });
    expect([answer.status, answer.text]).toEqual([204, ""]);
    const links = [...(answer.headers.get("link") ?? "").matchAll(/<([^>]+)>; rel="(\w+)"/g)];
    expect(links.map(([, , name]) => name)).toEqual(["text", "count"]);
    expect((await ask(links[0]?.[1] ?? "")).text.trim()).toBe("x");
  },
  async "raw-mixed-multi"(get) {
    const answer = await get({ inputs: { text: "x", count: 4 }, outputs: { text: value, count: reference }, response: "raw" });
    const [first, second] = partsOf(answer);
    expect([first?.body, second?.body]).toEqual(["x", ""]);
    expect((await ask(/Content-Location: (\S+)/.exec(second?.headers ?? "")?.[1] ?? "")).text.trim()).toBe("4");
  },
  async document(get) {
    const outputs = { text: value, features: reference, image: value };
    const document = valid(await get({ inputs: everything, outputs, response: "document" }), "results");
    expect(document).toMatchObject({
      text: "hello",
      features: { href: expect.any(String), type: "application/geo+json" },
      image: everything.image,
    });
  },
};

const jobs: Readonly<Record<string, () => Promise<void>>> = {
  async "/conf/core/job-creation-success-async"() {
    const answer = await execute({ inputs: { text: "x" } }, { prefer: "respond-async" });
    const { jobID } = valid(answer, "statusInfo", 201);
    expect(answer.headers.get("location")).toBe(`${ground().server.url}/jobs/${jobID}`);
  },
  async "/conf/core/job-op"() {
    expect((await ask(await start({ inputs: { text: "x" } }), asJson)).status).toBe(200);
  },
  async "/conf/core/job-success"() {
    const job = await start({ inputs: { text: "x" } });
    const info = (await until(job, ended)) as ReturnType<Answer["json"]>;
    expect([validate("statusInfo", info), info["processID"], info["type"], hrefOf(info, rel("results"))]).toEqual([
      "",
      "echo",
      "process",
      `${job}/results`,
    ]);
  },
  async "/conf/core/job-exception-no-such-job"() {
    problem(await ask("/jobs/none", asJson), 404, "no-such-job");
  },
  async "/conf/core/job-results"() {
    expect((await resultsOf({ inputs: { text: "x" }, response: "document" })).status).toBe(200);
  },
  async "/conf/core/job-results-sync"() {
    // No job is made that could be asked for, so there is no link either.
    const answer = await execute({ inputs: { text: "x" }, response: "document" });
    expect([answer.status, answer.headers.get("link")]).toEqual([200, null]);
    const waited = await execute({ inputs: { text: "x" } }, { prefer: "respond-async, wait=30" });
    const [, monitor = ""] = /<([^>]+)>; rel=monitor/.exec(waited.headers.get("link") ?? "") ?? [];
    expect([waited.status, (await ask(monitor, asJson)).json()["status"]]).toEqual([200, "successful"]);
  },
  async "/conf/core/job-results-exception-no-such-job"() {
    problem(await ask("/jobs/none/results", asJson), 404, "no-such-job");
  },
  async "/conf/core/job-results-exception-results-not-ready"() {
    const job = await start({ inputs: { text: "x", pause: 600 } });
    problem(await ask(`${job}/results`, asJson), 404, "result-not-ready");
    await ask(job, { method: "DELETE" });
  },
  async "/conf/core/job-results-failed"() {
    const job = await start({ inputs: { text: "crash" } }, {}, encodeURIComponent("test:every-thing.1"));
    const info = (await until(job, ended)) as ReturnType<Answer["json"]>;
    expect([info["status"], hrefOf(info, rel("exceptions"))]).toEqual(["failed", `${job}/results`]);
    const answer = await ask(`${job}/results`, asJson);
    expect(valid(answer, "exception", 500)["type"]).toBe("urn:terrarium:error:process-failed");
  },
};

describe(`the class core${unchecked}`, () => {
  it.each(Object.entries({ ...service, ...executions, ...jobs }))("%s", (_id, check) => check());
  it.each(Object.entries(resultForms))("/conf/core/job-creation-sync-%s", (_id, check) => check(execute));
  it.each(Object.entries(resultForms))("/conf/core/job-results-async-%s", (_id, check) => check(resultsOf));
});
