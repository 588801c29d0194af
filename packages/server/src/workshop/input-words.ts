// The inputs of an execution as words of a command line (`-i name=value`), or as an example writes them, become those of an OGC API request. Pure but
// for files, which the caller reads.
import type { Json, JsonObject, Parameter } from "@terrarium/client";

/** Reads a file whole. Throws if it cannot. */
export type Read = (path: string) => Promise<Uint8Array>;

/** The media types that a parameter takes, the default first. */
function mediaTypes({ schema }: Parameter): string[] {
  const found: string[] = [];
  const visit = (value: Json | undefined): void => {
    if (Array.isArray(value)) for (const one of value) visit(one);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return;
    for (const [key, one] of Object.entries(value as JsonObject)) {
      if (key === "contentMediaType" && typeof one === "string") found.push(one);
      visit(one);
    }
  };
  visit(schema);
  return found;
}

const endings: Readonly<Record<string, RegExp>> = {
  ".json": /json/,
  ".geojson": /geo\+json|json/,
  ".gml": /gml|xml/,
  ".xml": /xml/,
  ".kml": /kml/,
  ".tif": /tiff/,
  ".tiff": /tiff/,
  ".csv": /csv/,
  ".gpkg": /geopackage/,
  ".fgb": /flatgeobuf/,
  ".png": /png/,
  ".zip": /zip/,
  ".txt": /^text\/plain/,
};

/** The type of a file: the first accepted one that its ending suggests, else the default. */
function typeOf(path: string, parameter: Parameter): string | undefined {
  const accepted = mediaTypes(parameter);
  const hint = endings[/\.[a-z0-9]+$/i.exec(path)?.[0]?.toLowerCase() ?? ""];
  return accepted.find((type) => hint?.test(type) === true) ?? accepted[0];
}

/** A file as an input. */
export async function fileInput(path: string, parameter: Parameter, read: Read, mediaType?: string): Promise<JsonObject> {
  const type = mediaType ?? typeOf(path, parameter);
  const value = Buffer.from(await read(path)).toString("base64");
  return { value, encoding: "base64", ...(type === undefined ? {} : { mediaType: type }) };
}

function isBox({ schema }: Parameter): boolean {
  return JSON.stringify(schema).includes('"bbox"');
}

function jsonOr(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

/** Text as it is, or as JSON where the input is not a text. */
function plainValue(text: string, parameter: Parameter): Json {
  const isFour = /^\s*-?[\d.eE+-]+(\s*,\s*-?[\d.eE+-]+){3,5}\s*$/.test(text);
  if (isFour && isBox(parameter)) return { bbox: text.split(",").map(Number) };
  const [mediaType] = mediaTypes(parameter);
  if (mediaType !== undefined) return { value: /json/.test(mediaType) ? jsonOr(text) : text, mediaType };
  return parameter.schema["type"] === "string" ? text : jsonOr(text);
}

async function valueOfWord(text: string, parameter: Parameter, read: Read): Promise<Json> {
  if (!text.startsWith("@")) return plainValue(text, parameter);
  const place = text.slice(1);
  if (/^https?:\/\//.test(place)) return { href: place };
  return fileInput(place, parameter, read);
}

/**
 * `name=value`, `name=@file`, `name=@http://...`; a name given several times is a list. Throws an Error that names a word that is none, or an input that
 * the process has not.
 */
export async function inputsOf(words: readonly string[], parameters: readonly Parameter[], read: Read): Promise<Record<string, Json>> {
  const values = new Map<string, Json[]>();
  for (const word of words) {
    const [, name = "", text] = /^([^=]+)=(.*)$/s.exec(word) ?? [];
    if (text === undefined) throw new Error(`${word} is no input; write -i name=value, or -i name=@file.`);
    const parameter = parameters.find(({ id }) => id === name);
    if (parameter === undefined) throw new Error(`There is no input ${name}; there are: ${parameters.map(({ id }) => id).join(", ")}.`);
    values.set(name, [...(values.get(name) ?? []), await valueOfWord(text, parameter, read)]);
  }
  return Object.fromEntries([...values].map(([name, all]) => [name, all.length === 1 ? (all[0] ?? null) : all]));
}

/** The inputs of an example: `{ file: "points.geojson" }` (with `mediaType`, where its ending does not tell) becomes that file. */
export async function exampleInputs(inputs: JsonObject, parameters: readonly Parameter[], read: Read): Promise<Record<string, Json>> {
  const resolve = async (id: string, given: Json): Promise<Json> => {
    if (Array.isArray(given)) return Promise.all((given as readonly Json[]).map((one) => resolve(id, one)));
    const { file, mediaType } = typeof given === "object" && given !== null ? (given as JsonObject) : {};
    if (typeof file !== "string") return given;
    const parameter = parameters.find((one) => one.id === id);
    if (parameter === undefined) throw new Error(`There is no input ${id}.`);
    return fileInput(file, parameter, read, typeof mediaType === "string" ? mediaType : undefined);
  };
  const entries = Object.entries(inputs).map(async ([id, given]) => [id, await resolve(id, given)] as const);
  return Object.fromEntries(await Promise.all(entries));
}
