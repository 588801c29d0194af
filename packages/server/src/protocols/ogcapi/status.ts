// How a job stands: statusInfo with the members of OGC 18-062r2 and those of the 2.0 draft together, and the list of jobs.
// The standard has no word for a job that is held: it is told as running, with a message and the time since when.
import { courseOf, type Span } from "../../core/course.js";
import { isFinal, type Job, type JobStatus } from "../../core/job.js";
import { jobRecord } from "../../core/job-record.js";
import { tell } from "../../core/tell.js";
import { address, type DocumentParts, type Link, type ListPage, mediaTypes, pageHref, selfLinks } from "./documents.js";
import { problemDocument } from "./errors.js";

const words: Readonly<Record<JobStatus, string>> = {
  accepted: "accepted",
  running: "running",
  paused: "running",
  successful: "successful",
  failed: "failed",
  dismissed: "dismissed",
};

/** What can be done with the job now, and where its results are. */
function jobLinks(job: Job, { links, offered, table, language }: DocumentParts): Link[] {
  const type = mediaTypes.json;
  const to = (path: string, rel: string, title: string, told: string = type): Link[] =>
    table.some((resource) => resource.path === path)
      ? [{ href: address(links, path, { jobId: job.id }), rel, type: told, title: tell(title, language) }]
      : [];
  const isLive = !isFinal(job.status) && job.isDismissing !== true;
  return [
    ...selfLinks(address(links, "/jobs/{jobId}", { jobId: job.id }), "json", { offered, language }),
    ...(job.status === "successful" ? to("/jobs/{jobId}/results", "http://www.opengis.net/def/rel/ogc/1.0/results", "The results") : []),
    ...(job.status === "failed" ? to("/jobs/{jobId}/results", "http://www.opengis.net/def/rel/ogc/1.0/exceptions", "What went wrong") : []),
    ...(isLive && job.status === "running" ? to("/jobs/{jobId}/pause", "urn:terrarium:rel:pause", "Hold this job, by POST") : []),
    ...(isLive && job.status === "paused" ? to("/jobs/{jobId}/resume", "urn:terrarium:rel:resume", "Let this job go on, by POST") : []),
    ...(job.expiresMs !== undefined && job.isPinned !== true
      ? to("/jobs/{jobId}/pin", "urn:terrarium:rel:pin", "Keep this job beyond its time, by POST")
      : []),
    ...(job.isPinned === true ? to("/jobs/{jobId}/unpin", "urn:terrarium:rel:unpin", "Keep this job no longer than others, by POST") : []),
    ...(isFinal(job.status) ? [] : to("/jobs/{jobId}/events", "urn:terrarium:rel:events", "What happens to this job", "text/event-stream")),
    ...(isFinal(job.status) ? to("/jobs/{jobId}/log", "urn:terrarium:rel:log", "What the process printed", "text/plain") : []),
  ];
}

function messageOf(job: Job, language: string): string | undefined {
  if (job.status === "failed" && job.error !== undefined) return problemDocument([job.error], language)["detail"] as string;
  return job.message;
}

const time = (ms: number): string => new Date(ms).toISOString();

/** What a job went through, as far as it has come. */
function phases(course: readonly Span[]): Record<string, unknown>[] {
  return course.map(({ phase, fromMs, toMs, attempt, reason }) => ({
    ...{ phase, from: time(fromMs), ...(toMs === undefined ? {} : { to: time(toMs) }), attempt },
    ...(reason === undefined ? {} : { reason }),
  }));
}

/** As what the job is told. */
export interface Telling {
  /** As if it were in this state. */
  readonly as?: JobStatus;
  /** Absent: as far as the job itself tells it. */
  readonly course?: readonly Span[] | undefined;
}

/** One job. */
export function statusInfo(job: Job, parts: DocumentParts, { as = job.status, course }: Telling = {}): Record<string, unknown> {
  const { usage, isolation, limitsHit, paused, attempt } = jobRecord(job);
  const message = messageOf(job, parts.language);
  return {
    ...{ jobID: job.id, id: job.id, processID: job.processId, type: "process", processingEntityType: "ogc-api-processes" },
    status: words[as],
    ...(message === undefined ? {} : { message }),
    progress: as === "successful" ? 100 : Math.min(100, Math.max(0, Math.floor(job.progress))),
    created: time(job.createdMs),
    ...(job.startedMs === undefined ? {} : { started: time(job.startedMs) }),
    ...(job.finishedMs === undefined ? {} : { finished: time(job.finishedMs) }),
    updated: time(job.updatedMs),
    ...(as === "failed" && job.error !== undefined ? { exception: problemDocument([job.error], parts.language) } : {}),
    ...(paused === null ? {} : { paused }),
    ...(as === "accepted" && job.waiting !== undefined ? { waiting: { ahead: job.waiting.ahead, reason: job.waiting.reason } } : {}),
    ...(job.isPinned === true ? { pinned: true } : job.expiresMs === undefined ? {} : { expires: time(job.expiresMs) }),
    ...{ attempt, limitsHit, usage, isolation, phases: phases(course ?? courseOf(job)) },
    ...(job.exit === undefined ? {} : { exit: job.exit }),
    links: jobLinks({ ...job, status: as }, parts),
  };
}

/** One page of the jobs, the newest first. `jobs` may hold one more than the page, which says that there is another page. */
export function jobList(jobs: readonly Job[], page: ListPage, parts: DocumentParts): Record<string, unknown> {
  const { limit, offset, asked } = page;
  const href = address(parts.links, "/jobs");
  const type = mediaTypes.json;
  const at = (start: number): string => pageHref(href, asked, { limit, offset: start });
  const next: Link[] =
    jobs.length > limit ? [{ href: at(offset + limit), rel: "next", type, title: tell("The next page", parts.language) }] : [];
  const previous: Link[] =
    offset > 0 ? [{ href: at(Math.max(0, offset - limit)), rel: "prev", type, title: tell("The page before", parts.language) }] : [];
  return {
    jobs: jobs.slice(0, limit).map((job) => statusInfo(job, { ...parts, offered: ["json"] })),
    links: [...selfLinks(at(offset), "json", parts), ...next, ...previous],
  };
}
