// One process: what it does, the form that executes it, its inputs and outputs in words, and the request that a program would send.
import type {
  AllowedRange,
  InputDescription,
  JsonValue,
  LiteralType,
  Metadata,
  OutputDescription,
  ProcessDescription,
} from "@terrarium/sdk";
import { isNumeric } from "../schemas.js";
import { executeForm, formatLine } from "./form.js";
import { literalHint } from "./form-literal.js";
import type { Page, View } from "./layout.js";
import { type Html, html, nothing, safeHref } from "./markup.js";
import { type Known, processFacts } from "./process-facts.js";
import { say, type Words } from "./words.js";

function aboutLinks(metadata: readonly Metadata[] | undefined, words: Words): Html {
  const linked = (metadata ?? []).filter(({ href }) => href !== undefined);
  if (linked.length === 0) return nothing;
  return html`<h2>${words.moreAbout}</h2><ul>${linked.map(({ title, href }) => html`<li><a href="${safeHref(href ?? "")}">${title}</a></li>`)}</ul>`;
}

/** What the server adds to a description has such a role: limits and isolation, each in one line. */
function isOwn({ role = "" }: Metadata): boolean {
  return role.startsWith("urn:terrarium:");
}

function tags(keywords: readonly string[], metadata: readonly Metadata[]): Html {
  const names = [...keywords, ...metadata.filter((one) => one.href === undefined && !isOwn(one)).map(({ title }) => title)];
  return names.length === 0 ? nothing : html`<p>${names.map((name) => html`<span class="tag">${name}</span>`)}</p>`;
}

function limits(metadata: readonly Metadata[], words: Words): Html {
  const lines = metadata.filter(isOwn);
  return lines.length === 0 ? nothing : html`<h2>${words.limitsOf}</h2><ul>${lines.map(({ title }) => html`<li>${title}</li>`)}</ul>`;
}

function typeText(one: InputDescription | OutputDescription, words: Words): string {
  switch (one.kind) {
    case "literal":
      return literalHint(one, words);
    case "bbox":
      return `${words.crs}: ${one.crs.join(", ")}`;
    case "complex":
      return say(words.formatsAre, { formats: one.formats.map(formatLine).join("; ") });
  }
}

function outputRows(outputs: readonly OutputDescription[], words: Words): Html {
  return html`<h2>${words.outputs}</h2><dl class="facts">${outputs.map(
    (output) =>
      html`<dt><code>${output.id}</code></dt><dd><strong>${output.title}</strong>${output.abstract === undefined ? nothing : html`<br>${output.abstract}`}<br><span class="soft small">${typeText(output, words)}</span></dd>`,
  )}</dl>`;
}

/** A number that the range permits, and its type. */
function numberIn(range: AllowedRange | undefined, least: number): number {
  const { minimum = least, maximum, spacing, closure = "closed" } = range ?? {};
  const low = Math.max(Number(minimum), least);
  const isOpen = low === Number(minimum) && range?.minimum !== undefined && (closure === "open" || closure === "open-closed");
  if (Number.isFinite(low) && !isOpen) return low;
  if (Number.isFinite(low)) return spacing !== undefined ? low + spacing : maximum === undefined ? low + 1 : (low + Number(maximum)) / 2;
  if (maximum === undefined) return 1;
  return closure === "open" || closure === "closed-open" ? Number(maximum) - 1 : Number(maximum);
}

const leasts: Readonly<Partial<Record<LiteralType, number>>> = { positiveInteger: 1, nonNegativeInteger: 0 };

/** A value that stands for the caller's own. */
function example(input: InputDescription): JsonValue {
  if (input.kind === "bbox") return { bbox: [0, 0, 1, 1], crs: input.crs[0] ?? "" };
  if (input.kind === "complex") return { href: "https://example.org/data", type: input.formats[0]?.mediaType ?? "" };
  if (input.default !== undefined) return input.default;
  const [allowed] = input.allowedValues ?? [];
  const range = typeof allowed === "object" ? allowed : undefined;
  const value = typeof allowed === "object" ? (allowed.minimum ?? allowed.maximum) : allowed;
  if (isNumeric(input.dataType))
    return value !== undefined && range === undefined ? Number(value) : numberIn(range, leasts[input.dataType] ?? Number.NEGATIVE_INFINITY);
  if (value !== undefined) return value;
  const samples = {
    boolean: true,
    date: "2024-02-29",
    time: "13:20:00Z",
    dateTime: "2024-02-29T13:20:00Z",
    anyURI: "https://example.org/",
  };
  return input.dataType in samples ? samples[input.dataType as keyof typeof samples] : "text";
}

/** The shortest execute request that has every mandatory input. */
export function exampleRequest(process: ProcessDescription): { readonly [key: string]: JsonValue } {
  const mandatory = process.inputs.filter((input) => input.minOccurs > 0 && !(input.kind === "literal" && input.default !== undefined));
  const shown = mandatory.length > 0 ? mandatory : process.inputs.slice(0, 1);
  return {
    inputs: Object.fromEntries(
      shown.map((input) => [
        input.id,
        input.maxOccurs > 1 ? Array.from({ length: Math.max(1, input.minOccurs) }, () => example(input)) : example(input),
      ]),
    ),
  };
}

/** Text in single quotes of a POSIX shell. */
function shellQuoted(text: string): string {
  return `'${text.replace(/'/g, `'\\''`)}'`;
}

function byProgram(process: ProcessDescription, base: string, words: Words): Html {
  const address = `${base}/processes/${encodeURIComponent(process.id)}/execution`;
  const body = shellQuoted(JSON.stringify(exampleRequest(process), undefined, 1).replace(/\n\s*/g, " "));
  return html`<h2>${words.byProgram}</h2><p class="soft">${words.curlHint}</p>
<pre class="wrap"><code>curl -H 'content-type: application/json' -d ${body} ${shellQuoted(address)}</code></pre>`;
}

export interface ProcessParts {
  /** The public URL of the service. */
  readonly base: string;
  readonly known: Known;
}

export function processPage(view: View, process: ProcessDescription, { base, known }: ProcessParts): Page {
  const { words } = view;
  const { id, title, version, abstract, keywords = [], metadata = [] } = process;
  return {
    title,
    isJsonToo: true,
    name: "process",
    body: html`<h1>${title}</h1>
<p class="soft"><code>${id}</code>${version === "None" ? nothing : html` · ${words.version} ${version}`}</p>
${abstract === undefined ? nothing : html`<p>${abstract}</p>`}${processFacts(id, known, words)}${tags(keywords, metadata)}
<h2>${words.execute}</h2>
<section data-island="form" data-process="${id}" aria-label="${words.execute}">${executeForm(process, view)}</section>
${outputRows(process.outputs, words)}
${aboutLinks(metadata, words)}${byProgram(process, base, words)}
${limits(metadata, words)}`,
  };
}
