// Execute: one command for all standards. Plain JSON: it is stored with the job as it was received.
import type { Format, JsonValue } from "@terrarium/sdk";
import type { Fault } from "./errors.js";
import type { StoredFile } from "./message.js";

/**
 * One input occurrence as the client gave it, not yet checked against the description.
 * value: literal as string, number or boolean; bounding box as {bbox: [4 or 6 numbers], crs?}; complex as text (base64 text if format.encoding says so)
 * or JSON. `syntax` is what the client's notation says it is; absent where the notation cannot say (KVP).
 */
export type Data =
  | {
      readonly kind: "value";
      readonly value: JsonValue;
      readonly syntax?: "literal" | "complex" | "bbox";
      readonly format?: PartialFormat;
      readonly dataType?: string;
      readonly uom?: string;
      readonly crs?: string;
      readonly dimensions?: number;
      /** A string of JSON: bytes that are no text can only be base64 there, whether the format says so or not. */
      readonly isJson?: true;
      /** What the text says if the input turns out to be literal: WPS 2.0 writes type and unit behind the value (`10@uom=metre`). */
      readonly literal?: { readonly value: string; readonly dataType?: string; readonly uom?: string };
    }
  | ReferenceData
  /**
   * The decoded bytes, or where `isJson` those of the string. `markup`: they are one XML element as it stood in the request, namespaces declared; absent: they were text.
   */
  | {
      readonly kind: "stored";
      readonly file: StoredFile;
      readonly format?: PartialFormat;
      readonly markup?: true;
      readonly isJson?: true;
    };

export interface ReferenceData {
  readonly kind: "reference";
  readonly href: string;
  readonly method: "GET" | "POST";
  readonly headers?: readonly { readonly name: string; readonly value: string }[];
  /** POST body: stored inline text, or the address where it is to be fetched first. */
  readonly body?:
    | { readonly kind: "stored"; readonly file: StoredFile; readonly markup?: true }
    | { readonly kind: "reference"; readonly href: string };
  readonly format?: PartialFormat;
}

/** A format as a client names it: any part may be missing. */
export type PartialFormat = Partial<Format>;

export interface ExecuteInput {
  /** Of an input in a group: `group.input`. */
  readonly id: string;
  readonly data: Data;
}

export interface OutputRequest {
  readonly id: string;
  readonly format?: PartialFormat;
  readonly uom?: string;
  readonly transmission: "value" | "reference";
}

/** Addresses, http or https, of a client's own server. */
export interface Subscriber {
  readonly successUri?: string;
  readonly inProgressUri?: string;
  readonly failedUri?: string;
}

/** Stands for an Execute in lists: nothing else of it is known. */
export function unread(processId: string, mode: "sync" | "async", store: boolean): Execute {
  return { processId, inputs: [], outputs: [], mode, response: "document", store, status: true, lineage: false };
}

export interface Execute {
  readonly processId: string;
  /** In the order of the request; an id repeated is a further occurrence. */
  readonly inputs: readonly ExecuteInput[];
  /** Requested outputs; empty: all, inline, in their default formats. */
  readonly outputs: readonly OutputRequest[];
  /** auto: async if the process can, else sync. A job has one of the others. */
  readonly mode: "sync" | "async" | "auto";
  /** An asynchronous execute is answered when its job has ended or so many milliseconds have passed, or once it is seen to wait for its turn. Absent: at once. */
  readonly waitMs?: number;
  readonly response: "raw" | "document";
  /** The response document is kept and can be fetched later (WPS 1.0 storeExecuteResponse). */
  readonly store: boolean;
  /** The stored document follows the progress of the job (WPS 1.0 status). */
  readonly status: boolean;
  readonly lineage: boolean;
  /** Literal and bounding box outputs too may be asked for by reference, as text/plain or as text/xml. WPS 1.0 knows that of complex ones only. */
  readonly anyOutputForm?: true;
  /** A raw response may hold several outputs (OGC API: multipart). */
  readonly severalRaw?: true;
  /** Whom to tell of the job by POST, at which addresses. */
  readonly subscriber?: Subscriber;
  readonly language?: string;
  /** Of a request that was not read as a whole, and so is never accepted: what was wrong, and which inputs are not among `inputs` for that reason. */
  readonly misread?: { readonly faults: readonly Fault[]; readonly inputIds: readonly string[] };
}
