import fc from "fast-check";
import { expect, test } from "vitest";
import { encodeBase64, makeBase64Decoder } from "./base64.js";

async function* each<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}

test("bytes come back from base64 wherever both are cut", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 20 }), { maxLength: 8 }), fc.integer({ min: 1, max: 9 }), async (chunks, size) => {
      let text = "";
      for await (const piece of encodeBase64(each(chunks))) text += piece;
      const whole = Buffer.concat(chunks);
      expect(text).toBe(whole.toString("base64"));
      const decoder = makeBase64Decoder();
      const decoded: Uint8Array[] = [];
      for (let start = 0; start < text.length; start += size)
        decoded.push(decoder.write(` ${text.slice(start, start + size)}\r\n`) ?? Buffer.from("bad"));
      expect(decoder.end()).toHaveLength(0);
      expect(Buffer.concat(decoded)).toEqual(whole);
      const unpadded = makeBase64Decoder();
      const most = unpadded.write(text.replace(/=+$/, "")) ?? Buffer.from("bad");
      expect(Buffer.concat([most, unpadded.end() ?? Buffer.from("bad")])).toEqual(whole);
    }),
  );
});

test.each(["QUJD!", "QU=D", "Q===", "====", "QUI=QUI=", "QU=", "Q", "QUJDQ", "QUJD=", "QUI==", "=", "Q-_D", "QUJD\u00a0"])(
  "%s is refused, however it is cut",
  (text) => {
    for (let size = 1; size <= text.length; size++) {
      const decoder = makeBase64Decoder();
      let isGood = true;
      for (let start = 0; isGood && start < text.length; start += size)
        isGood = decoder.write(text.slice(start, start + size)) !== undefined;
      expect(isGood && decoder.end() !== undefined).toBe(false);
    }
  },
);
