// wps:StatusInfo (OGC 14-065r2 clause 9.5): how a job stands, and when to ask again.
import { isFinal, type Job, type JobStatus } from "../../core/job.js";
import { nothing, type Xml, xml } from "../ows/xml.js";
import { namespaces } from "./described.js";

/** The words of the wire; Paused is an extension of ours, as the clause permits. */
const words: Readonly<Record<JobStatus, string>> = {
  accepted: "Accepted",
  running: "Running",
  paused: "Paused",
  successful: "Succeeded",
  failed: "Failed",
  dismissed: "Dismissed",
};

export interface StatusParts {
  readonly job: Job;
  /** The status that is told, which need not be that of the job. */
  readonly as: JobStatus;
  readonly nowMs: number;
  /** How long a finished job is kept. */
  readonly retentionMs: number;
}

const bounds = { leastPollMs: 1_000, mostPollMs: 60_000 } as const;

/** The document. */
export function statusInfo(parts: StatusParts): Xml {
  const { job, as: status, nowMs } = parts;
  const estimatedMs = status === "running" ? estimate(job, nowMs) : undefined;
  const nextMs = status === "accepted" || status === "running" || status === "paused" ? nextPoll(job, nowMs, estimatedMs) : undefined;
  const isEnded = status === "successful" || status === "failed";
  const percent = status === "accepted" || status === "dismissed" ? undefined : status === "successful" ? 100 : Math.floor(job.progress);
  return xml`<wps:StatusInfo${namespaces}>
  <wps:JobID>${job.id}</wps:JobID>
  <wps:Status>${words[status]}</wps:Status>${status === "accepted" ? remark(job.waiting?.reason) : nothing}${isEnded ? expirationDate(job, parts.retentionMs) : nothing}${time("EstimatedCompletion", estimatedMs)}${time(
    "NextPoll",
    nextMs,
  )}${
    percent === undefined
      ? nothing
      : xml`
  <wps:PercentCompleted>${Math.min(100, Math.max(0, percent))}</wps:PercentCompleted>`
  }
</wps:StatusInfo>`;
}

/** The document has no place for words, so people read them in a comment. */
function remark(text: string | undefined): Xml {
  if (text === undefined) return nothing;
  // XML 1.0 clause 2.5: no two hyphens in a row, and no end in one.
  const safe = text.replace(/[^\t\n\r\x20-\uD7FF\uE000-\uFFFD]/g, "?").replace(/-(?=-)/g, "- ");
  return { parts: [`\n  <!-- ${safe} -->`] };
}

function time(name: "EstimatedCompletion" | "NextPoll" | "ExpirationDate", ms: number | undefined): Xml {
  if (ms === undefined) return nothing;
  const [open, close]: [Xml, Xml] = [{ parts: [`\n  <wps:${name}>`] }, { parts: [`</wps:${name}>`] }];
  return xml`${open}${new Date(ms).toISOString()}${close}`;
}

/** When a finished job and its results are removed; a pinned one is not. */
export function expirationDate({ finishedMs, expiresMs, isPinned }: Job, retentionMs: number): Xml {
  if (finishedMs === undefined || isPinned === true) return nothing;
  return time("ExpirationDate", expiresMs ?? finishedMs + retentionMs);
}

/** From the progress at its last report; unknown before there is any, and where it was wrong. */
function estimate({ startedMs, updatedMs, progress }: Job, nowMs: number): number | undefined {
  if (startedMs === undefined || progress < 1 || progress >= 100) return undefined;
  const endMs = Math.round(startedMs + ((updatedMs - startedMs) * 100) / progress);
  return endMs > nowMs ? endMs : undefined;
}

/** Soon for a young job, ever more seldom for an old one, and not long after its estimated end; at once for one that has ended since it was accepted. */
function nextPoll(job: Job, nowMs: number, estimatedMs: number | undefined): number {
  if (isFinal(job.status)) return nowMs;
  const ageMs = nowMs - (job.startedMs ?? job.createdMs);
  const leftMs = estimatedMs === undefined ? bounds.mostPollMs : estimatedMs - nowMs;
  const waitMs = Math.min(bounds.mostPollMs, leftMs, Math.max(bounds.leastPollMs, ageMs / 4));
  return nowMs + Math.max(bounds.leastPollMs, Math.round(waitMs));
}
