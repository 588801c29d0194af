// A description as Markdown, for people and for repositories. Pure.
import type { AllowedValue, InputDescription, OutputDescription, ProcessDescription } from "@terrarium/sdk";

const cell = (text: string): string => text.replaceAll("|", "\\|").replace(/\s+/g, " ").trim();

function allowedText(allowed: AllowedValue): string {
  if (typeof allowed !== "object") return `\`${allowed}\``;
  const { minimum, maximum, spacing } = allowed;
  const range = minimum === undefined ? `at most ${maximum}` : maximum === undefined ? `at least ${minimum}` : `${minimum} to ${maximum}`;
  return spacing === undefined ? range : `${range} in steps of ${spacing}`;
}

function typeText(one: OutputDescription): string {
  if (one.kind === "complex") return one.formats.map(({ mediaType }) => `\`${mediaType}\``).join(", ");
  if (one.kind === "bbox") return `bounding box in ${one.crs.join(", ")}`;
  const unit = one.uoms === undefined ? "" : ` (${one.uoms.join(", ")})`;
  const values = one.allowedValues === undefined ? "" : `: ${one.allowedValues.map(allowedText).join(", ")}`;
  return `${one.dataType}${unit}${values}`;
}

function occursText(input: InputDescription): string {
  const { minOccurs, maxOccurs } = input;
  if (maxOccurs === 1) return minOccurs === 0 ? "optional" : "needed";
  return `${minOccurs} to ${maxOccurs} times`;
}

function defaultText(input: InputDescription): string {
  return input.kind === "literal" && input.default !== undefined ? `\`${input.default}\`` : "";
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

const words = (one: OutputDescription): string => [one.title, one.abstract ?? ""].filter((text) => text !== "").join(". ");

/** Title, abstract, tables of inputs and outputs, examples. */
export function markdownOf({ title, id, version, abstract, inputs, outputs, examples = [] }: ProcessDescription): string {
  const inputRows = inputs.map((one) => [`\`${one.id}\``, words(one), typeText(one), occursText(one), defaultText(one)]);
  const outputRows = outputs.map((one) => [`\`${one.id}\``, words(one), typeText(one)]);
  const parts = [
    `# ${title}`,
    `\`${id}\`, version ${version}`,
    ...(abstract === undefined ? [] : [abstract]),
    "## Inputs",
    inputs.length === 0 ? "None." : table(["input", "meaning", "type", "given", "default"], inputRows),
    "## Outputs",
    table(["output", "meaning", "type"], outputRows),
    ...(examples.length === 0 ? [] : ["## Examples"]),
    ...examples.map((example) => `${example.title}:\n\n\`\`\`json\n${JSON.stringify(example.inputs, undefined, 2)}\n\`\`\``),
  ];
  return `${parts.join("\n\n")}\n`;
}
