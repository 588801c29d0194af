// Bytes of an output, never more than asked for: by a range where the server gives one, else by leaving in the middle.
import { gather } from "../map/gather.js";
import type { BoundedBytes } from "../map/vector-data.js";

/** Of one output by each viewer that needs all of it; what is larger is shown by its beginning. */
export const most = { json: 4 * 2 ** 20, image: 24 * 2 ** 20, table: 512 * 2 ** 10, text: 64 * 2 ** 10, head: 4096, hex: 256 } as const;

/** The bytes of a file kept by another store come through this server too: the pages' policy lets nothing else in. */
export function throughServer(href: string): string {
  const url = new URL(href, document.baseURI);
  // The server may be known by several names; the pages know it by theirs.
  const own = new URL(`${url.pathname}${url.search}`, location.origin);
  own.searchParams.set("relay", "true");
  return own.href;
}

export class OutputGone extends Error {}

/** Opens the first `bytes` of a file that has any. Throws OutputGone where there is none any more. */
export async function openOutput(href: string, bytes: number, signal: AbortSignal): Promise<BoundedBytes> {
  const response = await fetch(throughServer(href), { headers: { range: `bytes=0-${bytes - 1}` }, signal });
  if (!response.ok || response.body === null) throw new OutputGone(String(response.status));
  const whole = Number(/\/(\d+)$/.exec(response.headers.get("content-range") ?? "")?.[1] ?? Number.NaN);
  let isCut = whole > bytes;
  const { body } = response;
  async function* pieces(): AsyncGenerator<Uint8Array> {
    let left = bytes;
    const reader = body.getReader();
    try {
      for (let next = await reader.read(); !next.done; next = await reader.read()) {
        yield next.value.subarray(0, left);
        if (next.value.byteLength > left) isCut = true;
        left -= next.value.byteLength;
        if (left <= 0) return;
      }
    } finally {
      await reader.cancel().catch(() => undefined);
    }
  }
  return { pieces: pieces(), isCut: () => isCut };
}

export interface ReadBytes {
  readonly bytes: Uint8Array;
  readonly isCut: boolean;
}

export async function readBytes(href: string, count: number, signal: AbortSignal): Promise<ReadBytes> {
  const { pieces, isCut } = await openOutput(href, count, signal);
  return { bytes: await gather(pieces), isCut: isCut() };
}

/** As text in whatever state: what is no UTF-8 is marked, a character that was cut off is dropped. */
export function textOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const encoding = first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
  return new TextDecoder(encoding).decode(bytes, { stream: true });
}
