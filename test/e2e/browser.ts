// A browser without JavaScript, as far as our pages need one: reads a form as it stands in a page, fills it in, sends it and goes where it is sent.

export interface Visit {
  readonly status: number;
  /** Where it ended, after redirections. */
  readonly url: string;
  readonly page: string;
  readonly headers: Headers;
}

const accept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

export async function visit(url: string, init: RequestInit = {}): Promise<Visit> {
  const response = await fetch(url, { ...init, headers: { accept, "accept-language": "en", ...(init.headers as Record<string, string>) } });
  return { status: response.status, url: response.url, page: await response.text(), headers: response.headers };
}

/** Text of a page as its reader sees it. */
export function read(markup: string): string {
  return markup
    .replace(/<style>.*?<\/style>/gs, "")
    .replace(/<[^>]*>/g, " ")
    .replace(/&#(\d+);/g, (_whole, code: string) => String.fromCharCode(Number(code)))
    .replace(/\s+/g, " ")
    .trim();
}

function plain(text: string): string {
  return text.replace(/&#(\d+);/g, (_whole, code: string) => String.fromCharCode(Number(code)));
}

function attribute(tag: string, name: string): string | undefined {
  const found = new RegExp(` ${name}(?:="([^"]*)")?(?=[ >])`).exec(tag);
  return found === null ? undefined : plain(found[1] ?? "");
}

export interface Form {
  readonly action: string;
  readonly method: string;
  readonly isMultipart: boolean;
  /** What would be sent if nobody touched it, in the order of the page. */
  readonly fields: readonly (readonly [string, string])[];
  readonly names: readonly string[];
}

function selected(select: string): string {
  const options = [...select.matchAll(/<option\b([^>]*)>([^<]*)/g)].map(([, tag = "", text = ""]) => ({
    tag: `${tag} `,
    text: plain(text),
  }));
  const chosen = options.find(({ tag }) => / selected\b/.test(tag)) ?? options[0];
  return chosen === undefined ? "" : (attribute(chosen.tag, "value") ?? chosen.text);
}

function sentValue(tag: string, whole: string): string | undefined {
  if (whole.startsWith("<select")) return selected(whole);
  if (whole.startsWith("<textarea")) return plain(/>([^<]*)</.exec(whole)?.[1] ?? "");
  const type = attribute(tag, "type");
  if (type === "file") return undefined;
  if ((type === "checkbox" || type === "radio") && attribute(tag, "checked") === undefined) return undefined;
  return attribute(tag, "value") ?? (type === "checkbox" ? "on" : "");
}

/** The first form of a page whose address ends so. */
export function findForm(page: string, actionEnd: string): Form {
  for (const [, head = "", body = ""] of page.matchAll(/<form([^>]*)>(.*?)<\/form>/gs)) {
    const action = attribute(`${head}>`, "action") ?? "";
    if (!new URL(action, "http://localhost").pathname.endsWith(actionEnd)) continue;
    const controls = [...body.matchAll(/<input\b[^>]*>|<select\b.*?<\/select>|<textarea\b.*?<\/textarea>/gs)].map(([whole]) => {
      const tag = /^<[^>]*>/.exec(whole)?.[0] ?? "";
      return { name: attribute(tag, "name") ?? "", value: sentValue(tag, whole) };
    });
    return {
      action,
      method: (attribute(`${head}>`, "method") ?? "get").toUpperCase(),
      isMultipart: attribute(`${head}>`, "enctype") === "multipart/form-data",
      names: controls.map(({ name }) => name),
      fields: controls.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value] as const])),
    };
  }
  throw new Error(`the page has no form to ${actionEnd}`);
}

/** Sends a form with these fields filled in; a field that the form does not have is an error, as nobody could fill it in. */
export async function send(from: Visit, form: Form, filled: Readonly<Record<string, string | File>> = {}): Promise<Visit> {
  for (const name of Object.keys(filled))
    if (!form.names.includes(name)) throw new Error(`the form has no field ${name}: ${form.names.join(", ")}`);
  const data = form.isMultipart ? new FormData() : new URLSearchParams();
  const untouched = form.fields.filter(([name]) => !(name in filled));
  for (const [name, value] of [...untouched, ...Object.entries(filled)]) (data as FormData).append(name, value as string);
  const url = new URL(form.action, from.url);
  const headers = { origin: url.origin, "sec-fetch-site": "same-origin" };
  if (form.method === "POST") return visit(url.href, { method: "POST", body: data, headers });
  url.search = String(data);
  return visit(url.href);
}
