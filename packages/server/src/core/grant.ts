// By what right a job was accepted, and whether that holds still: asked when it begins, and before its results are told to whom waited for them.
import { maySee, nobody, type ProcessRule } from "./access.js";
import { includes, type Role } from "./role.js";
import type { Granted } from "./token.js";

/** What rights depend on at the moment. */
export interface RightsNow {
  /** Whom single processes are there for, by their identifiers; all others are for everybody. */
  readonly rules?: Readonly<Record<string, ProcessRule>> | undefined;
  /** Of who has not signed in. Absent: as it was. */
  readonly anonymous?: Role | undefined;
  /** Absent: no token is ever revoked. Throws busy while the store cannot be reached. */
  readonly isRevoked?: ((token: string) => Promise<boolean>) | undefined;
}

/** The rule for a process; undefined: it is for everybody. */
export function ruleOf(rules: RightsNow["rules"] = {}, processId: string): ProcessRule | undefined {
  return Object.hasOwn(rules, processId) ? rules[processId] : undefined;
}

/** Was the right to run the job taken back: its token revoked, or may its owner not execute its process any longer. That a token has expired takes back nothing. */
export async function isWithdrawn(
  job: Granted & { readonly owner: string; readonly processId: string },
  { rules, anonymous, isRevoked }: RightsNow,
): Promise<boolean> {
  const { grant, owner, processId } = job;
  if (grant === undefined) return false;
  const role = owner === nobody ? (anonymous ?? grant.role) : grant.role;
  if (!includes(role, "use") || !maySee({ owner, role }, ruleOf(rules, processId))) return true;
  return grant.token !== undefined && (await isRevoked?.(grant.token)) === true;
}
