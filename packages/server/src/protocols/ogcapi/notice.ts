// What a subscriber is told of a job (OGC 18-062r2 clause 12): its results when it has succeeded, else how it stands.
import type { ProcessDescription } from "@terrarium/sdk";
import type { Subscriber } from "../../core/execute.js";
import { isFinal, type Job } from "../../core/job.js";
import type { Open } from "../../core/message.js";
import type { DocumentParts } from "./documents.js";
import { encodeResults } from "./results.js";
import { statusInfo } from "./status.js";

export interface Notice {
  readonly url: string;
  readonly contentType: string;
  readonly body: string;
}

/** Larger outputs are told as links: a notice is sent from memory. */
const inlineBytes = 65_536;

function addressOf(job: Job, { successUri, inProgressUri, failedUri }: Subscriber): string | undefined {
  if (!isFinal(job.status)) return inProgressUri;
  return job.status === "successful" ? successUri : failedUri;
}

async function results(job: Job, process: ProcessDescription, open: Open, parts: DocumentParts): Promise<string> {
  const asked = job.execute.outputs;
  const outputs = (job.results ?? []).map((result) => {
    const isLarge = result.kind === "complex" && result.file.byteLength > inlineBytes;
    const wish = asked.find(({ id }) => id === result.id)?.transmission ?? "value";
    return { id: result.id, transmission: isLarge ? ("reference" as const) : wish };
  });
  const told: Job = { ...job, execute: { ...job.execute, response: "document", outputs } };
  const { body } = encodeResults({ job: told, process, open, links: parts.links, boundary: "", wantsJson: true });
  if (typeof body === "string") return body;
  const pieces: string[] = [];
  for await (const piece of body) pieces.push(typeof piece === "string" ? piece : Buffer.from(piece).toString());
  return pieces.join("");
}

/** The message for the job as it is; undefined: this is not told to anybody. */
export async function encodeNotice(job: Job, process: ProcessDescription, open: Open, parts: DocumentParts): Promise<Notice | undefined> {
  const url = job.execute.subscriber === undefined ? undefined : addressOf(job, job.execute.subscriber);
  if (url === undefined) return undefined;
  const body = job.status === "successful" ? await results(job, process, open, parts) : `${JSON.stringify(statusInfo(job, parts))}\n`;
  return { url, contentType: "application/json", body };
}
