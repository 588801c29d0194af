// The entry of the pages' scripts: reads which page this is and loads the one module that makes it alive. Without scripts the pages work as the server
// made them; a page that has no module stays as it is.
import { makeClient } from "@terrarium/client";
import type { App, PageModule } from "./ui/app-type.js";
import { wordsOf } from "./words/words.js";

/** By the name that a page has in its `data-page`. Each is a file of its own, with what only it needs. */
const pages: Readonly<Record<string, () => Promise<PageModule>>> = {
  administration: () => import("./pages/administration.js"),
  catalogue: () => import("./pages/catalogue.js"),
  process: () => import("./pages/process.js"),
  results: () => import("./pages/results.js"),
  job: () => import("./pages/job.js"),
  jobs: () => import("./pages/jobs.js"),
};

function makeApp(): App {
  // This module lies at ROOT/static/ui/NAME, wherever a proxy has put ROOT.
  const root = new URL("../../", import.meta.url);
  const language = document.documentElement.lang;
  return {
    root,
    language,
    words: wordsOf(language),
    client: makeClient(root.href, { headers: { "accept-language": language } }),
    to(path, query = {}) {
      const url = new URL(path.replace(/^\//, ""), root);
      const chosen = new URLSearchParams(location.search).get("lang");
      for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
      if (chosen !== null) url.searchParams.set("lang", chosen);
      return url.href;
    },
    island: (name) => document.querySelector<HTMLElement>(`[data-island="${name}"]`) ?? undefined,
  };
}

const load = pages[document.documentElement.dataset["page"] ?? ""];
if (load !== undefined) {
  const { start } = await load();
  await start(makeApp());
}
