// A command as a process: its inputs become arguments, its files and what it prints become outputs.
import { accessSync, constants, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import {
  type BoundingBox,
  type ComplexHandle,
  type ComplexResult,
  type DefinedProcess,
  type ExecResult,
  type InputDescription,
  type OutputDescription,
  UserError,
} from "@terrarium/sdk";
import type { CommandFile, OutputSource } from "./command-file.js";
import { argumentsOf, type Lookup } from "./words.js";

type Job = Parameters<DefinedProcess["run"]>[0]["job"];
type Given = string | number | boolean | BoundingBox | ComplexHandle;

function isThere(program: string): boolean {
  const paths = program.includes("/") ? [program] : (process.env["PATH"] ?? "").split(delimiter).map((dir) => join(dir, program));
  return paths.some((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** A text that a command may take for an option was not meant as one. */
function literalText(input: InputDescription, value: string | number | boolean): string {
  if (typeof value === "string" && value.startsWith("-"))
    throw new UserError(`The value of ${input.id} begins with a hyphen, and the command would take it for an option.`, { input: input.id });
  return String(value);
}

function boxText({ bbox, crs }: BoundingBox, part: string): string {
  const half = bbox.length / 2;
  const corner: Readonly<Record<string, number | undefined>> = { minx: bbox[0], miny: bbox[1], maxx: bbox[half], maxy: bbox[half + 1] };
  if (part === "crs") return crs;
  return String(corner[part] ?? bbox.join(","));
}

function partOf(input: InputDescription, value: Given, part: string, formats: CommandFile["formats"]): string {
  if (typeof value !== "object") return literalText(input, value);
  if ("bbox" in value) return boxText(value, part);
  if (part === "") return value.path;
  return part === "name" ? (formats.get(value.format.mediaType)?.name ?? "") : value.format.mediaType;
}

function askedType(output: OutputDescription, job: Job): string {
  return (job.output(output.id) as { readonly format: { readonly mediaType: string } }).format.mediaType;
}

/** Where the command writes an output, or where what it prints is kept. */
function fileOf(output: OutputDescription, { outputs, formats }: CommandFile, job: Job): string {
  const name = outputs.get(output.id)?.file ?? printedName;
  const extension = output.kind === "complex" ? formats.get(askedType(output, job))?.extension : undefined;
  return job.out(extension === undefined ? name : `${name}.${extension}`);
}

/** What a placeholder stands for in this job. */
function makeLookup(file: CommandFile, folder: string, inputs: Readonly<Record<string, unknown>>, job: Job): Lookup {
  const { description, formats } = file;
  return (name) => {
    if (name === "folder") return folder;
    const [, id = name, part = ""] = /^(.+)\.(format|name|minx|miny|maxx|maxy|crs)$/.exec(name) ?? [];
    const is = (one: { readonly id: string }) => one.id === name || one.id === id;
    const input = description.inputs.find(is);
    if (input !== undefined) {
      const value = inputs[input.id] as Given | readonly Given[] | undefined;
      const text = (one: Given) => partOf(input, one, input.id === name ? "" : part, formats);
      return Array.isArray(value) ? (value as readonly Given[]).map(text) : value === undefined ? undefined : text(value as Given);
    }
    const output = description.outputs.find(is);
    if (output === undefined) return undefined;
    if (output.id === name) return fileOf(output, file, job);
    const mediaType = askedType(output, job);
    return part === "name" ? (formats.get(mediaType)?.name ?? "") : mediaType;
  };
}

/** A literal as its type wants it; the runner checks it. */
function literalOf(output: OutputDescription, source: OutputSource, stdout: string, job: Job): unknown {
  const text = source.file === undefined ? stdout : readFileSync(job.out(source.file), "utf8");
  const found = source.pattern === undefined ? text : source.pattern.exec(text)?.[1];
  if (found === undefined) throw new Error(`what the command printed has no value for the output "${output.id}".`);
  const value = found.trim();
  const type = output.kind === "literal" ? output.dataType : "string";
  if (type === "boolean") return value === "true" || value === "1";
  return /integer|float|double|decimal/i.test(type) && value !== "" ? Number(value) : value;
}

function boxOf(stdout: string): { bbox: number[] } {
  return {
    bbox: stdout
      .trim()
      .split(/[\s,]+/)
      .map(Number),
  };
}

function resultOf(output: OutputDescription, file: CommandFile, { stdout, isCut }: ExecResult, job: Job): unknown {
  const source = file.outputs.get(output.id) ?? {};
  if (output.kind === "complex") return { path: fileOf(output, file, job) } satisfies ComplexResult;
  if (isCut) throw new Error("the command printed more than a literal can hold.");
  return output.kind === "bbox" ? boxOf(stdout) : literalOf(output, source, stdout, job);
}

/** Standard output lies under this name until it is the output it belongs to. */
const printedName = "stdout";

/** The process of a command file that lies in `folder`. Throws an Error if its program is not there. */
export function makeCommandProcess(file: CommandFile, folder: string): DefinedProcess {
  const [program] = file.words;
  if (typeof program !== "string") throw new Error("run must begin with the name of a program.");
  // An image is looked into when it is run.
  if (file.description.image === undefined && !isThere(program))
    throw new Error(`The program ${program} is not there. ${file.needs === undefined ? "Install it" : `It needs ${file.needs}`}.`);
  const printed = file.description.outputs.find(({ id, kind }) => kind === "complex" && file.outputs.get(id)?.file === undefined);
  return {
    terrarium: "process",
    description: file.description,
    async run({ inputs, job }) {
      const args = argumentsOf(file.words.slice(1), makeLookup(file, folder, inputs, job));
      const result = await job.exec(program, args, {
        environment: file.environment,
        ...(printed === undefined ? {} : { into: fileOf(printed, file, job) }),
        ...(file.progress === undefined ? {} : { progress: file.progress }),
      });
      const outputs = file.description.outputs.map((output) => [output.id, resultOf(output, file, result, job)]);
      return Object.fromEntries(outputs) as Record<string, never>;
    },
  };
}
