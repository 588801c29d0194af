// Requests of WPS 2.0 as clients send them, and what a running server answers.
import { expect } from "vitest";
import { validate } from "./everything.js";
import { ask, type Server } from "./server.js";

const namespaces =
  'xmlns:wps="http://www.opengis.net/wps/2.0" xmlns:ows="http://www.opengis.net/ows/2.0" xmlns:xlink="http://www.w3.org/1999/xlink"';

export interface Execute2 {
  readonly process: string;
  readonly inputs?: readonly string[];
  readonly outputs?: readonly string[];
  readonly mode?: string;
  readonly response?: string;
}

export function execute2({ process, inputs = [], outputs = [], mode = "sync", response = "document" }: Execute2): string {
  return `<wps:Execute ${namespaces} service="WPS" version="2.0.0" mode="${mode}" response="${response}"><ows:Identifier>${process}</ows:Identifier>${inputs.join("")}${outputs.join("")}</wps:Execute>`;
}

export function jobRequest(operation: string, jobId: string): string {
  return `<wps:${operation} ${namespaces} service="WPS" version="2.0.0"><wps:JobID>${jobId}</wps:JobID></wps:${operation}>`;
}

export const data = (id: string, content: string, attributes = "") =>
  `<wps:Input id="${id}"><wps:Data ${attributes}>${content}</wps:Data></wps:Input>`;
export const value = (id: string, text: string, attributes = "") => data(id, `<wps:LiteralValue ${attributes}>${text}</wps:LiteralValue>`);
export const referenced2 = (id: string, href: string, attributes = "") =>
  `<wps:Input id="${id}"><wps:Reference xlink:href="${href.replaceAll("&", "&amp;")}" ${attributes}/></wps:Input>`;
export const wanted = (id: string, attributes = "") => `<wps:Output id="${id}" ${attributes}/>`;

export interface Answer2 {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
  readonly jobId: string;
  /** The word of a StatusInfo; "" if the answer is something else. */
  readonly state: string;
  /** `code locator` of each exception. */
  readonly exceptions: readonly string[];
}

/** What a WPS 2.0 address of a server answers; documents are checked against the schemas. */
export function makeAsk2(server: Server, path = "/wps") {
  return async (request: string): Promise<Answer2> => {
    const url = `${server.url}${path}`;
    const { status, text, headers } = request.startsWith("<")
      ? await ask(url, request)
      : await ask(`${url}?service=WPS&version=2.0.0&${request}`);
    if (/<(wps:(Capabilities|ProcessOfferings|Result|StatusInfo|LiteralValue)|ows:(ExceptionReport|BoundingBox)) /.test(text))
      expect(validate(text), text).toBe("");
    expect(text.includes("ExceptionReport")).toBe(status >= 400);
    return {
      ...{ status, text, headers },
      jobId: /<wps:JobID>(.*?)</.exec(text)?.[1] ?? "",
      state: /<wps:Status>(.*?)</.exec(text)?.[1] ?? "",
      exceptions: [...text.matchAll(/exceptionCode="(\w+)"(?: locator="([^"]*)")?/g)].map(
        ([, code, locator = "-"]) => `${code} ${locator}`,
      ),
    };
  };
}

export type Ask2 = ReturnType<typeof makeAsk2>;

/** Asks for the status until it is one of these; gives all that were seen, in order. */
export async function follow2(ask2: Ask2, jobId: string, ...until: string[]): Promise<string[]> {
  const states: string[] = [];
  const deadline = performance.now() + 60_000;
  while (performance.now() < deadline) {
    const { state, text } = await ask2(`request=GetStatus&jobid=${jobId}`);
    if (state === "") throw new Error(text);
    if (states.at(-1) !== state) states.push(state);
    if (until.includes(state)) return states;
    // The status is what a client can poll; there is nothing else to wait for.
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`the job did not get so far: ${states.join(" ")}`);
}
