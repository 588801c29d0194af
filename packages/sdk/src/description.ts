// What a process offers, as plain data: the one source of DescribeProcess, of validation and of forms.
// Names are those of OGC WPS 1.0.0 and OGC API - Processes; nothing here knows a protocol or a server.

export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** A data format. `encoding` is absent for plain UTF-8 text or raw bytes, "base64" for base64 text. Source: OGC 05-007r7 clause 9.3. */
export interface Format {
  readonly mediaType: string;
  readonly encoding?: string;
  readonly schema?: string;
}

/** A link to more information about a process, input or output (ows:Metadata). */
export interface Metadata {
  readonly title: string;
  readonly href?: string;
  readonly role?: string;
}

/** Literal types, by their XML Schema names. */
export const literalTypes = [
  "string",
  "boolean",
  "integer",
  "positiveInteger",
  "nonNegativeInteger",
  "float",
  "double",
  "decimal",
  "anyURI",
  "date",
  "time",
  "dateTime",
] as const;
export type LiteralType = (typeof literalTypes)[number];

/** A permitted interval; `spacing` counts from `minimum`; `closure` defaults to "closed". Source: OGC 06-121r9, ows:Range. */
export interface AllowedRange {
  readonly minimum?: string | number;
  readonly maximum?: string | number;
  readonly spacing?: number;
  readonly closure?: "closed" | "open" | "open-closed" | "closed-open";
}
export type AllowedValue = string | number | boolean | AllowedRange;

/** What can be said in several languages. What is absent stays as it was written. */
export interface Translation {
  readonly title?: string;
  readonly abstract?: string;
  readonly keywords?: readonly string[];
}

interface Described {
  readonly id: string;
  readonly title: string;
  readonly abstract?: string;
  readonly keywords?: readonly string[];
  readonly metadata?: readonly Metadata[];
  /** By BCP 47 tag, e.g. `cs` or `fr-CA`. */
  readonly translations?: Readonly<Record<string, Translation>>;
}

export interface LiteralDomain {
  readonly kind: "literal";
  readonly dataType: LiteralType;
  /** Units of measure, the default first. */
  readonly uoms?: readonly string[];
  /** Absent: any value. */
  readonly allowedValues?: readonly AllowedValue[];
  readonly default?: string | number | boolean;
}
export interface ComplexDomain {
  readonly kind: "complex";
  /** Supported formats, the default first; never empty. */
  readonly formats: readonly Format[];
  /** Upper bound of one value in megabytes (10^6 bytes); absent: the server's limit. */
  readonly maximumMegabytes?: number;
}
export interface BoundingBoxDomain {
  readonly kind: "bbox";
  /** Supported coordinate reference systems, the default first; never empty. */
  readonly crs: readonly string[];
}
export type Domain = LiteralDomain | ComplexDomain | BoundingBoxDomain;

export type InputDescription = Described &
  Domain & {
    /** Default 1; 0 where the input may be left out. */
    readonly minOccurs: number;
    readonly maxOccurs: number;
  };
export type OutputDescription = Described &
  Domain & {
    /** A complex output that is answered by reference where a client says nothing of it. */
    readonly byReference?: boolean;
  };

/**
 * Inputs and outputs that belong together: those whose ids begin with its id and a dot. Groups may lie in groups. WPS 2.0 shows them as nested
 * inputs and outputs; elsewhere their members stand side by side.
 */
export type GroupDescription = Described;

/** Upper bounds of one execution, all finite. Sizes in bytes, times in milliseconds. */
export interface Limits {
  /** From its start to its end, pauses not counted. */
  readonly wallMs: number;
  /** Of all its children together. */
  readonly memoryBytes: number;
  /** Share of CPU cores, e.g. 1.5. */
  readonly cpus: number;
  /** Children and threads at one time. */
  readonly pids: number;
  /** Bytes of the writable folders /job/work and /job/out together. */
  readonly diskBytes: number;
  /** Files and folders in them. */
  readonly inodes: number;
  /** Open files of one child. */
  readonly fds: number;
  /** Bytes of one collected output. */
  readonly outputBytes: number;
  /** Bytes kept of the log; older lines are dropped. */
  readonly logBytes: number;
}

/** What a job may reach of the network: nothing, or these and nothing else, each as `host:port`. What an author asks for, an administrator must grant. */
export type NetworkPolicy = { readonly kind: "none" } | { readonly kind: "allow-list"; readonly hosts: readonly string[] };

/** An execution that shows what a process does: `terrarium test` runs it, and people try it. */
export interface Example {
  readonly title: string;
  /** As in an execute request of OGC API - Processes; `{ file: "points.geojson" }` is a file beside the process. */
  readonly inputs: Readonly<Record<string, JsonValue>>;
  /**
   * What comes of it: a value, `{ near, tolerance }`, `{ matches }` (a regular expression) or `{ file, tolerance }`. Numbers are compared to six digits
   * unless a tolerance is given; outputs that are not named may be anything.
   */
  readonly expect?: Readonly<Record<string, JsonValue>>;
}

export interface ProcessDescription extends Described {
  readonly version: string;
  readonly inputs: readonly InputDescription[];
  readonly outputs: readonly OutputDescription[];
  readonly groups?: readonly GroupDescription[];
  /** May results be kept on the server: asynchronous execution and outputs by reference. */
  readonly storeSupported: boolean;
  /** Is progress reported while it runs. */
  readonly statusSupported: boolean;
  readonly profiles?: readonly string[];
  readonly examples?: readonly Example[];
  /** What the author asks for; the administrator's limits are the upper bound. */
  readonly limits?: Partial<Limits>;
  /** Container image that it needs; it is then published only by an engine that runs images. */
  readonly image?: string;
  /** What its author asks for; it gets of that what the administrator grants. */
  readonly network?: NetworkPolicy;
}
