// Wires the ways out of jobs: the guard of fetched references judges their addresses, the configuration bounds them, metrics and log hear of them.
import { lookup } from "node:dns/promises";
import type { Config } from "../config/config.js";
import type { Catalogue } from "../core/catalogue.js";
import { hostPortText } from "../core/host-port.js";
import type { Used } from "../egress/account.js";
import type { EgressParts, Log } from "../egress/way-out.js";
import { ungranted } from "../processes/network.js";
import { makeGuard } from "../staging/http/guard.js";

export interface Egress extends EgressParts {
  /** Engines are there before anybody counts. */
  tellTo(ended: (used: Used) => void): void;
}

export function makeEgress({ egress }: Pick<Config, "egress">, log: Log): Egress {
  let tell: (used: Used) => void = () => {};
  return {
    limits: egress,
    vetting(allow) {
      const guard = makeGuard({ allow, resolve: (host) => lookup(host, { all: true }) });
      return (target) => guard.vet(new URL(`http://${hostPortText(target)}/`));
    },
    log,
    ended: (used) => tell(used),
    tellTo(ended) {
      tell = ended;
    },
  };
}

/** One line for each process that asks for more of the network than it is granted. */
export function networkNotes(catalogue: Pick<Catalogue, "list">): string[] {
  return catalogue.list().flatMap(({ description: { id, network: wish }, network }) => {
    const lacking = ungranted(wish, network);
    if (lacking.length === 0) return [];
    return [`${id} asks for ${lacking.join(", ")}, which its jobs cannot reach: egress in [processes.override.${id}] does not grant it`];
  });
}
