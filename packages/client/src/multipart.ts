// Takes the parts out of a multipart/related answer (RFC 2046 clause 5.1, RFC 2387), as bytes.

export interface Part {
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Uint8Array;
}

function find(bytes: Uint8Array, sought: Uint8Array, from: number): number {
  const [first = 0] = sought;
  for (let at = bytes.indexOf(first, from); at !== -1; at = bytes.indexOf(first, at + 1))
    if (sought.every((byte, index) => bytes[at + index] === byte)) return at;
  return -1;
}

function readPart(bytes: Uint8Array): Part {
  const end = find(bytes, new TextEncoder().encode("\r\n\r\n"), 0);
  const head = new TextDecoder().decode(bytes.subarray(0, end === -1 ? 0 : end));
  const headers = head.split("\r\n").flatMap((line): [string, string][] => {
    const at = line.indexOf(":");
    return at === -1 ? [] : [[line.slice(0, at).trim().toLowerCase(), line.slice(at + 1).trim()]];
  });
  return { headers: new Map(headers), body: bytes.subarray(end === -1 ? 0 : end + 4) };
}

/** The parts; none if the type names no boundary. */
export function multipart(bytes: Uint8Array, type: string): Part[] {
  const [, quoted, plain] = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(type) ?? [];
  const boundary = quoted ?? plain;
  if (boundary === undefined) return [];
  const line = new TextEncoder().encode(`\r\n--${boundary}`);
  // The first one may stand at the very beginning.
  const whole = new Uint8Array(bytes.byteLength + 2);
  whole.set([13, 10]);
  whole.set(bytes, 2);
  const parts: Part[] = [];
  for (let at = find(whole, line, 0); at !== -1; ) {
    const begin = at + line.byteLength;
    const next = find(whole, line, begin);
    if (next === -1) break;
    // After the boundary: nothing but blanks to the end of the line, whose end may be that of an empty head.
    const lineEnd = find(whole, new Uint8Array([13, 10]), begin);
    const isBare = find(whole, new Uint8Array([13, 10, 13, 10]), lineEnd) === lineEnd;
    parts.push(readPart(whole.subarray(isBare ? lineEnd : lineEnd + 2, next)));
    at = next;
  }
  return parts;
}
