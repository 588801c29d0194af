// The table of what there is: paths, methods, query parameters, answers and the conformance classes that each of them belongs to.
// Routing, 405 with Allow, /conformance and the OpenAPI document are made of it, so that only what is there is declared.

import { type ConformanceClass, conformanceClasses } from "./conformance-classes.js";
import {
  anyFormat,
  apiFormat,
  bounds,
  dismissals,
  filters,
  format,
  limit,
  offset,
  outputs,
  profile,
  type QueryParameter,
  search,
} from "./query-parameters.js";

/** The languages of an answer; html only where pages are wired in. */
export type Media = "json" | "html";

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

export type OperationId =
  | "getLandingPage"
  | "getConformance"
  | "getApi"
  | "getProcesses"
  | "getProcess"
  | "execute"
  | "executeByQuery"
  | "validate"
  | "getJobs"
  | "getStatus"
  | "dismiss"
  | "dismissByPost"
  | "getResults"
  | "getResult"
  | "getDefinition"
  | "pause"
  | "resume"
  | "pin"
  | "unpin"
  | "getLog"
  | "getJobsEvents"
  | "getJobEvents"
  | "getAdministration"
  | "openQueue"
  | "holdQueue"
  | "drainQueue"
  | "getGarbage"
  | "collectGarbage"
  | "setBounds"
  | "findJobs"
  | "dismissJobs";

export interface Resource {
  /** A template: `{processId}` stands for one segment. */
  readonly path: string;
  readonly operations: readonly Operation[];
}

const everywhere = [400, 406, 500, 503] as const;

function get(
  id: OperationId,
  summary: string,
  classes: readonly ConformanceClass[],
  more: Partial<Pick<Operation, "query" | "statuses" | "takesInputs">> = {},
): Operation {
  const { query = [], statuses = [] } = more;
  return { ...more, id, method: "GET", summary, classes, query: [format, ...query], statuses: [200, ...statuses, ...everywhere] };
}

const executeStatuses = [200, 201, 204, 400, 403, 404, 413, 422, 429, 500, 501, 503, 507] as const;
/** Those of results: a job that failed is told as it would have been told at once. */
const resultStatuses = [200, 400, 403, 404, 410, 413, 500, 503, 507] as const;

const processResources: readonly Resource[] = [
  { path: "/", operations: [get("getLandingPage", "The landing page: links to what is offered", ["core", "json", "html"])] },
  {
    path: "/conformance",
    operations: [get("getConformance", "The conformance classes that this service implements", ["core", "json", "html"])],
  },
  {
    path: "/api",
    operations: [
      {
        ...{ id: "getApi", method: "GET", summary: "What this service can do, as an OpenAPI document", query: [apiFormat] },
        ...{ statuses: [200, ...everywhere], classes: ["oas30", "oas31", "html"] },
      },
    ],
  },
  {
    path: "/processes",
    operations: [
      get("getProcesses", "The list of processes", ["core", "json", "html", "query-param-profile"], {
        query: [limit, offset, search, profile("ogc-process-list")],
      }),
    ],
  },
  {
    path: "/processes/{processId}",
    operations: [
      get("getProcess", "The description of a process", ["core", "json", "html", "ogc-process-description"], {
        query: [profile("ogc-process-description")],
        statuses: [404],
      }),
    ],
  },
  {
    path: "/processes/{processId}/execution",
    operations: [
      {
        ...{ id: "execute", method: "POST", summary: "Execute a process" },
        ...{ query: [anyFormat], statuses: [...executeStatuses, 303, 415], classes: ["core", "json", "html", "callback"] },
      },
      {
        ...{ id: "executeByQuery", method: "GET", summary: "Execute a process, its inputs in the query", takesInputs: true },
        ...{ query: [anyFormat], statuses: executeStatuses, classes: ["kvp-execute"] },
      },
    ],
  },
  {
    path: "/processes/{processId}/validation",
    operations: [
      {
        ...{ id: "validate", method: "POST", summary: "Say what is wrong with an execute request, and execute nothing" },
        ...{ query: [], statuses: [200, 400, 403, 404, 413, 415, 500, 503, 507], classes: ["validation"] },
      },
    ],
  },
];

function control(id: OperationId, summary: string, statuses: readonly number[] = []): Operation {
  return {
    id,
    method: "POST",
    summary,
    query: [format],
    statuses: [200, 303, 403, 404, 409, 410, ...statuses, ...everywhere],
    classes: ["job-control"],
  };
}

const jobResources: readonly Resource[] = [
  {
    path: "/jobs",
    operations: [
      get("getJobs", "The list of jobs, the newest first", ["job-list", "html"], {
        query: [limit, offset, ...filters, profile("jobs-list")],
      }),
    ],
  },
  {
    path: "/jobs/events",
    operations: [
      {
        ...{ id: "getJobsEvents", method: "GET", summary: "What happens to jobs, as server-sent events", classes: ["job-events"] },
        ...{ query: [], statuses: [200, 400, 500, 503] },
      },
    ],
  },
  {
    path: "/jobs/{jobId}",
    operations: [
      get("getStatus", "How a job stands", ["core", "json", "html"], { query: [profile("job-description")], statuses: [404, 410] }),
      {
        ...{ id: "dismiss", method: "DELETE", summary: "End a job, or remove one that has ended with its results" },
        ...{ query: [format], statuses: [200, 403, 404, 410, ...everywhere], classes: ["dismiss"] },
      },
    ],
  },
  {
    path: "/jobs/{jobId}/results",
    operations: [
      {
        ...{ id: "getResults", method: "GET", summary: "The results of a job", classes: ["core", "json", "html"] },
        ...{ query: [anyFormat, outputs, profile("ogc-results")], statuses: [204, ...resultStatuses] },
      },
    ],
  },
  {
    path: "/jobs/{jobId}/results/{outputId}",
    operations: [
      {
        ...{ id: "getResult", method: "GET", summary: "One output of a job", classes: [] },
        ...{ query: [anyFormat], statuses: resultStatuses },
      },
    ],
  },
  {
    path: "/jobs/{jobId}/definition",
    operations: [
      {
        ...{ id: "getDefinition", method: "GET", summary: "The execute request that the job was made by" },
        ...{ query: [], statuses: [200, 400, 404, 410, 500, 503], classes: ["job-definition"] },
      },
    ],
  },
  { path: "/jobs/{jobId}/dismiss", operations: [control("dismissByPost", "The same as DELETE, for forms")] },
  { path: "/jobs/{jobId}/pause", operations: [control("pause", "Hold a running job; all of it stands still")] },
  { path: "/jobs/{jobId}/resume", operations: [control("resume", "Let a held job go on")] },
  { path: "/jobs/{jobId}/pin", operations: [control("pin", "Keep a job and its results beyond their time", [501])] },
  { path: "/jobs/{jobId}/unpin", operations: [control("unpin", "Keep a job no longer than others")] },
  {
    path: "/jobs/{jobId}/log",
    operations: [
      {
        ...{ id: "getLog", method: "GET", summary: "What the process printed, once the job has ended", classes: ["job-control"] },
        ...{ query: [], statuses: [200, 400, 404, 410, 500, 503] },
      },
    ],
  },
  {
    path: "/jobs/{jobId}/events",
    operations: [
      {
        ...{ id: "getJobEvents", method: "GET", summary: "What happens to a job, as server-sent events", classes: ["job-events"] },
        ...{ query: [], statuses: [200, 204, 400, 404, 410, 500, 503] },
      },
    ],
  },
];

const administrativeStatuses: Readonly<Partial<Record<OperationId, readonly number[]>>> = {
  ...{ openQueue: [303], holdQueue: [303], drainQueue: [303], setBounds: [303, 404, 413, 415], dismissJobs: [413, 415] },
};

const administrative = (
  id: OperationId,
  method: Operation["method"],
  summary: string,
  query: readonly QueryParameter[] = [],
): Operation => ({
  ...{ id, method, summary, query: [format, ...query], classes: ["administration"] },
  statuses: [200, ...(administrativeStatuses[id] ?? []), 401, 403, ...everywhere],
});

/** Only for those whose role is to administer. */
const administration: readonly Resource[] = [
  {
    path: "/administration",
    operations: [administrative("getAdministration", "GET", "How the server stands: readiness, queue, engines, disks, processes")],
  },
  { path: "/administration/queue/open", operations: [administrative("openQueue", "POST", "Let waiting jobs begin")] },
  { path: "/administration/queue/hold", operations: [administrative("holdQueue", "POST", "Take jobs in, and let none begin")] },
  { path: "/administration/queue/drain", operations: [administrative("drainQueue", "POST", "Take no job in, and run those that wait")] },
  {
    path: "/administration/processes/{processId}/bounds",
    operations: [administrative("setBounds", "POST", "Set how many jobs of a process may run and wait, in the query or as a form", bounds)],
  },
  {
    path: "/administration/jobs",
    operations: [
      administrative("findJobs", "GET", "The jobs of all that have not ended and fit", dismissals),
      administrative("dismissJobs", "POST", "Dismiss the jobs of all that have not ended and fit", dismissals),
    ],
  },
  {
    path: "/administration/garbage",
    operations: [
      administrative("getGarbage", "GET", "What nobody needs any more"),
      administrative("collectGarbage", "POST", "Remove what nobody needs any more"),
    ],
  },
];

/** All resources; paths are below the public URL of the service. */
export const resources: readonly Resource[] = [...processResources, ...jobResources, ...administration];

/** Those of a service that shows the list of jobs, or does not. */
export function resourcesOf({ listsJobs }: { readonly listsJobs: boolean }): readonly Resource[] {
  return resources.filter(({ path }) => listsJobs || (path !== "/jobs" && path !== "/jobs/events"));
}

/** URIs of all classes that the table has a part of, in the order of their names above. */
export function conformsTo(table: readonly Resource[]): string[] {
  const named = new Set(table.flatMap(({ operations }) => operations.flatMap(({ classes }) => classes)));
  return Object.entries(conformanceClasses).flatMap(([name, uri]) => (named.has(name as ConformanceClass) ? [uri] : []));
}

/** The addresses that this protocol answers on: exact ones, and with `/*` at the end all that lie below. */
export function routesOf(table: readonly Resource[]): string[] {
  return [...new Set(table.map(({ path }) => path.replace(/\{.*$/s, "*")))];
}
