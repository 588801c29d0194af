// How the fields of an execution form are named, for those who write the form and those who read it: kind:number:id of the input.

/** `lines`: one value a line. The parts of one occurrence have its number in common. */
export const fieldKinds = [
  "literal",
  "lines",
  "moment",
  "zone",
  "uom",
  "text",
  "href",
  "file",
  "format",
  "minx",
  "miny",
  "maxx",
  "maxy",
  "crs",
] as const;
export type FieldKind = (typeof fieldKinds)[number];

export interface FieldName {
  readonly kind: FieldKind;
  readonly number: number;
  readonly inputId: string;
}

export function fieldName(kind: FieldKind, number: number, inputId: string): string {
  return `${kind}:${number}:${inputId}`;
}

/** undefined: not the field of an input. */
export function readFieldName(name: string): FieldName | undefined {
  const [, word, number, inputId] = /^([a-z]+):(\d{1,6}):(.*)$/s.exec(name) ?? [];
  const kind = fieldKinds.find((one) => one === word);
  return kind === undefined || number === undefined || inputId === undefined ? undefined : { kind, number: Number(number), inputId };
}

/** Fields of outputs: is it wanted, and in which format. */
export const outputField = "output:";
export const outputFormatField = "outputformat:";
/** wait or background. */
export const modeField = "mode";
