// Signs what the server gives out and wants to recognise when it comes back: who has signed in, and links to results. For each purpose another signature.
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";

export interface Signer {
  /** `text` with when it ends to be believed, and a signature: letters, digits, dots, hyphens and underscores, as long as `text` has no others. */
  sign(text: string, untilMs: number): string;
  /** The text, if it was signed here for this purpose and its time is not over. */
  read(signed: string): string | undefined;
}

/** The key in the file, of 32 random bytes; made where there is none. Throws what the file system throws. */
export function keptKey(file: string): Buffer {
  try {
    writeFileSync(file, randomBytes(32), { flag: "wx", mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
  return readFileSync(file);
}

/** `key`: at least 32 bytes that nobody else knows. `now` is wall time in milliseconds. */
export function makeSigner(key: Buffer, purpose: string, now: () => number): Signer {
  const own = createHmac("sha256", key).update(purpose).digest();
  const signatureOf = (text: string): Buffer => createHmac("sha256", own).update(text).digest();
  return {
    sign(text, untilMs) {
      const body = `${text}.${Math.ceil(untilMs / 1000).toString(36)}`;
      return `${body}.${signatureOf(body).toString("base64url")}`;
    },
    read(signed) {
      const [, text, until, signature] = /^(.{1,512})\.([a-z0-9]{1,12})\.([\w-]{43})$/.exec(signed) ?? [];
      if (text === undefined || until === undefined || signature === undefined) return undefined;
      if (!timingSafeEqual(signatureOf(`${text}.${until}`), Buffer.from(signature, "base64url"))) return undefined;
      return Number.parseInt(until, 36) * 1000 > now() ? text : undefined;
    },
  };
}
