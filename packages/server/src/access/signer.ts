// Signs what the server gives out and wants to recognise when it comes back: who has signed in, and links to results. For each purpose another signature.
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { TokenStore } from "../core/token.js";

export interface Signer {
  /** When `text` ends to be believed, and a signature of both: letters, digits, hyphens and underscores, with a dot between. */
  seal(text: string, untilMs: number): string;
  /** Was this text sealed so, here and for this purpose; "over": it was, and its time is over. */
  judge(text: string, seal: string): "right" | "over" | "wrong";
  /** `text` with its seal, and a dot between. */
  sign(text: string, untilMs: number): string;
  /** The text, if it was signed here for this purpose and its time is not over. */
  read(signed: string): string | undefined;
}

/** The key by which all servers of a store sign, of 32 random bytes; made where there is none. Throws busy while the store cannot be reached. */
export async function keptKey(store: Pick<TokenStore, "secret">): Promise<Buffer> {
  return Buffer.from(await store.secret("signing", randomBytes(32).toString("base64url")), "base64url");
}

/** `key`: at least 32 bytes that nobody else knows. `now` is wall time in milliseconds. */
export function makeSigner(key: Buffer, purpose: string, now: () => number): Signer {
  const own = createHmac("sha256", key).update(purpose).digest();
  const signatureOf = (text: string): string => createHmac("sha256", own).update(text).digest("base64url");

  function seal(text: string, untilMs: number): string {
    const until = Math.ceil(untilMs / 1000).toString(36);
    return `${until}.${signatureOf(`${text}.${until}`)}`;
  }

  function judge(text: string, given: string): "right" | "over" | "wrong" {
    const [, until, signature] = /^([a-z0-9]{1,12})\.([\w-]{43})$/.exec(given) ?? [];
    if (until === undefined || signature === undefined) return "wrong";
    // As texts of one length: several texts of base64url stand for the same bytes.
    if (!timingSafeEqual(Buffer.from(signatureOf(`${text}.${until}`)), Buffer.from(signature))) return "wrong";
    return Number.parseInt(until, 36) * 1000 > now() ? "right" : "over";
  }

  return {
    seal,
    judge,
    sign: (text, untilMs) => `${text}.${seal(text, untilMs)}`,
    read(signed) {
      const [, text, given] = /^(.{1,2048})\.([a-z0-9]+\.[\w-]+)$/.exec(signed) ?? [];
      return text !== undefined && given !== undefined && judge(text, given) === "right" ? text : undefined;
    },
  };
}
