// What every page is given, and what a module of a page is.
import type { Client } from "@terrarium/client";
import type { Words } from "../words/words.js";

export interface App {
  /** Of the service, with a slash at the end. */
  readonly root: URL;
  /** Of this page: a BCP 47 tag. */
  readonly language: string;
  readonly words: Words;
  readonly client: Client;
  /** The address of a page of the service; it keeps a language that was chosen by hand. */
  to(path: string, query?: Readonly<Record<string, string>>): string;
  /** The element that the server marked with `data-island`; undefined where this page has none. */
  island(name: string): HTMLElement | undefined;
}

export interface PageModule {
  /** Fetches what the islands need, then takes them over. What goes wrong before leaves the page as the server made it. */
  start(app: App): void | Promise<void>;
}
