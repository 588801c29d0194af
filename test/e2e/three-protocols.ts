// One Execute in the notations of WPS 1.0.0, WPS 2.0 and OGC API, for tests of what all of them must agree on.
import fc from "fast-check";
import { complex, executeDocument, input, literal, reference } from "./requests.js";
import { data, execute2, referenced2, value } from "./wps2-requests.js";

/** An input that all three can say. */
export type Wish =
  | { readonly id: string; readonly kind: "literal"; readonly text: string }
  | { readonly id: string; readonly kind: "text"; readonly text: string; readonly mediaType: string }
  | { readonly id: string; readonly kind: "base64"; readonly bytes: Uint8Array; readonly mediaType: string }
  | { readonly id: string; readonly kind: "box"; readonly numbers: readonly number[]; readonly crs: string }
  | { readonly id: string; readonly kind: "reference"; readonly href: string; readonly mediaType: string };

export interface WholeWish {
  readonly process: string;
  readonly inputs: readonly Wish[];
  /** The one output, raw. */
  readonly output: string;
  readonly mediaType?: string;
}

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;").replaceAll("\r", "&#13;");
const type = (mediaType: string): string => `mimeType="${escaped(mediaType)}"`;
const corners = (numbers: readonly number[], prefix = "ows"): string =>
  `<${prefix}:LowerCorner>${numbers.slice(0, 2).join(" ")}</${prefix}:LowerCorner><${prefix}:UpperCorner>${numbers.slice(2).join(" ")}</${prefix}:UpperCorner>`;

function inWps1(wish: Wish): string {
  switch (wish.kind) {
    case "literal":
      return literal(wish.id, escaped(wish.text));
    case "text":
      return complex(wish.id, escaped(wish.text), type(wish.mediaType));
    case "base64":
      return complex(wish.id, Buffer.from(wish.bytes).toString("base64"), `${type(wish.mediaType)} encoding="base64"`);
    case "box":
      return input(wish.id, `<wps:Data><wps:BoundingBoxData crs="${wish.crs}">${corners(wish.numbers)}</wps:BoundingBoxData></wps:Data>`);
    case "reference":
      return reference(wish.id, wish.href, type(wish.mediaType));
  }
}

function inWps2(wish: Wish): string {
  switch (wish.kind) {
    case "literal":
      return value(wish.id, escaped(wish.text));
    case "text":
      return data(wish.id, escaped(wish.text), type(wish.mediaType));
    case "base64":
      return data(wish.id, Buffer.from(wish.bytes).toString("base64"), `${type(wish.mediaType)} encoding="base64"`);
    case "box":
      return data(wish.id, `<ows:BoundingBox crs="${wish.crs}">${corners(wish.numbers)}</ows:BoundingBox>`);
    case "reference":
      return referenced2(wish.id, wish.href, type(wish.mediaType));
  }
}

function inJson(wish: Wish): unknown {
  switch (wish.kind) {
    case "literal":
      return wish.text;
    case "text":
      return { value: wish.text, mediaType: wish.mediaType };
    case "base64":
      return { value: Buffer.from(wish.bytes).toString("base64"), mediaType: wish.mediaType, encoding: "base64" };
    case "box":
      return { bbox: wish.numbers, crs: wish.crs };
    case "reference":
      return { href: wish.href, type: wish.mediaType };
  }
}

export function asWps1({ process, inputs, output, mediaType }: WholeWish): string {
  const attributes = mediaType === undefined ? "" : ` ${type(mediaType)}`;
  const form = `<wps:ResponseForm><wps:RawDataOutput${attributes}><ows:Identifier>${output}</ows:Identifier></wps:RawDataOutput></wps:ResponseForm>`;
  return executeDocument({ process, inputs: inputs.map(inWps1), form });
}

export function asWps2({ process, inputs, output, mediaType }: WholeWish): string {
  const wanted = `<wps:Output id="${output}"${mediaType === undefined ? "" : ` ${type(mediaType)}`}/>`;
  return execute2({ process, inputs: inputs.map(inWps2), outputs: [wanted], response: "raw" });
}

/** Inputs of one id stand together in a list. */
export function asJson({ inputs, output, mediaType }: WholeWish): string {
  const byId = new Map<string, unknown[]>();
  for (const wish of inputs) byId.set(wish.id, [...(byId.get(wish.id) ?? []), inJson(wish)]);
  const members = [...byId].map(([id, values]) => [id, values.length === 1 ? values[0] : values]);
  return JSON.stringify({
    inputs: Object.fromEntries(members),
    outputs: { [output]: mediaType === undefined ? {} : { format: { mediaType } } },
    response: "raw",
  });
}

/** Text that XML can hold too, and that begins and ends with no blank. */
export const xmlText = fc
  .string({ unit: "grapheme", minLength: 1, maxLength: 20 })
  .map((text) => text.replace(/[^\t\n\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "").trim())
  .filter((text) => text !== "");

/** Boxes whose corners are in order. */
export const boxes = fc
  .tuple(
    fc.integer({ min: -80, max: 0 }),
    fc.integer({ min: -80, max: 0 }),
    fc.integer({ min: 1, max: 80 }),
    fc.integer({ min: 1, max: 80 }),
  )
  .map((numbers) => numbers.map((one) => one / 4));
