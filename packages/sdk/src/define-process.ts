// How an author writes a process: defineProcess infers the types of `run` from the builders of its inputs and outputs.
// It makes a description and keeps `run`; reading a bundle and writing results is the runner's.
import type {
  Example,
  GroupDescription,
  InputDescription,
  Limits,
  Metadata,
  OutputDescription,
  ProcessDescription,
  Translation,
} from "./description.js";
import type { JobContext, OutputRequests, OutputValues, Values } from "./process-values.js";
import type { FileKind, Spec, Specs } from "./specs.js";

/** What `run` gets: the values of the inputs by name, and the job. */
export interface Call<Inputs extends Specs, Outputs extends Specs> {
  readonly inputs: Values<Inputs>;
  readonly job: JobContext<OutputRequests<Outputs>>;
}

export interface ProcessDefinition<Inputs extends Specs, Outputs extends Specs> {
  readonly id: string;
  readonly version: string;
  readonly title: string;
  readonly abstract?: string;
  readonly keywords?: readonly string[];
  readonly metadata?: readonly Metadata[];
  /** Title, abstract and keywords in other languages, by BCP 47 tag. */
  readonly translations?: Readonly<Record<string, Translation>>;
  readonly profiles?: readonly string[];
  /** In the order in which they are described. */
  readonly inputs: Inputs;
  readonly outputs: Outputs;
  /** Groups of inputs and outputs whose names are `group.name`. */
  readonly groups?: readonly GroupDescription[];
  /** Default true. */
  readonly storeSupported?: boolean;
  /** Default true. */
  readonly statusSupported?: boolean;
  readonly limits?: Partial<Limits>;
  /** Hosts that it must reach, each as `host:port`: it reaches those that the administrator grants. */
  readonly network?: readonly string[];
  readonly examples?: readonly Example[];
  /** Gives a value for each output; undefined only for one that was not asked for. */
  readonly run: (call: Call<Inputs, Outputs>) => OutputValues<Outputs> | Promise<OutputValues<Outputs>>;
}

/** A process as the runner finds it in a module. */
export interface DefinedProcess<Inputs extends Specs = Specs, Outputs extends Specs = Specs> {
  readonly terrarium: "process";
  readonly description: ProcessDescription;
  readonly run: ProcessDefinition<Inputs, Outputs>["run"];
  /** Inputs and outputs that are files of a kind that code knows, by id; absent: none. */
  readonly kinds?: { readonly inputs: FileKinds; readonly outputs: FileKinds };
}

type FileKinds = Readonly<Record<string, FileKind>>;

/** Defines a process; throws an Error that names what is wrong with the definition. Export what it returns. */
export function defineProcess<const Inputs extends Specs, const Outputs extends Specs>(
  definition: ProcessDefinition<Inputs, Outputs>,
): DefinedProcess<Inputs, Outputs> {
  const { inputs, outputs, run, network, storeSupported = true, statusSupported = true, ...rest } = definition;
  const description: ProcessDescription = {
    ...rest,
    inputs: Object.entries<Spec>(inputs).map(([id, spec]) => describeInput(id, spec)),
    outputs: Object.entries<Spec>(outputs).map(([id, spec]) => describeOutput(id, spec)),
    storeSupported,
    statusSupported,
    ...(network === undefined ? {} : { network: { kind: "allow-list" as const, hosts: network } }),
  };
  if (!/^\S+$/.test(description.id)) throw new Error(`The process id "${description.id}" is empty or has a blank in it.`);
  return { terrarium: "process", description, run, kinds: { inputs: kindsOf(inputs), outputs: kindsOf(outputs) } };
}

function kindsOf(specs: Specs): FileKinds {
  const entries = Object.entries<Spec>(specs).flatMap(([id, spec]) =>
    spec.kind === "complex" && spec.kindOfFile !== undefined ? [[id, spec.kindOfFile] as const] : [],
  );
  return Object.fromEntries(entries);
}

function describeInput(id: string, spec: Spec): InputDescription {
  const hasDefault = spec.kind === "literal" && spec.default !== undefined;
  const { minOccurs = hasDefault ? 0 : 1, maxOccurs = 1 } = spec;
  if (!(minOccurs >= 0 && maxOccurs >= 1 && minOccurs <= maxOccurs)) {
    throw new Error(`Input "${id}" may occur ${minOccurs} to ${maxOccurs} times, which cannot be.`);
  }
  return { ...describe("Input", id, spec), minOccurs, maxOccurs };
}

function describeOutput(id: string, spec: Spec): OutputDescription {
  const { minOccurs: _least, maxOccurs: _most, ...rest } = spec;
  return describe("Output", id, rest);
}

function describe(what: string, id: string, spec: Spec): OutputDescription {
  if (spec.kind === "complex" && spec.formats.length === 0) throw new Error(`${what} "${id}" needs at least one format.`);
  if (spec.kind === "bbox" && spec.crs.length === 0) throw new Error(`${what} "${id}" needs at least one reference system.`);
  if (spec.kind !== "complex") return { id, title: id, ...spec };
  const { kindOfFile: _code, ...described } = spec;
  return { id, title: id, ...described };
}
