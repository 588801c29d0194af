// Bytes of an XML document to text while they arrive: the encoding by byte order mark, XML declaration, charset of the Content-Type, else UTF-8.
// Strict: bytes that are not of the encoding are an error, never replaced.
import { fault } from "../../core/errors.js";
import { say } from "../../core/sentence.js";

type Decoder = InstanceType<typeof TextDecoder>;

/** Longest piece of bytes that is decoded at once, so that nothing behind sees more than this many characters. */
const pieceBytes = 65_536;
/** An XML declaration is looked for in this many bytes. */
const declarationBytes = 1_024;

/** The name of the encoding that the first bytes show; undefined: more bytes are needed. */
export function detectEncoding(start: Uint8Array, isWhole: boolean, contentType: string | undefined): string | undefined {
  const [a, b, c] = start;
  if (a === 0xef && b === 0xbb && c === 0xbf) return "utf-8";
  if ((a === 0xff && b === 0xfe) || (a === 0x3c && b === 0x00)) return "utf-16le";
  if ((a === 0xfe && b === 0xff) || (a === 0x00 && b === 0x3c)) return "utf-16be";
  const ascii = Buffer.from(start.buffer, start.byteOffset, Math.min(start.length, declarationBytes)).toString("latin1");
  if ("<?xml".startsWith(ascii.slice(0, 5))) {
    const end = ascii.indexOf("?>");
    if (end < 0 && !isWhole && ascii.length < declarationBytes) return undefined;
    const declared = /\sencoding\s{0,99}=\s{0,99}["']([A-Za-z0-9._:-]{1,40})["']/.exec(end < 0 ? ascii : ascii.slice(0, end))?.[1];
    // These bytes are ASCII, so a declaration of UTF-16 is wrong.
    if (declared !== undefined) return /^utf-?16/i.test(declared) ? "utf-8" : declared;
  }
  return /;\s{0,99}charset\s{0,99}=\s{0,99}"?([A-Za-z0-9._:-]{1,40})/i.exec(contentType?.slice(0, 1_000) ?? "")?.[1] ?? "utf-8";
}

function makeDecoder(encoding: string): Decoder {
  try {
    return new TextDecoder(encoding, { fatal: true });
  } catch (cause) {
    throw fault(
      "invalid-parameter",
      say("The character encoding {encoding} is not supported. Send UTF-8.", { encoding }),
      "request",
      cause,
    );
  }
}

function decode(decoder: Decoder, bytes?: Uint8Array): string {
  try {
    return bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true });
  } catch (cause) {
    const encoding = decoder.encoding.toUpperCase();
    throw fault(
      "invalid-parameter",
      say("The document is not valid {encoding}: it holds bytes that this encoding does not have.", { encoding }),
      undefined,
      cause,
    );
  }
}

function* pieces(bytes: Uint8Array): Generator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += pieceBytes) yield bytes.subarray(start, start + pieceBytes);
}

/** Non-empty pieces of text, without a byte order mark, never cut inside a surrogate pair. Throws invalid-parameter. */
export async function* decodeText(body: AsyncIterable<Uint8Array>, contentType?: string): AsyncGenerator<string> {
  let start: Uint8Array = new Uint8Array();
  let decoder: Decoder | undefined;
  for await (const bytes of body) {
    let ready = bytes;
    if (decoder === undefined) {
      start = start.length === 0 ? bytes : Buffer.concat([start, bytes]);
      const encoding = start.length < 4 ? undefined : detectEncoding(start, false, contentType);
      if (encoding === undefined) continue;
      decoder = makeDecoder(encoding);
      ready = start;
    }
    for (const piece of pieces(ready)) {
      const text = decode(decoder, piece);
      if (text !== "") yield text;
    }
  }
  const last = decoder ?? makeDecoder(detectEncoding(start, true, contentType) ?? "utf-8");
  const text = (decoder === undefined ? decode(last, start) : "") + decode(last);
  if (text !== "") yield text;
}
