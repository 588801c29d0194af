// The catalogue, and the first page with it: what is offered here, with links that work without JavaScript.
import type { ProcessDescription } from "@terrarium/sdk";
import type { Links } from "../../../core/service.js";
import type { Page, View } from "./layout.js";
import { type Html, html, nothing } from "./markup.js";
import { say } from "./words.js";

function card(process: ProcessDescription, view: View, heading: "h2" | "h3"): Html {
  const { id, title, version, abstract, inputs, outputs } = process;
  const link = html`<a href="${view.to(`/processes/${encodeURIComponent(id)}`)}">${title}</a>`;
  const ids = (list: readonly { readonly id: string }[]) => list.map((one) => one.id).join(", ") || view.words.nothing;
  return html`<li class="card">${heading === "h2" ? html`<h2>${link}</h2>` : html`<h3>${link}</h3>`}
<p class="small soft"><code>${id}</code> ${version === "None" ? nothing : version}</p>${abstract === undefined ? nothing : html`<p>${abstract}</p>`}
<p class="small soft end">${view.words.inputs}: ${ids(inputs)}<br>${view.words.outputs}: ${ids(outputs)}</p></li>
`;
}

function cards(processes: readonly ProcessDescription[], view: View, heading: "h2" | "h3"): Html {
  if (processes.length === 0) return html`<p>${view.words.noProcesses}</p>`;
  return html`<ul class="cards">${processes.map((process) => card(process, view, heading))}</ul>`;
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

export function processListPage(view: View, processes: readonly ProcessDescription[], part: Part): Page {
  const { words } = view;
  const shown = processes.slice(part.offset, part.offset + part.limit);
  return {
    title: words.processes,
    isJsonToo: true,
    name: "catalogue",
    body: html`<h1>${words.processes}</h1>
<section data-island="catalogue" aria-label="${words.processes}"><p class="soft">${say(words.processCount, { count: processes.length })}</p>
${cards(shown, view, "h2")}${paging(view, part, part.offset + part.limit < processes.length)}</section>`,
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
  readonly links: Links;
  /** Names of files below /static/data/. */
  readonly samples: readonly string[];
}

export function landingPage(view: View, { processes, links, samples }: LandingParts): Page {
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
<section data-island="catalogue" data-level="3" aria-label="${words.processes}">${cards(processes.slice(0, firstProcesses), view, "h3")}${all}</section>
${services(view, links)}${tryIt(view, processes, links)}${data.length === 0 ? nothing : html`<h2>${words.sampleData}</h2>${list}`}`,
  };
}
