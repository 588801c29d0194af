// What a process may reach of the network: what its author asks for and the administrator grants, both of them. Pure.
import type { NetworkPolicy } from "@terrarium/sdk";
import { hostPortText, readHostPort } from "../core/host-port.js";

function normal(entries: readonly string[]): string[] {
  return entries.flatMap((entry) => {
    const read = readHostPort(entry);
    return read === undefined ? [] : [hostPortText(read)];
  });
}

/** The hosts of a wish; none for one that asks for nothing. */
function asked(wish: NetworkPolicy | undefined): string[] {
  return wish?.kind === "allow-list" ? [...new Set(normal(wish.hosts))] : [];
}

/** The policy that holds. */
export function grantedOf(wish: NetworkPolicy | undefined, grants: readonly string[] = []): NetworkPolicy {
  const may = new Set(normal(grants));
  const hosts = asked(wish).filter((one) => may.has(one));
  return hosts.length === 0 ? { kind: "none" } : { kind: "allow-list", hosts };
}

/** What is asked for and not granted. */
export function ungranted(wish: NetworkPolicy | undefined, holds: NetworkPolicy): readonly string[] {
  const has = holds.kind === "allow-list" ? holds.hosts : [];
  return asked(wish).filter((one) => !has.includes(one));
}

/** Is this a policy whose every entry is host:port. */
export function isNetworkPolicy(value: unknown): value is NetworkPolicy {
  if (typeof value !== "object" || value === null || !("kind" in value)) return false;
  if (value.kind === "none") return true;
  if (value.kind !== "allow-list" || !("hosts" in value) || !Array.isArray(value.hosts)) return false;
  return value.hosts.length <= 100 && value.hosts.every((host) => typeof host === "string" && readHostPort(host) !== undefined);
}
