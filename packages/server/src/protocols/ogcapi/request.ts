// What a request says: which operation of the table it is, in which language the answer is wanted, and the operation of waist one that answers it.
import type { Fault } from "../../core/errors.js";
import type { HttpRequest } from "../../core/message.js";
import type { Operation as Asked, Call } from "../../core/operation.js";
import { throwFaults } from "../ows/kvp.js";
import type { Page } from "./documents.js";
import { httpProblem } from "./errors.js";
import { negotiateMedia } from "./media.js";
import { type Query, readQuery } from "./query.js";
import { Refused } from "./refusal.js";
import { type Media, matchResource, type Operation, type OperationId, resources } from "./resources.js";

/** How the answer is to look; plain data. */
export interface Form {
  readonly id: OperationId;
  readonly media: Media;
  readonly page?: Page;
}

export interface Routed {
  readonly operation: Operation;
  readonly parameters: Readonly<Record<string, string>>;
}

/** The operation at this address by this method. Throws Refused: 404, or 405 with Allow. */
export function route({ method, path }: Pick<HttpRequest, "method" | "path">): Routed {
  const match = matchResource(resources, path);
  if (match === undefined) throw new Refused(httpProblem(404, "There is nothing at this address."));
  const { operations } = match.resource;
  const operation = operations.find((one) => one.method === (method === "HEAD" ? "GET" : method));
  if (operation !== undefined) return { operation, parameters: match.parameters };
  const allowed = operations.flatMap((one) => (one.method === "GET" ? ["GET", "HEAD"] : [one.method])).join(", ");
  throw new Refused(httpProblem(405, `The method ${method.slice(0, 20)} is not offered here. Methods: ${allowed}.`, { allow: allowed }));
}

/** The language of the answer. Throws Refused: 406. */
export function chooseMedia(query: Query, accept: string | undefined, offered: readonly Media[]): Media {
  const asked = offered.find((media) => media === query.get("f"));
  const media = asked ?? (query.has("f") ? undefined : negotiateMedia(accept, offered));
  if (media === undefined) throw new Refused(httpProblem(406, `The answer can be had as: ${offered.join(", ")}.`));
  return media;
}

function pageOf(query: Query): Page {
  return { limit: Number(query.get("limit") ?? 10), offset: Number(query.get("offset") ?? 0) };
}

/** Decodes what has no body. `offered` are the languages of this operation's answer. Throws ServiceError with all faults. */
export function decodePlain(routed: Routed, request: HttpRequest, offered: readonly Media[]): Call<Form> {
  const faults: Fault[] = [];
  const { id } = routed.operation;
  const query = readQuery(request.query, routed.operation, faults);
  throwFaults(faults);
  const media = chooseMedia(query, request.headers["accept"], offered);
  const form = id === "getProcesses" ? { id, media, page: pageOf(query) } : { id, media };
  return { operation: asked(id, routed.parameters), form };
}

function asked(id: OperationId, parameters: Readonly<Record<string, string>>): Asked {
  const { processId = "" } = parameters;
  switch (id) {
    case "getLandingPage":
    case "getConformance":
    case "getProcesses":
      return { kind: "list-processes" };
    case "getProcess":
      return { kind: "describe", processIds: [processId] };
  }
}
