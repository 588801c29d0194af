// Which references are our own addresses: sample data and results are then read from disk, without a connection.

import { isWithdrawn, type RightsNow } from "../core/grant.js";
import type { JobStore } from "../core/job.js";
import { linkName, type ResultLinks, sealParameter } from "../core/link.js";
import type { SampleFiles } from "../http/sample.js";
import type { Own } from "../staging/http/local-source.js";

export interface OwnParts {
  /** e.g. http://localhost:5000 and http://127.0.0.1:5000 */
  readonly bases: readonly string[];
  readonly samples: SampleFiles;
  readonly jobs: Pick<JobStore, "get">;
  /** Absent: no link opens anything. */
  readonly links?: Pick<ResultLinks, "judge"> | undefined;
  /** Absent: no right is taken back. */
  readonly rights?: RightsNow;
}

/** What one of our own addresses stands for; "refused" for those that may not be read, undefined for addresses that are not ours. */
export function makeOwn({ bases, samples, jobs, links, rights = {} }: OwnParts): Own {
  return async (url, owner) => {
    const base = bases.find((one) => url.href === one || url.href.startsWith(`${one}/`));
    if (base === undefined) return undefined;
    const path = url.href.slice(base.length).replace(/[?#].*$/s, "");
    const sample = /^\/static\/data\/([^/]+)$/.exec(path)?.[1];
    if (sample !== undefined) {
      const file = samples.path(decoded(sample));
      return file === undefined ? "refused" : { path: file };
    }
    const [, document, listed, outputId] = /^\/(?:outputs\/([a-z2-7]{26})|jobs\/([a-z2-7]{26})\/results)\/([^/]+)$/.exec(path) ?? [];
    const jobId = document ?? listed;
    if (jobId === undefined || outputId === undefined) return "refused";
    const job = await jobs.get(jobId);
    const name = decoded(outputId);
    // As at its address: for its owner, and for whoever has a link to it. Else as if there were none.
    const seal = document === undefined ? null : url.searchParams.get(sealParameter);
    const isSealed = seal !== null && links?.judge(linkName(jobId, name), seal) === "right";
    const isOpen = isSealed && job !== undefined && !(await isWithdrawn(job, rights));
    if (owner !== undefined && job?.owner !== owner && !isOpen) return "refused";
    const result = job?.results?.find((one) => one.id === name);
    if (result === undefined) return "refused";
    if (result.kind === "complex") return { key: result.file.key };
    return { text: result.kind === "literal" ? String(result.value) : [...result.bbox, result.crs].join(",") };
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}
