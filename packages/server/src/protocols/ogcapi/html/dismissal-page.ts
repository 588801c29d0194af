// The page on which administrators dismiss many jobs: first it shows which ones, then it dismisses these and no others.
import type { Dismissal, DismissalFilter } from "../../../core/administration.js";
import { type AdministrationWords, administrationWords } from "./administration-words.js";
import { stateTag, stateWord, timeText } from "./format.js";
import type { Page, View } from "./layout.js";
import { attribute, type Html, html, nothing } from "./markup.js";
import { table } from "./table.js";
import { say } from "./words.js";

const states = ["accepted", "running", "paused"] as const;

/** Asks again by other words. What is accepted from now on is not meant. */
export function dismissalForm(view: View, { status = [], processIds = [], owner = "" }: DismissalFilter, words: AdministrationWords): Html {
  const chosen = status.length === 1 ? status[0] : undefined;
  const options = states.map(
    (one) => html`<option value="${one}"${attribute("selected", one === chosen)}>${stateWord(one, view.words)}</option>`,
  );
  return html`<form class="sheet" method="get" action="${view.to("/administration/jobs").split("?", 1)[0] ?? ""}"><div class="row">
<div class="field narrow"><label for="d-status">${words.state}</label><select id="d-status" name="status"><option value="">${view.words.any}</option>${options}</select></div>
<div class="field"><label for="d-process">${words.process}</label><input id="d-process" name="processID" type="text" autocomplete="off" value="${processIds.join(",")}"></div>
<div class="field"><label for="d-owner">${words.owner}</label><input id="d-owner" name="owner" type="text" autocomplete="off" value="${owner}"></div>
<input type="hidden" name="lang" value="${view.language}"><div><button type="submit">${words.findJobs}</button></div></div></form>
`;
}

/** The same filter, and none that were accepted since it was shown. */
function confirmation(view: View, { filter, found }: Dismissal, nowMs: number, words: AdministrationWords): Html {
  const { status = [], processIds = [], owner = "", createdToMs = nowMs } = filter;
  const fields = { status: status.join(","), processID: processIds.join(","), owner, before: new Date(createdToMs).toISOString() };
  const hidden = Object.entries(fields).filter(([, value]) => value !== "");
  return html`<form method="post" action="${view.to("/administration/jobs")}">${hidden.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}<button type="submit" class="danger">${say(words.dismissThese, { count: found })}</button></form>`;
}

/** `nowMs`: when the jobs were looked up. */
export function dismissalPage(view: View, dismissal: Dismissal, nowMs: number): Page {
  const words = administrationWords(view.language);
  const { isDryRun, found, dismissed, failed, jobs, filter } = dismissal;
  const rows = jobs.map(({ id, processId, owner, status, createdMs }) => [
    isDryRun ? stateTag(status, view.words) : nothing,
    html`<a href="${view.to(`/jobs/${id}`)}">${processId}</a><br><code class="small">${id}</code>`,
    owner,
    timeText(createdMs),
  ]);
  const summary = isDryRun ? say(words.jobsFound, { count: found }) : say(words.jobsDismissed, { dismissed, failed });
  return {
    title: words.dismissJobs,
    isJsonToo: isDryRun,
    body: html`<h1>${words.dismissJobs}</h1>${isDryRun ? dismissalForm(view, filter, words) : nothing}<p role="status">${isDryRun && found === 0 ? words.noJobFits : summary}</p>
<div class="actions">${isDryRun && found > 0 ? confirmation(view, dismissal, nowMs, words) : nothing}<a class="button" href="${view.to("/administration")}">${words.back}</a></div>
${rows.length === 0 ? nothing : table(words.dismissJobs, [isDryRun ? words.state : "", words.process, words.owner, words.accepted], rows)}
${found > jobs.length ? html`<p class="soft">${say(words.andMore, { count: found - jobs.length })}</p>` : nothing}`,
  };
}
