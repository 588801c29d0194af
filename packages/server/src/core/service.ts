// What the administrator says about the service (capabilities), and the one place that makes absolute links.
import type { Translation } from "@terrarium/sdk";
import { type LinkedJob, linkName, type ResultLinks, sealParameter } from "./link.js";

export interface ServiceDescription {
  readonly title: string;
  readonly abstract: string;
  readonly keywords: readonly string[];
  readonly fees: string;
  readonly accessConstraints: string;
  /** BCP 47 tags, the default first. */
  readonly languages: readonly [string, ...string[]];
  /** Title, abstract and keywords in other languages, by BCP 47 tag. */
  readonly translations?: Readonly<Record<string, Translation>>;
  readonly provider: {
    readonly name: string;
    readonly site?: string;
    readonly contact: {
      readonly name?: string;
      readonly position?: string;
      readonly phone?: string;
      readonly fax?: string;
      readonly deliveryPoint?: string;
      readonly city?: string;
      readonly administrativeArea?: string;
      readonly postalCode?: string;
      readonly country?: string;
      readonly email?: string;
      readonly url?: string;
      readonly hoursOfService?: string;
      readonly instructions?: string;
      readonly role?: string;
    };
  };
  /** Inline data and references above this many bytes are refused; maximumMegabytes of complex inputs. */
  readonly inputBytes: number;
  /** What executions are held by on this host, and what could not be had here; by the names of Health. Absent: nothing is told. */
  readonly isolation?: { readonly enforced: readonly string[]; readonly notEnforced: readonly string[] };
}

/** Absolute addresses below the public URL (no trailing slash). */
export interface Links {
  readonly base: string;
  /** e.g. http://localhost:5000/wps */
  readonly wps: string;
  statusDocument(job: LinkedJob): string;
  output(job: LinkedJob, outputId: string): string;
}

/** With `sealed`, addresses of results open what they are of, as far as it says so. */
export function makeLinks(publicUrl: string, sealed?: Pick<ResultLinks, "seal">): Links {
  const base = publicUrl.replace(/\/+$/, "");
  const withSeal = (job: LinkedJob, path: string, outputId?: string): string => {
    const seal = sealed?.seal(job, linkName(job.id, outputId));
    return `${base}/outputs/${path}${seal === undefined ? "" : `?${sealParameter}=${seal}`}`;
  };
  return {
    base,
    wps: `${base}/wps`,
    statusDocument: (job) => withSeal(job, `${job.id}.xml`),
    output: (job, outputId) => withSeal(job, `${job.id}/${encodeURIComponent(outputId)}`, outputId),
  };
}
