// Decides whether the server may connect to an address that a client named. It looks at every answer of the resolver and hands on exactly
// the addresses it has looked at, so that nothing else can be dialled. What the administrator allows (fetch.allow) goes before all rules.
import type { LookupAddress } from "node:dns";
import ipaddr from "ipaddr.js";
import { type Phrase, say, type Words, words } from "../../core/sentence.js";

/** Every address of a host name; rejects if there is none. */
export type Resolve = (host: string) => Promise<readonly LookupAddress[]>;

/** A reason in one sentence part that may follow "... was not fetched:"; told to the client. */
export class Refusal extends Error {
  readonly reason: Words;
  /** It may be another matter in a moment. */
  readonly mayPass: boolean;
  constructor(reason: Phrase, mayPass = false) {
    const told = words(reason);
    super(told.message);
    this.name = "Refusal";
    this.reason = told;
    this.mayPass = mayPass;
  }
}

type IP = ipaddr.IPv4 | ipaddr.IPv6;

type Rule =
  | { readonly kind: "range"; readonly range: [IP, number] }
  | { readonly kind: "host"; readonly host: string; readonly port: string | undefined };

/** Parses one entry of fetch.allow: a CIDR range, an address, a host name, or host:port. Throws a plain Error if it is none of these. */
export function parseAllow(entry: string): Rule {
  const text = entry.trim().toLowerCase();
  if (text.includes("/")) return { kind: "range", range: ipaddr.parseCIDR(text) };
  if (ipaddr.isValid(text)) return { kind: "host", host: ipaddr.process(text).toString(), port: undefined };
  const [, bracketed, plain, port] = /^(?:\[([0-9a-f:.]+)\]|([^\s:[\]/@]+))(?::(\d{1,5}))?$/.exec(text) ?? [];
  const host = bracketed ?? plain;
  if (host === undefined) throw new Error(`fetch.allow: "${entry}" is neither a range, nor an address, nor a host name, nor host:port`);
  return { kind: "host", host: ipaddr.isValid(host) ? ipaddr.process(host).toString() : withoutDot(host), port };
}

function withoutDot(host: string): string {
  return host.replace(/\.$/, "");
}

/** The address itself; an IPv4 address mapped into IPv6 is that IPv4 address. */
function parseAddress(address: string): IP {
  const parsed = ipaddr.parse(address.replace(/^\[|\]$/g, ""));
  return parsed.kind() === "ipv6" && (parsed as ipaddr.IPv6).isIPv4MappedAddress() ? (parsed as ipaddr.IPv6).toIPv4Address() : parsed;
}

const globalIpv6: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse("2000::"), 3];
/** Public by number, but the metadata and agent address of a large cloud. */
const cloudAgents = new Set(["168.63.129.16"]);

const rangeNames: Readonly<Record<string, string>> = {
  loopback: "loopback addresses",
  private: "private addresses",
  uniqueLocal: "private addresses",
  carrierGradeNat: "addresses of provider networks",
  linkLocal: "link-local addresses",
  multicast: "multicast addresses",
};

/** undefined: a public address. Otherwise the words for the kind of address that is refused. */
export function refusedKind(address: string): string | undefined {
  const ip = parseAddress(address);
  const range = ip.range();
  if (range !== "unicast") return rangeNames[range] ?? "reserved addresses";
  if (ip.kind() === "ipv6" && !(ip as ipaddr.IPv6).match(globalIpv6)) return "reserved addresses";
  return cloudAgents.has(ip.toString()) ? "link-local addresses" : undefined;
}

function portOf(url: URL): string {
  return url.port !== "" ? url.port : url.protocol === "https:" ? "443" : "80";
}

function isAllowed(rules: readonly Rule[], url: URL, address: string | undefined): boolean {
  const ip = address === undefined ? undefined : parseAddress(address);
  const host = withoutDot(url.hostname.replace(/^\[|\]$/g, "").toLowerCase());
  return rules.some((rule) => {
    if (rule.kind === "range") return ip !== undefined && ip.kind() === rule.range[0].kind() && ip.match(rule.range);
    if (rule.port !== undefined && rule.port !== portOf(url)) return false;
    return rule.host === host || (ip !== undefined && ipaddr.isValid(rule.host) && rule.host === ip.toString());
  });
}

const privateNames = /(^|\.)(localhost|local|internal|intranet|lan|home|corp|test|invalid)$/;

/** Checks a URL before its addresses: scheme, credentials, spelling. Returns it parsed; there is one parser for check and connection. */
export function parseReference(href: string): URL {
  // The parser drops tabs and line breaks silently; a check that reads other text than the connection is no check.
  if (/[\p{Cc} \\]/u.test(href.trim())) throw new Refusal("its address holds blanks, backslashes or control characters.");
  if (!URL.canParse(href.trim())) throw new Refusal("its address is not an absolute URL.");
  const url = new URL(href.trim());
  if (url.protocol !== "http:" && url.protocol !== "https:") throw new Refusal("only http and https addresses are fetched.");
  if (url.username !== "" || url.password !== "")
    throw new Refusal("an address with a user name or password in it is refused; use a header.");
  return url;
}

export interface Guard {
  /** The addresses of the URL's host, all of them allowed. Throws Refusal. */
  vet(url: URL): Promise<readonly LookupAddress[]>;
  /** For a connection through a proxy, which resolves names itself: only literals and private names can be judged. Throws Refusal. */
  vetName(url: URL): void;
}

/** `allow` are the entries of fetch.allow; throws a plain Error for one that cannot be understood. */
export function makeGuard(parts: { readonly allow: readonly string[]; readonly resolve: Resolve }): Guard {
  const rules = parts.allow.map(parseAllow);

  function check(url: URL, address: string): void {
    const kind = refusedKind(address);
    if (kind === undefined || isAllowed(rules, url, address)) return;
    // The kind and nothing else: which internal address a name has is not the client's to know.
    throw new Refusal(say("{kind} are refused unless the administrator allows them (fetch.allow).", { kind: words(kind) }));
  }

  function literalOf(url: URL): string | undefined {
    const host = url.hostname.replace(/^\[|\]$/g, "");
    return ipaddr.isValid(host) ? host : undefined;
  }

  return {
    async vet(url) {
      const literal = literalOf(url);
      if (literal !== undefined) {
        check(url, literal);
        return [{ address: literal, family: literal.includes(":") ? 6 : 4 }];
      }
      const answers = await parts.resolve(url.hostname).catch(() => []);
      if (answers.length === 0) throw new Refusal(say("the name {hostname} has no address.", { hostname: url.hostname }), true);
      for (const { address } of answers) check(url, address);
      return answers;
    },
    vetName(url) {
      const literal = literalOf(url);
      if (literal !== undefined) return check(url, literal);
      const host = withoutDot(url.hostname.toLowerCase());
      if ((host.includes(".") && !privateNames.test(host)) || isAllowed(rules, url, undefined)) return;
      throw new Refusal("names of private networks are refused unless the administrator allows them (fetch.allow).");
    },
  };
}
