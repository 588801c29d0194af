// What went wrong, in plain words: every fault of a request, and the way back.
import type { Fault } from "../../../core/errors.js";
import type { Page, View } from "./layout.js";
import { type Html, html, nothing } from "./markup.js";

export interface Problem {
  readonly status: number;
  readonly title: string;
  readonly faults: readonly Pick<Fault, "message" | "locator">[];
  /** Of the process whose form was sent. */
  readonly processId?: string;
}

export function problemPage(view: View, { status, title, faults, processId }: Problem): Page {
  const { words, to } = view;
  const one = ({ message, locator }: Pick<Fault, "message" | "locator">): Html =>
    html`<li>${locator === undefined ? nothing : html`<code>${locator}</code> `}${message}</li>`;
  const back =
    processId === undefined
      ? html`<p><a href="${to("/")}">${view.service.title}</a></p>`
      : html`<p>${words.keepEntries}</p><p><a href="${to(`/processes/${encodeURIComponent(processId)}`)}">${words.backToForm}</a></p>`;
  return {
    title,
    status,
    body: html`<h1>${status === 400 ? words.badRequest : title}</h1>
<div class="notice bad" role="alert"><ul>${faults.map(one)}</ul></div>${back}`,
  };
}
