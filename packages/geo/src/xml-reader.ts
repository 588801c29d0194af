// Reads XML in pieces: decodes the bytes, parses with saxes, and guards against hostile documents (DOCTYPE, depth).
// What the elements mean is the handlers' affair; memory holds one piece and one text at a time.
import { SaxesParser, type SaxesTagNS } from "saxes";
import { GeoError } from "./geo-error.js";

export type XmlTag = SaxesTagNS;
type Decoder = InstanceType<typeof TextDecoder>;

export interface XmlHandlers {
  open(tag: XmlTag): void;
  close(tag: XmlTag): void;
  /** Absent: texts are dropped unread, however long. */
  text?(text: string): void;
}

const maximumDepth = 200;
const droppedTextLength = 65_536;

/** Parses to the end; yields after each piece, so that a caller can hand on what its handlers gathered. Throws GeoError. */
export async function* parseXml(bytes: AsyncIterable<Uint8Array>, handlers: XmlHandlers): AsyncGenerator<void, void> {
  const parser = makeParser(handlers);
  try {
    for await (const text of decodeXml(bytes)) {
      parser.write(text);
      // saxes gathers a text until its end; nobody reads this one, and it may be of any length. The field is private: saxes is pinned.
      if (handlers.text === undefined && parser["text"].length > droppedTextLength) parser["text"] = "";
      yield;
    }
    parser.close();
  } catch (cause) {
    if (cause instanceof GeoError || !(cause instanceof XmlFault)) throw cause;
    throw new GeoError(`it is not well-formed XML (line:column ${cause.message}).`, { cause });
  }
}

class XmlFault extends Error {}

function makeParser(handlers: XmlHandlers): SaxesParser<{ xmlns: true }> {
  const parser = new SaxesParser({ xmlns: true });
  let depth = 0;
  parser.on("error", (error) => {
    throw new XmlFault(error.message.replace(/\.$/, ""));
  });
  parser.on("doctype", () => {
    throw new GeoError("it has a DOCTYPE, which is refused.");
  });
  parser.on("opentag", (tag) => {
    depth++;
    if (depth > maximumDepth) throw new GeoError(`its elements are nested deeper than ${maximumDepth} levels.`);
    handlers.open(tag);
  });
  parser.on("closetag", (tag) => {
    depth--;
    handlers.close(tag);
  });
  const { text } = handlers;
  if (text !== undefined) {
    parser.on("text", text);
    parser.on("cdata", text);
  }
  return parser;
}

/** Text of an XML document in the encoding that its byte order mark or its declaration names; UTF-8 without either. */
async function* decodeXml(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string, void> {
  let decoder: Decoder | undefined;
  let head: Uint8Array = new Uint8Array();
  for await (const piece of bytes) {
    if (decoder === undefined) {
      head = joined(head, piece);
      if (head.length < 256) continue;
      decoder = makeDecoder(head);
      yield decode(decoder, head, true);
    } else {
      yield decode(decoder, piece, true);
    }
  }
  if (decoder === undefined) {
    decoder = makeDecoder(head);
    yield decode(decoder, head, true);
  }
  yield decode(decoder, new Uint8Array(), false);
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  if (first.length === 0) return second;
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

function decode(decoder: Decoder, piece: Uint8Array, stream: boolean): string {
  try {
    return decoder.decode(piece, { stream });
  } catch (cause) {
    throw new GeoError(`it is not text in the encoding ${decoder.encoding}.`, { cause });
  }
}

function makeDecoder(head: Uint8Array): Decoder {
  const start = String.fromCharCode(...head.subarray(0, 256));
  const utf16 = /^(?:\xff\xfe|<\0)/.test(start) ? "utf-16le" : /^(?:\xfe\xff|\0<)/.test(start) ? "utf-16be" : undefined;
  const declared = /^(?:\xef\xbb\xbf)?<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']/.exec(start)?.[1];
  try {
    return new TextDecoder(utf16 ?? declared ?? "utf-8", { fatal: true });
  } catch (cause) {
    throw new GeoError(`its encoding ${declared} is not known.`, { cause });
  }
}
