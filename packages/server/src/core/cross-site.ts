// Was a request sent by a page of another site? Browsers add to it what they keep for this server: cookies, passwords, and that they are inside of its network.
// Programs say nothing of it, and need not.

type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}

/**
 * By what its browser says of it: Fetch Metadata, RFC 6454. `base` is our own address; `friends` are origins such as "https://map.example.org" whose pages may
 * do what ours may.
 */
export function isCrossSite(headers: Headers, base: string, friends: readonly string[] = []): boolean {
  const { origin, host } = headers;
  if (typeof origin === "string" && friends.includes(origin)) return false;
  const site = headers["sec-fetch-site"];
  if (site !== undefined) return site !== "same-origin" && site !== "none";
  if (origin === undefined) return false;
  const from = hostOf(String(origin));
  return from === undefined || (from !== host && from !== new URL(base).host);
}

/** A body that browsers send to another site only if that has allowed it, which this server never does by itself (Fetch, CORS-preflight). */
export function isJsonBody(type: string | undefined): boolean {
  return /^\s*application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i.test(type ?? "");
}
