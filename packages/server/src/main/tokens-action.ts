// What the administrator's socket does to tokens.

import type { Tokens } from "../access/tokens.js";
import { longestOwner, nobody } from "../core/access.js";
import { fault } from "../core/errors.js";
import { roles } from "../core/role.js";
import type { AdminActions } from "./admin-socket.js";

const longestMs = 100 * 365 * 86_400_000;

function ownerOf(given: unknown): string {
  const owner = typeof given === "string" ? given.trim() : "";
  if (owner === "" || owner.length > longestOwner || /\p{Cc}/u.test(owner))
    throw fault("invalid-parameter", `The owner must have 1 to ${longestOwner} letters and no control characters.`, "owner");
  if (owner === nobody) throw fault("invalid-parameter", `The owner ${nobody} is all those who have not signed in; name another.`, "owner");
  return owner;
}

function expiryOf(given: unknown, nowMs: number): { expiresMs?: number } {
  if (given === undefined) return {};
  if (typeof given !== "number" || !(given > 0) || given > longestMs)
    throw fault("invalid-parameter", "A token is valid for some time of at most 100 years, or until it is revoked.", "expiresInMs");
  return { expiresMs: nowMs + given };
}

/** The actions below /tokens. */
export function tokenActions(tokens: Tokens, log: { info(facts: object, message: string): void }, now: () => number): AdminActions {
  return {
    "GET /tokens": async () => ({ tokens: await tokens.list() }),
    async "POST /tokens"({ owner, role, expiresInMs }) {
      const known = roles.find((one) => one === role && one !== "none");
      if (known === undefined) throw fault("invalid-parameter", `A token has one of the roles ${roles.slice(1).join(", ")}.`, "role");
      const made = await tokens.create({ owner: ownerOf(owner), role: known, ...expiryOf(expiresInMs, now()) });
      log.info({ token: made.record.id, owner: made.record.owner, role: known }, "a token was made");
      return made;
    },
    async "POST /tokens/revoke"({ id }) {
      const isRevoked = await tokens.revoke(String(id));
      if (isRevoked) log.info({ token: id }, "a token was revoked");
      return { isRevoked };
    },
  };
}
