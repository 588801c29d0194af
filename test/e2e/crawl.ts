// Follows every link that a server offers, in documents, pages and headers, and says which of them does not keep what is said of it.

/** Where something is said to be, and what is said of it. */
interface Link {
  readonly href: string;
  readonly rel?: string | undefined;
  /** Media type of what is there. */
  readonly type?: string | undefined;
  readonly language?: string | undefined;
  /** It is for POST: nothing is sent, but it must be there. */
  readonly isPost?: boolean;
}

interface Visit extends Link {
  /** The page or document that it stands in. */
  readonly from: string;
  /** As who follows it asks. */
  readonly accept: string;
  /** Nothing at its path was asked for before. */
  readonly isFirst: boolean;
}

export interface Crawled {
  /** Addresses that were asked for, each in one form. */
  readonly visited: readonly string[];
  /** One line for each link that is not what it says. */
  readonly faults: readonly string[];
}

const ofBrowsers = "text/html,application/xhtml+xml,*/*;q=0.8";
const rels = "http://www.opengis.net/def/rel/ogc/1.0/";
/** What changes something when it is sent. */
const byPost = new Set([`${rels}execute`, ...["pause", "resume", "pin", "unpin"].map((name) => `urn:terrarium:rel:${name}`)]);

function plain(markup: string): string {
  const named: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
  return markup.replace(/&(?:#(\d+)|(\w+));/g, (whole, code?: string, name = "") =>
    code === undefined ? (named[name] ?? whole) : String.fromCodePoint(Number(code)),
  );
}

function attributesOf(tag: string): ReadonlyMap<string, string> {
  return new Map([...tag.matchAll(/\s([\w:-]+)="([^"]*)"/g)].map(([, name = "", value = ""]) => [name, plain(value)]));
}

function ofHtml(page: string): Link[] {
  return [...page.matchAll(/<(\w+)\s([^>]*)>/g)].flatMap(([, name = "", rest = ""]) => {
    const attributes = attributesOf(` ${rest}`);
    const href = attributes.get("href") ?? attributes.get("src") ?? attributes.get("action");
    if (href === undefined) return [];
    const type = name === "a" || name === "link" ? attributes.get("type") : undefined;
    return [
      { href, rel: attributes.get("rel") ?? name, type, language: attributes.get("hreflang"), isPost: attributes.get("method") === "post" },
    ];
  });
}

function ofXml(document: string): Link[] {
  return [...document.matchAll(/<[\w:]+(\s[^>]*)>/g)].flatMap(([, rest = ""]) => {
    const attributes = attributesOf(rest);
    const type = attributes.get("mimeType");
    return ["href", "xlink:href", "statusLocation", "serviceInstance"].flatMap((name) => {
      const href = attributes.get(name);
      // An address of WPS answers nothing by itself.
      return href === undefined
        ? []
        : [{ href: /\/wps[^?]*\??$/.test(href) ? `${href.replace("?", "")}?service=WPS&request=GetCapabilities` : href, rel: name, type }];
    });
  });
}

function ofJson(value: unknown): Link[] {
  if (Array.isArray(value)) return value.flatMap(ofJson);
  if (typeof value !== "object" || value === null) return [];
  const { href, rel, type, hreflang, method } = value as Readonly<Record<string, string | undefined>>;
  const own = typeof href === "string" ? [{ href, rel, type, language: hreflang, isPost: method === "POST" || byPost.has(rel ?? "") }] : [];
  return [...own, ...Object.values(value).flatMap(ofJson)];
}

function ofHeaders(headers: Headers): Link[] {
  const links = [...(headers.get("link") ?? "").matchAll(/<([^>]*)>([^,]*)/g)];
  const location = headers.get("location");
  return [
    ...links.map(([, href = "", rest = ""]) => ({ href, rel: "header", type: /type="([^"]*)"/.exec(rest)?.[1] })),
    ...(location === null ? [] : [{ href: location, rel: "location" }]),
  ];
}

const essence = (type: string | null | undefined): string => (type ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";

function linksIn(headers: Headers, body: string): Link[] {
  const type = essence(headers.get("content-type"));
  // What a process has made offers nothing of ours.
  if (headers.has("content-disposition")) return ofHeaders(headers);
  const inside =
    type === "text/html" ? ofHtml(body) : /[/+]xml$/.test(type) ? ofXml(body) : /[/+]json$/.test(type) ? ofJson(JSON.parse(body)) : [];
  return [...ofHeaders(headers), ...inside];
}

/** What is wrong with an answer, by what its link has said of it. */
function wrongs(link: Link, { status, headers }: Response): string[] {
  const [type, language] = [essence(headers.get("content-type")), headers.get("content-language")];
  // Why a job failed is told as it would have been told at once.
  const isFine = link.rel === `${rels}exceptions` ? status >= 400 && type === "application/json" : status < 400;
  return [
    ...(isFine ? [] : [`status ${status}`]),
    ...(link.type === undefined || essence(link.type) === type ? [] : [`type ${type}, not ${link.type}`]),
    ...(link.language === undefined || link.language === language ? [] : [`language ${language}, not ${link.language}`]),
  ];
}

async function follow(visit: Visit): Promise<{ readonly faults: readonly string[]; readonly links: readonly Link[] }> {
  const { href, accept } = visit;
  if (visit.isPost) {
    const { status, headers } = await fetch(href, { method: "OPTIONS" });
    return { faults: status === 405 && headers.get("allow")?.includes("POST") ? [] : [`no POST, status ${status}`], links: [] };
  }
  const gone = new AbortController();
  const get = await fetch(href, { headers: { accept }, redirect: "manual", signal: gone.signal });
  const type = essence(get.headers.get("content-type"));
  if (type === "text/event-stream") {
    gone.abort();
    return { faults: wrongs(visit, get), links: [] };
  }
  const body = await get.text();
  const head = visit.isFirst ? await fetch(href, { method: "HEAD", headers: { accept }, redirect: "manual" }) : get;
  const isSame = head.status === get.status && essence(head.headers.get("content-type")) === type;
  const ids = type === "text/html" ? [...body.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id) : [];
  return {
    faults: [
      ...wrongs(visit, get),
      ...(isSame ? [] : [`HEAD says ${head.status} ${head.headers.get("content-type")}`]),
      ...(new Set(ids).size === ids.length ? [] : ["an id twice"]),
    ],
    links: linksIn(get.headers, body),
  };
}

/** From `starts` to all that they lead to on the same server; no address is asked for twice in one form. `skips`: what has no answer of its own. */
export async function crawl(starts: readonly string[], skips: RegExp): Promise<Crawled> {
  const [origin] = starts.map((start) => new URL(start).origin);
  const seen = new Set<string>();
  const paths = new Set<string>();
  const faults: string[] = [];
  const queue: Visit[] = [];
  function add(link: Link, from: string, isPage: boolean): void {
    const url = new URL(link.href, from);
    url.hash = "";
    const accept = link.type ?? (isPage ? ofBrowsers : "*/*");
    const key = `${url.href} ${accept} ${link.language ?? ""}`;
    if (url.origin !== origin || seen.has(key) || skips.test(url.pathname)) return;
    seen.add(key);
    queue.push({ ...link, href: url.href, from, accept, isFirst: !paths.has(url.pathname) });
    paths.add(url.pathname);
  }
  for (const start of starts) for (const isPage of [true, false]) add({ href: start }, start, isPage);
  for (let visit = queue.shift(); visit !== undefined; visit = queue.shift()) {
    const found = await follow(visit);
    for (const fault of found.faults) faults.push(`${visit.href} (${visit.rel ?? ""}, ${visit.accept}) in ${visit.from}: ${fault}`);
    for (const link of found.links) add(link, visit.href, visit.accept === ofBrowsers || essence(visit.type) === "text/html");
  }
  return { visited: [...seen], faults };
}
