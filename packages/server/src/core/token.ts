// What is kept of a token, and the interface of the store that keeps it, and the key by which servers sign. The token itself is kept nowhere.
import type { Role } from "./role.js";

/** What a token is for. `id` is no secret: it names the token in lists and in the log. */
export interface TokenRecord {
  readonly id: string;
  readonly owner: string;
  readonly role: Role;
  readonly createdMs: number;
  /** Absent: it never expires. */
  readonly expiresMs?: number;
}

/** With the digest, in hexadecimal, by which the secret of the token is recognised. */
export interface KeptToken extends TokenRecord {
  readonly secretSha256: string;
}

/** What a job remembers of the right by which it was accepted. */
export interface Granted {
  /** Absent: by the server itself, or an older one. */
  readonly grant?: {
    readonly role: Role;
    /** The id of the token that was shown, if one was. */
    readonly token?: string;
  };
}

/** Keeps tokens where jobs are kept, so that servers that share those share these. Throws busy while its database cannot be reached. */
export interface TokenStore {
  /** Committed when it resolves. Throws conflict if the id is taken. */
  add(token: KeptToken): Promise<void>;
  /** As it is now: what was removed by whatever server is not there. */
  get(id: string): Promise<KeptToken | undefined>;
  /** The oldest first. */
  list(): Promise<TokenRecord[]>;
  /** Committed when it resolves; false: there was none. */
  remove(id: string): Promise<boolean>;
  /** The secret that is kept under this name, the same for all servers of the store; `fresh` from now on, where there was none. */
  secret(name: string, fresh: string): Promise<string>;
}
