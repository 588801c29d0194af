// Where the root element of a document lies, for embedding it elsewhere. Reads the document once, with all guards, and keeps nothing of it.
import { ServiceError } from "../../core/errors.js";
import { decodeText } from "./decode-text.js";
import { makeGuardedParser } from "./guarded-parser.js";

/** From the "<" of the start tag to behind the ">" of the end tag, in UTF-16 units of the decoded text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The span of the root element; undefined if the bytes are not well-formed XML within the bounds of the parser. */
export async function findRoot(bytes: AsyncIterable<Uint8Array>): Promise<Span | undefined> {
  let depth = 0;
  let start = 0;
  let end = 0;
  const parser = makeGuardedParser(
    {
      openStart(_name, tagStart) {
        if (depth === 0) start = tagStart;
        depth += 1;
      },
      open() {},
      close(position) {
        depth -= 1;
        if (depth === 0) end = position;
      },
      text() {},
      cdata() {},
    },
    "skip",
  );
  try {
    for await (const text of decodeText(bytes)) parser.write(text);
    parser.end();
    return { start, end };
  } catch (error) {
    if (error instanceof ServiceError && error.code === "invalid-parameter") return undefined;
    throw error;
  }
}
