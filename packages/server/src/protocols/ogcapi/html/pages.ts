// Which answer is which page. What was asked for, and what came of it, are the same as for JSON.
import { isFinal } from "../../../core/job.js";
import { localise } from "../../../core/localise.js";
import type { HttpResponse, Open } from "../../../core/message.js";
import type { Outcome } from "../../../core/operation.js";
import type { Links, ServiceDescription } from "../../../core/service.js";
import type { OperationId, Resource } from "../resources.js";
import { administrationPage, garbagePage } from "./administration-page.js";
import { dismissalPage } from "./dismissal-page.js";
import { jobListPage, jobPage, resultsPathOf } from "./job-pages.js";
import { makeView, pageHeaders, pageLanguage, respondPage, type UiModules, type View, type ViewRequest } from "./layout.js";
import { type Origin, problemPage } from "./problem-page.js";
import { landingPage, type Part, processListPage } from "./process-list.js";
import { processPage } from "./process-page.js";
import { resultsPage } from "./results-page.js";
import { apiPage, conformancePage } from "./service-pages.js";
import { type SignInView, signInPage } from "./sign-in-page.js";

export interface PagesParts {
  readonly service: ServiceDescription;
  readonly links: Links;
  readonly table: readonly Resource[];
  /** Names of sample files below /static/data/. */
  readonly samples: readonly string[];
  /** Absent: pages are without scripts. */
  readonly ui?: UiModules | undefined;
  /** Wall time in milliseconds. */
  readonly now: () => number;
}

/** What is to be shown, for whom and where. */
export interface Shown {
  readonly id: OperationId;
  readonly request: ViewRequest;
  readonly part?: Part | undefined;
  readonly open: Open;
}

export interface Pages {
  has(id: OperationId): boolean;
  /** In which a page for this request is. */
  language(request: ViewRequest): string;
  encode(shown: Shown, outcome: Outcome): HttpResponse;
  /** A problem document as a page, with the way back to where the request came from. */
  problem(request: ViewRequest, response: HttpResponse, from?: Origin): HttpResponse;
  /** The page on which one signs in. */
  signIn(request: ViewRequest, state: SignInView): HttpResponse;
}

type ProcessesOutcome = Extract<Outcome, { kind: "processes" }>;
type JobOutcome = Extract<Outcome, { kind: "job" }>;

const withPage: ReadonlySet<OperationId> = new Set<OperationId>([
  ...(["getLandingPage", "getConformance", "getApi", "getProcesses", "getProcess", "getJobs", "getStatus", "getResults"] as const),
  ...(["execute", "pause", "resume", "pin", "unpin", "dismissByPost"] as const),
  ...(["getAdministration", "openQueue", "holdQueue", "drainQueue", "getGarbage", "collectGarbage"] as const),
  ...(["setBounds", "findJobs", "dismissJobs"] as const),
]);

/** To a path of this server, so that it holds under whatever name the server was reached. RFC 9110 clause 15.4.4 */
function seeOther(view: View, path: string): HttpResponse {
  return { status: 303, headers: { ...pageHeaders(view), location: view.to(path) }, body: "" };
}

function encodeProcesses(view: View, { id, part }: Shown, outcome: ProcessesOutcome, parts: PagesParts): HttpResponse {
  const { processes, ...known } = outcome;
  const { links, table, samples } = parts;
  switch (id) {
    case "getLandingPage":
      return respondPage(view, landingPage(view, { processes, known, links, samples }));
    case "getConformance":
      return respondPage(view, conformancePage(view, table));
    case "getApi":
      return respondPage(view, apiPage(view, table, processes));
    case "getProcesses":
      return respondPage(view, processListPage(view, { processes, known, part: part ?? { limit: 10, offset: 0 } }));
    default: {
      const [process] = processes;
      if (process === undefined) throw new Error("a description was asked for and there is none");
      return respondPage(view, processPage(view, process, { base: links.base, known }));
    }
  }
}

function encodeJob(view: View, { id, open }: Shown, { job, process, course }: JobOutcome, { now, table }: PagesParts): HttpResponse {
  const has = (path: string) => table.some((resource) => resource.path === path);
  switch (id) {
    case "execute":
      return seeOther(view, job.status === "successful" ? resultsPathOf(job.id) : `/jobs/${job.id}`);
    case "pause":
    case "resume":
    case "pin":
    case "unpin":
      return seeOther(view, `/jobs/${job.id}`);
    case "dismissByPost":
      // Of a job that was over nothing is left to be shown.
      return seeOther(view, has("/jobs") ? "/jobs" : `/processes/${encodeURIComponent(job.processId)}`);
    case "getResults":
      if (job.status === "successful") return resultsPage(view, { job, process, open });
      return seeOther(view, `/jobs/${job.id}`);
    default:
      return respondPage(
        view,
        jobPage(view, { job, course, process, nowMs: now(), hasLog: isFinal(job.status) && has("/jobs/{jobId}/log") }),
      );
  }
}

interface Told {
  readonly status: number;
  readonly title: string;
  readonly detail?: string;
  readonly errors?: readonly { readonly detail: string; readonly pointer?: string; readonly parameter?: string }[];
}

/** The last word of a JSON pointer, which is the name of an input in most of them. */
function lastOf(pointer: string): string {
  return (pointer.split("/").at(-1) ?? "").replace(/~1/g, "/").replace(/~0/g, "~");
}

export function makePages(parts: PagesParts): Pages {
  const viewOf = (request: ViewRequest): View => makeView(parts, request);
  return {
    has: (id) => withPage.has(id),
    language: (request) => pageLanguage(parts.service, request),
    encode(shown, given) {
      const view = viewOf(shown.request);
      const outcome = localise(given, view.language);
      switch (outcome.kind) {
        case "processes":
          return encodeProcesses(view, shown, outcome, parts);
        case "jobs": {
          const part = shown.part ?? { limit: 10, offset: 0 };
          const jobs = outcome.jobs.slice(0, part.limit);
          return respondPage(view, jobListPage(view, { jobs, part, isMore: outcome.jobs.length > part.limit, nowMs: parts.now() }));
        }
        case "administration":
          if (shown.id !== "getAdministration") return seeOther(view, "/administration");
          return respondPage(view, administrationPage(view, outcome.administration));
        case "garbage":
          return respondPage(view, garbagePage(view, outcome.report, outcome.isDryRun));
        case "dismissal":
          return respondPage(view, dismissalPage(view, outcome.dismissal, parts.now()));
        case "job":
          return encodeJob(view, shown, outcome, parts);
        default:
          throw new Error(`there is no page for ${outcome.kind}`);
      }
    },
    signIn(request, state) {
      const view = viewOf(request);
      return respondPage(view, signInPage(view, state));
    },
    problem(request, response, from = {}) {
      const told = JSON.parse(String(response.body)) as Told;
      const { "content-type": _type, ...headers } = response.headers;
      const faults = told.errors?.map(({ detail, pointer, parameter }) => {
        const locator = parameter ?? (pointer === undefined ? undefined : lastOf(pointer));
        return locator === undefined ? { message: detail } : { message: detail, locator };
      });
      const view = viewOf(request);
      const { status, title, detail = title } = told;
      return respondPage(view, {
        ...problemPage(view, { status, title, faults: faults ?? [{ message: detail }], from }),
        headers,
      });
    },
  };
}
