// A host and a port as administrators, authors and clients of a proxy write them: `data.example.org:443`, `10.1.2.3:80`, `[2001:db8::1]:443`. One reading of
// them for what is granted and for what is asked.

export interface HostPort {
  /** As URL.hostname gives it, without a dot at its end: small letters, numbers of IPv4 in their usual form, IPv6 in brackets. */
  readonly host: string;
  readonly port: number;
}

/** undefined: it is none. Every spelling of an address is that address. */
export function readHostPort(text: string): HostPort | undefined {
  const [, host, digits] = /^(\[[0-9a-f:.]{2,45}\]|[^\s:[\]/@?#\\%]{1,253}):(\d{1,5})$/i.exec(text) ?? [];
  const port = Number(digits);
  if (host === undefined || port < 1 || port > 65_535 || !URL.canParse(`http://${host}/`)) return undefined;
  const read = new URL(`http://${host}/`).hostname.replace(/\.$/, "");
  return read === "" ? undefined : { host: read, port };
}

export function hostPortText({ host, port }: HostPort): string {
  return `${host}:${port}`;
}
