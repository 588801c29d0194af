// The runner contract: what a runner inside the sandbox reads (job.json) and says (lines of JSON on its channel, results.json).
// The same for every language and every engine; architecture section 4.
import type { Format, JsonValue, Limits, ProcessDescription } from "./description.js";

/** One input occurrence as the process sees it. `file` is relative to the job folder, e.g. "in/0". */
export type JobInput =
  | { readonly id: string; readonly kind: "literal"; readonly value: string | number | boolean; readonly uom?: string }
  | { readonly id: string; readonly kind: "bbox"; readonly bbox: readonly number[]; readonly crs: string }
  | {
      readonly id: string;
      readonly kind: "complex";
      readonly file: string;
      readonly byteLength: number;
      readonly format: Format;
      /** Where it was fetched from; absent: it came with the request. */
      readonly href?: string;
    };

/** One requested output; `format` is set for complex, `crs` for bbox, `uom` for literal outputs. */
export interface JobOutput {
  readonly id: string;
  readonly format?: Format;
  readonly uom?: string;
}

/** The whole of job.json. Inputs are validated, defaults filled in, in the order of the description. */
export interface JobFile {
  readonly jobId: string;
  readonly processId: string;
  readonly language?: string;
  readonly inputs: readonly JobInput[];
  readonly outputs: readonly JobOutput[];
  readonly limits: Limits;
}

/** One output value. A complex one names a file of the flat folder out/ (no slash). */
export type OutputValue =
  | { readonly id: string; readonly kind: "literal"; readonly value: string | number | boolean; readonly uom?: string }
  | { readonly id: string; readonly kind: "bbox"; readonly bbox: readonly number[]; readonly crs: string }
  | { readonly id: string; readonly kind: "complex"; readonly file: string; readonly format: Format };

/** A further file of out/ that is published as /outputs/JOB/`name`, because an output tells its address. */
export interface Attachment {
  readonly name: string;
  readonly file: string;
  readonly mediaType?: string;
}

/**
 * A line of the channel (the runner's standard output). Any line that is not such a message is part of the log.
 * "ready" is said once, when the runner is loaded and waits for its start line. "description" answers a describe run.
 */
export type RunnerMessage =
  | { readonly terrarium: "ready" }
  /** `modules`: libraries of the host that the process has loaded (Python only). */
  | { readonly terrarium: "description"; readonly description: ProcessDescription; readonly modules?: readonly string[] }
  /** The same of a project of many processes (PyWPS): `entry` is what its runner finds one by, `problems` say what could not be loaded. */
  | {
      readonly terrarium: "descriptions";
      readonly processes: readonly { readonly description: ProcessDescription; readonly entry: string }[];
      readonly problems: readonly string[];
      readonly modules: readonly string[];
    }
  | { readonly terrarium: "progress"; readonly percent?: number; readonly message?: string }
  | { readonly terrarium: "results"; readonly outputs: readonly OutputValue[]; readonly attachments?: readonly Attachment[] }
  | {
      readonly terrarium: "error";
      readonly kind: "user" | "process";
      readonly message: string;
      readonly input?: string;
      readonly detail?: JsonValue;
    };
