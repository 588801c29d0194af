// The form that executes a process: one group of fields for each input, the outputs with their formats, and how to run. Plain HTML.

import type { BoundingBoxDomain, ComplexDomain, Format, InputDescription, OutputDescription, ProcessDescription } from "@terrarium/sdk";
import { isText } from "../../../core/media-types.js";
import { fieldName, modeField, outputField, outputFormatField } from "./field-names.js";
import { type LiteralInput, literalField, literalHint, type Occurrence } from "./form-literal.js";
import type { View } from "./layout.js";
import { attribute, type Html, html, nothing } from "./markup.js";
import { say, type Words } from "./words.js";

/** Fields that are shown for an input that may be given more often; literal values beyond them go into one field, one a line. */
const shownOccurrences = 3;

/** A format in one line, for people. */
export function formatLine({ mediaType, encoding, schema }: Format): string {
  return [mediaType, ...(encoding === undefined ? [] : [encoding]), ...(schema === undefined ? [] : [schema])].join(", ");
}

/** A format as the value of a field. */
export function formatValue({ mediaType, encoding, schema }: Format): string {
  return JSON.stringify({ mediaType, ...(encoding === undefined ? {} : { encoding }), ...(schema === undefined ? {} : { schema }) });
}

function formatSelect(name: string, id: string, formats: readonly Format[], label: string): Html {
  const [only, ...more] = formats;
  if (only !== undefined && more.length === 0)
    return html`<input type="hidden" name="${name}" value="${formatValue(only)}"><span class="soft">${formatLine(only)}</span>`;
  return html`<select id="${id}" name="${name}" aria-label="${label}">${formats.map((one) => html`<option value="${formatValue(one)}">${formatLine(one)}</option>`)}</select>`;
}

type ComplexInput = InputDescription & ComplexDomain;

function complexField(input: ComplexInput, one: Occurrence, words: Words): Html {
  const { number, fieldId, label } = one;
  const name = (kind: "text" | "href" | "file" | "format") => fieldName(kind, number, input.id);
  const described = attribute("aria-describedby", one.hints === "" ? undefined : one.hints);
  const isBase64 = input.formats.some(({ encoding }) => encoding !== undefined);
  // Bytes that are no text, and are not asked for as base64, nobody can type.
  const isTyped = isBase64 || input.formats.some(({ mediaType }) => isText(mediaType));
  const typed = isTyped
    ? html`<div class="field"><label for="${fieldId}">${words.asText}</label><textarea id="${fieldId}" name="${name("text")}" spellcheck="false" rows="5"${described}></textarea></div>
`
    : nothing;
  return html`<div class="field one"><span class="label small">${words.format}</span> ${formatSelect(name("format"), `${fieldId}-format`, input.formats, `${label}: ${words.format}`)}</div>
${typed}<div class="row"><div class="field broad"><label for="${fieldId}-href">${isTyped ? words.asAddress : words.address}</label><input type="url" id="${fieldId}-href" name="${name("href")}" placeholder="https://"></div>
<div class="field broad"><label for="${fieldId}-file">${words.asFile}</label><input type="file" id="${fieldId}-file" name="${name("file")}"></div></div>${
    isBase64 ? html`<p class="hint">${words.base64Hint}</p>` : nothing
  }`;
}

type BoxInput = InputDescription & BoundingBoxDomain;

function boxField(input: BoxInput, { number, fieldId, isRequired, label }: Occurrence, words: Words): Html {
  const corners = [
    ["minx", words.lowerFirst],
    ["miny", words.lowerSecond],
    ["maxx", words.upperFirst],
    ["maxy", words.upperSecond],
  ] as const;
  const field = (kind: (typeof corners)[number][0], title: string) =>
    html`<div class="field"><label for="${fieldId}-${kind}">${title}</label><input type="number" step="any" id="${fieldId}-${kind}" name="${fieldName(kind, number, input.id)}"${attribute("required", isRequired)}></div>`;
  const systems = input.crs.map((crs) => html`<option>${crs}</option>`);
  return html`<div class="row">${corners.map(([kind, title]) => field(kind, title))}</div>
<p class="hint">${words.axisHint}</p><div class="field one"><label for="${fieldId}-crs">${words.crs}</label><select id="${fieldId}-crs" name="${fieldName("crs", number, input.id)}" aria-label="${`${label}: ${words.crs}`}">${systems}</select></div>`;
}

function occurrence(input: InputDescription, one: Occurrence, words: Words): Html {
  switch (input.kind) {
    case "literal":
      return literalField(input, one, words);
    case "complex":
      return complexField(input, one, words);
    case "bbox":
      return boxField(input, one, words);
  }
}

function hintOf(input: InputDescription, words: Words): string {
  const repeats =
    input.maxOccurs > 1 ? ` ${say(words.repeats, { least: input.minOccurs, most: input.maxOccurs })}. ${words.leaveEmpty}` : "";
  if (input.kind === "literal") return literalHint(input, words) + repeats;
  if (input.kind === "complex" && input.maximumMegabytes !== undefined)
    return say(words.atMost, { size: input.maximumMegabytes }) + repeats;
  return repeats.trim();
}

function moreLines(input: LiteralInput, shown: number, fieldId: string, words: Words): Html {
  return html`<div class="field one"><label for="${fieldId}-more" class="small">${words.oneALine}</label><textarea id="${fieldId}-more" name="${fieldName("lines", shown, input.id)}" rows="3"></textarea></div>`;
}

function inputFields(input: InputDescription, index: number, words: Words): Html {
  const { title, abstract, id, minOccurs, maxOccurs } = input;
  const fieldId = `input-${index}`;
  const hasDefault = input.kind === "literal" && input.default !== undefined;
  const isRequired = minOccurs > 0 && !hasDefault;
  const shown = Math.min(maxOccurs, Math.max(minOccurs, shownOccurrences));
  const hint = hintOf(input, words);
  const text = html`${abstract === undefined ? nothing : html`<p class="hint" id="${fieldId}-about">${abstract}</p>`}${hint === "" ? nothing : html`<p class="hint" id="${fieldId}-hint">${hint}</p>`}`;
  const hints = [...(abstract === undefined ? [] : [`${fieldId}-about`]), ...(hint === "" ? [] : [`${fieldId}-hint`])].join(" ");
  const fields = Array.from({ length: shown }, (_none, number) => {
    const label = number === 0 ? title : say(words.nth, { label: title, number: number + 1 });
    const one = {
      number,
      fieldId: number === 0 ? fieldId : `${fieldId}-${number}`,
      label,
      isRequired: isRequired && number < minOccurs,
      hints,
    };
    return occurrence(input, one, words);
  });
  const heading = html`${title} <code>${id}</code> <span class="${isRequired ? "must" : "soft small"}">${isRequired ? words.required : words.optional}</span>`;
  // A literal's legend labels its first field too: a click on it leads there.
  const named = input.kind === "literal" ? html`<label for="${fieldId}">${heading}</label>` : heading;
  const more = input.kind === "literal" && maxOccurs > shown ? moreLines(input, shown, fieldId, words) : nothing;
  return html`<fieldset><legend>${named}</legend>${text}${fields}${more}</fieldset>
`;
}

function outputFields(output: OutputDescription, index: number, words: Words): Html {
  const id = `output-${index}`;
  const format =
    output.kind === "complex"
      ? html`<div class="one">${formatSelect(outputFormatField + output.id, `${id}-format`, output.formats, `${output.title}: ${words.format}`)}</div>`
      : nothing;
  const about = output.abstract === undefined ? nothing : html` <span class="soft small">${output.abstract}</span>`;
  return html`<div class="choice"><input type="checkbox" id="${id}" name="${outputField + output.id}" value="on" checked><div><label for="${id}">${output.title} <code>${output.id}</code></label>${about}${format}</div></div>
`;
}

function howFields(words: Words): Html {
  const choice = (value: string, title: string, isChecked: boolean) =>
    html`<div class="choice"><input type="radio" id="mode-${value}" name="${modeField}" value="${value}"${attribute("checked", isChecked)}><label for="mode-${value}">${title}</label></div>`;
  return html`<fieldset><legend>${words.how}</legend>${choice("wait", words.wait, true)}<p class="hint">${words.waitHint}</p>${choice("background", words.background, false)}</fieldset>`;
}

/** The form of a process. Files can be sent where an input is more than a literal. */
export function executeForm(process: ProcessDescription, view: View): Html {
  const { words, to } = view;
  const hasFiles = process.inputs.some(({ kind }) => kind === "complex");
  const outputs = html`<fieldset><legend>${words.chooseOutputs}</legend>${process.outputs.map((output, index) => outputFields(output, index, words))}</fieldset>`;
  return html`<form class="sheet" method="post" action="${to(`/processes/${encodeURIComponent(process.id)}/execution`)}"${attribute("enctype", hasFiles ? "multipart/form-data" : undefined)}>
${process.inputs.map((input, index) => inputFields(input, index, words))}${outputs}
${process.storeSupported ? howFields(words) : nothing}
<p class="actions"><button class="main" type="submit">${words.execute}</button></p>
</form>
`;
}
