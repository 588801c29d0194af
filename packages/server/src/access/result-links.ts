// Links to results that programs can follow which cannot sign in for each file: sealed addresses, each for one document of one job and for some time.
import { nobody } from "../core/access.js";
import type { ResultLinks } from "../core/link.js";
import { includes, type Role } from "../core/role.js";
import type { Signer } from "./signer.js";

export interface ResultLinksParts {
  readonly signer: Pick<Signer, "seal" | "judge">;
  /** How long a link opens what it is for, in milliseconds. */
  readonly lifetimeMs: number;
  /** What those may who have not signed in. */
  readonly anonymous: Role;
  /** Wall time in milliseconds. */
  readonly now: () => number;
}

/** Jobs of those who need not sign in have plain addresses. */
export function makeResultLinks({ signer, lifetimeMs, anonymous, now }: ResultLinksParts): ResultLinks {
  // The same address again for a while: a document that is asked for twice says the same, and clients keep what they fetched under its address.
  const stepMs = Math.max(1000, lifetimeMs / 100);
  const isForAll = (owner: string): boolean => owner === nobody && includes(anonymous, "use");
  return {
    seal: ({ owner }, name) => (isForAll(owner) ? undefined : signer.seal(name, Math.ceil((now() + lifetimeMs) / stepMs) * stepMs)),
    judge: (name, seal) => signer.judge(name, seal),
  };
}
