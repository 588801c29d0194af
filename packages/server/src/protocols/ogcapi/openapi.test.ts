import { Validator } from "@seriousme/openapi-schema-validator";
import type { InputDescription, OutputDescription, ProcessDescription } from "@terrarium/sdk";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeMemorySink } from "../../../../../test/golden/memory-sink.js";
import { permitted, type Schema } from "../../../../../test/openapi/schema-arbitrary.js";
import { ServiceError } from "../../core/errors.js";
import { includes, type Role } from "../../core/role.js";
import { makeLinks, type ServiceDescription } from "../../core/service.js";
import { validateExecute } from "../../validation/validate.js";
import { exampleRequest } from "./html/process-page.js";
import { makeOgcApi } from "./ogcapi.js";
import { openApiDocument } from "./openapi.js";
import { operationPath } from "./openapi-operations.js";
import type { SignInWays } from "./openapi-security.js";
import { resources } from "./resources.js";

const service: ServiceDescription = {
  ...{ title: "Title", abstract: "Abstract", keywords: [], fees: "NONE", accessConstraints: "NONE", languages: ["en-US"], inputBytes: 1e9 },
  provider: { name: "Provider", site: "https://example.org/", contact: { email: "a@example.org" } },
};
const links = makeLinks("https://example.org/geo");

const once = { minOccurs: 1, maxOccurs: 1 };
const optional = { minOccurs: 0, maxOccurs: 1 };
const literals: readonly InputDescription[] = [
  { id: "text", title: "t", kind: "literal", dataType: "string", ...once },
  { id: "word", title: "t", kind: "literal", dataType: "string", allowedValues: ["a", "b"], default: "a", ...once },
  { id: "flag", title: "t", kind: "literal", dataType: "boolean", ...optional },
  { id: "whole", title: "t", kind: "literal", dataType: "integer", minOccurs: 2, maxOccurs: 4 },
  { id: "positive", title: "t", kind: "literal", dataType: "positiveInteger", allowedValues: [{ minimum: -5, maximum: 20 }], ...once },
  {
    id: "open",
    title: "t",
    kind: "literal",
    dataType: "double",
    uoms: ["m", "km"],
    allowedValues: [{ minimum: 0, maximum: 1, closure: "open" }],
    ...once,
  },
  {
    id: "stepped",
    title: "t",
    kind: "literal",
    dataType: "float",
    allowedValues: [7, { minimum: 10, maximum: 100, spacing: 10 }],
    minOccurs: 0,
    maxOccurs: 3,
  },
  { id: "decimal", title: "t", kind: "literal", dataType: "decimal", allowedValues: [{ minimum: 3 }], ...optional },
  { id: "uri", title: "t", kind: "literal", dataType: "anyURI", ...optional },
  { id: "day", title: "t", kind: "literal", dataType: "date", ...optional },
  { id: "clock", title: "t", kind: "literal", dataType: "time", ...optional },
  { id: "moment", title: "t", kind: "literal", dataType: "dateTime", ...optional },
];
const others: readonly InputDescription[] = [
  { id: "box", title: "t", kind: "bbox", crs: ["EPSG:4326", "urn:ogc:def:crs:EPSG::3035"], ...once },
  {
    id: "json",
    title: "t",
    kind: "complex",
    formats: [
      { mediaType: "application/geo+json" },
      { mediaType: "application/gml+xml; version=3.2", schema: "http://schemas.opengis.net/gml/3.2.1/gml.xsd" },
    ],
    ...once,
  },
  {
    id: "tile",
    title: "t",
    kind: "complex",
    formats: [{ mediaType: "image/tiff" }, { mediaType: "image/png", encoding: "base64" }],
    minOccurs: 0,
    maxOccurs: 3,
  },
];
const outputs: readonly OutputDescription[] = [
  { id: "number", title: "t", kind: "literal", dataType: "double", uoms: ["m", "km"] },
  { id: "box", title: "t", kind: "bbox", crs: ["EPSG:4326"] },
  {
    id: "out",
    title: "t",
    kind: "complex",
    formats: [{ mediaType: "application/geo+json" }, { mediaType: "text/xml; subtype=gml/3.1.1" }, { mediaType: "image/tiff" }],
  },
];
const rich: ProcessDescription = {
  id: "rich",
  title: "Rich",
  abstract: "All of it",
  version: "1",
  inputs: [...literals, ...others],
  outputs,
  storeSupported: true,
  statusSupported: true,
};
const plain: ProcessDescription = {
  ...rich,
  id: "org.n52/echo {x} é",
  inputs: literals.slice(0, 1),
  outputs: outputs.slice(0, 1),
  storeSupported: false,
};
const alike: ProcessDescription = { ...plain, id: "org_n52 echo x" };
const processes = [rich, plain, alike, { ...plain, id: "empty", inputs: [], outputs: [] }];

const document = (version: "3.0" | "3.1", ways?: SignInWays) =>
  openApiDocument(
    { service, links, table: resources, processes, updateSequence: 3, hasPage: (id) => id !== "getResult", ways },
    version,
  ) as unknown as Schema;

interface Secured {
  readonly security?: readonly object[];
  readonly responses: Readonly<Record<string, { readonly headers?: Readonly<Record<string, unknown>> }>>;
}

interface Written {
  readonly operationId: string;
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, { readonly schema: Schema }>> }>>;
}

function operation(version: "3.0" | "3.1", path: string, method: string): Written {
  const paths = document(version)["paths"] as Readonly<Record<string, Readonly<Record<string, Written>>>>;
  const found = paths[path]?.[method];
  if (found === undefined) throw new Error(`there is no ${method} ${path}`);
  return found;
}

function bodySchema(version: "3.0" | "3.1", process: ProcessDescription): Schema {
  return operation(version, operationPath(process.id), "post").requestBody?.content["application/json"]?.schema ?? {};
}

describe("the OpenAPI document", () => {
  it.each(["3.0", "3.1"] as const)("is valid OpenAPI %s", async (version) => {
    const { valid, errors } = await new Validator().validate(structuredClone(document(version)) as Parameters<Validator["validate"]>[0]);
    expect(errors ?? []).toEqual([]);
    expect(valid).toBe(true);
    expect(document(version)["openapi"]).toMatch(new RegExp(`^${version}\\.`));
  });

  it("has every operation of the table with its parameters and all its statuses, and names none twice", () => {
    const ids: string[] = [];
    for (const { path, operations } of resources)
      for (const { method, query, statuses } of operations) {
        const written = operation("3.0", path, method.toLowerCase());
        ids.push(written.operationId);
        const names = (written.parameters ?? []).map((one) => one.name);
        for (const { name } of query) expect(names).toContain(name);
        for (const [, name] of path.matchAll(/\{(\w+)\}/g)) expect(names).toContain(name);
        expect(Object.keys(written.responses)).toEqual([...new Set(statuses)].map(String).sort());
      }
    for (const { id } of processes) for (const method of ["get", "post"]) ids.push(operation("3.0", operationPath(id), method).operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^\w+$/);
  });

  it("says what each output of a process may be in an answer", () => {
    const { content = {} } = operation("3.1", operationPath("rich"), "post").responses["200"] ?? {};
    expect(Object.keys(content)).toEqual([
      ...["application/json", "text/plain", "application/geo+json", "text/xml; subtype=gml/3.1.1", "image/tiff", "multipart/related"],
    ]);
    expect(JSON.stringify(operation("3.1", operationPath(plain.id), "post").requestBody)).not.toMatch(/subscriber|"reference"/);
  });

  it("says what a subscriber is told, where there may be one", () => {
    expect(Object.keys((operation("3.1", operationPath("rich"), "post") as { callbacks?: object }).callbacks ?? {})).toHaveLength(3);
    expect(operation("3.1", operationPath(plain.id), "post")).not.toHaveProperty("callbacks");
  });

  describe("where one signs in", () => {
    const ways = { cookie: "terrarium", issuer: "https://login.example.org/realms/gis/" };
    it.each(["3.0", "3.1"] as const)("is valid OpenAPI %s", async (version) => {
      const told = structuredClone(document(version, { ...ways, anonymous: "none" }));
      expect((await new Validator().validate(told as Parameters<Validator["validate"]>[0])).errors ?? []).toEqual([]);
    });
    it.each(["none", "describe", "use", "administer"] as const)(
      "asks for credentials where the law of rights does, those being %s who have not signed in",
      (anonymous) => {
        const paths = document("3.0", { ...ways, anonymous })["paths"] as Readonly<Record<string, Readonly<Record<string, Secured>>>>;
        const asked = (path: string, method: string) => {
          const { security, responses } = paths[path]?.[method] ?? { responses: {} };
          const isAsked = security?.every((one) => Object.keys(one).length === 1);
          // Where nobody has to sign in, credentials that are not valid are refused all the same.
          expect(responses["401"]?.headers).toHaveProperty("WWW-Authenticate");
          return isAsked;
        };
        const may = (role: Role) => includes(anonymous, role);
        expect(asked("/processes", "get")).toBe(!may("describe"));
        for (const path of [operationPath(plain.id), "/processes/{processId}/execution"]) expect(asked(path, "post")).toBe(!may("use"));
        expect([asked("/jobs/{jobId}", "delete"), asked("/jobs", "get")]).toEqual([!may("use"), !may("use")]);
        expect(asked("/administration", "get")).toBe(!may("administer"));
      },
    );
    it("names schemes that are there, and none of those that the server does not have", () => {
      const schemes = (told: Schema) => (told["components"] as { securitySchemes?: object }).securitySchemes;
      expect(schemes(document("3.0", { ...ways, anonymous: "none" }))).toMatchObject({
        bearer: { type: "http", scheme: "bearer" },
        basic: { type: "http", scheme: "basic" },
        openIdConnect: { openIdConnectUrl: "https://login.example.org/realms/gis/.well-known/openid-configuration" },
        session: { type: "apiKey", in: "cookie", name: "terrarium" },
      });
      expect(Object.keys(schemes(document("3.0", { anonymous: "none" })) ?? {})).toEqual(["bearer", "basic"]);
      expect(schemes(document("3.0"))).toBeUndefined();
    });
  });

  it("has no word in 3.0 that 3.0 does not know, and none of 3.0 in 3.1", () => {
    expect(JSON.stringify(document("3.0"))).not.toMatch(/"content(?:MediaType|Encoding|Schema)":/);
    expect(JSON.stringify(document("3.1"))).not.toMatch(/"(?:nullable|exclusiveMinimum":true|contentSchema)"/);
  });
});

describe("execute requests", () => {
  const protocol = makeOgcApi({ service, links, listsJobs: true, boundary: () => "b" });
  const check = async (process: ProcessDescription, body: unknown) => {
    async function* bytes(): AsyncGenerator<Uint8Array> {
      yield new TextEncoder().encode(JSON.stringify(body));
    }
    const request = {
      method: "POST",
      path: operationPath(process.id),
      query: "",
      headers: { "content-type": "application/json" },
      body: bytes(),
    };
    const { operation: asked } = await protocol.decode(request, makeMemorySink());
    if (asked.kind !== "execute") throw new Error("an execute request is something else");
    expect(asked.execute.processId).toBe(process.id);
    validateExecute({ ...asked.execute, mode: process.storeSupported ? "async" : "sync" }, process, 1e9);
  };

  const compiled = (schema: Schema) => {
    const ajv = new Ajv2020({ strict: false, allErrors: true, logger: false });
    addFormats.default(ajv);
    return ajv.compile({ ...schema, components: document("3.1")["components"] });
  };

  it.each(["3.0", "3.1"] as const)("that the schema of OpenAPI %s permits are accepted, whatever they hold", async (version) => {
    for (const process of [rich, plain])
      await fc.assert(
        fc.asyncProperty(permitted(bodySchema(version, process), document(version)), async (body) => {
          try {
            await check(process, body);
          } catch (error) {
            const faults = error instanceof ServiceError ? error.faults.map(({ message }) => message) : [String(error)];
            // A schema knows no order of corners.
            if (!faults.every((fault) => /lower corner that is above/.test(fault))) throw new Error(faults.join(" "));
          }
        }),
        { numRuns: 300 },
      );
  });

  it("are permitted as the pages show them", async () => {
    for (const process of processes) {
      const validate = compiled(bodySchema("3.1", process));
      expect(validate(exampleRequest(process)), JSON.stringify(validate.errors)).toBe(true);
      await check(process, exampleRequest(process));
    }
  });

  it.each([
    ["an input that is missing", { inputs: {} }],
    ["an input that there is not", { inputs: { text: "a", other: 1 } }],
    ["a value of another type", { inputs: { text: 1 } }],
    ["an output that there is not", { inputs: { text: "a" }, outputs: { other: {} } }],
    ["a response that there is not", { inputs: { text: "a" }, response: "cooked" }],
    ["a reference where results are not kept", { inputs: { text: "a" }, outputs: { number: { transmissionMode: "reference" } } }],
  ])("with %s are refused by the schema as by the server", async (_what, body) => {
    expect(compiled(bodySchema("3.1", plain))(body)).toBe(false);
    await expect(check(plain, body)).rejects.toBeInstanceOf(ServiceError);
  });
});
