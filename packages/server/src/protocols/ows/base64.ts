// Base64 (RFC 4648 clause 4) of streams, in both directions, in memory that does not grow with the data.

/** Bytes as base64 text without line breaks. */
export async function* encodeBase64(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let rest: Uint8Array = new Uint8Array();
  for await (const chunk of bytes) {
    const joined = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const whole = joined.length - (joined.length % 3);
    if (whole > 0) yield Buffer.from(joined.buffer, joined.byteOffset, whole).toString("base64");
    rest = joined.slice(whole);
  }
  if (rest.length > 0) yield Buffer.from(rest).toString("base64");
}

/** A decoder that takes text in pieces. `write` and `end` are undefined where the text is not base64; white space is ignored. */
export interface Base64Decoder {
  write(text: string): Uint8Array | undefined;
  /** What the last group holds, where its padding was left out. */
  end(): Uint8Array | undefined;
}

/** The alphabet of the RFC, padding only at the end, where many clients leave it out. */
export function makeBase64Decoder(): Base64Decoder {
  let rest = "";
  let isPadded = false;
  return {
    write(text) {
      const dense = text.replace(/[\t\n\r ]+/g, "");
      if (dense === "") return new Uint8Array();
      const joined = rest + dense;
      if (isPadded || !/^[A-Za-z0-9+/]*={0,2}$/.test(joined)) return undefined;
      const whole = joined.length - (joined.length % 4);
      const group = joined.slice(0, whole);
      rest = joined.slice(whole);
      isPadded = group.endsWith("=");
      if (isPadded && rest !== "") return undefined;
      return Buffer.from(group, "base64");
    },
    end: () => (rest === "" || (!isPadded && /^[A-Za-z0-9+/]{2,3}$/.test(rest)) ? Buffer.from(rest, "base64") : undefined),
  };
}
