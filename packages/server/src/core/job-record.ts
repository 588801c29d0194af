// What a job was, how it was sealed and what it has used, as JSON: beside its status document, and where a protocol has room for it. Pure.
import type { Job } from "./job.js";

/** Where nobody can tell, null. */
function known(numbers: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, value === -1 ? null : value]));
}

const time = (ms: number | undefined): string | null => (ms === undefined ? null : new Date(ms).toISOString());

/** What it gave: of files what is known of them, and of simple values these themselves. They lie at /outputs/JOB/`id`. */
export function outputRecords({ results = [] }: Pick<Job, "results">): Record<string, unknown>[] {
  return results.flatMap((result): Record<string, unknown>[] => {
    if (result.kind !== "complex") return [{ ...result }];
    const { id, file, format, attachments = [] } = result;
    const told = (name: string, of: typeof file, mediaType: string) => ({
      ...{ id: name, kind: "file", mediaType, byteLength: of.byteLength, sha256: of.sha256 },
    });
    return [told(id, file, format.mediaType), ...attachments.map((one) => told(one.name, one.file, one.mediaType))];
  });
}

/** No inputs, no results and nothing of the host: those who have the job's address may read it. */
export function jobRecord(job: Job): Record<string, unknown> {
  const { id, processId, processVersion, status, progress, attempt, error, limitsHit, usage, isolation } = job;
  return {
    ...{ id, processId, processVersion, status, progress, attempt },
    message: job.message ?? null,
    ...{ created: time(job.createdMs), started: time(job.startedMs), finished: time(job.finishedMs) },
    // Since when, while it is so.
    paused: time(status === "paused" ? job.pausedMs : undefined),
    ...(error === undefined ? {} : { error: { code: error.code, message: error.message } }),
    limitsHit: limitsHit ?? [],
    usage: usage === undefined ? null : known(usage),
    isolation: isolation ?? null,
  };
}
