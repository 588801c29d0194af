// A table of a page: its columns named, its rows, and a box of its own to scroll in.
import { attribute, type Html, html } from "./markup.js";

export type Cell = Html | string | number;

/** `label` is what those hear who do not see it. Where a cell is a number, it is set as one. */
export function table(label: string, heads: readonly string[], rows: readonly (readonly Cell[])[]): Html {
  const cell = (value: Cell): Html => html`<td${attribute("class", typeof value === "number" ? "num" : undefined)}>${value}</td>`;
  return html`<div class="wide" role="region" aria-label="${label}" tabindex="0"><table><thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>
${rows.map(
  (row) => html`<tr>${row.map(cell)}</tr>
`,
)}</tbody></table></div>`;
}
