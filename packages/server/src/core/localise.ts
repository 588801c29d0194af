// What is answered, in one language: titles and abstracts by the translations of their authors, messages of ours by core/messages.
// Every protocol calls it before it encodes; what has no translation stays in the language that it was written in.
import type { Metadata, ProcessDescription, Translation } from "@terrarium/sdk";
import type { Span } from "./course.js";
import type { Fault } from "./errors.js";
import type { Job, Waiting } from "./job.js";
import { findLanguage } from "./language.js";
import type { Outcome } from "./operation.js";
import { remember } from "./remember.js";
import type { Words } from "./sentence.js";
import { tell } from "./tell.js";

interface Translated extends Translation {
  readonly translations?: Readonly<Record<string, Translation>>;
}

/** A link or a line beside a description; one that the server has added may be told in any language. */
export type ToldMetadata = Metadata & Pick<Words, "said">;

/** Title, abstract and keywords by the translation that fits the tag best. */
export function translated<T extends Translated>(one: T, tag: string): T {
  const { translations = {} } = one;
  const found = findLanguage(tag, Object.keys(translations));
  return found === undefined ? one : { ...one, ...translations[found] };
}

function localiseMetadata(metadata: readonly ToldMetadata[], tag: string): readonly Metadata[] {
  return metadata.map(({ said, ...plain }) => {
    const title = tell(said === undefined ? plain.title : { message: plain.title, said }, tag);
    return { ...plain, title };
  });
}

/** The same object for the same description and tag, so that what is made of it can be remembered. */
export const localiseProcess = remember((process: ProcessDescription, tag): ProcessDescription => {
  const { inputs, outputs, groups, metadata } = process;
  return {
    ...translated(process, tag),
    inputs: inputs.map((one) => translated(one, tag)),
    outputs: outputs.map((one) => translated(one, tag)),
    ...(groups === undefined ? {} : { groups: groups.map((one) => translated(one, tag)) }),
    ...(metadata === undefined ? {} : { metadata: localiseMetadata(metadata, tag) }),
  };
});

function localiseFault({ said: _said, ...plain }: Fault, message: string): Fault {
  return { ...plain, message };
}

function localiseWaiting({ reason: message, said, ...place }: Waiting, tag: string): Pick<Job, "waiting" | "message"> {
  const reason = tell(said === undefined ? message : { message, said }, tag);
  return { waiting: { ...place, reason }, message: reason };
}

export function localiseJob(job: Job, tag: string): Job {
  const { message, error, waiting } = job;
  return {
    ...job,
    ...(message === undefined ? {} : { message: tell(message, tag) }),
    ...(waiting === undefined ? {} : localiseWaiting(waiting, tag)),
    ...(error === undefined ? {} : { error: localiseFault(error, tell(error, tag)) }),
  };
}

function localiseSpan(span: Span, tag: string): Span {
  return span.reason === undefined ? span : { ...span, reason: tell(span.reason, tag) };
}

/** The same outcome in the language of the tag, ready to be encoded. */
export function localise(outcome: Outcome, tag: string): Outcome {
  switch (outcome.kind) {
    case "processes":
      return { ...outcome, processes: outcome.processes.map((process) => localiseProcess(process, tag)) };
    case "administration":
    case "garbage":
    case "dismissal":
      return outcome;
    case "jobs":
      return { ...outcome, jobs: outcome.jobs.map((job) => localiseJob(job, tag)) };
    case "job":
      return {
        ...{ ...outcome, job: localiseJob(outcome.job, tag), process: localiseProcess(outcome.process, tag) },
        ...(outcome.course === undefined ? {} : { course: outcome.course.map((span) => localiseSpan(span, tag)) }),
      };
    case "validation":
      return { ...outcome, faults: outcome.faults.map((fault) => localiseFault(fault, tell(fault, tag))) };
    // What comes later is put into words when it comes.
    case "log":
    case "job-news":
    case "list-news":
      return outcome;
  }
}
