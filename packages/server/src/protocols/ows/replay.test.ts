import { expect, test } from "vitest";
import { replay } from "./replay.js";

async function* pieces(texts: readonly string[], error?: Error): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
  if (error !== undefined) throw error;
}

async function whole(body: AsyncIterable<Uint8Array>): Promise<string> {
  let text = "";
  for await (const piece of body) text += Buffer.from(piece).toString();
  return text;
}

test.each([0, 1, 2, 3])("a body of which %i pieces were looked at is read whole", async (count) => {
  const body = replay(pieces(["a", "b", "c"]));
  let seen = 0;
  if (count > 0) for await (const _piece of body.first()) if (++seen === count) break;
  expect(await whole(body.again())).toBe("abc");
});

test("an error comes again where it came", async () => {
  const error = new Error("too large");
  const body = replay(pieces(["a"], error));
  await expect(whole(body.first())).rejects.toBe(error);
  const again = body.again()[Symbol.asyncIterator]();
  expect(Buffer.from((await again.next()).value).toString()).toBe("a");
  await expect(again.next()).rejects.toBe(error);
});

test("who stops reading lets the source go", async () => {
  let isClosed = false;
  async function* source(): AsyncGenerator<Uint8Array> {
    try {
      yield* pieces(["a", "b", "c"]);
    } finally {
      isClosed = true;
    }
  }
  const body = replay(source());
  for await (const _piece of body.first()) break;
  expect(isClosed).toBe(false);
  for await (const _piece of body.again()) break;
  expect(isClosed).toBe(true);
});
