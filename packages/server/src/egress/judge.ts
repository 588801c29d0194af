// Which targets a job may reach: those on its list, at addresses that the guard passes. What is dialled is exactly what was judged.
import type { LookupAddress } from "node:dns";
import { type HostPort, hostPortText, readHostPort } from "../core/host-port.js";

/** All addresses of a host, each of them allowed; rejects otherwise. */
export type Vet = (target: HostPort) => Promise<readonly LookupAddress[]>;

/** What a client in the sandbox is told: `words` stand in the line of the status, where tools show them. */
export class Refused extends Error {
  readonly status: 400 | 403 | 502 | 503 | 504;
  constructor(status: Refused["status"], words: string) {
    super(words);
    this.name = "Refused";
    this.status = status;
  }
}

/** What may be reached, as normal texts. Throws an Error for an entry that is no host:port. */
export function readGrants(hosts: readonly string[]): ReadonlySet<string> {
  return new Set(
    hosts.map((entry) => {
      const read = readHostPort(entry);
      if (read === undefined) throw new Error(`"${entry}" is no host:port.`);
      return hostPortText(read);
    }),
  );
}

/**
 * What of the private networks the guard lets pass for this list: the ranges that the administrator names beside it, and what the list itself names by
 * address.
 */
export function innerOf(hosts: readonly string[], innerNetworks: readonly string[]): readonly string[] {
  const literal = hosts.flatMap((entry) => {
    const read = readHostPort(entry);
    return read !== undefined && /^(\[|[\d.]+$)/.test(read.host) ? [hostPortText(read)] : [];
  });
  return [...innerNetworks, ...literal];
}

/** The target of CONNECT. */
export function tunnelTarget(text: string): HostPort {
  const target = readHostPort(text);
  if (target === undefined) throw new Refused(400, "CONNECT needs host:port");
  return target;
}

/** The target and the path of a request to the proxy itself, whose address must be absolute (RFC 9112 clause 3.2.2). */
export function forwardTarget(text: string): { readonly target: HostPort; readonly path: string; readonly authority: string } {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || url.protocol !== "http:" || url.username !== "" || url.password !== "")
    throw new Refused(400, "This is a proxy for http addresses, and for others by CONNECT");
  const target = readHostPort(`${url.hostname}:${url.port === "" ? 80 : url.port}`);
  if (target === undefined) throw new Refused(400, "This address has no host");
  return { target, path: `${url.pathname}${url.search}`, authority: url.host };
}
