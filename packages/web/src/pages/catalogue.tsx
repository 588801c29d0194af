// The catalogue: all processes at once, found as one types; what is looked for stands in the address, so that it can be sent and kept.

import { computed, signal } from "@preact/signals";
import type { ProcessSummary } from "@terrarium/client";
import type { App } from "../ui/app-type.js";
import { takeOver } from "../ui/island.js";
import { addStyle } from "../ui/style.js";
import { say, type Words } from "../words/words.js";
import { keywordsOf, matches, outcomesOf, type Seal, type Search, sealOf, searchFragment, searchOf, sourceOf } from "./search.js";

addStyle(`
.find{display:flex;flex-wrap:wrap;gap:.5rem;align-items:end}.find>div{flex:1 1 16rem;max-width:34rem}.find label{font-weight:600}
fieldset.filters{display:flex;flex-wrap:wrap;gap:.3rem;margin:.8rem 0 0;padding:0;border:0}.filters legend{font-weight:400;margin-bottom:.2rem}
button.tag{font-weight:400;min-height:1.7rem;padding:0 .65rem;cursor:pointer}button.tag[aria-pressed=true]{background:var(--bark);border-color:var(--bark);color:#fff}
.card p.abstract{display:-webkit-box;-webkit-line-clamp:4;-webkit-box-orient:vertical;overflow:hidden}
`);

interface CatalogueProps {
  readonly app: App;
  readonly processes: readonly ProcessSummary[];
  /** Of the headings: as the server wrote them. */
  readonly Heading: "h2" | "h3";
}

interface CardProps extends Omit<CatalogueProps, "processes"> {
  readonly process: ProcessSummary;
  isChosen(word: string): boolean;
  choose(word: string): void;
}

function Card({ process, app, Heading, isChosen, choose }: CardProps) {
  const { id, title, version, description } = process;
  return (
    <li class="card">
      <Heading>
        <a href={app.to(`/processes/${encodeURIComponent(id)}`)}>{title}</a>
      </Heading>
      <p class="small soft">
        <code>{id}</code> {version === "" || version === "None" ? "" : say(app.words.version, { version })}
      </p>
      {description === undefined ? null : <p class="abstract">{description}</p>}
      <Origin process={process} app={app} />
      <Outcomes process={process} app={app} />
      <p class="end">
        {keywordsOf(process).map((word) => (
          <button key={word} type="button" class="tag" aria-pressed={isChosen(word)} onClick={() => choose(word)}>
            {word}
          </button>
        ))}
      </p>
    </li>
  );
}

function sealText({ by, walls, limits, missing }: Seal, isImage: boolean, words: Words): string {
  if (walls.length === 0) return words.notIsolated;
  const bounds = limits === "all" ? [words.allLimits] : limits === "some" ? [say(words.someLimits, { names: missing.join(", ") })] : [];
  return say(isImage ? words.inContainer : words.inSandbox, { by, what: [...walls, ...bounds].join(", ") });
}

/** How it is written, and how each of its jobs is sealed. */
function Origin({ process, app: { words } }: Pick<CardProps, "process" | "app">) {
  const [source, seal] = [sourceOf(process), sealOf(process)];
  if (source === undefined && seal === undefined) return null;
  return (
    <p class="small soft">
      {source === undefined ? null : `${words[source.kind]} · ${source.name}`}
      {source === undefined || seal === undefined ? null : <br />}
      {seal === undefined ? null : sealText(seal, source?.kind === "image", words)}
    </p>
  );
}

/** How it went lately; dismissed jobs say nothing of that. */
function Outcomes({ process, app: { words, language } }: Pick<CardProps, "process" | "app">) {
  const outcomes = outcomesOf(process);
  if (outcomes === undefined) return null;
  const { usualMs } = outcomes;
  const seconds = usualMs === undefined ? undefined : Number((usualMs / 1000).toPrecision(2));
  const time = seconds?.toLocaleString(language, { style: "unit", unit: "second" });
  return (
    <p class="small soft">
      {say(words.outcomes, { ...outcomes })}
      {time === undefined ? "" : `, ${say(words.usualTime, { time })}`}
    </p>
  );
}

/** Changes the address without a new entry in the history for each key. */
function remember(search: Search): void {
  const query = new URLSearchParams(location.search);
  query.delete("q");
  history.replaceState(null, "", `${location.pathname}${query.size === 0 ? "" : `?${query}`}${searchFragment(search)}`);
}

/** What the fragment says, else what a form without scripts was sent with. */
function firstSearch(): Search {
  const told = searchOf(location.hash);
  return location.hash === "" ? { ...told, text: new URLSearchParams(location.search).get("q") ?? "" } : told;
}

function makeCatalogue({ app, processes, Heading }: CatalogueProps) {
  const { words } = app;
  const all = [...new Set(processes.flatMap(keywordsOf))].sort((a, b) => a.localeCompare(b, app.language));
  const search = signal(firstSearch());
  const found = computed(() => processes.filter((process) => matches(process, search.value)));
  const change = (next: Partial<Search>) => {
    search.value = { ...search.value, ...next };
    remember(search.value);
  };
  addEventListener("hashchange", () => {
    search.value = searchOf(location.hash);
  });
  const choose = (word: string) => {
    const { keywords } = search.value;
    change({ keywords: keywords.includes(word) ? keywords.filter((one) => one !== word) : [...keywords, word] });
  };
  return function Catalogue() {
    const { text, keywords } = search.value;
    const isFiltered = text !== "" || keywords.length > 0;
    return (
      <>
        <search class="find">
          <div>
            <label for="find">{words.search}</label>
            <input
              id="find"
              type="search"
              value={text}
              placeholder={words.searchHint}
              autocomplete="off"
              onInput={(event) => change({ text: event.currentTarget.value })}
            />
          </div>
          {isFiltered ? (
            <button type="button" onClick={() => change({ text: "", keywords: [] })}>
              {words.clearFilters}
            </button>
          ) : null}
        </search>
        {all.length === 0 ? null : (
          <fieldset class="filters">
            <legend class="small soft">{words.keywords}</legend>
            {all.map((word) => (
              <button key={word} type="button" class="tag" aria-pressed={keywords.includes(word)} onClick={() => choose(word)}>
                {word}
              </button>
            ))}
          </fieldset>
        )}
        <p class="soft" role="status">
          {count(words, found.value.length, processes.length)}
        </p>
        {found.value.length === 0 ? <p>{words.noneFits}</p> : null}
        <ul class="cards">
          {found.value.map((process) => (
            <Card
              key={process.id}
              process={process}
              app={app}
              Heading={Heading}
              isChosen={(word) => keywords.includes(word)}
              choose={choose}
            />
          ))}
        </ul>
      </>
    );
  };
}

function count(words: Words, shown: number, all: number): string {
  return shown === all ? say(words.countAll, { all }) : say(words.countShown, { shown, all });
}

export async function start(app: App): Promise<void> {
  const island = app.island("catalogue");
  if (island === undefined) return;
  const Heading = island.dataset["level"] === "3" ? "h3" : "h2";
  const Catalogue = makeCatalogue({ app, processes: await app.client.list(), Heading });
  takeOver(island, <Catalogue />);
}
