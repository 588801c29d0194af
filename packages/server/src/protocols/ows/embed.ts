// Files inside a document: XML as elements, text escaped, everything else as base64, always as a stream.
import type { PartialFormat } from "../../core/execute.js";
import type { Open, StoredFile } from "../../core/message.js";
import { encodeBase64 } from "./base64.js";
import { decodeText } from "./decode-text.js";
import { escapeText, isLegal, stream, write, type Xml, xml } from "./xml.js";
import { findRoot, type Span } from "./xml-root.js";

/** How a file is written: its root element as it stands, its text, or its bytes. */
type Form = { readonly kind: "markup"; readonly root: Span } | { readonly kind: "text" } | { readonly kind: "base64" };

function essence(mediaType: string | undefined): string {
  return (mediaType ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
}

function isXml(mediaType: string | undefined): boolean {
  return /^(text|application)\/xml$|\+xml$|^application\/vnd\.google-earth\.kml$/.test(essence(mediaType));
}

function isText(mediaType: string | undefined): boolean {
  return /^text\/|^application\/(json|geojson|javascript|yaml|x-yaml|wkt|csv)$|\+json$|\+yaml$/.test(essence(mediaType));
}

function isBase64(format: PartialFormat | undefined): boolean {
  return format?.encoding?.toLowerCase() === "base64";
}

async function isPlainText(bytes: AsyncIterable<Uint8Array>): Promise<boolean> {
  try {
    for await (const text of decodeText(bytes)) if (!isLegal(text)) return false;
    return true;
  } catch {
    return false;
  }
}

// What a process calls XML or text may be neither; embedded unread it would break the document, or forge it. So the file is read once before it is written.
async function chooseForm(file: StoredFile, format: PartialFormat | undefined, open: Open): Promise<Form> {
  if (isBase64(format)) return { kind: "base64" };
  if (isXml(format?.mediaType)) {
    const root = await findRoot(openWhole(file, open));
    if (root !== undefined) return { kind: "markup", root };
  } else if (!isText(format?.mediaType)) return { kind: "base64" };
  return { kind: (await isPlainText(openWhole(file, open))) ? "text" : "base64" };
}

async function* writeText(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  for await (const text of decodeText(bytes)) yield escapeText(text);
}

async function* writeSpan(bytes: AsyncIterable<Uint8Array>, { start, end }: Span): AsyncGenerator<string> {
  let at = 0;
  for await (const text of decodeText(bytes)) {
    const piece = text.slice(Math.max(0, start - at), Math.max(0, end - at));
    if (piece !== "") yield piece;
    at += text.length;
  }
}

function writeForm(form: Form, bytes: AsyncIterable<Uint8Array>): AsyncIterable<string> {
  switch (form.kind) {
    case "markup":
      return writeSpan(bytes, form.root);
    case "text":
      return writeText(bytes);
    case "base64":
      return encodeBase64(bytes);
  }
}

/** A file and the element that it is embedded in; `attributes` writes the format. */
export interface Embedding {
  readonly name: string;
  readonly file: StoredFile;
  readonly format?: PartialFormat | undefined;
  readonly open: Open;
  readonly attributes: (format: PartialFormat | undefined) => Xml;
}

/** Opens a stored file; it breaks off with an Error if there are fewer bytes than were stored, so that half a file is never told as a whole one. */
export async function* openWhole(file: StoredFile, open: Open): AsyncGenerator<Uint8Array> {
  let byteLength = 0;
  for await (const bytes of open(file.key)) {
    byteLength += bytes.byteLength;
    yield bytes;
  }
  if (byteLength !== file.byteLength) throw new Error(`a stored file has ${byteLength} bytes and should have ${file.byteLength}`);
}

function embed({ name, file, format, open, attributes }: Embedding, choose: () => Promise<Form>): Xml {
  return stream(async function* () {
    const form = await choose();
    const told = form.kind === "base64" ? { ...format, encoding: "base64" } : format;
    yield* write(xml`${{ parts: [`<${name}`] }}${attributes(told)}>`);
    yield* writeForm(form, openWhole(file, open));
    yield `</${name}>`;
  });
}

/**
 * `<name format>content</name>`. An XML media type is embedded as the root element, without declaration and DOCTYPE, if it is well-formed;
 * text is escaped; the rest, and what cannot be told in XML, is base64 with encoding="base64".
 */
export function embedFile(embedding: Embedding): Xml {
  const { file, format, open } = embedding;
  return embed(embedding, () => chooseForm(file, format, open));
}

/** `<name format>content</name>` for data that a request brought; `isMarkup`: the file is one XML element, checked when it came. */
export function embedReceived(embedding: Embedding, isMarkup: boolean): Xml {
  const { file, format, open } = embedding;
  return embed(embedding, async () => {
    if (isMarkup) return { kind: "markup", root: { start: 0, end: Number.POSITIVE_INFINITY } };
    return chooseForm(file, { mediaType: "text/plain", ...(isBase64(format) ? { encoding: "base64" } : {}) }, open);
  });
}
