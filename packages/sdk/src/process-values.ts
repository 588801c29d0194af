// The values that `run` gets and gives, inferred from the builders' types. Types only: the runner makes the values.
import type { AllowedRange, Format, JsonValue, Limits, LiteralDomain } from "./description.js";
import type { ExecOptions, ExecResult } from "./exec.js";
import type { ComplexHandle } from "./file-handle.js";
import type { FileKind, Occurs, Primitive, Spec, Specs } from "./specs.js";

/** Lower corner, then upper corner: 4 or 6 numbers in the axis order of `crs`. */
export interface BoundingBox {
  readonly bbox: readonly number[];
  readonly crs: string;
}

type AllowedLiterals<One extends LiteralDomain> = One extends { readonly allowedValues: readonly (infer Value)[] }
  ? Extract<Value, AllowedRange> extends never
    ? Value
    : Primitive<One["dataType"]>
  : Primitive<One["dataType"]>;

/** One occurrence of an input. */
export type SingleValue<One extends Spec> = One extends { readonly kind: "complex" }
  ? One extends { readonly kindOfFile: { open(file: ComplexHandle): infer Opened } }
    ? Opened
    : ComplexHandle
  : One extends { readonly kind: "bbox" }
    ? BoundingBox
    : One extends LiteralDomain
      ? AllowedLiterals<One>
      : never;

type IsList<One extends Occurs> = One extends { readonly maxOccurs: infer Most } ? (Most extends 1 ? false : true) : false;
type IsOptional<One> = One extends { readonly minOccurs: 0 } ? (One extends { readonly default: unknown } ? false : true) : false;

/** What `inputs.name` is: a list where more than one may occur, possibly undefined where it may be left out and has no default. */
export type Value<One extends Spec> =
  IsList<One> extends true ? readonly SingleValue<One>[] : IsOptional<One> extends true ? SingleValue<One> | undefined : SingleValue<One>;
export type Values<Inputs extends Specs> = { readonly [Name in keyof Inputs]: Value<Inputs[Name]> };

/** A complex output: the path of a file (in job.outdir, or in job.workdir, from where it is moved), or its content. `format` defaults to the asked one. */
export type ComplexResult = { readonly format?: Format } & (
  | { readonly path: string }
  | { readonly text: string }
  | { readonly bytes: Uint8Array }
  | { readonly json: JsonValue }
);

/** What `run` gives for one output. The unit and the reference system default to the asked one, else to the first described. */
export type OutputResult<One extends Spec> = One extends { readonly kind: "complex" }
  ? One extends { readonly kindOfFile: FileKind<infer _Opened, infer Given> }
    ? ComplexResult | Given
    : ComplexResult
  : One extends { readonly kind: "bbox" }
    ? { readonly bbox: readonly number[]; readonly crs?: string }
    : One extends LiteralDomain
      ? AllowedLiterals<One> | { readonly value: AllowedLiterals<One>; readonly uom?: string }
      : never;
export type OutputValues<Outputs extends Specs> = { readonly [Name in keyof Outputs]: OutputResult<Outputs[Name]> | undefined };

/** What the caller asked of one output. An output with asked = false need not be computed. */
export type OutputRequest<One extends Spec> = One extends { readonly kind: "complex" }
  ? { readonly asked: boolean; readonly format: Format }
  : { readonly asked: boolean; readonly uom?: string };
export type OutputRequests<Outputs extends Specs> = { readonly [Name in keyof Outputs]: OutputRequest<Outputs[Name]> };

/** The job that a process is run for. */
export interface JobContext<Requests> {
  readonly id: string;
  /** BCP 47 tag the caller asked for. */
  readonly language?: string;
  readonly limits: Limits;
  /** Current directory, free for scratch files. */
  readonly workdir: string;
  readonly outdir: string;
  /** The path of an output file to write; `name` is one flat file name. */
  out(name: string): string;
  /**
   * Aborts when the job is dismissed. A process that reads it has two seconds from then on to end by itself; one that never does is ended at once. Whoever
   * comes upon a limit is ended without a word.
   */
  readonly signal: AbortSignal;
  /** Reports progress, 0 to 100, and a short text for the person who waits. */
  progress(percent: number | undefined, message?: string): void;
  /** Adds a line to the log of the job. */
  log(message: string, data?: JsonValue): void;
  /**
   * Runs a program with these words, no shell, in the working folder; what it prints goes to the log. Throws an Error with its last complaint if it
   * does not end with code 0.
   */
  exec(program: string, args: readonly string[], options?: ExecOptions): Promise<ExecResult>;
  /** What the caller asked of an output; the process may leave out what is not asked, and writes a file in `format`. */
  output<Name extends keyof Requests>(name: Name): Requests[Name];
}
