// Decodes base64 as it streams by: flat memory, and an error at the first character that does not belong there.

const notBase64 = (): Error => new Error("not base64");

/** The decoded bytes of base64 text in any chunks; white space is skipped, padding may be missing. Throws a plain Error at wrong characters, padding or length. */
export async function* decodeBase64(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let rest = "";
  let isPadded = false;
  for await (const chunk of chunks) {
    const text = rest + Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString("latin1").replace(/\s+/g, "");
    if (text === "") continue;
    const whole = text.length - (text.length % 4);
    rest = text.slice(whole);
    const body = text.slice(0, whole);
    if (isPadded || !/^[A-Za-z0-9+/]*={0,2}$/.test(body)) throw notBase64();
    isPadded = body.endsWith("=");
    if (body !== "") yield Buffer.from(body, "base64");
  }
  if (rest === "") return;
  if (isPadded || !/^[A-Za-z0-9+/]{2,3}$/.test(rest)) throw notBase64();
  yield Buffer.from(rest, "base64");
}
