// Jobs: the list with its filters, and one job with its state, what may be done to it, how it was sealed and what it has used.
import type { NetworkPolicy, ProcessDescription } from "@terrarium/sdk";
import { courseOf, type Span } from "../../../core/course.js";
import { isFinal, type Job, type JobStatus, type JobUsage } from "../../../core/job.js";
import { durationText, sizeText, stateTag, stateWord, timeText } from "./format.js";
import type { Page, View } from "./layout.js";
import { attribute, type Html, html, nothing } from "./markup.js";
import { type Part, paging } from "./process-list.js";
import { type Cell, table } from "./table.js";
import { say, type Word, type Words } from "./words.js";

/** What the list can be filtered by. */
const filterable: readonly JobStatus[] = ["accepted", "running", "paused", "successful", "failed", "dismissed"];

function jobPath(id: string): string {
  return `/jobs/${encodeURIComponent(id)}`;
}

export function resultsPathOf(id: string): string {
  return `${jobPath(id)}/results`;
}

function spent(job: Job, nowMs: number): string {
  const { startedMs, finishedMs } = job;
  return startedMs === undefined ? "" : durationText(Math.max(0, (finishedMs ?? nowMs) - startedMs));
}

function jobRow(job: Job, { words, to }: View, nowMs: number): Cell[] {
  const link = html`<a href="${to(jobPath(job.id))}">${job.processId}</a><br><code class="small">${job.id}</code>`;
  return [stateTag(job.status, words), link, timeText(job.createdMs), spent(job, nowMs), job.error?.message ?? job.message ?? ""];
}

function filterForm({ words, query, to, language }: View, limit: number): Html {
  const asked = new Map(query);
  const states = filterable.map(
    (status) =>
      html`<option value="${status}"${attribute("selected", asked.get("status") === status)}>${stateWord(status, words)}</option>`,
  );
  const chosen = new URL(to("/jobs"), "http://localhost").searchParams.has("lang");
  return html`<form class="sheet" method="get" action="${new URL(to("/jobs"), "http://localhost").pathname}"><div class="row">
<div class="field narrow"><label for="status">${words.status}</label><select id="status" name="status"><option value="">${words.any}</option>${states}</select></div>
<div class="field"><label for="processID">${words.process}</label><input id="processID" name="processID" type="text" autocomplete="off" value="${asked.get("processID") ?? ""}"></div>
<div class="field narrow"><label for="limit">${words.entries}</label><input id="limit" name="limit" type="number" min="1" max="10000" value="${limit}"></div>
${chosen ? html`<input type="hidden" name="lang" value="${language}">` : nothing}<div><button type="submit">${words.show}</button></div></div></form>
`;
}

export interface JobListParts {
  readonly jobs: readonly Job[];
  readonly part: Part;
  /** Is there a page behind this one. */
  readonly isMore: boolean;
  readonly nowMs: number;
}

export function jobListPage(view: View, { jobs, part, isMore, nowMs }: JobListParts): Page {
  const { words } = view;
  const head = [words.status, words.process, words.created, words.duration, words.message];
  const rows = jobs.map((job) => jobRow(job, view, nowMs));
  return {
    title: words.jobs,
    isJsonToo: true,
    name: "jobs",
    body: html`<h1>${words.jobs}</h1><section data-island="jobs" aria-label="${words.jobs}">${filterForm(view, part.limit)}${jobs.length === 0 ? html`<p>${words.noJobs}</p>` : table(words.jobs, head, rows)}${paging(view, part, isMore)}</section>`,
  };
}

/** Seconds after which the page of a job that runs loads itself again. */
export const refreshS = 5;

function button(view: View, job: Job, action: "pause" | "resume" | "pin" | "unpin" | "dismiss", title: string): Html {
  const look = action === "dismiss" ? html` class="danger"` : nothing;
  return html`<form method="post" action="${view.to(`${jobPath(job.id)}/${action}`)}"><button type="submit"${look}>${title}</button></form>`;
}

/** What may be done in this state, as forms: HTML cannot DELETE. */
function actions(view: View, job: Job): Html {
  const { words, to } = view;
  if (job.isDismissing === true) return html`<p class="notice">${words.isDismissing}</p>`;
  const isOver = isFinal(job.status);
  return html`<div class="actions">${job.status === "successful" ? html`<a class="button main" href="${to(resultsPathOf(job.id))}">${words.seeResults}</a>` : nothing}${isOver && view.ui !== undefined ? html`<a class="button" href="${to(`/processes/${encodeURIComponent(job.processId)}`)}#job=${job.id}">${words.runAgain}</a>` : nothing}
${isOver ? nothing : html`<a class="button" href="${to(jobPath(job.id))}">${words.refresh}</a>`}
${job.status === "running" ? button(view, job, "pause", words.pause) : nothing}${job.status === "paused" ? button(view, job, "resume", words.resume) : nothing}
${job.expiresMs !== undefined && job.isPinned !== true ? button(view, job, "pin", words.pin) : nothing}${job.isPinned === true ? button(view, job, "unpin", words.unpin) : nothing}
${button(view, job, "dismiss", isOver ? words.remove : words.dismiss)}</div>`;
}

function fact(title: string, value: Html | string | number | undefined): Html {
  return value === undefined || value === "" ? nothing : html`<dt>${title}</dt><dd>${value}</dd>`;
}

const tags = (names: readonly string[]): Html | undefined =>
  names.length === 0 ? undefined : html`${names.map((name) => html`<span class="tag">${name}</span>`)}`;

function networkText(network: NetworkPolicy | undefined, words: Words): string | undefined {
  return network?.kind === "allow-list" ? network.hosts.join(", ") : network && words.noNetwork;
}

function isolationFacts({ isolation }: Job, words: Words): Html {
  if (isolation === undefined) return nothing;
  const { engine, runtime, madeBy, enforced, notEnforced, network } = isolation;
  return html`<h2>${words.isolation}</h2><dl class="facts">${fact(words.engine, engine)}${fact(words.runtime, runtime)}${fact(words.madeBy, madeBy === undefined ? undefined : words[madeBy])}${fact(words.enforced, tags(enforced))}${fact(words.notEnforced, tags(notEnforced))}${fact(words.network, networkText(network, words))}</dl>`;
}

/** What nobody can tell is unknown. */
function usageFacts(usage: JobUsage | undefined, words: Words): Html {
  if (usage === undefined) return nothing;
  const told = (value: number, text: (value: number) => string) => (value === -1 ? words.unknown : text(value));
  const times = (["cpuMs", "wallMs", "queueMs"] as const).map((name) => fact(words[name], told(usage[name], durationText)));
  const sizes = (["memoryPeakBytes", "diskBytes", "bytesIn", "bytesOut"] as const).map((name) =>
    fact(words[name], told(usage[name], sizeText)),
  );
  return html`<h2>${words.usage}</h2><dl class="facts">${times}${sizes}</dl>`;
}

function failure(job: Job, words: Words): Html {
  if (job.status === "dismissed") return html`<div class="notice"><p>${words.wasDismissed}</p></div>`;
  if (job.status !== "failed") return nothing;
  return html`<div class="notice bad" role="alert"><p><strong>${words.failure}</strong></p><p>${job.error?.message ?? job.message ?? ""}</p><p class="small soft"><code>${job.error?.code ?? "internal"}</code></p></div>`;
}

const phaseWords: Readonly<Record<Span["phase"], Word>> = {
  waiting: "phaseWaiting",
  staging: "phaseStaging",
  running: "phaseRunning",
  paused: "phasePaused",
  publishing: "phasePublishing",
};

/** What it went through: attempts are told apart where there are several. */
function timeLine(course: readonly Span[], nowMs: number, words: Words): Html {
  if (course.length === 0) return nothing;
  const isOnce = course.every(({ attempt }) => attempt === course[0]?.attempt);
  const rows = course.map(({ phase, fromMs, toMs = nowMs, attempt, reason = "" }) => [
    ...(isOnce ? [] : [attempt]),
    ...[reason === "" ? words[phaseWords[phase]] : html`${words[phaseWords[phase]]}: ${reason}`, timeText(fromMs)],
    durationText(Math.max(0, toMs - fromMs)),
  ]);
  const heads = [...(isOnce ? [] : [words.attempt]), words.phase, words.since, words.duration];
  return html`<h2>${words.timeLine}</h2>${table(words.timeLine, heads, rows)}`;
}

export interface JobParts {
  readonly job: Job;
  readonly course?: readonly Span[] | undefined;
  readonly process: Pick<ProcessDescription, "title" | "statusSupported">;
  readonly nowMs: number;
  /** Is there a log to be read at /jobs/{id}/log. */
  readonly hasLog: boolean;
}

function progress({ status, progress: percent, message }: Job, words: Words): Html {
  const bar = html`<p><progress max="100" value="${percent}" aria-label="${words.progress}">${percent} %</progress> <span class="soft">${say(words.percent, { value: percent })}</span></p>`;
  return html`${status === "running" || status === "paused" ? bar : nothing}${message === undefined || message === "" || status === "failed" ? nothing : html`<p>${message}</p>`}`;
}

export function jobPage(view: View, { job, course = courseOf(job), process, nowMs, hasLog }: JobParts): Page {
  const { words, to } = view;
  const isWaiting = job.status === "accepted" || job.status === "running" || job.isResuming === true;
  const moment = (ms: number | undefined) => (ms === undefined ? undefined : timeText(ms));
  return {
    title: `${words.job}: ${process.title}`,
    isJsonToo: true,
    name: "job",
    ...(isWaiting ? { refreshS } : {}),
    body: html`<div data-island="job" data-job="${job.id}" data-title="${process.title}"><h1>${process.title} ${stateTag(job.status, words)}</h1>
<p class="soft"><code>${job.id}</code></p>
${failure(job, words)}${job.isResuming === true ? html`<p class="notice">${words.isResuming}</p>` : nothing}${progress(job, words)}
${actions(view, job)}
<p class="soft small">${isWaiting ? say(words.refreshHint, { seconds: refreshS }) : nothing} ${words.dismissHint}</p>
<dl class="facts">${fact(words.process, html`<a href="${to(`/processes/${encodeURIComponent(job.processId)}`)}">${job.processId}</a>`)}${fact(words.created, timeText(job.createdMs))}${fact(words.started, moment(job.startedMs))}${fact(words.finished, moment(job.finishedMs))}${fact(words.updated, timeText(job.updatedMs))}${fact(words.expires, job.isPinned === true ? words.pinned : moment(job.expiresMs))}${fact(words.duration, spent(job, nowMs))}${fact(words.attempt, job.attempt > 1 ? job.attempt : undefined)}${fact(words.limitsHit, tags(job.limitsHit ?? []))}${fact(words.request, html`<a href="${to(`${jobPath(job.id)}/definition`)}">${words.asJsonDocument}</a>`)}${fact(words.log, hasLog ? html`<a href="${to(`${jobPath(job.id)}/log`)}">${words.openLog}</a>` : undefined)}</dl>
${timeLine(course, nowMs, words)}${isolationFacts(job, words)}${usageFacts(job.usage, words)}</div>`,
  };
}
