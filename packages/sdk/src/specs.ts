// Builders of inputs and outputs and their types, from which define-process.ts infers what `run` gets and gives.
import type {
  AllowedRange,
  BoundingBoxDomain,
  ComplexDomain,
  Format,
  LiteralDomain,
  LiteralType,
  Metadata,
  Translation,
} from "./description.js";
import type { ComplexHandle } from "./file-handle.js";

/**
 * What code does with files of one kind: how it opens an input, and what else than a file it may give for an output. `write` puts that into a new file
 * at `path`; its errors are told with the id of the output.
 */
export interface FileKind<Opened extends ComplexHandle = ComplexHandle, Given = never> {
  open(file: ComplexHandle): Opened;
  write?(given: Given, format: Format, path: string): Promise<void>;
}

interface Text {
  /** Absent: the name of the input or output. */
  readonly title?: string;
  readonly abstract?: string;
  readonly keywords?: readonly string[];
  readonly metadata?: readonly Metadata[];
  /** In other languages, by BCP 47 tag. */
  readonly translations?: Readonly<Record<string, Translation>>;
}
/** How often an input is given; outputs have none of this. More than one at most makes the value a list, 0 at least makes it optional. */
export interface Occurs {
  readonly minOccurs?: number;
  readonly maxOccurs?: number;
}

export type LiteralSpec = Text & Occurs & LiteralDomain;
export type ComplexSpec = Text & Occurs & ComplexDomain & { readonly kindOfFile?: FileKind };
export type BoundingBoxSpec = Text & Occurs & BoundingBoxDomain;
export type Spec = LiteralSpec | ComplexSpec | BoundingBoxSpec;
export type Specs = Readonly<Record<string, Spec>>;

/** The JavaScript type of a literal type. */
export type Primitive<Type extends LiteralType> = Type extends "boolean"
  ? boolean
  : Type extends "integer" | "positiveInteger" | "nonNegativeInteger" | "float" | "double" | "decimal"
    ? number
    : string;

type LiteralOptions<Type extends LiteralType> = Text &
  Occurs & {
    readonly uoms?: readonly string[];
    readonly allowedValues?: readonly (Primitive<Type> | AllowedRange)[];
    readonly default?: Primitive<Type>;
  };
type ComplexOptions = Text & Occurs & Omit<ComplexDomain, "kind">;
/** Options of a file of a known kind, which brings its formats along. */
export type FileOptions = Text & Occurs & Omit<ComplexDomain, "kind" | "formats"> & { readonly formats?: readonly Format[] };
type BoundingBoxOptions = Text & Occurs & Omit<BoundingBoxDomain, "kind">;
/** Refuses options that do not exist, which a plain generic would let pass. */
export type Only<Options, Allowed> = Options & { readonly [Key in Exclude<keyof Options, keyof Allowed>]: never };

/** A literal value, by its XML Schema type. Allowed values without ranges become its TypeScript type. */
export function literal<const Type extends LiteralType, const Options extends LiteralOptions<Type>>(
  dataType: Type,
  options: Only<Options, LiteralOptions<Type>>,
): Options & { readonly kind: "literal"; readonly dataType: Type } {
  return { ...options, kind: "literal", dataType };
}

/** A file in one of `formats`, the default first. */
export function complex<const Options extends ComplexOptions>(
  options: Only<Options, ComplexOptions>,
): Options & { readonly kind: "complex" } {
  return { ...options, kind: "complex" };
}

/** A bounding box in one of the reference systems `crs`, the default first. */
export function bbox<const Options extends BoundingBoxOptions>(
  options: Only<Options, BoundingBoxOptions>,
): Options & { readonly kind: "bbox" } {
  return { ...options, kind: "bbox" };
}

/** A builder of inputs and outputs that are files of one kind; `formats` are those that they have unless the author names others. */
export function fileBuilder<Opened extends ComplexHandle, Given>(formats: readonly Format[], kindOfFile: FileKind<Opened, Given>) {
  return <const Options extends FileOptions>(
    options: Only<Options, FileOptions>,
  ): Omit<Options, "formats"> & ComplexDomain & { readonly kindOfFile: FileKind<Opened, Given> } => ({
    ...options,
    formats: options.formats ?? formats,
    kind: "complex",
    kindOfFile,
  });
}
