// The first page: what is offered here, with links that work without JavaScript. The full web interface is a package of its own.
import type { ProcessDescription } from "@terrarium/sdk";
import type { DeployedProcess } from "../core/engine.js";
import type { HttpResponse } from "../core/message.js";
import type { Links, ServiceDescription } from "../core/service.js";

const style = `:root{color-scheme:light dark;--line:#8884;--ink:light-dark(#1d2b24,#e6efe9);--soft:light-dark(#56655d,#9fb0a7);--leaf:light-dark(#1c6b42,#7fd6a4);--ground:light-dark(#fbfcf9,#141a17)}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,sans-serif}main{max-width:60rem;margin:0 auto;padding:2rem 1rem 4rem}
h1{margin:0;font-size:1.9rem}h2{margin:2.2rem 0 .4rem;font-size:1.2rem}p{margin:.4rem 0}a{color:var(--leaf)}.soft{color:var(--soft)}
table{border-collapse:collapse;width:100%}th,td{padding:.5rem .7rem .5rem 0;border-top:1px solid var(--line);text-align:left;vertical-align:top}th{font-size:.85rem;color:var(--soft)}
code,pre{font:.9em/1.45 ui-monospace,monospace}pre{padding:.8rem 1rem;border:1px solid var(--line);border-radius:.5rem;overflow-x:auto}.wide{overflow-x:auto}`;

/** The page as an answer: no script, no foreign resource. */
export function landingPage(
  service: ServiceDescription,
  links: Links,
  processes: readonly DeployedProcess[],
  samples: readonly string[],
): HttpResponse {
  const rows = processes.map((process) => processRow(process.description, links)).join("\n");
  const data = samples
    .filter((name) => !name.endsWith(".md"))
    .map(
      (name) => `<li><a href="${html(new URL(`${links.base}/static/data/${encodeURIComponent(name)}`).pathname)}">${html(name)}</a></li>`,
    )
    .join("");
  const body = `<!doctype html>
<html lang="${html(service.languages[0])}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${html(service.title)}</title><style>${style}</style></head>
<body><main>
<h1>${html(service.title)}</h1>
<p>${html(service.abstract)}</p>
<p class="soft">OGC WPS 1.0.0 and 2.0.2 at <code>${html(links.wps)}</code> · <a href="${html(kvp(links, "GetCapabilities"))}">capabilities</a> · <a href="${html(kvp(links, "DescribeProcess", { version: "1.0.0", identifier: "ALL" }))}">all descriptions</a></p>
<h2>Processes</h2>
<div class="wide"><table><thead><tr><th>Process</th><th>Inputs</th><th>Outputs</th><th></th></tr></thead><tbody>
${rows || '<tr><td colspan="4">No process is published yet.</td></tr>'}
</tbody></table></div>
${tryIt(processes, links)}
${data === "" ? "" : `<h2>Sample data</h2><ul>${data}</ul>`}
</main></body></html>
`;
  return {
    status: 200,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'self'",
    },
    body,
  };
}

/** The shortest Execute there is, where the demo offers it. */
function tryIt(processes: readonly DeployedProcess[], links: Links): string {
  if (!processes.some(({ description }) => description.id === "say_hello")) return "";
  const query = "service=WPS&version=1.0.0&request=Execute&identifier=say_hello&datainputs=name=Ada";
  return `<h2>Try it</h2>\n<pre>curl '${html(`${links.wps}?${query}`)}'</pre>`;
}

function processRow(process: ProcessDescription, links: Links): string {
  const describe = kvp(links, "DescribeProcess", { version: "1.0.0", identifier: process.id });
  const run = process.inputs.every((input) => input.minOccurs === 0)
    ? ` · <a href="${html(kvp(links, "Execute", { version: "1.0.0", identifier: process.id }))}">run</a>`
    : "";
  return `<tr><td><strong>${html(process.title)}</strong><br><code>${html(process.id)}</code> <span class="soft">${html(process.version)}</span>${process.abstract === undefined ? "" : `<br>${html(process.abstract)}`}</td>
<td>${process.inputs.map((input) => html(input.id)).join(", ")}</td><td>${process.outputs.map((output) => html(output.id)).join(", ")}</td><td><a href="${html(describe)}">description</a>${run}</td></tr>`;
}

/** Links are relative, so that the page works under whatever name it was reached. */
function kvp(links: Links, request: string, more: Record<string, string> = {}): string {
  return `${new URL(links.wps).pathname}?${new URLSearchParams({ service: "WPS", request, ...more })}`;
}

/** Text as it stands in HTML, in elements and in quoted attributes. */
function html(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
