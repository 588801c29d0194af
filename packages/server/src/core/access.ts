// Who may do what: roles, and the rights that they carry, as pure functions. Who somebody is is found out by the access room; the jobs room asks here before
// it performs anything, so that every protocol and every page gives the same rights.
import { fault } from "./errors.js";
import type { Caller, Operation } from "./operation.js";
import { includes, type Role } from "./role.js";

/** All whose name is not known are one. */
export const nobody = "anonymous";

/** The longest name of an owner. */
export const longestOwner = 256;

/** Who somebody turned out to be. */
export interface Identity {
  readonly owner: string;
  readonly role: Role;
  /** Has said who it is, by something that was believed. */
  readonly isKnown: boolean;
  /** The id of the token by which, if it was one. */
  readonly token?: string;
}

/** What a request says of who sends it, as it was sent. */
export interface Credentials {
  /** The header Authorization. */
  readonly authorization?: string;
  /** The cookie of who has signed in on a page. */
  readonly session?: string;
  /** Whom a trusted proxy names. */
  readonly proxied?: string;
  /** Address of the connection. */
  readonly address: string;
}

/** Finds out who sends a request. Throws unauthenticated for credentials that are wrong, too-many-attempts, busy where they cannot be checked now. */
export type Identify = (credentials: Credentials) => Promise<Identity>;

/** A caller of whom nothing is said is the server itself, on behalf of the owner. */
function roleOf({ role = "use" }: Pick<Caller, "role">): Role {
  return role;
}

/** The least role for each operation. */
export const neededRole: Readonly<Record<Operation["kind"], Role>> = {
  "list-processes": "describe",
  describe: "describe",
  execute: "use",
  validate: "use",
  "list-jobs": "use",
  status: "use",
  results: "use",
  log: "use",
  watch: "use",
  "watch-jobs": "use",
  dismiss: "use",
  pause: "use",
  resume: "use",
  pin: "use",
  unpin: "use",
  "show-administration": "administer",
  "set-queue": "administer",
  "set-bounds": "administer",
  "dismiss-jobs": "administer",
  "collect-garbage": "administer",
};

/** What leaves something else than it was, or takes in data to say something of them. */
const changing: ReadonlySet<Operation["kind"]> = new Set([
  "execute",
  "validate",
  "dismiss",
  "pause",
  "resume",
  "pin",
  "unpin",
  "set-queue",
  "set-bounds",
  "dismiss-jobs",
  "collect-garbage",
]);

/** Throws unauthenticated for who has not said who it is, forbidden for who has and may not. */
export function requireRole(caller: Pick<Caller, "role" | "isKnown">, least: Role): void {
  if (includes(roleOf(caller), least)) return;
  if (caller.isKnown !== true) throw fault("unauthenticated", "You have to sign in for this.");
  throw fault("forbidden", "You have signed in, but your role does not permit this.");
}

/** Throws forbidden for what a page of another site has made a browser send: browsers add credentials to it unasked. */
export function requireOwnSite({ isCrossSite = false }: Pick<Caller, "isCrossSite">): void {
  if (isCrossSite) throw fault("forbidden", "The request was sent by a page of another site. Send forms from the pages of this server.");
}

/** The law of rights, as far as it depends on no job and no process. Throws unauthenticated or forbidden. */
export function permit({ kind, jobId }: Pick<Operation, "kind"> & { readonly jobId?: string }, caller: Caller): void {
  if (caller.opens !== undefined) {
    if (kind === "status" && jobId === caller.opens) return;
    throw fault("forbidden", "This link opens one document of one job, and nothing else.");
  }
  requireRole(caller, neededRole[kind]);
  if (changing.has(kind)) requireOwnSite(caller);
}

/** May it do what only administrators may, e.g. see the jobs of all. */
export function mayAdminister(caller: Pick<Caller, "role">): boolean {
  return includes(roleOf(caller), "administer");
}

/** Are this job, and all that is of it, there for the caller? That of somebody else is answered as none. */
export function mayReach(caller: Pick<Caller, "owner" | "role">, owner: string): boolean {
  return caller.owner === owner || mayAdminister(caller);
}

/** Whom a process is there for; who administers sees all. */
export interface ProcessRule {
  /** The least role. */
  readonly role?: Role;
  /** Nobody else. */
  readonly owners?: readonly string[];
}

/** Is the process there for the caller? One that is not is answered as none. */
export function maySee(caller: Pick<Caller, "owner" | "role">, { role = "none", owners }: ProcessRule = {}): boolean {
  if (mayAdminister(caller)) return true;
  return includes(roleOf(caller), role) && (owners === undefined || owners.includes(caller.owner));
}
