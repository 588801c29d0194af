// How the newest jobs of a process ended, and how long they waited and ran: what a visitor may expect of it. Of all owners, so no more than figures.
import type { EndedJob, JobStore } from "../core/job.js";
import type { ProcessStatistics } from "../core/operation.js";

export interface StatisticsParts {
  readonly store: Pick<JobStore, "ended">;
  /** Wall time in milliseconds. */
  readonly now: () => number;
}

/** Looked at for one process. */
const mostJobs = 200;
const freshMs = 30_000;

/** The value that this share of all is not above. */
function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

function spread(values: readonly number[]): { readonly p50: number; readonly p95: number } | undefined {
  if (values.length === 0) return undefined;
  const sorted = [...values].sort((one, other) => one - other);
  return { p50: quantile(sorted, 0.5), p95: quantile(sorted, 0.95) };
}

/** Of jobs that ended, newest first. Those that were dismissed say nothing of how long others run, and are neither success nor failure. */
export function statisticsOf(ended: readonly EndedJob[]): ProcessStatistics {
  const countOf = (status: EndedJob["status"]): number => ended.filter((one) => one.status === status).length;
  const [successful, failed, dismissed] = [countOf("successful"), countOf("failed"), countOf("dismissed")];
  const begun = ended.flatMap(({ createdMs, startedMs }) => (startedMs === undefined ? [] : [Math.max(0, startedMs - createdMs)]));
  const ran = ended.flatMap(({ status, startedMs, finishedMs }) =>
    startedMs === undefined || status !== "successful" ? [] : [Math.max(0, finishedMs - startedMs)],
  );
  const [waitMs, runMs] = [spread(begun), spread(ran)];
  return {
    ...{ jobs: ended.length, successful, failed, dismissed },
    ...(waitMs === undefined ? {} : { waitMs }),
    ...(runMs === undefined ? {} : { runMs }),
  };
}

/** Figures by process, each looked up at most twice in a minute; what is older is told while it is looked up anew. */
export function makeStatistics({
  store,
  now,
}: StatisticsParts): (processIds: readonly string[]) => Promise<ReadonlyMap<string, ProcessStatistics>> {
  const known = new Map<string, { readonly atMs: number; readonly told: ProcessStatistics }>();
  const asked = new Map<string, Promise<ProcessStatistics>>();

  function lookUp(id: string): Promise<ProcessStatistics> {
    const under = asked.get(id);
    if (under !== undefined) return under;
    const work = store
      .ended(id, mostJobs)
      .then((ended) => {
        const told = statisticsOf(ended);
        known.set(id, { atMs: now(), told });
        return told;
      })
      .finally(() => asked.delete(id));
    asked.set(id, work);
    return work;
  }

  async function of(id: string): Promise<ProcessStatistics> {
    const there = known.get(id);
    if (there === undefined) return lookUp(id);
    if (now() - there.atMs > freshMs) lookUp(id).catch(() => undefined);
    return there.told;
  }

  return async (processIds) => new Map(await Promise.all(processIds.map(async (id) => [id, await of(id)] as const)));
}
