// Writes a module of TypeScript that knows the processes of a server by their descriptions. The module needs nothing but this package.
import { isObject } from "./ask.js";
import { literal, typescript } from "./copy-as/quote.js";
import { alternatives, formatsOf, shapeOf } from "./schemas.js";
import type { Json, Parameter, Process } from "./types.js";

const text = typescript.string;

/** A comment that the words in it cannot end. */
function comment(indent: string, ...words: readonly (string | undefined)[]): string[] {
  const said = words
    .filter((one) => one !== undefined && one !== "")
    .join(". ")
    .replace(/[\p{C}\p{Z}]+/gu, " ")
    .replaceAll("*/", "* /")
    .trim();
  return said === "" ? [] : [`${indent}/** ${said} */`];
}

function union(types: readonly string[]): string {
  return [...new Set(types)].join(" | ");
}

const primitives: Readonly<Record<string, string>> = { string: "string", number: "number", integer: "number", boolean: "boolean" };

/** Choices where all ways are choices, else what the values are. */
function literalType({ schema }: Parameter): string {
  const ways = alternatives(schema);
  const types = ways.map((way) => {
    const choices = way["enum"];
    const isChoice = Array.isArray(choices) && ways.every((one) => Array.isArray(one["enum"]));
    if (isChoice) return union((choices as readonly Json[]).map((one) => literal(one, typescript)));
    return primitives[String(way["type"])] ?? "string | number | boolean";
  });
  return types.length === 0 ? "string | number | boolean" : union(types);
}

function mediaTypes({ schema }: Parameter, isWanted: (format: { readonly isJson: boolean }) => boolean = () => true): string {
  return union(
    formatsOf(schema)
      .filter(isWanted)
      .map(({ mediaType }) => text(mediaType)),
  );
}

function boxType({ schema }: Parameter): string {
  const systems = alternatives(schema).flatMap(({ properties }) => {
    const crs = isObject(properties) ? properties["crs"] : undefined;
    const choices = isObject(crs) ? crs["enum"] : undefined;
    return Array.isArray(choices) ? (choices as readonly Json[]).filter((one) => typeof one === "string") : [];
  });
  return systems.length === 0 ? "Box" : `Box<${union(systems.map(text))}>`;
}

function inputType(parameter: Parameter): string {
  const shape = shapeOf(parameter);
  if (shape === "bbox") return `${boxType(parameter)} | Reference`;
  if (shape === "literal") {
    const value = literalType(parameter);
    const isNumber = value.split(" | ").every((one) => one === "number" || /^-?[\d.]/.test(one));
    return `${value} | ${isNumber ? `Measured<${value}> | ` : ""}Reference`;
  }
  if (formatsOf(parameter.schema).length === 0) return "JsonData<string> | Reference";
  const [json, other, all] = [
    mediaTypes(parameter, ({ isJson }) => isJson),
    mediaTypes(parameter, ({ isJson }) => !isJson),
    mediaTypes(parameter),
  ];
  // Bytes of JSON may come in base64 too.
  const forms = [...(json === "" ? [] : [`JsonData<${json}>`]), ...(other === "" ? [] : ["string"]), `TextData<${all}>`];
  return [...forms, `Reference<${all}>`].join(" | ");
}

function outputType(parameter: Parameter): string {
  const shape = shapeOf(parameter);
  if (shape === "bbox") return boxType(parameter);
  if (shape === "literal") return literalType(parameter);
  const types = mediaTypes(parameter);
  return `Data<${types === "" ? "string" : types}>`;
}

function isOptional({ schema, minOccurs }: Parameter): boolean {
  return minOccurs === 0 || alternatives(schema).some((way) => way["default"] !== undefined) || schema["default"] !== undefined;
}

function inputMember(parameter: Parameter): string[] {
  const { id, title, description, maxOccurs } = parameter;
  const one = inputType(parameter);
  const type = maxOccurs > 1 ? `${one} | readonly (${one})[]` : one;
  return [
    ...comment("      ", title === id ? undefined : title, description),
    `      readonly ${text(id)}${isOptional(parameter) ? "?" : ""}: ${type};`,
  ];
}

function processMember({ id, title, description, inputs, outputs }: Process): string[] {
  return [
    ...comment("  ", title, description),
    `  readonly ${text(id)}: {`,
    "    readonly inputs: {",
    ...inputs.flatMap(inputMember),
    "    };",
    "    readonly outputs: {",
    ...outputs.flatMap((one) => [
      ...comment("      ", one.title === one.id ? undefined : one.title, one.description),
      `      readonly ${text(one.id)}: ${outputType(one)};`,
    ]),
    "    };",
    "  };",
  ];
}

const longest = 120;

/** Long unions of media types get a name each: most processes take the same ones. */
function shortened(given: string): { readonly body: string; readonly aliases: readonly string[] } {
  const names = new Map<string, string>();
  const body = given.replace(/(?<=<)"(?:[^"\\]|\\.)*"(?: \| "(?:[^"\\]|\\.)*")+(?=>)/g, (types) => {
    if (types.length < longest) return types;
    const name = names.get(types) ?? `Formats${names.size + 1}`;
    names.set(types, name);
    return name;
  });
  return { body, aliases: [...names].map(([types, name]) => `type ${name} =\n  | ${types.replaceAll('" | "', '"\n  | "')};`) };
}

/** The text of the module. `url`: of the landing page of the server whose processes these are. */
export function typesModule(url: string, processes: readonly Process[]): string {
  const { body, aliases } = shortened(["export interface Processes {", ...processes.flatMap(processMember), "}"].join("\n"));
  const data = processes.map(({ id, outputs }) => {
    const names = outputs.filter((one) => shapeOf(one) === "complex").map((one) => text(one.id));
    return `  ${typescript.key(id)}: [${names.join(", ")}],`;
  });
  const used = ["Box", "Data", "JsonData", "Measured", "Reference", "TextData"].filter((name) =>
    new RegExp(`\\b${name}\\b`).test(`${aliases}${body}`),
  );
  return [
    `// The processes of ${new URL(url).href}, as it described them to \`terrarium types\`. Made by a program: make it anew in place of changing it.`,
    `import { type ClientOptions, makeTypedClient, type TypedClient${used.map((name) => `, type ${name}`).join("")} } from "@terrarium/client";`,
    "",
    ...(aliases.length === 0 ? [] : [...aliases, ""]),
    body,
    "",
    "/** Outputs that are data: they stay as the server gave them. */",
    "const data = {",
    ...data,
    "} as const;",
    "",
    "/** A client that knows these processes. */",
    `export function connect(url = ${text(new URL(url).href)}, options: ClientOptions = {}): TypedClient<Processes> {`,
    "  return makeTypedClient<Processes>(url, data, options);",
    "}",
    "",
  ].join("\n");
}
