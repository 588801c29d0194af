// Addresses, ranges and hosts as the administrator wrote them; and who may read what a server tells of itself.
import { BlockList, isIP } from "node:net";

interface Range {
  readonly address: string;
  readonly bits: number;
  readonly family: "ipv4" | "ipv6";
}

function parseRange(text: string): Range | undefined {
  const [, address = "", length] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text.trim()) ?? [];
  const version = isIP(address);
  if (version === 0) return undefined;
  const most = version === 4 ? 32 : 128;
  const bits = length === undefined ? most : Number(length);
  return bits > most ? undefined : { address, bits, family: version === 4 ? "ipv4" : "ipv6" };
}

/** Is this an address, or a range such as 10.0.0.0/8? */
export function isRange(text: string): boolean {
  return parseRange(text) !== undefined;
}

/** Is this the name or address of a host, alone or with a port? */
export function isHostMaybePort(text: string): boolean {
  return /^(?:\[[0-9a-f:.]+\]|[^\s:[\]/@]+)(?::\d{1,5})?$/i.test(text.trim());
}

/** Whether an address is in one of the ranges; IPv4 may come as IPv6. Ranges that are none hold nobody. */
export function makeReaders(ranges: readonly string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const range of ranges.map(parseRange)) if (range !== undefined) list.addSubnet(range.address, range.bits, range.family);
  return (given) => {
    const address = given.replace(/^::ffff:(?=\d+\.)/i, "").replace(/%.*$/s, "");
    const version = isIP(address);
    return version !== 0 && list.check(address, version === 4 ? "ipv4" : "ipv6");
  };
}
