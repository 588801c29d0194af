// Tokens of an OpenID Connect provider (JSON Web Tokens, RFC 7519): who they are of, and which role they give. Where the keys come from is keys.ts.
import { errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from "jose";
import { type Identity, longestOwner, nobody } from "../core/access.js";
import { ServiceError } from "../core/errors.js";
import { includes, type Role } from "../core/role.js";
import { type CheckForeign, wrongCredentials } from "./identify.js";

export interface Provider {
  /** As it stands in tokens. */
  readonly issuer: string;
  /** What tokens for this server must be meant for. */
  readonly audience: string;
  /** The claim that names the owner. */
  readonly ownerClaim: string;
  /** The claim that holds words of which roles are made; dots lead into objects. */
  readonly rolesClaim: string;
  /** The role for each of these words. */
  readonly roles: Readonly<Record<string, Role>>;
  /** Of those for whom none of them is there. */
  readonly role: Role;
}

/** With a secret that both sides know anybody could sign who can check: the public key of a provider is no secret. */
const asymmetric = [...["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"], ...["ES256", "ES384", "ES512", "EdDSA", "Ed25519"]];
const skewS = 60;

function claimOf(claims: JWTPayload, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name];
  let at: unknown = claims;
  for (const step of name.split(".")) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, step)) return undefined;
    at = (at as Readonly<Record<string, unknown>>)[step];
  }
  return at;
}

/** undefined: nobody that could own a job. */
function ownerOf(claims: JWTPayload, { ownerClaim }: Provider): string | undefined {
  const owner = claimOf(claims, ownerClaim);
  if (typeof owner !== "string" || owner.trim() === "" || owner.length > longestOwner || /\p{Cc}/u.test(owner)) return undefined;
  // Some providers let people write down any address; and nobody may be all those who are not known.
  return (ownerClaim === "email" && claims["email_verified"] === false) || owner === nobody ? undefined : owner;
}

/** The highest of the roles that the words give. */
function roleOf(claims: JWTPayload, { rolesClaim, roles, role: least }: Provider): Role {
  const given = claimOf(claims, rolesClaim);
  const words = (Array.isArray(given) ? given : typeof given === "string" ? given.split(" ") : []).filter(
    (word): word is string => typeof word === "string" && Object.hasOwn(roles, word),
  );
  return words.map((word) => roles[word] ?? "none").reduce<Role>((most, one) => (includes(one, most) ? one : most), least);
}

/** Checks tokens of the provider. Throws unauthenticated, with the reason for the log as its cause, and busy while its keys cannot be had. */
export function makeOidc(provider: Provider, keys: JWTVerifyGetKey): CheckForeign {
  const { issuer, audience } = provider;
  const rules = { issuer, audience, algorithms: asymmetric, clockTolerance: skewS, requiredClaims: ["exp"] };
  return async (token): Promise<Identity> => {
    try {
      const { payload } = await jwtVerify(token, keys, rules);
      const owner = ownerOf(payload, provider);
      if (owner === undefined) throw wrongCredentials(new Error("names no owner"));
      return { owner, role: roleOf(payload, provider), isKnown: true };
    } catch (error) {
      if (error instanceof ServiceError) throw error;
      // Everything else that can be thrown here is a fault of the token. The codes of jose hold nothing of it.
      throw wrongCredentials(new Error(error instanceof errors.JOSEError ? error.code : "cannot be read"));
    }
  };
}
