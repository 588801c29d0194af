// The table of what there is: paths, methods, query parameters, answers and the conformance classes that each of them belongs to.
// Routing, 405 with Allow, /conformance and the OpenAPI document are made of it, so that only what is there is declared.

/** The languages of an answer; html only where pages are wired in. */
export type Media = "json" | "html";

export interface QueryParameter {
  readonly name: string;
  readonly summary: string;
  /** JSON Schema of one value. */
  readonly schema: Readonly<Record<string, unknown>>;
  /** Several values between commas. */
  readonly isList?: true;
}

export interface Operation {
  /** Unique; the operationId of the OpenAPI document. */
  readonly id: OperationId;
  readonly method: "GET" | "POST" | "DELETE";
  readonly summary: string;
  readonly query: readonly QueryParameter[];
  /** Inputs are query parameters beside those above. */
  readonly takesInputs?: true;
  /** All statuses that it answers with, the successful ones first. */
  readonly statuses: readonly number[];
  /** Short names of conformance classes that it is a part of. */
  readonly classes: readonly ConformanceClass[];
}

export interface Resource {
  /** A template: `{processId}` stands for one segment. */
  readonly path: string;
  readonly operations: readonly Operation[];
}

const part1 = "http://www.opengis.net/spec/ogcapi-processes-1";

/** The URIs of the classes, by the names used here. */
export const conformanceClasses = {
  core: `${part1}/1.0/conf/core`,
  "ogc-process-description": `${part1}/1.0/conf/ogc-process-description`,
  json: `${part1}/1.0/conf/json`,
} as const;
export type ConformanceClass = keyof typeof conformanceClasses;

export type OperationId = "getLandingPage" | "getConformance" | "getProcesses" | "getProcess";

const everywhere = [400, 406, 500, 503] as const;
const format: QueryParameter = {
  name: "f",
  summary: "The format of the answer, instead of the header Accept",
  schema: { type: "string", enum: ["json", "html"] },
};
const limit: QueryParameter = {
  name: "limit",
  summary: "How many entries the answer holds at most",
  schema: { type: "integer", minimum: 1, maximum: 10_000, default: 10 },
};
const offset: QueryParameter = {
  name: "offset",
  summary: "How many entries are left out before the first",
  schema: { type: "integer", minimum: 0, maximum: 2_147_483_647, default: 0 },
};

/** All resources; paths are below the public URL of the service. */
export const resources: readonly Resource[] = [
  {
    path: "/",
    operations: [
      {
        ...{ id: "getLandingPage", method: "GET", summary: "The landing page: links to what is offered" },
        ...{ query: [format], statuses: [200, ...everywhere], classes: ["json"] },
      },
    ],
  },
  {
    path: "/conformance",
    operations: [
      {
        ...{ id: "getConformance", method: "GET", summary: "The conformance classes that this service implements" },
        ...{ query: [format], statuses: [200, ...everywhere], classes: ["json"] },
      },
    ],
  },
  {
    path: "/processes",
    operations: [
      {
        ...{ id: "getProcesses", method: "GET", summary: "The list of processes" },
        ...{ query: [format, limit, offset], statuses: [200, ...everywhere], classes: ["json"] },
      },
    ],
  },
  {
    path: "/processes/{processId}",
    operations: [
      {
        ...{ id: "getProcess", method: "GET", summary: "The description of a process" },
        ...{ query: [format], statuses: [200, 404, ...everywhere], classes: ["json", "ogc-process-description"] },
      },
    ],
  },
];

/** URIs of all classes that the table has a part of, in the order of their names above. */
export function conformsTo(table: readonly Resource[]): string[] {
  const named = new Set(table.flatMap(({ operations }) => operations.flatMap(({ classes }) => classes)));
  return Object.entries(conformanceClasses).flatMap(([name, uri]) => (named.has(name as ConformanceClass) ? [uri] : []));
}

/** The addresses that this protocol answers on: exact ones, and with `/*` at the end all that lie below. */
export function routesOf(table: readonly Resource[]): string[] {
  return [...new Set(table.map(({ path }) => path.replace(/\{.*$/s, "*")))];
}

export interface Match {
  readonly resource: Resource;
  /** Decoded, by the names in the template. */
  readonly parameters: Readonly<Record<string, string>>;
}

function decoded(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}

function matchOne(resource: Resource, segments: readonly string[]): Match | undefined {
  const template = resource.path.split("/").filter((segment) => segment !== "");
  if (template.length !== segments.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [index, part] of template.entries()) {
    const segment = segments[index] ?? "";
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (name === undefined) {
      if (segment !== part) return undefined;
      continue;
    }
    const value = decoded(segment);
    if (value === undefined) return undefined;
    parameters[name] = value;
  }
  return { resource, parameters };
}

/** The resource at a percent-encoded path; undefined: there is none. A slash at the end is left out of account. */
export function matchResource(table: readonly Resource[], path: string): Match | undefined {
  const segments = path.split("/").filter((segment) => segment !== "");
  for (const resource of table) {
    const match = matchOne(resource, segments);
    if (match !== undefined) return match;
  }
  return undefined;
}
