// Fields for literal values: a choice, a number within its range, a date, a text - whatever the description allows, with its unit.
import type { AllowedRange, AllowedValue, InputDescription, LiteralDomain } from "@terrarium/sdk";
import { isNumeric } from "../schemas.js";
import { fieldName } from "./field-names.js";
import { attribute, type Html, html, nothing } from "./markup.js";
import { say, type Words } from "./words.js";

export type LiteralInput = InputDescription & LiteralDomain;

/** One occurrence: its number, what names it to a reader of screens, and whether it must be filled in. */
export interface Occurrence {
  readonly number: number;
  readonly fieldId: string;
  readonly label: string;
  readonly isRequired: boolean;
  /** Ids of what describes it. */
  readonly hints: string;
}

function isRange(allowed: AllowedValue): allowed is AllowedRange {
  return typeof allowed === "object";
}

function rangeText({ minimum, maximum, spacing, closure = "closed" }: AllowedRange, words: Words): string {
  const isAbove = closure === "open" || closure === "open-closed";
  const isBelow = closure === "open" || closure === "closed-open";
  const least = minimum === undefined ? undefined : isAbove ? say(words.above, { value: minimum }) : String(minimum);
  const most = maximum === undefined ? undefined : isBelow ? say(words.below, { value: maximum }) : String(maximum);
  const step = spacing === undefined ? "" : `, ${say(words.inSteps, { step: spacing })}`;
  if (least !== undefined && most !== undefined)
    return (
      (isAbove || isBelow
        ? `${isAbove ? least : say(words.from, { least })}, ${isBelow ? most : say(words.upTo, { most })}`
        : say(words.to, { least, most })) + step
    );
  if (least !== undefined) return (isAbove ? least : say(words.from, { least })) + step;
  return (most === undefined ? words.any : isBelow ? most : say(words.upTo, { most })) + step;
}

/** What is allowed, as part of a sentence; undefined: anything of the type. */
export function allowedText({ allowedValues }: LiteralDomain, words: Words): string | undefined {
  if (allowedValues === undefined) return undefined;
  const shown = allowedValues.slice(0, 24).map((one) => (isRange(one) ? rangeText(one, words) : String(one)));
  return shown.join("; ") + (allowedValues.length > shown.length ? "; ..." : "");
}

/** A choice is offered where it can be seen whole. */
const mostChoices = 500;

function choicesOf({ allowedValues = [], dataType }: LiteralDomain): readonly string[] | undefined {
  if (allowedValues.length > 0 && allowedValues.length <= mostChoices && !allowedValues.some(isRange)) return allowedValues.map(String);
  return dataType === "boolean" ? ["true", "false"] : undefined;
}

function select(input: LiteralInput, choices: readonly string[], one: Occurrence, words: Words): Html {
  const preset = one.number === 0 && input.default !== undefined ? String(input.default) : undefined;
  const shown = (value: string) => (input.dataType !== "boolean" ? value : value === "true" ? words.yes : words.no);
  const empty = preset === undefined ? html`<option value="">${one.isRequired ? "" : words.notGiven}</option>` : nothing;
  return html`<select${common(input, one)}>${empty}${choices.map(
    (value) => html`<option value="${value}"${attribute("selected", value === preset)}>${shown(value)}</option>`,
  )}</select>`;
}

function common(
  input: LiteralInput,
  { number, fieldId, isRequired, hints, label }: Occurrence,
  kind: "literal" | "moment" = "literal",
): Html {
  return html` id="${fieldId}" name="${fieldName(kind, number, input.id)}"${attribute("required", isRequired)}${attribute(
    "aria-describedby",
    hints === "" ? undefined : hints,
  )}${number > 0 ? attribute("aria-label", label) : nothing}`;
}

/** Bounds that a browser can check by itself: those of the one range there is. */
function numberAttributes({ dataType, allowedValues = [] }: LiteralDomain): Html {
  const isWhole = dataType === "integer" || dataType === "positiveInteger" || dataType === "nonNegativeInteger";
  const least = dataType === "positiveInteger" ? 1 : dataType === "nonNegativeInteger" ? 0 : undefined;
  const [range, ...more] = allowedValues.filter(isRange);
  const only = more.length === 0 && allowedValues.length === 1 ? range : undefined;
  const bound = (edge: string | number | undefined) => (edge === undefined ? undefined : Number(edge));
  const edges = [bound(only?.minimum), least].filter((edge) => edge !== undefined);
  const minimum = edges.length === 0 ? undefined : Math.max(...edges);
  return html`${attribute("min", minimum)}${attribute("max", bound(only?.maximum))}${attribute("step", only?.spacing ?? (isWhole ? 1 : "any"))}`;
}

const moments: Readonly<Partial<Record<LiteralDomain["dataType"], { readonly type: string; readonly form: RegExp }>>> = {
  date: { type: "date", form: /^(\d{4}-\d\d-\d\d)()$/ },
  time: { type: "time", form: /^(\d\d:\d\d:\d\d)(Z?)$/ },
  dateTime: { type: "datetime-local", form: /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(Z?)$/ },
};

/** A date or a time, chosen as the browser lets one choose it; the zone stands beside. */
function momentField(input: LiteralInput, one: Occurrence, words: Words): Html | undefined {
  const moment = moments[input.dataType];
  const preset = one.number === 0 && input.default !== undefined ? String(input.default) : "";
  const [, value, zone = "Z"] = moment?.form.exec(preset) ?? [];
  // A default that the browser's field cannot show needs a plain one.
  if (moment === undefined || (preset !== "" && value === undefined)) return undefined;
  const step = moment.type === "date" ? nothing : html` step="1"`;
  const field = html`<input type="${moment.type}"${step}${common(input, one, "moment")}${attribute("value", value)}>`;
  if (moment.type === "date") return html`<div class="one">${field}</div>`;
  const zones = [
    ["Z", words.utc],
    ["", words.noZone],
  ] as const;
  return html`<div class="row one"><div class="field">${field}</div><div class="field narrow"><select name="${fieldName("zone", one.number, input.id)}" aria-label="${`${one.label}: ${words.timeZone}`}">${zones.map(
    ([name, title]) => html`<option value="${name}"${attribute("selected", name === zone)}>${title}</option>`,
  )}</select></div></div>`;
}

function valueField(input: LiteralInput, one: Occurrence, words: Words): Html {
  const choices = choicesOf(input);
  if (choices !== undefined) return select(input, choices, one, words);
  const preset = one.number === 0 && input.default !== undefined ? String(input.default) : undefined;
  if (isNumeric(input.dataType))
    return html`<input type="number"${common(input, one)}${numberAttributes(input)}${attribute("value", preset)}>`;
  const mode = input.dataType === "anyURI" ? html` inputmode="url"` : nothing;
  const example = input.dataType === "dateTime" ? "2024-02-29T13:20:00Z" : input.dataType === "time" ? "13:20:00" : undefined;
  return html`<input type="text"${mode} autocomplete="off"${common(input, one)}${attribute("placeholder", example)}${attribute("value", preset)}>`;
}

/** One value with its unit, where there is a choice of units. */
export function literalField(input: LiteralInput, one: Occurrence, words: Words): Html {
  const { uoms = [] } = input;
  const value = momentField(input, one, words) ?? valueField(input, one, words);
  if (uoms.length < 2) return html`<div class="field one">${value}</div>`;
  const options = uoms.map((uom) => html`<option>${uom}</option>`);
  return html`<div class="row one"><div class="field">${value}</div><div class="field narrow"><select name="${fieldName("uom", one.number, input.id)}" aria-label="${`${one.label}: ${words.unit}`}">${options}</select></div></div>`;
}

/** Type, unit, default and allowed values in words. */
export function literalHint(input: LiteralDomain, words: Words): string {
  const { dataType, uoms = [], default: preset } = input;
  const allowed = choicesOf(input) === undefined ? allowedText(input, words) : undefined;
  return [
    say(words.typeOf, { type: dataType }),
    ...(allowed === undefined ? [] : [say(words.allowedAre, { values: allowed })]),
    ...(uoms.length === 1 ? [say(words.unitIs, { unit: uoms[0] ?? "" })] : []),
    ...(preset === undefined ? [] : [say(words.presetIs, { value: String(preset) })]),
  ].join(" ");
}
