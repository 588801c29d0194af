// What is said about leases between server and spawner, and both ends of it.

import type { Collected } from "../core/engine.js";
import type { DoorWay, Lease, LeaseAccount, LeaseOrder, Leases } from "../core/lease.js";

export type LeaseAsk =
  | { readonly ask: "lease"; readonly order: LeaseOrder }
  | { readonly ask: "collect"; readonly id: string; readonly names: readonly string[]; readonly into: string }
  | { readonly ask: "start" | "adopt" | "peek" | "account" | "release"; readonly id: string }
  | { readonly ask: "door"; readonly socket: string }
  | { readonly ask: "sweep" };

export type LeaseAnswer = DoorWay | Lease | LeaseAccount | readonly Collected[] | boolean | undefined;

/** The spawner's end. The order was checked. */
export async function answerLease(leases: Leases, what: LeaseAsk): Promise<LeaseAnswer> {
  switch (what.ask) {
    case "lease":
      return leases.lease(what.order);
    case "collect":
      return leases.collect(what.id, what.names, what.into);
    case "door":
      return leases.door(what.socket);
    case "sweep":
      return leases.sweep().then(() => undefined);
    case "start":
    case "peek":
    case "release":
      return leases[what.ask](what.id).then(() => undefined);
    // Named one by one: the desk can do more than a server may ask.
    case "adopt":
    case "account":
      return leases[what.ask](what.id);
  }
}

/** The server's end. */
export function leasesOver(ask: (what: LeaseAsk) => Promise<unknown>): Leases {
  return {
    door: async (socket) => (await ask({ ask: "door", socket })) as DoorWay,
    lease: async (order) => (await ask({ ask: "lease", order })) as Lease,
    start: (id) => ask({ ask: "start", id }).then(() => {}),
    adopt: async (id) => (await ask({ ask: "adopt", id })) === true,
    peek: (id) => ask({ ask: "peek", id }).then(() => {}),
    account: async (id) => (await ask({ ask: "account", id })) as LeaseAccount,
    collect: async (id, names, into) => [...((await ask({ ask: "collect", id, names, into })) as readonly Collected[])],
    release: (id) => ask({ ask: "release", id }).then(() => {}),
    sweep: () => ask({ ask: "sweep" }).then(() => {}),
  };
}
