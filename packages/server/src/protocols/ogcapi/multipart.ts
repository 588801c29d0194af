// Reads multipart/form-data (RFC 7578) as it arrives: part by part, each part a stream of its own, in memory that does not grow with them.
// What the parts mean is decode-form.ts' affair.
import { fault, type ServiceError } from "../../core/errors.js";
import { type Phrase, say, words } from "../../core/sentence.js";

export interface FormPart {
  readonly name: string;
  /** Of a file field; "" where no file was chosen. */
  readonly fileName?: string;
  readonly mediaType?: string;
  /** To be read before the next part is asked for; what is left is skipped. */
  readonly bytes: AsyncGenerator<Uint8Array>;
}

/** Of the head of one part. */
const headBytes = 16_384;
const mostParts = 10_000;

function broken(what: Phrase): ServiceError {
  return fault("invalid-parameter", say("The form is not valid multipart/form-data: {what}.", { what: words(what) }), "body");
}

/** The boundary that a Content-Type names. Throws invalid-parameter. RFC 2046 clause 5.1.1 */
export function boundaryOf(contentType: string): string {
  const [, quoted, plain] = /;\s*boundary\s*=\s*(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType) ?? [];
  const boundary = quoted ?? plain;
  if (boundary === undefined) throw broken("its boundary is missing");
  return boundary;
}

interface Reader {
  /** The bytes before the mark, which is passed over. Throws where the body ends first. */
  until(mark: Buffer): AsyncGenerator<Uint8Array>;
  /** The same as one piece. Throws above `most` bytes. */
  all(mark: Buffer, most: number): Promise<Buffer>;
  take(count: number): Promise<Buffer>;
}

function makeReader(body: AsyncIterable<Uint8Array>): Reader {
  const source = body[Symbol.asyncIterator]();
  let buffer = Buffer.alloc(0);
  const more = async (): Promise<void> => {
    const { done, value } = await source.next();
    if (done === true) throw broken("it ends too early");
    buffer = buffer.length === 0 ? Buffer.from(value) : Buffer.concat([buffer, value]);
  };
  async function* until(mark: Buffer): AsyncGenerator<Uint8Array> {
    for (;;) {
      const at = buffer.indexOf(mark);
      if (at >= 0) {
        const last = buffer.subarray(0, at);
        buffer = buffer.subarray(at + mark.length);
        if (last.length > 0) yield last;
        return;
      }
      // The beginning of the mark may have come already.
      const safe = buffer.length - mark.length + 1;
      if (safe > 0) {
        const known = buffer.subarray(0, safe);
        buffer = buffer.subarray(safe);
        yield known;
      }
      await more();
    }
  }
  return {
    until,
    async all(mark, most) {
      const pieces: Uint8Array[] = [];
      let size = 0;
      for await (const piece of until(mark)) {
        size += piece.length;
        if (size > most) throw broken("a part has a head that is too long");
        pieces.push(piece);
      }
      return Buffer.concat(pieces);
    },
    async take(count) {
      while (buffer.length < count) await more();
      const taken = buffer.subarray(0, count);
      buffer = buffer.subarray(count);
      return taken;
    },
  };
}

/** A parameter of Content-Disposition as browsers write it: quotes and line breaks percent-encoded (HTML, multipart/form-data encoding algorithm). */
function parameter(head: string, name: string): string | undefined {
  const [, quoted, plain] = new RegExp(`;\\s*${name}\\s*=\\s*(?:"((?:[^"\\\\]|\\\\.)*)"|([^\\s;"]+))`, "i").exec(head) ?? [];
  const value = quoted ?? plain;
  return value?.replace(/%(22|0D|0A)/gi, (_whole, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

function readHead(head: string): Omit<FormPart, "bytes"> {
  const lines = head.split("\r\n");
  const field = (name: string) =>
    lines
      .find((line) => line.toLowerCase().startsWith(`${name}:`))
      ?.slice(name.length + 1)
      .trim();
  const disposition = field("content-disposition") ?? "";
  const name = parameter(disposition, "name");
  if (name === undefined || !/^form-data\b/i.test(disposition)) throw broken("a part has no name");
  const fileName = parameter(disposition, "filename");
  const mediaType = field("content-type");
  return { name, ...(fileName === undefined ? {} : { fileName }), ...(mediaType === undefined ? {} : { mediaType }) };
}

/** All parts in their order. Throws invalid-parameter where the body is not what it says. */
export async function* readMultipart(body: AsyncIterable<Uint8Array>, boundary: string): AsyncGenerator<FormPart> {
  const reader = makeReader(body);
  const opening = Buffer.from(`--${boundary}`);
  const mark = Buffer.from(`\r\n--${boundary}`);
  // What stands before the first boundary is for nobody.
  for await (const _ of reader.until(opening));
  for (let count = 0; ; count += 1) {
    const end = (await reader.take(2)).toString("latin1");
    if (end === "--") return;
    if (end !== "\r\n") throw broken("a boundary is followed by something else");
    if (count >= mostParts) throw broken(say("it has more than {mostParts} parts", { mostParts }));
    const head = (await reader.all(Buffer.from("\r\n\r\n"), headBytes)).toString("utf8");
    const bytes = reader.until(mark);
    yield { ...readHead(head), bytes };
    for await (const _ of bytes);
  }
}
