// Whether what a process says of itself is a description in every part. One process that is not believed is hidden; one that is believed
// wrongly would break the capabilities of all.
import { literalTypes, type ProcessDescription } from "@terrarium/sdk";
import { isNetworkPolicy } from "./network.js";

/** The description if it is one; else throws an Error that names the part that is wrong. */
export function checkDescription(description: ProcessDescription): ProcessDescription {
  need(
    isName(description?.id) && /^\S(.{0,198}\S)?$/.test(description.id),
    "its id must be 1 to 200 characters without blanks at its ends",
  );
  need(isName(description.version) && isText(description.title), "it needs a version and a title");
  checkTexts(description, "it");
  need(isList(description.profiles, isName), "its profiles must be a list of texts");
  need(isAbsentOr(description.image, isName), "its image must be a text");
  need(isAbsentOr(description.network, isNetworkPolicy), "its network must be a list of host:port, such as data.example.org:443");
  need(Array.isArray(description.inputs) && Array.isArray(description.outputs), "it needs lists of inputs and outputs");
  need(description.outputs.length > 0, "it needs at least one output");
  for (const input of description.inputs) {
    checkDomain(input, "input");
    const { minOccurs, maxOccurs } = input;
    need(
      Number.isInteger(minOccurs) && minOccurs >= 0 && Number.isInteger(maxOccurs) && maxOccurs >= Math.max(1, minOccurs),
      `input ${input.id} has impossible occurrences`,
    );
  }
  for (const output of description.outputs) checkDomain(output, "output");
  for (const list of [description.inputs, description.outputs]) {
    need(new Set(list.map((one) => one.id)).size === list.length, "an input or output id is used twice");
  }
  checkGroups(description);
  need(isList(description.examples, isExample), "its examples must be a list, each with a title and inputs");
  return description;
}

function checkGroups({ groups, inputs, outputs }: ProcessDescription): void {
  need(
    isList(groups, (group) => isRecord(group) && isName(group["id"]) && isText(group["title"])),
    "its groups must be a list, each with an id and a title",
  );
  const members = [...inputs, ...outputs].map((one) => one.id);
  for (const group of groups ?? []) {
    const named = `group ${group.id}`;
    checkTexts(group, named);
    need(!members.includes(group.id), `${named} has the id of an input or output`);
    need(
      members.some((id) => id.startsWith(`${group.id}.`)),
      `${named} has no members: their ids begin with "${group.id}."`,
    );
  }
  need(new Set(groups?.map((group) => group.id)).size === (groups?.length ?? 0), "a group id is used twice");
}

type Described = ProcessDescription["outputs"][number];
type Of<K extends Described["kind"]> = Extract<Described, { kind: K }>;

function checkTexts(one: Pick<Described, "abstract" | "keywords" | "metadata" | "translations">, what: string): void {
  need(
    isAbsentOr(one.abstract, (abstract) => abstract === "" || isText(abstract)),
    `the abstract of ${what} must be a text`,
  );
  need(isList(one.keywords, isText), `the keywords of ${what} must be a list of texts`);
  const isLink = (link: unknown) =>
    isRecord(link) && isText(link["title"]) && ["href", "role"].every((key) => isAbsentOr(link[key], isText));
  need(isList(one.metadata, isLink), `the metadata of ${what} must be a list of titles and links`);
  need(isAbsentOr(one.translations, isTranslations), `the translations of ${what} must be texts by language tag, e.g. "cs" or "fr-CA"`);
}

/** Nothing but texts: what is in a translation takes the place of what is in the description. */
function isTranslations(translations: unknown): boolean {
  const isTranslation = (one: unknown): boolean => {
    if (!isRecord(one)) return false;
    const { title, abstract, keywords, ...more } = one;
    const isEmpty = Object.keys(more).length === 0;
    return isEmpty && isAbsentOr(title, isText) && isAbsentOr(abstract, isText) && isList(keywords as unknown[] | undefined, isText);
  };
  const isTag = (tag: string): boolean => /^[a-z]{2,8}(?:-[a-z0-9]{1,8}){0,4}$/i.test(tag);
  return isRecord(translations) && Object.entries(translations).every(([tag, one]) => isTag(tag) && isTranslation(one));
}

function checkDomain(one: Described, what: "input" | "output"): void {
  need(isName(one?.id) && isText(one.title), `each ${what} needs an id and a title`);
  const named = `${what} ${one.id}`;
  checkTexts(one, named);
  if (one.kind === "literal") checkLiteral(one, named);
  else if (one.kind === "complex") checkComplex(one, named);
  else if (one.kind === "bbox") need(isList(one.crs, isName) && one.crs?.length > 0, `${named} needs at least one CRS`);
  else need(false, `${what} ${(one as { id: string }).id} is neither literal, complex nor bbox`);
}

function checkLiteral(one: Of<"literal">, named: string): void {
  need((literalTypes as readonly string[]).includes(one.dataType), `${named} has an unknown data type`);
  need(isList(one.uoms, isName), `the units of ${named} must be a list of texts`);
  need(isAbsentOr(one.default, isPlain), `the default of ${named} must be a text, number or boolean`);
  need(isList(one.allowedValues, isAllowedValue), `the allowed values of ${named} must be a list of values and ranges`);
}

function checkComplex(one: Of<"complex">, named: string): void {
  need(isList(one.formats, isFormat) && one.formats?.length > 0, `${named} needs at least one format, each with a media type`);
  need(
    isAbsentOr(one.maximumMegabytes, (value) => isNumber(value) && value > 0),
    `the maximum size of ${named} must be a number above 0`,
  );
}

function isExample(example: unknown): boolean {
  return isRecord(example) && isText(example["title"]) && isRecord(example["inputs"]) && isAbsentOr(example["expect"], isRecord);
}

function isFormat(format: unknown): boolean {
  if (!isRecord(format)) return false;
  const { mediaType, encoding, schema } = format;
  // It becomes a header line.
  const isType = typeof mediaType === "string" && /^[\x21-\x7e]+\/[\x20-\x7e]{0,200}[\x21-\x7e]$/.test(mediaType);
  return isType && isAbsentOr(encoding, isName) && isAbsentOr(schema, isName);
}

function isAllowedValue(value: unknown): boolean {
  if (!isRecord(value)) return isPlain(value);
  const { minimum, maximum, spacing, closure } = value;
  const isBound = (bound: unknown) => typeof bound !== "boolean" && isPlain(bound);
  const closures: readonly unknown[] = [undefined, "closed", "open", "open-closed", "closed-open"];
  return isAbsentOr(minimum, isBound) && isAbsentOr(maximum, isBound) && isAbsentOr(spacing, isNumber) && closures.includes(closure);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}

function isPlain(value: unknown): boolean {
  return typeof value === "string" || typeof value === "boolean" || isNumber(value);
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value.length > 0;
}

/** A text that may stand in an address or a header: no control characters, no halves of characters. */
function isName(value: unknown): value is string {
  return isText(value) && !/[\p{Cc}\p{Cs}]/u.test(value);
}

function isAbsentOr<T>(value: T | undefined, holds: (value: T) => boolean): boolean {
  return value === undefined || holds(value);
}

function isList(value: unknown, holds: (one: unknown) => boolean): boolean {
  return value === undefined || (Array.isArray(value) && value.every(holds));
}

function need(holds: boolean, otherwise: string): asserts holds {
  if (!holds) throw new Error(`Its description is not valid: ${otherwise}.`);
}
