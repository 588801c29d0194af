// Pages about the service: the conformance classes, and the operations of the API in a list that can be read.
import { tell } from "../../../core/tell.js";
import { operationPath, type Parameter, parametersOf } from "../openapi-operations.js";
import { conformsTo, type Operation, type Resource } from "../resources.js";
import type { Page, View } from "./layout.js";
import { type Html, html, nothing, safeHref } from "./markup.js";

export function conformancePage(view: View, table: readonly Resource[]): Page {
  const { words } = view;
  const one = (uri: string): Html =>
    /^https?:/.test(uri) ? html`<li><a href="${safeHref(uri)}">${uri}</a></li>` : html`<li><code>${uri}</code></li>`;
  return {
    title: words.conformance,
    isJsonToo: true,
    body: html`<h1>${words.conformance}</h1><p>${words.conformanceText}</p><ul>${conformsTo(table).map(one)}</ul>`,
  };
}

function typeText({ schema, isList = false }: Parameter): string {
  const { type, enum: choices } = schema;
  const one = Array.isArray(choices) ? choices.join(" | ") : String(type ?? "");
  return isList ? `${one}, ...` : one;
}

function operationSheet(path: string, operation: Operation, view: View): Html {
  const { words, language } = view;
  const parameters = parametersOf(path, operation);
  const rows = parameters.map(
    (one) =>
      html`<dt><code>${one.name}</code> <span class="soft small">${one.in}</span></dt><dd>${tell(one.description, language)} <span class="soft small">${typeText(one)}</span></dd>`,
  );
  const list = parameters.length === 0 ? nothing : html`<h3>${words.parameters}</h3><dl class="facts">${rows}</dl>`;
  return html`<details class="op"><summary><span class="verb">${operation.method}</span> <code>${path}</code> ${tell(operation.summary, language)}</summary>${list}<h3>${words.answers}</h3><p>${operation.statuses.map((status) => html`<span class="tag">${status}</span>`)}</p></details>
`;
}

/** Every operation, and where the documents for programs are. */
export function apiPage(
  view: View,
  table: readonly Resource[],
  processes: readonly { readonly id: string; readonly title: string }[],
): Page {
  const { words, to } = view;
  const sheets = table.flatMap(({ path, operations }) => operations.map((operation) => operationSheet(path, operation, view)));
  const own = processes.map(
    ({ id, title }) =>
      html`<li><span class="verb">POST</span> <code>${operationPath(id)}</code> <a href="${to(`/processes/${encodeURIComponent(id)}`)}">${title}</a></li>`,
  );
  return {
    title: words.api,
    body: html`<h1>${words.api}</h1>
<p class="actions"><a class="button" href="${to("/api", { f: "json" })}">${words.openApi30}</a><a class="button" href="${to("/api", { f: "oas31" })}">${words.openApi31}</a></p>
<h2>${words.operations}</h2>${sheets}
<h2>${words.execute}</h2><p class="soft">${words.executesProcess}</p><ul class="plain">${own}</ul>`,
  };
}
