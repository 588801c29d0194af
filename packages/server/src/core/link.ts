// Links to what a job has left that open it for whoever has them: what can be linked so, and what such a link says. Who makes and judges them is the access room's.
import type { Job } from "./job.js";

/** A job as far as links need it. */
export type LinkedJob = Pick<Job, "id" | "owner">;

/** The parameter of an address in which its seal stands. */
export const sealParameter = "signed";

/** What a seal is made for: one output of one job, or, without an output, the status document of that job. Two documents never have the same name. */
export function linkName(jobId: string, outputId?: string): string {
  return outputId === undefined ? `${jobId}.xml` : `${jobId}/${outputId}`;
}

/** Seals addresses, and knows its own again. */
export interface ResultLinks {
  /** undefined: everybody may open what this job has left, or nobody is to without credentials. */
  seal(job: LinkedJob, name: string): string | undefined;
  /** "over": it was sealed here, and its time is over. */
  judge(name: string, seal: string): "right" | "over" | "wrong";
}
