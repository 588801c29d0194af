// The page on which one signs in with a token, and sees who one is.
import type { Phrase } from "../../../core/sentence.js";
import { tell } from "../../../core/tell.js";
import type { Page, View } from "./layout.js";
import { html, nothing } from "./markup.js";
import { say } from "./words.js";

export interface SignInView {
  /** Who has signed in; absent: nobody. */
  readonly owner?: string;
  readonly role?: string;
  readonly problem?: Phrase;
  readonly status?: number;
  readonly to: string;
}

/** Of a page that one was refused, where to go back to: forms and buttons lead to the page that they stand on. */
export function wayBack({ path, query, to }: Pick<View, "path" | "query" | "to">): string {
  const [, page] = /^(\/(?:processes|jobs)\/[^/]+)\/(?:execution|pause|resume|pin|unpin|dismiss)$/.exec(path) ?? [];
  const [where = "/"] = to(page ?? path).split("?");
  const words = new URLSearchParams(query.map(([name, value]): [string, string] => [name, value])).toString();
  return words === "" || page !== undefined ? where : `${where}?${words}`;
}

export function signInPage(view: View, { owner, role = "", problem, status, to }: SignInView): Page {
  const { words } = view;
  const notice = problem === undefined ? nothing : html`<div class="notice bad" role="alert"><p>${tell(problem, view.language)}</p></div>`;
  const who =
    owner === undefined
      ? nothing
      : html`<p>${say(words.signedInAs, { owner, role })}</p>
<form method="post" action="${view.to("/sign-out")}"><button type="submit">${words.signOut}</button></form>`;
  return {
    title: words.signIn,
    ...(status === undefined ? {} : { status }),
    body: html`<h1>${words.signIn}</h1>${notice}${who}
<form method="post" action="${view.to("/sign-in")}"><input type="hidden" name="to" value="${to}">
<p><label for="token">${words.token}</label></p><p><input id="token" name="token" type="password" autocomplete="off" required maxlength="200"></p>
<p class="soft">${words.tokenHint}</p><p><button type="submit">${words.signIn}</button></p></form>`,
  };
}
