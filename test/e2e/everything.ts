// A running server with the process of test/fixtures/processes, which has inputs and outputs of every kind, and another server that references may name.
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import { join } from "node:path";
import { text as readAll } from "node:stream/consumers";
import { expect } from "vitest";
import { hasSchemas, makeValidator } from "../schemas/validate.js";
import { executeDocument, input } from "./requests.js";
import { ask, root, type Server, startServer } from "./server.js";

/** The identifier of the process. */
export const id = "test:every-thing.1";
const kvpStart = `service=WPS&version=1.0.0&request=Execute&identifier=${encodeURIComponent(id)}`;
/** What is wrong with a document by the schemas of WPS 1.0.0 and 2.0, "" if nothing or if they are missing. */
export const validate = hasSchemas
  ? makeValidator(["wps/1.0.0/wpsAll.xsd", "ows/1.1.0/owsAll.xsd", "wps/2.0/wps.xsd", "ows/2.0/owsAll.xsd"])
  : () => "";
/** Says in a title that nothing is checked by schemas. */
export const unchecked = hasSchemas ? "" : " (schemas not checked: ../shared/schemas is missing)";

/** The inputs as the process saw them. */
export interface Told {
  readonly text: readonly string[];
  readonly data: readonly { format: unknown; bytes: number; start: string }[];
  readonly number?: number;
  readonly choice?: string;
  readonly box?: readonly unknown[];
}

export type Answer = Awaited<ReturnType<typeof ask>>;

/** The server and what to ask it. */
export interface Everything {
  readonly server: Server;
  /** Answers with what it was sent. */
  readonly elsewhere: string;
  /** Asks by GET or POST and expects a valid document. */
  valid(query: string | { readonly post: string }): Promise<Answer>;
  /** Executes the process and expects a valid document. */
  run(inputs: readonly string[], form?: string): Promise<Answer>;
  /** What the process was given. */
  told(inputs: readonly string[]): Promise<Told>;
  toldByGet(dataInputs: string): Promise<Told>;
  stop(): Promise<void>;
}

/** Says what it was sent. */
async function echo(request: IncomingMessage): Promise<string> {
  if (request.url === "/number") return "0.5\n";
  if (request.url === "/box") return "1,2,3,4,EPSG:4326";
  const { "x-test": test = "", "content-type": type = "" } = request.headers;
  const said = `${request.method} ${request.url} ${test} ${type} ${await readAll(request)}`;
  return request.url === "/base64" ? Buffer.from(said).toString("base64") : said;
}

async function startElsewhere(): Promise<{ readonly port: number; stop(): void }> {
  const server = createServer((request, response) => {
    if (request.url === "/missing") response.statusCode = 404;
    void echo(request).then((said) => response.end(said));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("the other server has no port");
  return { port: address.port, stop: () => server.close() };
}

/** Starts both; end them with `stop`. */
export async function startEverything(): Promise<Everything> {
  const elsewhere = await startElsewhere();
  const processes = JSON.stringify([join(root, "test", "fixtures", "processes")]);
  const server = await startServer({
    config: `[service]\nlanguages = ["en-US", "cs"]\n[fetch]\nallow = ["127.0.0.1:${elsewhere.port}"]\n[processes]\npaths = ${processes}\n`,
  });
  const read = (answer: Answer): Told => {
    expect(answer, answer.text).toMatchObject({ status: 200 });
    return JSON.parse(answer.text) as Told;
  };
  const valid = async (query: string | { readonly post: string }): Promise<Answer> => {
    const answer = typeof query === "string" ? await ask(`${server.url}/wps?${query}`) : await ask(`${server.url}/wps`, query.post);
    expect(answer.headers.get("content-type")).toMatch(/^(text|application)\/xml; charset=utf-8$/);
    expect(validate(answer.text)).toBe("");
    return answer;
  };
  return {
    server,
    elsewhere: `http://127.0.0.1:${elsewhere.port}`,
    valid,
    run: (inputs, form = "") => valid({ post: executeDocument({ process: id, inputs, form }) }),
    told: async (inputs) => read(await ask(`${server.url}/wps`, executeDocument({ process: id, inputs, form: raw("told") }))),
    toldByGet: async (dataInputs) => read(await ask(`${server.url}/wps?${kvpStart}&rawdataoutput=told&datainputs=${dataInputs}`)),
    async stop() {
      await server.stop();
      elsewhere.stop();
    },
  };
}

export const output = (name: string, attributes = "") => `<wps:Output ${attributes}><ows:Identifier>${name}</ows:Identifier></wps:Output>`;
export const document = (outputs: readonly string[], attributes = "") =>
  `<wps:ResponseForm><wps:ResponseDocument ${attributes}>${outputs.join("")}</wps:ResponseDocument></wps:ResponseForm>`;
export const raw = (name: string, attributes = "") =>
  `<wps:ResponseForm><wps:RawDataOutput ${attributes}><ows:Identifier>${name}</ows:Identifier></wps:RawDataOutput></wps:ResponseForm>`;
export const literalWith = (name: string, attributes: string, value: string) =>
  input(name, `<wps:Data><wps:LiteralData ${attributes}>${value}</wps:LiteralData></wps:Data>`);
export const box = (lower: string, upper: string, attributes = "") =>
  input(
    "box",
    `<wps:Data><wps:BoundingBoxData ${attributes}><ows:LowerCorner>${lower}</ows:LowerCorner><ows:UpperCorner>${upper}</ows:UpperCorner></wps:BoundingBoxData></wps:Data>`,
  );
export const referenced = (href: string, attributes = "", content = "") =>
  input("data", `<wps:Reference xlink:href="${href.replaceAll("&", "&amp;")}" ${attributes}>${content}</wps:Reference>`);
