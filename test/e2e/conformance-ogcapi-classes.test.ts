// The abstract tests of OGC API - Processes - Part 1, 1.0 (OGC 18-062r2, Annex A) of the classes beside Core, titled by their identifiers; and the requests
// that the suite of OGC is known to make of the description of an echo process, which it reads in its own way. Not the suite itself: see
// conformance-ogcapi.test.ts.
import { Validator } from "@seriousme/openapi-schema-validator";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasOgcApiSchemas, makeOgcApiValidator } from "../schemas/validate-ogcapi.js";
import { type Answer, ended, useGround } from "./ogcapi-ground.js";

const { ask, execute, ground, start, until } = useGround();
const validate = makeOgcApiValidator();
const unchecked = hasOgcApiSchemas ? "" : " (schemas not checked: ../shared/schemas is missing)";
const asJson = { headers: { accept: "application/json" } };
const asHtml = { headers: { accept: "text/html" } };

interface OpenApi {
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, { responses: Record<string, unknown>; parameters: readonly Parameter[] }>>>
  >;
}
interface Parameter {
  readonly name: string;
  readonly schema: Readonly<Record<string, unknown>>;
}
interface Description {
  readonly inputs: Readonly<Record<string, { readonly schema: InputSchema }>>;
  readonly outputs: Readonly<Record<string, { readonly schema: InputSchema }>>;
}
interface InputSchema {
  readonly type?: string;
  readonly oneOf?: readonly InputSchema[];
  readonly allOf?: readonly { readonly format?: string }[];
  readonly contentMediaType?: string;
}
interface Listed {
  readonly jobID: string;
  readonly processID?: string;
  readonly status: string;
  readonly created: string;
  readonly type: string;
}

const read = async <T>(path: string): Promise<T> => (await ask(path, asJson)).json() as unknown as T;
const openApi = async (): Promise<OpenApi> => read<OpenApi>("/api?f=oas30");
const echo = (): Promise<Description> => read("/processes/echo");
const listed = async (query: string): Promise<readonly Listed[]> => (await read<{ jobs: Listed[] }>(`/jobs?limit=1000&${query}`)).jobs;
const jobsParameter = async (name: string): Promise<Readonly<Record<string, unknown>> | undefined> =>
  (await openApi()).paths["/jobs"]?.["get"]?.parameters.find((one) => one.name === name)?.schema;

const descriptions: Readonly<Record<string, () => Promise<void>>> = {
  async "/conf/ogc-process-description/json-encoding"() {
    for (const { id } of (await read<{ processes: { id: string }[] }>("/processes?limit=1000")).processes)
      expect([id, validate("process", await read(`/processes/${encodeURIComponent(id)}`))]).toEqual([id, ""]);
  },
  async "/conf/ogc-process-description/inputs-def"() {
    for (const input of Object.values((await echo()).inputs)) expect(validate("inputDescription", input)).toBe("");
  },
  async "/conf/ogc-process-description/input-def"() {
    for (const { schema } of Object.values((await echo()).inputs)) expect(validate("schema", schema)).toBe("");
  },
  async "/conf/ogc-process-description/input-mixed-type"() {
    const mixed = (await echo()).inputs["features"]?.schema.oneOf ?? [];
    expect(mixed.map((one) => [one.contentMediaType, validate("schema", one)])).toEqual([
      ["application/geo+json", ""],
      ["application/gml+xml", ""],
      ["text/plain", ""],
    ]);
  },
  async "/conf/ogc-process-description/outputs-def"() {
    for (const output of Object.values((await echo()).outputs)) expect(validate("outputDescription", output)).toBe("");
  },
  async "/conf/ogc-process-description/output-def"() {
    for (const { schema } of Object.values((await echo()).outputs)) expect(validate("schema", schema)).toBe("");
  },
  async "/conf/ogc-process-description/output-mixed-type"() {
    for (const one of (await echo()).outputs["features"]?.schema.oneOf ?? []) expect(validate("schema", one)).toBe("");
  },
};

const encodings: Readonly<Record<string, () => Promise<void>>> = {
  async "/conf/json/definition"() {
    for (const path of ["/", "/conformance", "/processes", "/processes/echo", "/jobs", "/jobs/none"])
      expect([path, (await ask(path, asJson)).headers.get("content-type")]).toEqual([path, "application/json"]);
  },
  async "/conf/html/definition"() {
    for (const path of ["/", "/conformance", "/api", "/processes", "/processes/echo", "/jobs", "/jobs/none"])
      expect([path, (await ask(path, asHtml)).headers.get("content-type")]).toEqual([path, "text/html; charset=utf-8"]);
  },
  async "/conf/html/content"() {
    const page = await ask("/processes/echo", asHtml);
    expect(page.text).toMatch(/^<!DOCTYPE html>/i);
    for (const told of ["Echo", "A whole number", "application/geo+json"]) expect(page.text).toContain(told);
    const linked = await ask("/processes/echo", asJson);
    expect(linked.json().links.find(({ rel }) => rel === "alternate")?.href).toBe(`${ground().server.url}/processes/echo?f=html`);
  },
  async "/conf/oas30/completeness"() {
    const { paths } = await openApi();
    const templates = ["/", "/conformance", "/api", "/processes", "/processes/{processId}", "/processes/{processId}/execution"];
    expect(Object.keys(paths)).toEqual(expect.arrayContaining([...templates, "/jobs", "/jobs/{jobId}", "/jobs/{jobId}/results"]));
  },
  async "/conf/oas30/exceptions-codes"() {
    const { paths } = await openApi();
    expect(Object.keys(paths["/processes/{processId}/execution"]?.["post"]?.responses ?? {})).toEqual(
      expect.arrayContaining(["200", "201", "400", "404", "500"]),
    );
    expect(Object.keys(paths["/jobs/{jobId}"]?.["delete"]?.responses ?? {})).toEqual(expect.arrayContaining(["200", "404", "410"]));
  },
  async "/conf/oas30/oas-definition-1"() {
    const api = await ask("/api", { headers: { accept: "application/vnd.oai.openapi+json;version=3.0" } });
    expect(api.headers.get("content-type")).toBe("application/vnd.oai.openapi+json;version=3.0");
    expect((await ask("/api", asHtml)).status).toBe(200);
  },
  async "/conf/oas30/oas-definition-2"() {
    expect(await new Validator().validate((await ask("/api?f=oas30")).json())).toMatchObject({ valid: true });
  },
  async "/conf/oas30/oas-impl"() {
    // Every answer that the document promises is checked in ogcapi-openapi.test.ts; here, that a path of it leads to what it says.
    expect((await ask("/conformance", asJson)).status).toBe(200);
  },
  async "/conf/oas30/security"() {
    // Each scheme is of a type that OpenAPI has. Nobody has to sign in here, but for what administrators alone may.
    const { components, paths } = (await openApi()) as unknown as Secured;
    expect(Object.values(components.securitySchemes).map(({ type }) => type)).toEqual(["http", "http", "apiKey"]);
    const operations = Object.entries(paths).flatMap(([path, item]) => Object.values(item).map(({ security }) => ({ path, security })));
    expect(operations.length).toBeGreaterThan(20);
    for (const { path, security } of operations) {
      const mayBeAnybody = security.some((one) => Object.keys(one).length === 0);
      expect([path, mayBeAnybody]).toEqual([path, !path.startsWith("/administration")]);
    }
  },
};

interface Secured {
  readonly components: { readonly securitySchemes: Readonly<Record<string, { readonly type: string }>> };
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly security: readonly Readonly<Record<string, unknown>>[] }>>>>;
}

describe(`the classes ogc-process-description, json, html, oas30${unchecked}`, () => {
  it.each(Object.entries({ ...descriptions, ...encodings }))("%s", (_id, check) => check());
});

describe(`the classes job-list, callback, dismiss${unchecked}`, () => {
  const jobs: string[] = [];
  let between = "";

  beforeAll(async () => {
    for (const [inputs, process] of [
      [{ text: "one" }, "echo"],
      [{ name: "two" }, "say_hello"],
    ] as const)
      jobs.push(await start({ inputs }, {}, process));
    for (const job of jobs) await until(job, ended);
    between = new Date(Date.now() + 1).toISOString();
    jobs.push(await start({ inputs: { text: "three", pause: 600 } }));
    await until(jobs[2] ?? "", (status) => status === "running");
  });

  afterAll(async () => {
    await ask(jobs[2] ?? "", { method: "DELETE" });
  });

  const idOf = (index: number): string => jobs[index]?.replace(/^.*\//, "") ?? "";
  const found = async (query: string): Promise<readonly number[]> => {
    const ids = (await listed(query)).map(({ jobID }) => jobID);
    return [0, 1, 2].filter((index) => ids.includes(idOf(index)));
  };

  const jobList: Readonly<Record<string, () => Promise<void>>> = {
    async "/conf/job-list/job-list-op"() {
      expect((await ask("/jobs", asJson)).status).toBe(200);
    },
    async "/conf/job-list/job-list-success"() {
      expect(validate("jobList", await read("/jobs"))).toBe("");
      expect(await found("")).toEqual([0, 1, 2]);
    },
    async "/conf/job-list/processID-mandatory"() {
      expect((await listed("")).filter(({ processID }) => processID === undefined)).toEqual([]);
    },
    async "/conf/job-list/type-definition"() {
      expect(await jobsParameter("type")).toMatchObject({ type: "array", items: { type: "string" } });
    },
    async "/conf/job-list/type-response"() {
      expect(await found("type=process")).toEqual([0, 1, 2]);
      expect(await found("type=openeo")).toEqual([]);
    },
    async "/conf/job-list/processID-definition"() {
      expect(await jobsParameter("processID")).toMatchObject({ type: "array", items: { type: "string" } });
    },
    async "/conf/job-list/processID-response"() {
      expect([await found("processID=echo"), await found("processID=say_hello,echo"), await found("processID=none")]).toEqual([
        [0, 2],
        [0, 1, 2],
        [],
      ]);
    },
    async "/conf/job-list/status-definition"() {
      expect(await jobsParameter("status")).toMatchObject({
        type: "array",
        items: { enum: expect.arrayContaining(["accepted", "running"]) },
      });
    },
    async "/conf/job-list/status-response"() {
      expect([await found("status=successful"), await found("status=running"), await found("status=running,successful")]).toEqual([
        [0, 1],
        [2],
        [0, 1, 2],
      ]);
      expect((await ask("/jobs?status=lost", asJson)).status).toBe(400);
    },
    async "/conf/job-list/datetime-definition"() {
      expect(await jobsParameter("datetime")).toMatchObject({ type: "string" });
    },
    async "/conf/job-list/datetime-response"() {
      const at = encodeURIComponent(between);
      expect([await found(`datetime=${at}/..`), await found(`datetime=../${at}`), await found("datetime=2000-01-01T00:00:00Z")]).toEqual([
        [2],
        [0, 1],
        [],
      ]);
      const [first] = await listed(`processID=say_hello`);
      expect(await found(`datetime=${encodeURIComponent(first?.created ?? "")}`)).toEqual([1]);
      for (const wrong of ["yesterday", "2000-01-01T00:00:00Z/x", "../.."])
        expect([wrong, (await ask(`/jobs?datetime=${wrong}`, asJson)).status]).toEqual([wrong, wrong === "../.." ? 200 : 400]);
    },
    async "/conf/job-list/duration-definition"() {
      for (const name of ["minDuration", "maxDuration"])
        expect(await jobsParameter(name)).toMatchObject({ type: "array", items: { type: "number", minimum: 0 } });
    },
    async "/conf/job-list/duration-response"() {
      expect([await found("minDuration=3600"), await found("maxDuration=3600")]).toEqual([[], [0, 1, 2]]);
      expect(await found("minDuration=3600,0&maxDuration=0,3600")).toEqual([0, 1, 2]);
      expect((await ask("/jobs?minDuration=-1", asJson)).status).toBe(400);
    },
    async "/conf/job-list/limit-definition"() {
      expect(await jobsParameter("limit")).toMatchObject({ type: "integer", minimum: 1, maximum: 10_000, default: 10 });
    },
    async "/conf/job-list/limit-response"() {
      expect((await read<{ jobs: unknown[] }>("/jobs?limit=1")).jobs).toHaveLength(1);
    },
    async "/conf/job-list/links"() {
      const page = await ask("/jobs?limit=1&processID=echo", asJson);
      const next = page.json().links.find(({ rel }) => rel === "next")?.href ?? "";
      const following = (await ask(next, asJson)).json() as unknown as { jobs: Listed[] };
      expect(following.jobs.map(({ processID }) => processID)).toEqual(["echo"]);
    },
    async "/conf/callback/job-creation-callback"() {
      const subscriber = { successUri: `${ground().foreign}/conformance`, failedUri: `${ground().foreign}/failed` };
      await start({ inputs: { text: "told" }, outputs: { text: {} }, subscriber });
      await expect.poll(() => ground().told.find(({ path }) => path === "/conformance")?.body).toBeDefined();
      expect(JSON.parse(ground().told.find(({ path }) => path === "/conformance")?.body ?? "")).toEqual({ text: "told" });
    },
    async "/conf/dismiss/job-dismiss-op"() {
      const job = await start({ inputs: { text: "x", pause: 600 } });
      expect((await ask(job, { method: "DELETE" })).status).toBe(200);
    },
    async "/conf/dismiss/job-dismiss-success"() {
      const job = await start({ inputs: { text: "x", pause: 600 } });
      const answer = await ask(job, { method: "DELETE" });
      expect([validate("statusInfo", answer.json()), answer.json()["status"]]).toEqual(["", "dismissed"]);
      expect((await ask(job, { method: "DELETE" })).status).toBe(410);
      expect((await ask("/jobs/none", { method: "DELETE" })).status).toBe(404);
    },
  };
  it.each(Object.entries(jobList))("%s", (_id, check) => check());
});

/** A value for each input by the rules of the suite: a word for whatever may be a string, an object with it for what is an object first. */
function suiteInputs({ inputs }: Description, objects: "as words" | "as objects"): Record<string, unknown> {
  const word = "teststring";
  const entries = Object.entries(inputs).flatMap(([id, { schema }]): [string, unknown][] => {
    const types = schema.type === undefined ? (schema.oneOf ?? []).map(({ type }) => type) : [schema.type];
    if (objects === "as objects" && types.includes("object")) return [[id, { value: word }]];
    return types.includes("string") ? [[id, word]] : [];
  });
  return Object.fromEntries(entries);
}

describe("what the suite of OGC asks of an echo process", () => {
  const accepting = { accept: "application/json" };
  const asked = async (): Promise<Record<string, unknown>> =>
    Object.fromEntries(Object.keys((await echo()).outputs).map((id) => [id, { transmissionMode: "value" }]));
  const json = (answer: Answer, status: number) => {
    expect([answer.status, answer.headers.get("content-type"), answer.text]).toEqual([status, "application/json", expect.any(String)]);
    return answer.json();
  };

  it.each(["as words", "as objects"] as const)("synchronously: objects %s, all outputs; JSON without any Link", async (objects) => {
    for (const response of [undefined, "raw", "document"]) {
      const answer = await execute({ inputs: suiteInputs(await echo(), objects), outputs: await asked(), response }, accepting);
      expect(json(answer, 200)).toMatchObject({ text: "teststring" });
      expect(answer.headers.get("link")).toBeNull();
    }
  });

  it("asynchronously, with a blank behind the preference", async () => {
    const body = { inputs: suiteInputs(await echo(), "as words"), outputs: await asked() };
    const answer = await execute(body, { ...accepting, prefer: "respond-async " });
    json(answer, 201);
    const status = await ask(answer.headers.get("location") ?? "");
    expect(validate("statusInfo", json(status, 200))).toBe("");
  });

  it("the first input and the output of the same name alone, raw", async () => {
    const [first = ""] = Object.keys((await echo()).inputs);
    const answer = await execute(
      { inputs: { [first]: "teststring" }, outputs: { [first]: { transmissionMode: "value" } }, response: "raw" },
      accepting,
    );
    expect([answer.status, answer.text]).toEqual([200, '"teststring"']);
  });

  it("the bounding box alone, as it finds it by the format of its schema", async () => {
    const { inputs, outputs } = await echo();
    const isBox = ([, { schema }]: [string, { schema: InputSchema }]): boolean => schema.allOf?.[0]?.format === "ogc-bbox";
    const box = { bbox: [51.9, 7, 52, 7.1], crs: "http://www.opengis.net/def/crs/OGC/1.3/CRS84" };
    const [input = ""] = Object.entries(inputs).find(isBox) ?? [];
    const [output = ""] = Object.entries(outputs).find(isBox) ?? [];
    const answer = await execute({ inputs: { [input]: box }, outputs: { [output]: { transmissionMode: "value" } } }, accepting);
    expect(json(answer, 200)).toEqual(box);
  });

  it("a format that does not exist, and a body with nothing of a request in it", async () => {
    const wrong = { type: "wrong/type_1" };
    const refused = await execute({ inputs: { text: "teststring", features: wrong, image: wrong }, outputs: await asked() }, accepting);
    expect(validate("exception", json(refused, 400))).toBe("");
    expect(validate("exception", json(await execute({ "invalid-execute-request": "true)" }, accepting), 400))).toBe("");
  });

  it("the results of a job that is asked to take five seconds, at once", async () => {
    const job = await start(
      { inputs: { text: "teststring", pause: 5 }, outputs: { text: { transmissionMode: "value" } }, response: "raw" },
      accepting,
    );
    expect((await ask(job, asJson)).status).toBe(200);
    const answer = await ask(`${job}/results`, asJson);
    expect(json(answer, 404)["type"]).toBe("http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/result-not-ready");
    await ask(job, { method: "DELETE" });
  });

  it("jobs where there are none: below the processes", async () => {
    for (const path of ["/processes/invalid-job-1", "/processes/invalid-job-1/results"])
      expect(validate("exception", json(await ask(path, asJson), 404))).toBe("");
  });
});
