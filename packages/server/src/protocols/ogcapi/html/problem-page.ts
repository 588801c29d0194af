// What went wrong, in plain words: every fault of a request, and the way back.
import type { Fault } from "../../../core/errors.js";
import type { Page, View } from "./layout.js";
import { type Html, html, nothing } from "./markup.js";
import { wayBack } from "./sign-in-page.js";

export interface Origin {
  readonly processId?: string | undefined;
  readonly jobId?: string | undefined;
}

export interface Problem {
  readonly status: number;
  readonly title: string;
  readonly faults: readonly Pick<Fault, "message" | "locator">[];
  /** Of the process whose form was sent, or of the job that the button was of. */
  readonly from?: Origin;
}

export function problemPage(view: View, { status, title, faults, from = {} }: Problem): Page {
  const { words, to } = view;
  const one = ({ message, locator }: Pick<Fault, "message" | "locator">): Html =>
    html`<li>${locator === undefined ? nothing : html`<code>${locator}</code> `}${message}</li>`;
  const { processId, jobId } = from;
  const isThere = status !== 404 && status !== 410;
  const link = (path: string, title: string): Html => html`<p><a href="${to(path)}">${title}</a></p>`;
  const back =
    processId !== undefined && isThere
      ? html`<p>${words.keepEntries}</p>${link(`/processes/${encodeURIComponent(processId)}`, words.backToForm)}`
      : jobId !== undefined && isThere
        ? link(`/jobs/${encodeURIComponent(jobId)}`, words.backToJob)
        : link("/", view.service.title);
  const signIn = status === 401 ? html`<p><a href="${to("/sign-in", { to: wayBack(view) })}">${words.signIn}</a></p>` : nothing;
  return {
    title,
    status,
    body: html`<h1>${status === 400 ? words.badRequest : title}</h1>
<div class="notice bad" role="alert"><ul>${faults.map(one)}</ul></div>${signIn}${back}`,
  };
}
