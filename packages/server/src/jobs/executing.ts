// Executes as somebody: what is offered to whom, and whether who waited for an end may still be told it. What accepting is stands in accept.ts.
import { maySee } from "../core/access.js";
import type { Catalogue } from "../core/catalogue.js";
import { fault } from "../core/errors.js";
import { ruleOf } from "../core/grant.js";
import { isFinal, type Job } from "../core/job.js";
import type { Caller, Operation } from "../core/operation.js";
import { makeExecute, type OperationParts } from "./accept.js";
import type { JobsParts } from "./parts.js";

/** The offering as it is for the caller: what is not for it is not there. */
export function seenBy(caller: Caller, { catalogue, rights }: JobsParts): Catalogue {
  const isSeen = (id: string): boolean => maySee(caller, ruleOf(rights?.rules, id));
  return {
    list: () => catalogue.list().filter(({ description }) => isSeen(description.id)),
    get: (id) => (isSeen(id) ? catalogue.get(id) : undefined),
    updateSequence: catalogue.updateSequence,
  };
}

/** Performs executes. Who has waited for an end is not told it by a token that was revoked in the meantime. */
export function executing(
  parts: OperationParts,
  end: (id: string) => Promise<Job | undefined>,
): (operation: Extract<Operation, { kind: "execute" }>, caller: Caller) => Promise<Job> {
  const begin = makeExecute(parts, end);
  return async ({ execute, idempotencyKey }, caller) => {
    const { token } = caller;
    const job = await begin(execute, caller, seenBy(caller, parts), idempotencyKey);
    if (isFinal(job.status) && token !== undefined && (await parts.rights?.isRevoked?.(token)) === true)
      throw fault("unauthenticated", "The token with which this was asked for was revoked in the meantime.");
    return job;
  };
}
