// The list of jobs as it is now: what the server has, what its events change, and what of it is looked for.
import { computed, signal } from "@preact/signals";
import type { App } from "../ui/app-type.js";
import { follow } from "./follow.js";
import { addressOf, type Filters, filtersOf, fits, type Row, rowOf } from "./job-list.js";
import { objectOf } from "./job-state.js";

/** The newest that are held here; older ones are found by the filters of the page without scripts. */
const mostHeld = 5_000;

/** The newest jobs that the server lists. */
export async function loadRows(app: App): Promise<Row[]> {
  const answer = await app.client.open(app.to("/jobs", { f: "json", limit: "1000" }));
  const jobs: unknown = objectOf(await answer.json())["jobs"];
  return (Array.isArray(jobs) ? jobs : []).map((one) => rowOf(objectOf(one)));
}

/** Rows by identifier, newest first, shown anew once for each picture however much changes. */
export function makeListModel(app: App, first: readonly Row[]) {
  const held = new Map(first.map((row) => [row.id, row]));
  const rows = signal<readonly Row[]>(first);
  const filters = signal(filtersOf(location));
  const page = signal(0);
  const selected = signal<ReadonlySet<string>>(new Set());
  const isLive = signal(false);
  let isDue = false;
  const show = (): void => {
    if (isDue) return;
    isDue = true;
    requestAnimationFrame(() => {
      isDue = false;
      rows.value = [...held.values()].sort((one, other) => other.createdMs - one.createdMs).slice(0, mostHeld);
    });
  };
  const change = (next: Partial<Filters>): void => {
    filters.value = { ...filters.value, ...next };
    page.value = 0;
    selected.value = new Set();
    history.replaceState(null, "", `${location.pathname}${addressOf(location.search, filters.value)}`);
  };
  const drop = (id: string): void => {
    if (!held.delete(id)) return;
    if (selected.value.has(id)) selected.value = new Set([...selected.value].filter((one) => one !== id));
    show();
  };
  const fitting = computed(() => rows.value.filter((row) => fits(row, filters.value)));
  const shown = computed(() => fitting.value.filter(({ status }) => filters.value.status === "" || status === filters.value.status));
  let hasConnected = false;
  return {
    ...{ rows, filters, page, selected, isLive, change, drop, fitting, shown },
    turn(to: number): void {
      page.value = to;
    },
    follow: () =>
      follow(app.to("/jobs/events"), {
        connected(isThere) {
          isLive.value = isThere;
          // What happened while nobody listened.
          if (isThere && hasConnected)
            void loadRows(app).then((fresh) => {
              held.clear();
              for (const row of fresh) held.set(row.id, row);
              show();
            });
          hasConnected ||= isThere;
        },
        heard: {
          job(data) {
            const row = rowOf(data);
            held.set(row.id, row);
            show();
          },
          gone: ({ jobID }) => drop(String(jobID)),
        },
      }),
  };
}

export type ListModel = ReturnType<typeof makeListModel>;
