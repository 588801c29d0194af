// From the text of a *.process.toml to what it says: a description, the words of the command, and where the outputs come from.
import {
  type Example,
  type Format,
  type InputDescription,
  type Limits,
  type LiteralType,
  literalTypes,
  type Metadata,
  type OutputDescription,
  type ProcessDescription,
  type Translation,
  toolProgress,
} from "@terrarium/sdk";
import { parse } from "smol-toml";
import { makeTable, type Table } from "./table.js";
import { namesIn, type Word } from "./words.js";

/** Where an output comes from: a file that the command writes, or its standard output; of a literal the first group of `pattern` in it. */
export interface OutputSource {
  readonly file?: string;
  readonly pattern?: RegExp;
}

/** What the command knows a format by. */
export interface FormatWords {
  /** Stands for `{ID.name}`. */
  readonly name?: string;
  /** Ends the names of output files. */
  readonly extension?: string;
}

export interface CommandFile {
  readonly description: ProcessDescription;
  readonly words: readonly Word[];
  readonly outputs: ReadonlyMap<string, OutputSource>;
  /** By media type. */
  readonly formats: ReadonlyMap<string, FormatWords>;
  readonly progress?: RegExp;
  readonly environment: Readonly<Record<string, string>>;
  /** What brings the program to the host, for who publishes the process without it. */
  readonly needs?: string;
}

type Formats = Map<string, FormatWords>;

/** Literal, complex or bbox: which one it is, is told by its keys. */
function domainOf(one: Table, known: Formats) {
  if (one.has("formats")) {
    const formats = formatsOf(one, known);
    const maximumMegabytes = one.number("maximum_megabytes");
    return { kind: "complex" as const, formats, ...(maximumMegabytes === undefined ? {} : { maximumMegabytes }) };
  }
  if (one.has("crs")) return { kind: "bbox" as const, crs: one.texts("crs") ?? [] };
  const dataType = one.text("type");
  if (dataType === undefined) throw new Error(`${one.where} needs a type (of a literal), formats (of a file) or crs (of a bounding box).`);
  if (!(literalTypes as readonly string[]).includes(dataType))
    throw new Error(`${one.name("type")} must be one of ${literalTypes.join(", ")}.`);
  const [uoms, value, allowedValues] = [one.texts("uoms"), one.plain("default"), allowedOf(one)];
  return {
    ...{ kind: "literal" as const, dataType: dataType as LiteralType },
    ...(uoms === undefined ? {} : { uoms }),
    ...(value === undefined ? {} : { default: value }),
    ...(allowedValues.length === 0 ? {} : { allowedValues }),
  };
}

function allowedOf(one: Table) {
  const choices = one.list("choices") ?? [];
  if (!choices.every((choice) => ["string", "number", "boolean"].includes(typeof choice)))
    throw new Error(`${one.name("choices")} must be a list of texts or numbers.`);
  const [minimum, maximum] = [one.number("minimum"), one.number("maximum")];
  const range = { ...(minimum === undefined ? {} : { minimum }), ...(maximum === undefined ? {} : { maximum }) };
  return [...(choices as (string | number)[]), ...(Object.keys(range).length === 0 ? [] : [range])];
}

/** Each a media type, or a table with media_type and more. */
function formatsOf(one: Table, known: Formats): Format[] {
  const list = one.list("formats") ?? [];
  if (list.length === 0) throw new Error(`${one.name("formats")} needs at least one format.`);
  return list.map((each, index) => {
    if (typeof each === "string") return { mediaType: each };
    const format = makeTable(Object(each) as Record<string, unknown>, `${one.name("formats")}[${index}]`);
    const [mediaType, encoding, schema] = [format.text("media_type"), format.text("encoding"), format.text("schema")];
    if (mediaType === undefined) throw new Error(`${format.name("media_type")} is missing.`);
    const [name, extension] = [format.text("name"), format.text("extension")];
    known.set(mediaType, { ...(name === undefined ? {} : { name }), ...(extension === undefined ? {} : { extension }) });
    format.end();
    return { mediaType, ...(encoding === undefined ? {} : { encoding }), ...(schema === undefined ? {} : { schema }) };
  });
}

function textsOf(one: Table) {
  const [abstract, keywords] = [one.text("abstract"), one.texts("keywords")];
  const metadata = one.tables("metadata")?.map((link): Metadata => {
    const [title, href, role] = [link.text("title"), link.text("href"), link.text("role")];
    link.end();
    return { title: title ?? href ?? "", ...(href === undefined ? {} : { href }), ...(role === undefined ? {} : { role }) };
  });
  return {
    ...(abstract === undefined ? {} : { abstract }),
    ...(keywords === undefined ? {} : { keywords }),
    ...(metadata === undefined ? {} : { metadata }),
    ...translationsOf(one),
  };
}

/** Tables by language tag: [translations.cs], [inputs.NAME.translations.cs]. */
function translationsOf(one: Table): { readonly translations?: Readonly<Record<string, Translation>> } {
  const all = [...one.named("translations")].map(([tag, told]): [string, Translation] => {
    const [title, abstract, keywords] = [told.text("title"), told.text("abstract"), told.texts("keywords")];
    told.end();
    return [tag, { ...(title && { title }), ...(abstract && { abstract }), ...(keywords && { keywords }) }];
  });
  return all.length === 0 ? {} : { translations: Object.fromEntries(all) };
}

function inputOf(id: string, one: Table, known: Formats): InputDescription {
  const title = one.text("title") ?? id;
  const domain = domainOf(one, known);
  const hasDefault = domain.kind === "literal" && domain.default !== undefined;
  const [minOccurs, maxOccurs] = [one.number("min_occurs") ?? (hasDefault ? 0 : 1), one.number("max_occurs") ?? 1];
  const input = { id, title, ...textsOf(one), ...domain, minOccurs, maxOccurs };
  one.end();
  return input;
}

interface FoundOutput {
  readonly description: OutputDescription;
  readonly source: OutputSource;
}

function outputOf(id: string, one: Table, known: Formats): FoundOutput {
  const description = { id, title: one.text("title") ?? id, ...textsOf(one), ...domainOf(one, known) };
  const [given, pattern, isPrinted] = [one.text("file"), one.text("pattern"), one.flag("stdout") ?? false];
  one.end();
  const isFile = description.kind === "complex";
  if (isPrinted && given !== undefined) throw new Error(`${one.where} has both a file and stdout.`);
  if (isFile && pattern !== undefined) throw new Error(`${one.name("pattern")} is only for literals.`);
  if (given !== undefined && !/^[^./][^/]*$/.test(given)) throw new Error(`${one.name("file")} must be one flat file name.`);
  const file = given ?? (isFile && !isPrinted ? id.replace(/[^A-Za-z0-9_-]/g, "_") : undefined);
  return {
    description,
    source: {
      ...(file === undefined ? {} : { file }),
      ...(pattern === undefined ? {} : { pattern: expression(one.name("pattern"), pattern) }),
    },
  };
}

function expression(name: string, source: string): RegExp {
  try {
    return new RegExp(source, "m");
  } catch (error) {
    throw new Error(`${name} is no regular expression: ${(error as Error).message}`);
  }
}

function limitsOf(file: Table): Partial<Limits> | undefined {
  const table = file.table("limits");
  if (table === undefined) return undefined;
  const found: Record<keyof Limits, number | undefined> = {
    wallMs: table.duration("wall"),
    memoryBytes: table.size("memory"),
    cpus: table.number("cpus"),
    pids: table.number("pids"),
    diskBytes: table.size("disk"),
    inodes: table.number("inodes"),
    fds: table.number("fds"),
    outputBytes: table.size("output"),
    logBytes: table.size("log"),
  };
  table.end();
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

function wordsOf(file: Table): Word[] {
  const words = (file.list("run") ?? []).map((one): Word => {
    if (typeof one === "string") return one;
    if (Array.isArray(one) && one.every((word) => typeof word === "string")) return { words: one };
    const group = makeTable(Object(one) as Record<string, unknown>, "run");
    const [when, then] = [group.text("when"), group.texts("words")];
    group.end();
    if (when === undefined || then === undefined) throw new Error("An element of run is a text, a list of texts, or { when, words }.");
    return { when, words: then };
  });
  if (typeof words[0] !== "string" || words[0] === "" || words[0].includes("{"))
    throw new Error("run must begin with the name of a program.");
  return words;
}

function progressOf(file: Table): RegExp | undefined {
  const name = file.text("progress");
  if (name === undefined) return undefined;
  return Object.hasOwn(toolProgress, name) ? toolProgress[name as keyof typeof toolProgress] : expression("progress", name);
}

function examplesOf(file: Table): Example[] | undefined {
  return file.tables("examples")?.map((one) => {
    const [title, inputs, expect] = [one.text("title"), one.values("inputs"), one.values("expect")];
    one.end();
    if (title === undefined || inputs === undefined) throw new Error(`${one.where} needs a title and inputs.`);
    return { title, inputs, ...(expect === undefined ? {} : { expect }) };
  });
}

/** The names that may stand in braces. */
function knownNames({ inputs, outputs }: Pick<ProcessDescription, "inputs" | "outputs">): Set<string> {
  const parts = { literal: [], complex: [".format", ".name"], bbox: [".minx", ".miny", ".maxx", ".maxy", ".crs"] } as const;
  const all = [...inputs, ...outputs].flatMap(({ id, kind }) => [id, ...parts[kind].map((part) => `${id}${part}`)]);
  return new Set([...all, "folder"]);
}

/** Reads and checks the text of a file. Throws an Error with one sentence that names the key that is wrong. */
export function readCommandFile(text: string): CommandFile {
  const file = makeTable(parse(text), "");
  const [id, version, title] = [file.text("id"), file.text("version"), file.text("title")];
  if (id === undefined || version === undefined || title === undefined) throw new Error("id, version and title are needed.");
  const words = wordsOf(file);
  const formats: Formats = new Map();
  const inputs = [...file.named("inputs")].map(([name, one]) => inputOf(name, one, formats));
  const outputs = [...file.named("outputs")].map(([name, one]) => outputOf(name, one, formats));
  const [limits, progress, image, needs] = [limitsOf(file), progressOf(file), file.text("image"), file.text("needs")];
  const [examples, network] = [examplesOf(file), file.texts("network")];
  const environment = [...(file.table("environment")?.entries() ?? [])];
  const description: ProcessDescription = {
    ...{ id, version, title, ...textsOf(file) },
    ...{ inputs, outputs: outputs.map((one) => one.description), storeSupported: true, statusSupported: progress !== undefined },
    ...(limits === undefined ? {} : { limits }),
    ...(image === undefined ? {} : { image }),
    ...(examples === undefined ? {} : { examples }),
    ...(network === undefined ? {} : { network: { kind: "allow-list" as const, hosts: network } }),
  };
  file.end();
  const known = knownNames(description);
  for (const name of namesIn(words)) if (!known.has(name)) throw new Error(`run names {${name}}, which is no input or output.`);
  return {
    ...{ description, words, formats, environment: Object.fromEntries(environment) },
    outputs: new Map(outputs.map((one) => [one.description.id, one.source])),
    ...(progress === undefined ? {} : { progress }),
    ...(needs === undefined ? {} : { needs }),
  };
}
