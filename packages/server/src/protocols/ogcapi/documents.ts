// The documents about the service and its processes, as plain data: landing page, conformance, list and description of processes (OGC 18-062r2 clause 7).
import type { JsonValue, Metadata, ProcessDescription } from "@terrarium/sdk";
import type { Outcome } from "../../core/operation.js";
import { say } from "../../core/sentence.js";
import type { Links, ServiceDescription } from "../../core/service.js";
import { tell } from "../../core/tell.js";
import { findProcesses } from "./find-processes.js";
import { conformsTo, type Media, type Resource } from "./resources.js";
import { inputSchema, outputSchema } from "./schemas.js";

export interface Link {
  readonly href: string;
  readonly rel: string;
  readonly type?: string;
  readonly title?: string;
}

export const mediaTypes: Readonly<Record<Media, string>> = { json: "application/json", html: "text/html" };
const ogcRel = "http://www.opengis.net/def/rel/ogc/1.0";

/** Where these documents point to, and the languages that they are written in. */
export interface DocumentParts {
  readonly links: Links;
  readonly service: ServiceDescription;
  readonly offered: readonly Media[];
  /** A BCP 47 tag. What comes from authors is in it already. */
  readonly language: string;
  /** With which subscribers check what they are told, as a JSON Web Key. */
  readonly callbackKey?: Readonly<Record<string, string>> | undefined;
  /** What there is here. */
  readonly table: readonly Resource[];
  /** Names of the sample files below /static/data/. */
  readonly samples?: readonly string[] | undefined;
}

/** The address of a resource: the template filled in, each value percent-encoded. */
export function address({ base }: Pick<Links, "base">, path: string, values: Readonly<Record<string, string>> = {}): string {
  return base + path.replace(/\{(\w+)\}/g, (_whole, name: string) => encodeURIComponent(values[name] ?? ""));
}

/** This document in this language, and in the others. */
export function selfLinks(href: string, own: Media, { offered, language }: Pick<DocumentParts, "offered" | "language">): Link[] {
  const plain = href.replace(/([?&])f=[^&]*(&|$)/, (_whole, before: string, after: string) => (after === "" ? "" : before));
  const inMedia = (media: Media): string => `${plain}${plain.includes("?") ? "&" : "?"}f=${media}`;
  return [
    { href, rel: "self", type: mediaTypes[own], title: tell("This document", language) },
    ...offered
      .filter((media) => media !== own)
      .map(
        (media): Link => ({
          href: inMedia(media),
          rel: "alternate",
          type: mediaTypes[media],
          title: tell(say("This document as {media}", { media }), language),
        }),
      ),
  ];
}

function has(path: string, table: readonly Resource[]): boolean {
  return table.some((resource) => resource.path === path);
}

/** The API definition for programs, and for people. OGC 18-062r2 /req/core/landingpage-success */
function apiLinks(href: string | undefined, { offered, language }: DocumentParts): Link[] {
  if (href === undefined) return [];
  return [
    {
      href: `${href}?f=oas30`,
      rel: "service-desc",
      type: "application/vnd.oai.openapi+json;version=3.0",
      title: tell("The API in OpenAPI 3.0", language),
    },
    {
      href: `${href}?f=oas31`,
      rel: "service-desc",
      type: "application/vnd.oai.openapi+json;version=3.1",
      title: tell("The API in OpenAPI 3.1", language),
    },
    ...(offered.includes("html")
      ? [{ href: `${href}?f=html`, rel: "service-doc", type: mediaTypes.html, title: tell("The API to be read", language) }]
      : []),
  ];
}

export function landingDocument(parts: DocumentParts): Record<string, unknown> {
  const { links, service, table, language, callbackKey } = parts;
  const to = (path: string, rel: string, title: string, type: string = mediaTypes.json): Link[] =>
    has(path, table) ? [{ href: address(links, path), rel, type, title: tell(title, language) }] : [];
  return {
    title: service.title,
    description: service.abstract,
    ...(callbackKey === undefined ? {} : { callbackKey }),
    links: [
      ...selfLinks(`${links.base}/`, "json", parts),
      ...apiLinks(has("/api", table) ? address(links, "/api") : undefined, parts),
      ...to("/conformance", `${ogcRel}/conformance`, "The conformance classes that this service implements"),
      ...to("/processes", `${ogcRel}/processes`, "The processes"),
      ...to("/jobs", `${ogcRel}/job-list`, "The jobs"),
      ...to("/jobs/events", "urn:terrarium:rel:events", "What happens to the jobs", "text/event-stream"),
      {
        href: `${links.wps}?service=WPS&request=GetCapabilities`,
        rel: "related",
        type: "text/xml",
        title: tell("The same processes by OGC WPS", language),
      },
    ],
  };
}

export function conformanceDocument({ table }: DocumentParts): Record<string, unknown> {
  return { conformsTo: conformsTo(table) };
}

const about = (metadata: readonly Metadata[] | undefined): Record<string, unknown> =>
  metadata === undefined || metadata.length === 0 ? {} : { metadata };

interface Described {
  readonly title: string;
  readonly abstract?: string;
  readonly keywords?: readonly string[];
  readonly metadata?: readonly Metadata[];
}

function described({ title, abstract, keywords, metadata }: Described): Record<string, unknown> {
  return {
    title,
    ...(abstract === undefined ? {} : { description: abstract }),
    ...(keywords === undefined || keywords.length === 0 ? {} : { keywords }),
    ...about(metadata),
  };
}

function processLinks(process: ProcessDescription, parts: DocumentParts): Link[] {
  const { links, table, language } = parts;
  const at = (path: string): string => address(links, path, { processId: process.id });
  const execution = has("/processes/{processId}/execution", table)
    ? [{ href: at("/processes/{processId}/execution"), rel: `${ogcRel}/execute`, title: tell("Execute this process", language) }]
    : [];
  return [...selfLinks(at("/processes/{processId}"), "json", parts), ...execution];
}

/** What is known of processes beyond their descriptions; absent where nobody asked for it. */
type Known = Pick<ProcessesOutcome, "statistics" | "facts">;
type ProcessesOutcome = Extract<Outcome, { kind: "processes" }>;

export function processSummary(process: ProcessDescription, parts: DocumentParts, known: Known = {}): Record<string, unknown> {
  const figures = known.statistics?.get(process.id);
  return {
    id: process.id,
    version: process.version,
    ...described(process),
    jobControlOptions: ["sync-execute", ...(process.storeSupported ? ["async-execute", "dismiss"] : [])],
    outputTransmission: process.storeSupported ? ["value", "reference"] : ["value"],
    ...known.facts?.get(process.id),
    ...(figures === undefined ? {} : { statistics: figures }),
    links: processLinks(process, parts),
  };
}

/** A file beside the process is had at its address where it is a sample of this server; undefined: nobody else has it. */
function exampleInput(given: JsonValue, { links, samples = [] }: DocumentParts): JsonValue | undefined {
  if (typeof given !== "object" || given === null || !("file" in given)) return given;
  const { file, mediaType } = given;
  const name = samples.find((one) => file === `data/${one}`);
  if (name === undefined) return undefined;
  return { href: `${links.base}/static/data/${encodeURIComponent(name)}`, ...(mediaType === undefined ? {} : { type: mediaType }) };
}

/** Examples that anybody can send as they stand. */
function examplesOf({ examples = [] }: ProcessDescription, parts: DocumentParts): Record<string, unknown> {
  const told = examples.flatMap(({ title, inputs }) => {
    const all = Object.entries(inputs).map(([id, given]) => [id, exampleInput(given, parts)] as const);
    return all.some(([, input]) => input === undefined) ? [] : [{ title, inputs: Object.fromEntries(all) }];
  });
  return told.length === 0 ? {} : { examples: told };
}

export function processDescription(process: ProcessDescription, parts: DocumentParts, known?: Known): Record<string, unknown> {
  const inputs = process.inputs.map((input) => {
    const { minOccurs, maxOccurs } = input;
    const occurs = { minOccurs, maxOccurs: Number.isSafeInteger(maxOccurs) ? maxOccurs : "unbounded" };
    return [input.id, { ...described(input), ...occurs, schema: inputSchema(input), valuePassing: ["byValue", "byReference"] }] as const;
  });
  const outputs = process.outputs.map((output) => [output.id, { ...described(output), schema: outputSchema(output) }] as const);
  return {
    ...processSummary(process, parts, known),
    inputs: Object.fromEntries(inputs),
    outputs: Object.fromEntries(outputs),
    ...examplesOf(process, parts),
  };
}

export interface Page {
  readonly limit: number;
  readonly offset: number;
}

/** The address of another page of the same list; `query` are the other parameters that were asked for. */
export function pageHref(href: string, query: Readonly<Record<string, string>>, { limit, offset }: Page): string {
  const words = new URLSearchParams({ ...query, limit: String(limit), ...(offset > 0 ? { offset: String(offset) } : {}) });
  return `${href}?${words}`;
}

/** A page of the list, and the other parameters that were asked for. */
export interface ListPage extends Page {
  readonly asked: Readonly<Record<string, string>>;
}

export function processList(outcome: ProcessesOutcome, page: ListPage, parts: DocumentParts): Record<string, unknown> {
  const { limit, offset, asked } = page;
  const processes = findProcesses(outcome, asked["q"]);
  const href = address(parts.links, "/processes");
  const type = mediaTypes.json;
  const next: Link[] =
    offset + limit < processes.length
      ? [
          {
            href: pageHref(href, asked, { limit, offset: offset + limit }),
            rel: "next",
            type,
            title: tell("The next page", parts.language),
          },
        ]
      : [];
  const previous: Link[] =
    offset > 0
      ? [
          {
            href: pageHref(href, asked, { limit, offset: Math.max(0, offset - limit) }),
            rel: "prev",
            type,
            title: tell("The page before", parts.language),
          },
        ]
      : [];
  return {
    processes: processes.slice(offset, offset + limit).map((process) => processSummary(process, parts, outcome)),
    numberMatched: processes.length,
    links: [...selfLinks(pageHref(href, asked, page), "json", parts), ...next, ...previous],
  };
}
