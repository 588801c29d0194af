// What all pages have in common: head, navigation, languages, the policy that lets no script and no foreign resource in.
import { translated } from "../../../core/localise.js";
import type { HttpResponse } from "../../../core/message.js";
import type { Links, ServiceDescription } from "../../../core/service.js";
import { spokenIn } from "../../../core/tell.js";
import { askedLanguage, chosenByHand, pageLanguagesOf } from "../language.js";
import type { Resource } from "../resources.js";
import { administrationWords } from "./administration-words.js";
import { attribute, type Html, html, nothing } from "./markup.js";
import { style } from "./style.js";
import { pageLanguages, type Words } from "./words.js";

/** Of the stylesheet, for the policy; a test compares them. */
export const styleHash = "sha256-3avNj2W/ipYI15Qnjxl+ziDrWNZarto3dWiJQSa/U0w=";

/** What a page is shown by: for whom, in which language, and where. */
export interface View {
  /** In the language of the page. */
  readonly service: ServiceDescription;
  /** Of titles and abstracts: a BCP 47 tag. */
  readonly language: string;
  /** The others that this page can be had in. */
  readonly otherLanguages: readonly string[];
  readonly words: Words;
  /** Path and query of this page, without the parameters that choose language and format. */
  readonly path: string;
  readonly query: readonly (readonly [string, string])[];
  /** The address of another page, below the service's own path; it keeps a language that was chosen by hand. */
  to(path: string, query?: Readonly<Record<string, string>>): string;
  /** Is there such a resource here. */
  has(path: string): boolean;
  readonly ui?: UiModules | undefined;
}

/** The modules that make pages alive, by their names below /static/ui/; `pages`: what a page needs beside the entry, by the name of the page. */
export interface UiModules {
  readonly entry: string;
  readonly pages: Readonly<Record<string, readonly string[]>>;
}

/** Pages that have a module of their own when scripts are at hand. */
export type PageName = "catalogue" | "process" | "jobs" | "job" | "results" | "administration";

export interface ViewParts {
  readonly service: ServiceDescription;
  readonly links: Pick<Links, "base">;
  readonly table: readonly Pick<Resource, "path">[];
  readonly ui?: UiModules | undefined;
}

export interface ViewRequest {
  /** Below the service's own path, percent-encoded. */
  readonly path: string;
  /** Raw. */
  readonly query: string;
  readonly acceptLanguage?: string | undefined;
}

/** In which language a page is. */
export function pageLanguage(
  service: ServiceDescription,
  { query, acceptLanguage }: Pick<ViewRequest, "query" | "acceptLanguage">,
): string {
  const offered = pageLanguagesOf(service);
  return askedLanguage({ query, headers: { "accept-language": acceptLanguage } }, offered) ?? offered[0];
}

/** A page is found under whatever name the server is reached by: all its addresses are paths. */
export function makeView({ service, links, table, ui }: ViewParts, { path, query, acceptLanguage }: ViewRequest): View {
  const root = new URL(links.base).pathname.replace(/\/+$/, "");
  const parameters = [...new URLSearchParams(query)];
  const offered = pageLanguagesOf(service);
  const chosen = chosenByHand(new URLSearchParams(query), offered);
  const language = pageLanguage(service, { query, acceptLanguage });
  return {
    ...{ service: translated(service, language), language, words: pageLanguages[spokenIn(language)], path },
    otherLanguages: offered.filter((tag) => tag !== language),
    query: parameters.filter(([name]) => name !== "lang" && name !== "f"),
    to(where, more = {}) {
      const words = new URLSearchParams({ ...more, ...(chosen === undefined ? {} : { lang: chosen }) }).toString();
      return `${root}${where}${words === "" ? "" : `?${words}`}`;
    },
    has: (where) => table.some((resource) => resource.path === where),
    ui,
  };
}

export interface Page {
  readonly title: string;
  readonly body: Html;
  /** Of a page that scripts can make alive: they find the elements with `data-island` and take them over. */
  readonly name?: PageName;
  /** Default 200. */
  readonly status?: number;
  /** Seconds after which the page loads itself again. */
  readonly refreshS?: number;
  /** The same in JSON is at the same address. */
  readonly isJsonToo?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
}

const sections = [
  ["/processes", "processes"],
  ["/jobs", "jobs"],
  ["/api", "api"],
  ["/conformance", "conformance"],
] as const;

function navigation({ words, path, to, has }: View): Html {
  const current = (where: string) => (path === where ? "page" : path.startsWith(`${where}/`) ? "true" : undefined);
  return html`<nav aria-label="${words.mainNavigation}">${sections
    .filter(([where]) => has(where))
    .map(([where, word]) => html`<a href="${to(where)}"${attribute("aria-current", current(where))}>${words[word]}</a>`)}</nav>`;
}

/** This page with one more parameter. */
function hereWith({ query }: View, name: string, value: string): string {
  return `?${new URLSearchParams([...query.map(([key, given]): [string, string] => [key, given]), [name, value]])}`;
}

/** As its readers call it. */
function languageName(tag: string): string {
  const spoken = spokenIn(tag);
  if (tag.toLowerCase().startsWith(spoken)) return pageLanguages[spoken].language;
  return new Intl.DisplayNames([tag], { type: "language" }).of(tag) ?? tag;
}

function languageLinks(view: View): Html {
  const here = (tag: string) => hereWith(view, "lang", tag);
  return html`<nav aria-label="${view.words.languages}">${view.otherLanguages.map(
    (tag) => html`<a href="${here(tag)}" lang="${tag}" hreflang="${tag}">${languageName(tag)}</a>`,
  )}</nav>`;
}

function jsonLink(view: View): Html {
  return html`<a href="${hereWith(view, "f", "json")}" type="application/json" rel="alternate">${view.words.asJson}</a>`;
}

function administrationLink(view: View): Html {
  const where = "/administration";
  return view.has(where) ? html` · <a href="${view.to(where)}">${administrationWords(view.language).administration}</a>` : nothing;
}

/** A leaf below a dome of glass. */
const icon =
  "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'><path d='M4 27V16a12 12 0 0 1 24 0v11z' fill='%2310532f'/><path d='M10 24c-1-9 4-13 13-13 0 9-4 13-11 12m-3 3 8-9' fill='none' stroke='%2386d9a7' stroke-width='2.4' stroke-linecap='round'/></svg>";

/** What makes the page alive; without it the page works as it is. */
function scripts({ to, ui }: View, name: PageName | undefined): Html {
  const own = name === undefined ? undefined : ui?.pages[name];
  if (ui === undefined || own === undefined) return nothing;
  const at = (file: string): string => to(`/static/ui/${file}`).split("?", 1)[0] ?? "";
  return html`<script type="module" src="${at(ui.entry)}"></script>${own.map((file) => html`<link rel="modulepreload" href="${at(file)}">`)}`;
}

/** A page before and after its content. */
export function frame(view: View, page: Omit<Page, "body">): { readonly before: string; readonly after: string } {
  const { service, words, language, to } = view;
  const alive = scripts(view, page.name);
  const again = page.refreshS === undefined ? nothing : html`<meta http-equiv="refresh" content="${page.refreshS}">`;
  // Scripts keep the page fresh by themselves.
  const refresh = alive === nothing || again === nothing ? again : html`<noscript>${again}</noscript>`;
  const before = html`<html lang="${language}"${attribute("data-page", alive === nothing ? undefined : page.name)}><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">${refresh}<title>${page.title === service.title ? page.title : `${page.title} - ${service.title}`}</title>${view.ui === undefined ? nothing : html`<link rel="icon" href="${icon}">`}${alive}`;
  const top = html`</head>
<body><a class="skip" href="#content">${words.skip}</a>
<header><div class="bar"><a class="home" href="${to("/")}">${service.title}</a>${navigation(view)}${languageLinks(view)}</div></header>
<main id="content" tabindex="-1">
`;
  const after = html`
</main>
<footer>${service.title}${administrationLink(view)}${page.isJsonToo === true ? html` · ${jsonLink(view)}` : nothing} · <a href="${view.to("/sign-in")}">${view.words.signIn}</a></footer>
</body></html>
`;
  return { before: `<!doctype html>\n${before}<style>${style}</style>${top}`, after: String(after) };
}

/** Scripts, what they fetch and pictures come from this server, and from nowhere else. */
const scriptPolicy = "script-src 'self'; connect-src 'self'; img-src 'self' blob: data:; ";

/** Of every page. The policy names the one stylesheet by its hash; forms go to this server alone. */
export function pageHeaders(view: View): Record<string, string> {
  const more = view.ui === undefined ? "" : scriptPolicy;
  return {
    "content-type": "text/html; charset=utf-8",
    "content-language": view.language,
    "content-security-policy": `default-src 'none'; ${more}style-src '${styleHash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
    // A form tells where it was sent from; other sites learn nothing.
    "referrer-policy": "same-origin",
    vary: "accept, accept-language",
  };
}

export function respondPage(view: View, page: Page): HttpResponse {
  const { before, after } = frame(view, page);
  return { status: page.status ?? 200, headers: { ...pageHeaders(view), ...page.headers }, body: `${before}${page.body}${after}` };
}
