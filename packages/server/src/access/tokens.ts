// API tokens: how they are made, and how one that is shown is recognised. Kept is only the digest of the secret half; as that has 256 random bits, one round
// of SHA-256 keeps it as well as any slow digest would. The other half is the name of the token, by which it is found, listed and revoked.
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { Role } from "../core/role.js";
import type { TokenRecord, TokenStore } from "../core/token.js";

/** So that a token is known as one wherever it turns up, and what is none is never looked for. */
const prefix = "terrarium_";
const form = /^terrarium_([a-f0-9]{12})_([A-Za-z0-9_-]{43})$/;

/** Is this meant to be a token of a server like this one? */
export function isTokenLike(text: string): boolean {
  return text.startsWith(prefix);
}

export interface TokenWish {
  readonly owner: string;
  readonly role: Role;
  readonly expiresMs?: number;
}

export interface Tokens {
  /** The token is told here and never again. */
  create(wish: TokenWish): Promise<{ readonly token: string; readonly record: TokenRecord }>;
  list(): Promise<TokenRecord[]>;
  /** Acts at once, on all servers of the store; false: there is none. */
  revoke(id: string): Promise<boolean>;
  /** undefined: it is none, was revoked or has expired. Throws busy while the store cannot be read. */
  check(token: string): Promise<TokenRecord | undefined>;
  /** The same by its name, for whom has shown it before. */
  byId(id: string): Promise<TokenRecord | undefined>;
}

function digestOf(secret: string): Buffer {
  return createHash("sha256").update(secret).digest();
}

/** Compared with where there is no such token, so that it takes as long to say. */
const nothing = Buffer.alloc(32);

/** The tokens of a store; `now` is wall time in milliseconds. */
export function makeTokens(store: TokenStore, now: () => number): Tokens {
  const isAlive = ({ expiresMs }: TokenRecord): boolean => expiresMs === undefined || expiresMs > now();
  return {
    async create({ owner, role, expiresMs }) {
      const id = randomBytes(6).toString("hex");
      const secret = randomBytes(32).toString("base64url");
      const record: TokenRecord = { id, owner, role, createdMs: now(), ...(expiresMs === undefined ? {} : { expiresMs }) };
      await store.add({ ...record, secretSha256: digestOf(secret).toString("hex") });
      return { token: `${prefix}${id}_${secret}`, record };
    },
    list: () => store.list(),
    revoke: (id) => store.remove(id),
    async check(token) {
      const [, id, secret] = form.exec(token) ?? [];
      if (id === undefined || secret === undefined) return undefined;
      const kept = await store.get(id);
      const isRight = timingSafeEqual(digestOf(secret), kept === undefined ? nothing : Buffer.from(kept.secretSha256, "hex"));
      if (kept === undefined || !isRight || !isAlive(kept)) return undefined;
      const { secretSha256: _secret, ...record } = kept;
      return record;
    },
    async byId(id) {
      const kept = await store.get(id);
      if (kept === undefined || !isAlive(kept)) return undefined;
      const { secretSha256: _secret, ...record } = kept;
      return record;
    },
  };
}
