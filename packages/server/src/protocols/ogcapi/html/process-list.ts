// The catalogue, and the first page with it: what is offered here, with links that work without JavaScript.
import type { ProcessDescription } from "@terrarium/sdk";
import type { Links } from "../../../core/service.js";
import { findProcesses } from "../find-processes.js";
import type { Page, View } from "./layout.js";
import { type Html, html, nothing } from "./markup.js";
import { type Known, processFacts } from "./process-facts.js";
import { say } from "./words.js";

interface Cards {
  readonly heading: "h2" | "h3";
  readonly known: Known;
}

function card(process: ProcessDescription, view: View, { heading, known }: Cards): Html {
  const { id, title, version, abstract, keywords = [], inputs, outputs } = process;
  const link = html`<a href="${view.to(`/processes/${encodeURIComponent(id)}`)}">${title}</a>`;
  const ids = (list: readonly { readonly id: string }[]) => list.map((one) => one.id).join(", ") || view.words.nothing;
  return html`<li class="card">${heading === "h2" ? html`<h2>${link}</h2>` : html`<h3>${link}</h3>`}
<p class="small soft"><code>${id}</code> ${version === "None" ? nothing : version}</p>${abstract === undefined ? nothing : html`<p>${abstract}</p>`}${processFacts(id, known, view.words)}
${keywords.length === 0 ? nothing : html`<p>${keywords.map((word) => html`<span class="tag">${word}</span>`)}</p>`}<p class="small soft end">${view.words.inputs}: ${ids(inputs)}<br>${view.words.outputs}: ${ids(outputs)}</p></li>
`;
}

function cards(processes: readonly ProcessDescription[], view: View, how: Cards): Html {
  if (processes.length === 0) return html`<p>${view.words.noProcesses}</p>`;
  return html`<ul class="cards">${processes.map((process) => card(process, view, how))}</ul>`;
}

/** For those without scripts: the answer is a page of its own. */
function searchForm({ words, to, language }: View, text: string): Html {
  const at = new URL(to("/processes"), "http://localhost");
  const chosen = at.searchParams.has("lang") ? html`<input type="hidden" name="lang" value="${language}">` : nothing;
  return html`<search><form method="get" action="${at.pathname}"><div class="row"><div class="field broad"><label for="find">${words.search}</label>
<input id="find" name="q" type="search" autocomplete="off" placeholder="${words.searchHint}" value="${text}"></div>${chosen}<div><button type="submit">${words.search}</button>${text === "" ? nothing : html` <a class="button" href="${to("/processes")}">${words.showAll}</a>`}</div></div></form></search>
`;
}

export interface Part {
  readonly limit: number;
  readonly offset: number;
}

/** Links to the pages beside this one; `isMore`: there is a next one. */
export function paging(view: View, { limit, offset }: Part, isMore: boolean): Html {
  const query = Object.fromEntries(view.query);
  const at = (from: number) => view.to(view.path, { ...query, limit: String(limit), offset: String(from) });
  const before =
    offset > 0 ? html`<a class="button" rel="prev" href="${at(Math.max(0, offset - limit))}">${view.words.previous}</a>` : nothing;
  const after = isMore ? html`<a class="button" rel="next" href="${at(offset + limit)}">${view.words.next}</a>` : nothing;
  return offset > 0 || isMore ? html`<p class="actions">${before}${after}</p>` : nothing;
}

export interface ListParts {
  readonly processes: readonly ProcessDescription[];
  readonly known: Known;
  readonly part: Part;
}

export function processListPage(view: View, { processes: all, known, part }: ListParts): Page {
  const { words } = view;
  const text = new Map(view.query).get("q") ?? "";
  const processes = findProcesses({ processes: all, ...known }, text);
  const shown = processes.slice(part.offset, part.offset + part.limit);
  const found = all.length > 0 && processes.length === 0 ? html`<p>${words.noneFits}</p>` : cards(shown, view, { heading: "h2", known });
  return {
    title: words.processes,
    isJsonToo: true,
    name: "catalogue",
    body: html`<h1>${words.processes}</h1>
<section data-island="catalogue" aria-label="${words.processes}">${searchForm(view, text)}<p class="soft">${say(words.processCount, { count: processes.length })}</p>
${found}${paging(view, part, part.offset + part.limit < processes.length)}</section>`,
  };
}

/** How many processes the first page shows; the others are in the catalogue. */
const firstProcesses = 12;

function services({ words, to, has }: View, { wps, base }: Links): Html {
  const kvp = (request: string, more: Record<string, string> = {}) =>
    `${new URL(wps).pathname}?${new URLSearchParams({ service: "WPS", request, ...more })}`;
  return html`<h2>${words.services}</h2>
<dl class="facts"><dt>${words.ogcapiTitle}</dt><dd><code>${base}/</code><br>${has("/jobs") ? html`<a href="${to("/jobs")}">${words.jobs}</a> · ` : nothing}<a href="${to("/api")}">${words.apiDefinition}</a> · <a href="${to("/conformance")}">${words.conformance}</a></dd>
<dt>${words.wpsTitle}</dt><dd><code>${wps}</code><br><a href="${kvp("GetCapabilities")}">${words.capabilities}</a> · <a href="${kvp("DescribeProcess", { version: "1.0.0", identifier: "ALL" })}">${words.allDescriptions}</a></dd></dl>
`;
}

/** The shortest executions there are, where the demo offers them. */
function tryIt({ words }: View, processes: readonly ProcessDescription[], { wps, base }: Links): Html {
  if (!processes.some(({ id }) => id === "say_hello")) return nothing;
  const query = "service=WPS&version=1.0.0&request=Execute&identifier=say_hello&datainputs=name=Ada";
  const body = JSON.stringify({ inputs: { name: "Ada" } });
  return html`<h2>${words.tryIt}</h2>
<pre class="wrap"><code>curl '${wps}?${query}'
curl -H 'content-type: application/json' -d '${body}' ${base}/processes/say_hello/execution</code></pre>
`;
}

export interface LandingParts {
  readonly processes: readonly ProcessDescription[];
  readonly known: Known;
  readonly links: Links;
  /** Names of files below /static/data/. */
  readonly samples: readonly string[];
}

export function landingPage(view: View, { processes, known, links, samples }: LandingParts): Page {
  const { service, words, to } = view;
  const root = new URL(links.base).pathname.replace(/\/+$/, "");
  const data = samples.filter((name) => !name.endsWith(".md"));
  const all =
    processes.length > firstProcesses
      ? html`<p><a href="${to("/processes")}">${words.allProcesses}</a> (${processes.length})</p>`
      : nothing;
  const list = html`<ul>${data.map((name) => html`<li><a href="${root}/static/data/${encodeURIComponent(name)}">${name}</a></li>`)}</ul>`;
  return {
    title: service.title,
    isJsonToo: true,
    name: "catalogue",
    body: html`<h1>${service.title}</h1>
<p>${service.abstract}</p>
<h2>${words.processes}</h2>
<section data-island="catalogue" data-level="3" aria-label="${words.processes}">${searchForm(view, "")}${cards(processes.slice(0, firstProcesses), view, { heading: "h3", known })}${all}</section>
${services(view, links)}${tryIt(view, processes, links)}${data.length === 0 ? nothing : html`<h2>${words.sampleData}</h2>${list}`}`,
  };
}
