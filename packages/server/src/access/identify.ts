// Who sends a request: by a token, by having signed in on a page, by the word of a trusted proxy, or nobody that is known. What each may do is core/access.ts;
// that it is asked, the jobs room's.
import { type Credentials, type Identify, type Identity, nobody } from "../core/access.js";
import { fault, ServiceError } from "../core/errors.js";
import type { Role } from "../core/role.js";
import type { TokenRecord } from "../core/token.js";
import type { Attempts } from "./attempts.js";
import { shownToken } from "./authorization.js";
import { isTokenLike, type Tokens } from "./tokens.js";

/** Tokens that another service has issued. Throws unauthenticated for a wrong one, busy where it cannot be checked now. */
export type CheckForeign = (token: string) => Promise<Identity>;

export interface IdentifyParts {
  /** Of who has not said who it is. */
  readonly anonymous: Role;
  /** Of whom a trusted proxy names. */
  readonly proxied: Role;
  readonly tokens: Pick<Tokens, "check" | "byId">;
  /** The id of the token that was shown when its owner signed in on a page; undefined for cookies that are not believed. */
  readonly tokenOfSession: (cookie: string) => string | undefined;
  /** Absent: no other service is trusted. */
  readonly foreign?: CheckForeign;
  readonly attempts: Attempts;
}

/** The same sentence for all, so that nobody learns which tokens there are. */
export function wrongCredentials(cause?: unknown): ServiceError {
  return fault("unauthenticated", "The credentials are not valid here: they are wrong, have expired or were revoked.", undefined, cause);
}

/** A JSON Web Token in its compact form: three parts of base64url. */
function isJwtLike(text: string): boolean {
  return /^[\w-]+\.[\w-]+\.[\w-]*$/.test(text);
}

const identityOf = ({ owner, role, id }: Pick<Identity, "owner" | "role"> & Partial<Pick<TokenRecord, "id">>): Identity => ({
  ...{ owner, role, isKnown: true },
  ...(id === undefined ? {} : { token: id }),
});

/** Finds out who a caller is. */
export function makeIdentify(parts: IdentifyParts): Identify {
  const { anonymous, tokens, foreign, attempts } = parts;
  const unknown: Identity = { owner: nobody, role: anonymous, isKnown: false };
  // Where nobody has to sign in, credentials that are not for us may be for the proxy in front, which passes them on.
  const isOpen = foreign === undefined && (anonymous === "use" || anonymous === "deploy" || anonymous === "administer");

  async function checked(shown: string, address: string, check: () => Promise<Identity | undefined>): Promise<Identity> {
    attempts.admit(address, shown);
    const identity = await check().catch((error: unknown) => {
      const isWrong = error instanceof ServiceError && error.code === "unauthenticated";
      const reason = isWrong && error.cause instanceof Error ? error.cause.message : "unknown";
      // That was right once: a client that has not noticed is no attack.
      if (isWrong && reason !== "ERR_JWT_EXPIRED") attempts.failed(address, shown, reason);
      throw error;
    });
    if (identity === undefined) {
      attempts.failed(address, shown, "no such token");
      throw wrongCredentials();
    }
    attempts.succeeded(shown);
    return identity;
  }

  /** undefined: the header says nothing to us. */
  async function byHeader({ authorization, proxied, address }: Credentials): Promise<Identity | undefined> {
    if (authorization === undefined) return undefined;
    const shown = shownToken(authorization);
    if (shown !== undefined && isTokenLike(shown)) {
      return checked(shown, address, async () => {
        const record = await tokens.check(shown);
        return record && identityOf(record);
      });
    }
    if (shown !== undefined && foreign !== undefined && isJwtLike(shown)) return checked(shown, address, () => foreign(shown));
    if (isOpen || proxied !== undefined) return undefined;
    attempts.admit(address, authorization);
    attempts.failed(address, authorization, "neither a token nor of a known form");
    throw wrongCredentials();
  }

  async function bySession({ session }: Credentials): Promise<Identity | undefined> {
    const id = session === undefined ? undefined : parts.tokenOfSession(session);
    const record = id === undefined ? undefined : await tokens.byId(id);
    return record && identityOf(record);
  }

  return async (credentials) => {
    const shown = (await byHeader(credentials)) ?? (await bySession(credentials));
    if (shown !== undefined) return shown;
    const { proxied } = credentials;
    return proxied === undefined || proxied === nobody ? unknown : identityOf({ owner: proxied, role: parts.proxied });
  };
}
