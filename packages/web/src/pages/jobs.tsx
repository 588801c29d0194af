// The list of jobs, alive: filters in the address, counts by state, changes as they happen, and many dismissed at once.

import { signal } from "@preact/signals";
import { inTurns, type Row, states } from "../jobs/job-list.js";
import { spanText, stateWord } from "../jobs/job-state.js";
import { loadRows, type ListModel as Model, makeListModel } from "../jobs/list-model.js";
import { jobStyle } from "../jobs/style.js";
import { type JobWords, jobWordsOf } from "../jobs/words.js";
import type { App } from "../ui/app-type.js";
import { takeOver } from "../ui/island.js";
import { addStyle } from "../ui/style.js";
import { TableHead } from "../ui/table-head.js";
import { say } from "../words/words.js";

addStyle(jobStyle);

const pageRows = 50;
/** Requests at one time. */
const mostAtOnce = 6;

interface Progress {
  readonly done: number;
  readonly count: number;
  readonly failed: number;
  readonly reason: string;
}

interface Parts {
  readonly app: App;
  readonly model: Model;
  readonly words: JobWords;
}

function FilterForm({ model, words }: Parts) {
  const { status, processId, since, text } = model.filters.value;
  const processes = [...new Set([...model.rows.value.map((row) => row.processId), ...(processId === "" ? [] : [processId])])].sort();
  const isFiltered = [status, processId, since, text].some((one) => one !== "");
  return (
    <search class="sheet">
      <div class="row">
        <div class="field narrow">
          <label for="processID">{words.process}</label>
          <select id="processID" value={processId} onChange={(event) => model.change({ processId: event.currentTarget.value })}>
            <option value="">{words.anyProcess}</option>
            {processes.map((id) => (
              <option key={id} value={id}>
                {id}
              </option>
            ))}
          </select>
        </div>
        <div class="field narrow">
          <label for="since">{words.since}</label>
          <input id="since" type="date" value={since} onInput={(event) => model.change({ since: event.currentTarget.value })} />
        </div>
        <div class="field broad">
          <label for="text">{words.text}</label>
          <input
            id="text"
            type="search"
            autocomplete="off"
            value={text}
            onInput={(event) => model.change({ text: event.currentTarget.value })}
          />
        </div>
        {isFiltered ? (
          <div>
            <button type="button" onClick={() => model.change({ status: "", processId: "", since: "", text: "" })}>
              {words.reset}
            </button>
          </div>
        ) : null}
      </div>
    </search>
  );
}

function Counts({ model, words }: Parts) {
  const { status } = model.filters.value;
  const fitting = model.fitting.value;
  const countOf = (one: string): number => fitting.filter((row) => row.status === one).length;
  return (
    <fieldset class="counts" aria-label={words.status}>
      <button type="button" aria-pressed={status === ""} onClick={() => model.change({ status: "" })}>
        {words.anyStatus} <strong>{fitting.length}</strong>
      </button>
      {states.map((one) => (
        <button key={one} type="button" aria-pressed={status === one} onClick={() => model.change({ status: status === one ? "" : one })}>
          <span class={`state ${one}`}>{words[one]}</span> <strong>{countOf(one)}</strong>
        </button>
      ))}
    </fieldset>
  );
}

const progress = signal<Progress | undefined>(undefined);
const isAsking = signal(false);
const ask = (isOn: boolean): void => {
  isAsking.value = isOn;
};

function Bulk({ app, model, words }: Parts) {
  const ids = [...model.selected.value];
  const now = progress.value;
  const act = async (): Promise<void> => {
    isAsking.value = false;
    let [failed, reason] = [0, ""];
    progress.value = { done: 0, count: ids.length, failed, reason };
    const dismiss = async (id: string): Promise<void> => {
      try {
        await app.client.dismiss(id);
        model.selected.value = new Set([...model.selected.value].filter((one) => one !== id));
      } catch (error) {
        failed += 1;
        reason = error instanceof Error ? error.message : String(error);
      }
    };
    await inTurns(ids, mostAtOnce, dismiss, (done) => {
      progress.value = { done, count: ids.length, failed, reason };
    });
  };
  return (
    <div class="actions">
      {ids.length === 0 ? null : isAsking.value ? (
        <div class="notice bad" role="alertdialog" aria-label={say(words.dismissSelected, { count: ids.length })}>
          <p>{say(words.reallyDismiss, { count: ids.length })}</p>
          <div class="actions">
            <button type="button" class="danger" onClick={() => void act()}>
              {say(words.dismissSelected, { count: ids.length })}
            </button>
            <button type="button" onClick={() => ask(false)}>
              {words.cancel}
            </button>
          </div>
        </div>
      ) : (
        <button type="button" class="danger" onClick={() => ask(true)}>
          {say(words.dismissSelected, { count: ids.length })}
        </button>
      )}
      {now === undefined ? null : (
        <span role="status">
          {say(words.dismissed1, { done: now.done, count: now.count })}
          {now.failed === 0 ? "" : ` ${say(words.someFailed, { failed: now.failed, reason: now.reason })}`}
        </span>
      )}
    </div>
  );
}

function JobRow({ row, app, model, words }: Parts & { readonly row: Row }) {
  const { id, processId, status, createdMs, startedMs, finishedMs, message } = row;
  const isRunning = status === "running" || status === "paused";
  const toggle = (isOn: boolean): void => {
    model.selected.value = new Set(isOn ? [...model.selected.value, id] : [...model.selected.value].filter((one) => one !== id));
  };
  return (
    <tr>
      <td class="pick">
        <input
          type="checkbox"
          aria-label={say(words.select, { id })}
          checked={model.selected.value.has(id)}
          onChange={(event) => toggle(event.currentTarget.checked)}
        />
      </td>
      <td>
        <span class={`state ${status}`}>{stateWord({ status, phase: row.phase as "running" }, words)}</span>
      </td>
      <th scope="row">
        <a href={app.to(`/jobs/${id}`)}>{processId}</a>
        <br />
        <code class="small">{id}</code>
      </th>
      <td class="num">{new Date(createdMs).toLocaleString(app.language, { dateStyle: "short", timeStyle: "medium" })}</td>
      <td class="num">{startedMs === undefined ? "" : spanText((finishedMs ?? Date.now()) - startedMs, app.language)}</td>
      <td>
        {isRunning ? <progress class="small-bar" max={100} value={row.progress} aria-label={words.progress} /> : null}{" "}
        {message.slice(0, 300)}
      </td>
    </tr>
  );
}

function JobList({ app, model, words }: Parts) {
  const all = model.shown.value;
  const last = Math.max(0, Math.ceil(all.length / pageRows) - 1);
  const page = Math.min(model.page.value, last);
  const rows = all.slice(page * pageRows, (page + 1) * pageRows);
  const areAllPicked = rows.length > 0 && rows.every(({ id }) => model.selected.value.has(id));
  const pickAll = (isOn: boolean): void => {
    const ids = new Set(rows.map(({ id }) => id));
    const others = [...model.selected.value].filter((id) => !ids.has(id));
    model.selected.value = new Set(isOn ? [...others, ...ids] : others);
  };
  return (
    <>
      <FilterForm app={app} model={model} words={words} />
      <Counts app={app} model={model} words={words} />
      <p class={model.isLive.value ? "live on" : "live"} role="status">
        {model.isLive.value ? words.live : words.offline}
      </p>
      <Bulk app={app} model={model} words={words} />
      {rows.length === 0 ? (
        <p>{words.noJobs}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what can be scrolled must be reached by keys.
        <section class="wide" aria-label={words.jobs} tabIndex={0}>
          <table class="job-rows">
            <TableHead names={[words.status, words.process, words.created, words.duration, words.message]}>
              <th scope="col" class="pick">
                <input
                  type="checkbox"
                  aria-label={words.selectAll}
                  checked={areAllPicked}
                  onChange={(event) => pickAll(event.currentTarget.checked)}
                />
              </th>
            </TableHead>
            <tbody>
              {rows.map((row) => (
                <JobRow key={row.id} row={row} app={app} model={model} words={words} />
              ))}
            </tbody>
          </table>
        </section>
      )}
      {all.length <= pageRows ? null : (
        <nav class="actions" aria-label={words.jobs}>
          <button type="button" disabled={page === 0} onClick={() => model.turn(page - 1)}>
            {words.previous}
          </button>
          <span class="soft">{say(words.rows, { from: page * pageRows + 1, to: page * pageRows + rows.length, all: all.length })}</span>
          <button type="button" disabled={page === last} onClick={() => model.turn(page + 1)}>
            {words.next}
          </button>
        </nav>
      )}
    </>
  );
}

export async function start(app: App): Promise<void> {
  const island = app.island("jobs");
  if (island === undefined) return;
  const model = makeListModel(app, await loadRows(app));
  takeOver(island, <JobList app={app} model={model} words={jobWordsOf(app.language)} />);
  model.follow();
}
