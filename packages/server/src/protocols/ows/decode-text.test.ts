import { expect, test } from "vitest";
import { ServiceError } from "../../core/errors.js";
import { decodeText } from "./decode-text.js";

async function* cut(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

async function read(bytes: Uint8Array, size: number, contentType?: string): Promise<string> {
  let text = "";
  for await (const piece of decodeText(cut(bytes, size), contentType)) text += piece;
  return text;
}

const utf16be = (text: string): Buffer => Buffer.from(text, "utf16le").swap16();

const cases: readonly [string, Uint8Array, string | undefined, string][] = [
  ["UTF-8 by default", Buffer.from("<a>ä😀</a>"), undefined, "<a>ä😀</a>"],
  [
    "a UTF-8 mark beats the declaration and the charset",
    Buffer.from('\ufeff<?xml version="1.0" encoding="latin1"?><a>ä</a>'),
    "text/xml; charset=latin1",
    '<?xml version="1.0" encoding="latin1"?><a>ä</a>',
  ],
  ["UTF-16 by its mark", Buffer.from("\ufeff<a>ä😀</a>", "utf16le"), "text/xml; charset=utf-8", "<a>ä😀</a>"],
  ["big-endian UTF-16 by its mark", utf16be("\ufeff<a>ä</a>"), undefined, "<a>ä</a>"],
  [
    "UTF-16 without a mark",
    Buffer.from('<?xml version="1.0" encoding="UTF-16"?><a>ä</a>', "utf16le"),
    undefined,
    '<?xml version="1.0" encoding="UTF-16"?><a>ä</a>',
  ],
  [
    "the declaration before the charset",
    Buffer.from("<?xml version='1.0' encoding='ISO-8859-1'?><a>ä</a>", "latin1"),
    "text/xml; charset=utf-8",
    "<?xml version='1.0' encoding='ISO-8859-1'?><a>ä</a>",
  ],
  ["the charset where nothing else says it", Buffer.from([0x3c, 0x61, 0x3e, 0x8e]), 'application/xml; a=b; Charset="windows-1250"', "<a>Ž"],
  [
    "a declaration of UTF-16 in ASCII bytes is wrong",
    Buffer.from('<?xml version="1.0" encoding="UTF-16"?><a>ä</a>'),
    undefined,
    '<?xml version="1.0" encoding="UTF-16"?><a>ä</a>',
  ],
  ["less than four bytes", Buffer.from("ab"), undefined, "ab"],
  ["nothing", Buffer.from(""), undefined, ""],
];

test.each(cases)("%s, however it is cut", async (_title, bytes, contentType, expected) => {
  for (const size of [1, 2, 3, 5, 1_000]) expect(await read(bytes, size, contentType)).toBe(expected);
});

test.each([
  ["a byte that is not UTF-8", Buffer.from([0x3c, 0x61, 0x3e, 0xe4]), "not valid UTF-8"],
  ["a character that is cut off", Buffer.from("<a>😀").subarray(0, -1), "not valid UTF-8"],
  ["half a surrogate pair", Buffer.from("\ufeff<a>\ud800</a>", "utf16le"), "not valid UTF-16LE"],
  ["an encoding that nobody knows", Buffer.from('<?xml version="1.0" encoding="x-none"?>'), "not supported"],
])("%s is refused with a sentence", async (_title, bytes, sentence) => {
  const error = await read(bytes, 2).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ServiceError);
  expect(String(error)).toContain(sentence);
});

test("no piece is longer than 65,536 characters", async () => {
  for await (const piece of decodeText(cut(Buffer.alloc(1_000_000, "a"), 1_000_000))) expect(piece.length).toBeLessThanOrEqual(65_536);
});
