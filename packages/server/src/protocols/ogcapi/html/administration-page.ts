// The pages of administrators: how the server stands, with hands on its queue, and what nobody needs any more.
import type { Administration, Garbage, GarbageReport } from "../../../core/administration.js";
import { type AdministrationWords, administrationWords } from "./administration-words.js";
import { dismissalForm } from "./dismissal-page.js";
import { durationText, sizeText, stateTag, timeText } from "./format.js";
import type { Page, View } from "./layout.js";
import { attribute, type Html, html, nothing } from "./markup.js";
import { table } from "./table.js";
import { say } from "./words.js";

const dayMs = 24 * 3_600_000;

const tags = (names: readonly string[]): Html => html`${names.map((name) => html`<span class="tag">${name}</span>`)}`;

function readiness({ checks }: Administration, words: AdministrationWords): Html {
  const isReady = checks.every(({ problem }) => problem === undefined);
  const rows = checks.map(({ name, problem }) => [html`<code>${name}</code>`, problem ?? words.met]);
  return html`<h2>${words.readiness} <span class="state ${isReady ? "successful" : "failed"}">${isReady ? words.ready : words.notReady}</span></h2>
${table(words.readiness, [words.check, ""], rows)}`;
}

function queueFacts({ queue, jobs }: Administration, view: View, words: AdministrationWords): Html {
  const { mode, sinceMs, waiting, oldestMs, places, running, down } = queue;
  const since = sinceMs === undefined ? nothing : html`, ${words.sinceMoment} ${timeText(sinceMs)}`;
  const oldest = oldestMs === undefined ? nothing : html`, ${words.oldest} ${timeText(oldestMs)}`;
  const states = (["accepted", "running", "paused", "successful", "failed", "dismissed"] as const).map(
    (status) => html`<a href="${view.to("/jobs", { status })}">${stateTag(status, view.words)}</a> ${jobs[status]} `,
  );
  const rows = running.map(({ owner, processId, count }) => [owner, html`<code>${processId}</code>`, count]);
  return html`<dl class="facts"><dt>${words.queue}</dt><dd>${words[mode === "draining" ? "draining" : mode]}${since}</dd>
<dt>${words.places}</dt><dd>${say(words.placesTaken, places)}</dd><dt>${words.waiting}</dt><dd>${waiting}${oldest}</dd><dt>${words.jobs}</dt><dd>${states}</dd></dl>
${down.map((one) => html`<p class="notice bad">${say(words.down, one)}</p>`)}
<h3>${words.running}</h3>${rows.length === 0 ? html`<p>${words.nothingRuns}</p>` : table(words.running, [words.owner, words.process, words.jobs], rows)}`;
}

/** HTML forms, outside of what a script renews: nobody's finger is on them then. */
function queueForms({ queue }: Administration, view: View, words: AdministrationWords): Html {
  const one = (mode: typeof queue.mode, path: string, title: string): Html =>
    html`<form method="post" action="${view.to(`/administration/queue/${path}`)}"><button type="submit"${attribute("disabled", queue.mode === mode)}>${title}</button></form>`;
  return html`<div class="actions">${one("open", "open", words.openQueue)}${one("held", "hold", words.holdQueue)}${one("draining", "drain", words.drainQueue)}</div>`;
}

function engines({ engines: all, queue }: Administration, words: AdministrationWords): Html {
  const rows = all.map(({ name, title, version, isDefault, enforced, notEnforced }) => [
    html`<strong>${title}</strong> ${version ?? ""}<br><code>${name}</code>${isDefault ? html` <span class="tag">${words.byDefault}</span>` : nothing}`,
    queue.down.find((one) => one.engine === name)?.reason ?? words.works,
    tags(enforced),
    tags(notEnforced),
  ]);
  return html`<h2>${words.engines}</h2><p class="soft">${words.doctorHint}</p>${table(words.engines, [words.engine, words.health, words.enforced, words.notEnforced], rows)}`;
}

function processes({ processes: all, hidden }: Administration, view: View, words: AdministrationWords): Html {
  const rows = all.map(({ id, version, engine, limits, ready, creating }) => [
    html`<a href="${view.to(`/processes/${encodeURIComponent(id)}`)}">${id}</a> ${version === "None" ? nothing : html`<span class="soft small">${version}</span>`}`,
    html`<code>${engine}</code>`,
    html`${durationText(limits.wallMs)}, ${sizeText(limits.memoryBytes)}, CPU ${limits.cpus}, ${sizeText(limits.diskBytes)}`,
    say(words.beingMade, { ready, creating }),
  ]);
  const lost = hidden.map(({ file, reason }) => [html`<code>${file}</code>`, reason]);
  return html`<h2>${words.processes}</h2>${table(words.processes, [words.process, words.engine, words.limits, words.pool], rows)}
${lost.length === 0 ? nothing : html`<h3>${words.hidden}</h3>${table(words.hidden, [words.file, words.reason], lost)}`}`;
}

function storage({ disks, retentionMs }: Administration, view: View, words: AdministrationWords): Html {
  const rows = disks.map(({ folder, isWritable, freeBytes, totalBytes }) => [
    html`<code>${folder}</code>`,
    html`${sizeText(freeBytes)} / ${sizeText(totalBytes)} <meter min="0" max="${totalBytes}" value="${freeBytes}" aria-label="${words.free}"></meter>${isWritable ? nothing : html` <strong>${words.notWritable}</strong>`}`,
  ]);
  return html`<h2>${words.storage}</h2>${table(words.storage, [words.folder, words.free], rows)}
<p>${say(words.kept, { time: retentionMs < dayMs ? durationText(retentionMs) : `${Math.round((retentionMs / dayMs) * 10) / 10} d` })}</p>
<p><a class="button" href="${view.to("/administration/garbage")}">${words.lookForGarbage}</a></p>`;
}

/** How many jobs of a process may run and wait, to be set in place. An empty field: as many as the server lets. */
function boundsForms({ processes: all, queue }: Administration, view: View, words: AdministrationWords): Html {
  const field = (name: "running" | "waiting", id: string, value: number | undefined): Html =>
    html`<input name="${name}" type="number" min="0" max="1000000" form="${`bounds-${id}`}" aria-label="${`${words[name === "running" ? "mayRun" : "mayWait"]}: ${id}`}" placeholder="${words.unbounded}" value="${value ?? ""}">`;
  const rows = all.map(({ id, bounds: { running, waiting, isSet } }) => [
    html`<code>${id}</code>${isSet ? html` <span class="tag">${words.setHere}</span>` : nothing}`,
    queue.running.filter((one) => one.processId === id).reduce((sum, { count }) => sum + count, 0),
    field("running", id, running),
    field("waiting", id, waiting),
    html`<form id="${`bounds-${id}`}" method="post" action="${view.to(`/administration/processes/${encodeURIComponent(id)}/bounds`)}"><button type="submit">${words.set}</button>${isSet ? html` <button type="submit" name="configured" value="true">${words.asConfigured}</button>` : nothing}</form>`,
  ]);
  return html`<h2>${words.bounds}</h2><p class="soft">${words.boundsHint}</p>${table(words.bounds, [words.process, words.runningNow, words.mayRun, words.mayWait, ""], rows)}`;
}

/** Seconds after which the page loads itself again where there are no scripts. */
const refreshS = 10;

export function administrationPage(view: View, told: Administration): Page {
  const words = administrationWords(view.language);
  return {
    title: words.administration,
    name: "administration",
    isJsonToo: true,
    refreshS,
    body: html`<h1>${words.administration}</h1><p class="soft">${say(words.since, { version: told.version })} ${timeText(told.startedMs)}</p>
<section data-island="readiness">${readiness(told, words)}</section>
<h2>${words.queue}</h2><section data-island="queue">${queueFacts(told, view, words)}</section>
<section data-island="queue-forms">${queueForms(told, view, words)}</section>
<h3>${words.dismissJobs}</h3>${dismissalForm(view, {}, words)}
<section data-island="bounds">${boundsForms(told, view, words)}</section>
<section data-island="engines">${engines(told, words)}</section>
<section data-island="processes">${processes(told, view, words)}</section>
<section data-island="storage">${storage(told, view, words)}</section>`,
  };
}

function garbageTable(label: string, found: readonly (Garbage & { readonly reason?: string })[], words: AdministrationWords): Html {
  const rows = found.map(({ kind, name, bytes, why, reason }) => [
    html`<code>${kind}</code>`,
    html`<code>${name}</code>`,
    bytes < 0 ? "" : sizeText(bytes),
    reason ?? why,
  ]);
  return table(label, [words.kind, words.name, words.size, words.why], rows);
}

/** What was found, or what was done about it. */
export function garbagePage(view: View, { found, bytes, removed, failed }: GarbageReport, isDryRun: boolean): Page {
  const words = administrationWords(view.language);
  const summary = isDryRun
    ? say(words.garbageFound, { count: found.length, size: sizeText(bytes) })
    : say(words.garbageRemoved, { count: removed });
  const lost = failed.map(({ garbage, reason }) => ({ ...garbage, reason }));
  const remove = html`<form method="post" action="${view.to("/administration/garbage")}"><button type="submit" class="danger">${words.removeAll}</button></form>`;
  return {
    title: words.garbage,
    isJsonToo: isDryRun,
    body: html`<h1>${words.garbage}</h1><p>${isDryRun && found.length === 0 ? words.noGarbage : summary}</p>
<div class="actions">${isDryRun && found.length > 0 ? remove : nothing}<a class="button" href="${view.to("/administration")}">${words.back}</a></div>
${found.length === 0 ? nothing : garbageTable(words.garbage, found, words)}
${lost.length === 0 ? nothing : html`<h2>${words.failed}</h2>${garbageTable(words.failed, lost, words)}`}`,
  };
}
