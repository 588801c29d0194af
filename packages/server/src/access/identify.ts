// Who sends a request: by a token, by the word of a trusted proxy, or nobody that is known. What each may do is core/access.ts; that it is asked, the jobs room's.
import { type Identify, type Identity, nobody } from "../core/access.js";
import type { Role } from "../core/role.js";

export interface IdentifyParts {
  /** Of who has not said who it is. */
  readonly anonymous: Role;
  /** Of whom a trusted proxy names. */
  readonly proxied: Role;
}

/** Finds out who a caller is. */
export function makeIdentify({ anonymous, proxied: roleOfProxied }: IdentifyParts): Identify {
  const unknown: Identity = { owner: nobody, role: anonymous, isKnown: false };
  return async ({ proxied }) =>
    proxied === undefined || proxied === nobody ? unknown : { owner: proxied, role: roleOfProxied, isKnown: true };
}
