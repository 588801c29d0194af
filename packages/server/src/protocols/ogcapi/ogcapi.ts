// OGC API - Processes, Part 1, 1.0 (OGC 18-062r2) as a pure translation: requests to Operations, Outcomes to JSON.
// Which resources there are is resources.ts; whether inputs and outputs fit a process is left to the jobs room.
import { ServiceError } from "../../core/errors.js";
import type { HttpRequest, HttpResponse, Open, Sink } from "../../core/message.js";
import type { Call, Outcome, Protocol } from "../../core/operation.js";
import type { Links, ServiceDescription } from "../../core/service.js";
import { conformanceDocument, type DocumentParts, landingDocument, processDescription, processList } from "./documents.js";
import { encodeProblem } from "./errors.js";
import { Refused } from "./refusal.js";
import { decodePlain, type Form, route } from "./request.js";
import { type Media, type OperationId, resources, routesOf } from "./resources.js";

export interface OgcApiParts {
  readonly service: ServiceDescription;
  readonly links: Links;
  /** The first page for those who ask for HTML; absent: JSON alone. */
  readonly landingPage?: () => HttpResponse;
}

/** The protocol, and the addresses it answers on: exact ones, and with a star at the end all that lie below. */
export interface OgcApi extends Protocol<Form> {
  readonly routes: readonly string[];
}

type ProcessesOutcome = Extract<Outcome, { kind: "processes" }>;

/** A document as an answer. */
export function json(value: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): HttpResponse {
  return { status, headers: { "content-type": "application/json", ...headers }, body: `${JSON.stringify(value)}\n` };
}

function encodeProcesses(form: Form, { processes }: ProcessesOutcome, parts: DocumentParts): HttpResponse {
  switch (form.id) {
    case "getLandingPage":
      return json(landingDocument(parts));
    case "getConformance":
      return json(conformanceDocument());
    case "getProcesses":
      return json(processList(processes, form.page ?? { limit: 10, offset: 0 }, parts));
    case "getProcess": {
      const [process] = processes;
      if (process === undefined) throw new Error("a description was asked for and there is none");
      return json(processDescription(process, parts));
    }
  }
}

/** OGC API - Processes below the public URL of the service. `decode` throws ServiceError with all faults that need no process description. */
export function makeOgcApi({ service, links, landingPage }: OgcApiParts): OgcApi {
  const offered = (id: OperationId): readonly Media[] =>
    id === "getLandingPage" && landingPage !== undefined ? ["json", "html"] : ["json"];
  const encode = ({ form }: Call<Form>, outcome: Outcome, _open: Open): HttpResponse => {
    if (form.media === "html" && landingPage !== undefined) return landingPage();
    if (outcome.kind === "processes") return encodeProcesses(form, outcome, { links, service, offered: offered(form.id) });
    throw new Error(`a request of the form ${form.id} was answered with ${outcome.kind}`);
  };
  const encodeError = (error: unknown): HttpResponse => (error instanceof Refused ? error.response : encodeProblem(error));

  return {
    name: "ogcapi",
    routes: routesOf(resources),
    async decode(request: HttpRequest, _sink: Sink): Promise<Call<Form>> {
      const routed = route(request);
      return decodePlain(routed, request, offered(routed.operation.id));
    },
    encode(call, outcome, open) {
      try {
        return encode(call, outcome, open);
      } catch (error) {
        if (error instanceof ServiceError) return encodeError(error);
        throw error;
      }
    },
    encodeError,
  };
}
