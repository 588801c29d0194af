// The table [egress] of terrarium.toml: the bounds of jobs that may reach the network; and what of it single processes may reach.
import { z } from "zod";
import type { EgressLimits } from "../egress/account.js";
import { key } from "./key.js";
import { duration, hostPorts, ranges, size, whole } from "./values.js";

export const egress = z
  .strictObject({
    connections: key(whole(1, 1000).prefault(32), "whole number", "Connections to the network that one job may have open at once."),
    bytes: key(
      size().prefault("1GiB"),
      "size",
      "Bytes that one job may send and receive over the network, together; then its way out is closed.",
    ),
    idle: key(
      duration().prefault("60s"),
      "duration",
      "A connection on which nothing moves for so long is cut; those of a paused job, too.",
    ),
    connect_timeout: key(duration().prefault("10s"), "duration", "Longest wait for a connection."),
  })
  .prefault({});

export function toEgress({ connections, bytes, idle, connect_timeout }: z.output<typeof egress>): EgressLimits {
  return { connections, bytes, idleMs: idle, connectMs: connect_timeout };
}

export interface EgressGrants {
  readonly egress?: readonly string[];
  readonly egressNetworks?: readonly string[];
}

/** What `[processes.override.ID]` has of it. */
export const egressOverride = {
  egress: key(
    hostPorts().optional(),
    "list of texts",
    "Hosts, each as `host:port`, that jobs of this process may reach. Its author must ask for them, too; see [network](network.md).",
    "nothing can be reached",
  ),
  egress_networks: key(
    ranges().optional(),
    "list of texts",
    "Loopback, private or link-local ranges in which names of `egress` may lie, e.g. `10.1.0.0/16`. What `egress` names by address may be reached in any case.",
    "names must have public addresses",
  ),
};
