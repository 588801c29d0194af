// The page of one job, alive: its course, its log and what it uses as they happen, and what can be done with it now.

import type { Job, JsonObject } from "@terrarium/client";
import { useEffect, useState } from "preact/hooks";
import { FailureCard, Inputs, Isolation, Used } from "../jobs/facts.js";
import { type JobModel as Model, makeJobModel, type WhyWaiting as Waiting } from "../jobs/job-model.js";
import { isEnded, type JobState, leftMs, numberOf, objectOf, spanText, stateWord } from "../jobs/job-state.js";
import { LogView } from "../jobs/log-view.js";
import { jobStyle } from "../jobs/style.js";
import { Timeline } from "../jobs/timeline.js";
import { UseChart } from "../jobs/use-chart.js";
import { type JobWords, jobWordsOf } from "../jobs/words.js";
import { zipHrefOf } from "../results/load-outputs.js";
import { ResultsView } from "../results/results-view.js";
import type { App } from "../ui/app-type.js";
import { takeOver } from "../ui/island.js";
import { addStyle } from "../ui/style.js";
import { say } from "../words/words.js";

addStyle(jobStyle);

interface Parts {
  readonly app: App;
  readonly model: Model;
  readonly words: JobWords;
}

/** What can be done in this state; a button says what it does, and what the server thinks of it. */
function Controls({ app, model, words }: Parts) {
  const [fault, setFault] = useState<string>();
  const state = model.state.value;
  const { id, processId, phase, raw } = state;
  const act = (work: Promise<Job>): void => {
    work.then(
      (job) => {
        setFault(undefined);
        model.take(job);
        void model.refresh();
      },
      (error: Error) => {
        setFault(error.message);
        void model.refresh();
      },
    );
  };
  const { client } = app;
  const isOver = isEnded(state);
  const isKept = raw["pinned"] === true;
  const expires =
    typeof raw["expires"] === "string"
      ? new Date(raw["expires"]).toLocaleString(app.language, { dateStyle: "medium", timeStyle: "short" })
      : undefined;
  return (
    <>
      <div class="actions">
        {state.status === "successful" ? (
          <a class="button main" href={app.to(`/jobs/${id}/results`)}>
            {words.seeResults}
          </a>
        ) : null}
        {phase === "running" ? (
          <button type="button" onClick={() => act(client.pause(id))}>
            {words.pause}
          </button>
        ) : null}
        {phase === "paused" ? (
          <button type="button" onClick={() => act(client.resume(id))}>
            {words.resume}
          </button>
        ) : null}
        <a class="button" href={`${app.to(`/processes/${encodeURIComponent(processId)}`)}#job=${id}`}>
          {words.runAgain}
        </a>
        {isOver && (isKept || expires !== undefined) ? (
          <button type="button" onClick={() => act(isKept ? client.unpin(id) : client.pin(id))}>
            {isKept ? words.letGo : words.keep}
          </button>
        ) : null}
        {phase === "dismissing" ? null : (
          <button type="button" class="danger" onClick={() => act(client.dismiss(id))}>
            {isOver ? words.remove : words.dismiss}
          </button>
        )}
      </div>
      {isKept || expires !== undefined ? (
        <p class="soft small">{isKept ? words.pinned : say(words.keptUntil, { time: expires ?? "" })}</p>
      ) : null}
      {fault === undefined ? null : (
        <p class="notice bad" role="alert">
          {say(words.notDone, { reason: fault })}
        </p>
      )}
    </>
  );
}

function Course({
  state,
  waiting,
  nowMs,
  words,
  language,
}: {
  readonly state: JobState;
  readonly waiting: Waiting | undefined;
  readonly nowMs: number;
  readonly words: JobWords;
  readonly language: string;
}) {
  if (isEnded(state)) return state.message === undefined || state.status === "failed" ? null : <p>{state.message}</p>;
  if (state.phase === "waiting")
    return (
      <p class="notice">
        <strong>{words.waits}:</strong> {waiting?.reason ?? state.message ?? ""}
        {waiting?.ahead === undefined ? "" : ` ${say(words.ahead, { place: waiting.ahead + 1 })}`}
      </p>
    );
  const running = state.spans.findLast(({ phase }) => phase === "running");
  const left = leftMs(state, nowMs);
  return (
    <>
      <div class="bar-row">
        <progress max={100} value={state.progress} aria-label={words.progress} />
        <span>{say(words.percent, { value: Math.floor(state.progress) })}</span>
      </div>
      <p>
        {state.message ?? ""}{" "}
        <span class="soft">
          {running === undefined ? "" : say(words.elapsed, { time: spanText((running.toMs ?? nowMs) - running.fromMs, language) })}
          {left === undefined ? "" : `, ${say(words.eta, { time: spanText(left, language) })}`}
        </span>
      </p>
    </>
  );
}

/** Now, each second while something goes on. */
function useNow(isOn: boolean): number {
  const [nowMs, setNow] = useState(Date.now());
  useEffect(() => {
    if (!isOn) return;
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [isOn]);
  return nowMs;
}

function Summary({ app, model, words }: Parts) {
  const {
    state: { value: state },
  } = model;
  const { created, started, finished, attempt } = state.raw;
  const moment = (told: unknown): string | undefined =>
    typeof told === "string" ? new Date(told).toLocaleString(app.language, { dateStyle: "medium", timeStyle: "medium" }) : undefined;
  const rows = [
    [words.created, moment(created)],
    [words.started, moment(started)],
    [words.finished, moment(finished)],
    [words.attempt, numberOf(attempt) !== undefined && Number(attempt) > 1 ? String(attempt) : undefined],
  ] as const;
  return (
    <section aria-labelledby="facts">
      <h2 id="facts">{words.facts}</h2>
      <dl class="facts">
        <dt>{words.process}</dt>
        <dd>
          <a href={app.to(`/processes/${encodeURIComponent(state.processId)}`)}>{state.processId}</a>
        </dd>
        {rows.map(([title, value]) =>
          value === undefined ? null : (
            <>
              <dt>{title}</dt>
              <dd>{value}</dd>
            </>
          ),
        )}
      </dl>
    </section>
  );
}

/** What it gave, as on the page of results. */
function Results({ app, model, words }: Parts) {
  const outputs = model.outputs.value;
  if (outputs.length === 0) return null;
  return (
    <section aria-labelledby="results">
      <h2 id="results">{words.results}</h2>
      <ResultsView outputs={outputs} zipHref={zipHrefOf(app, model.state.value.id)} language={app.language} Heading="h3" />
    </section>
  );
}

function JobPage({ app, model, words, title, definition }: Parts & { readonly title: string; readonly definition: JsonObject }) {
  const state = model.state.value;
  const isOver = isEnded(state);
  const nowMs = useNow(!isOver);
  const { language } = app;
  const limits = objectOf(objectOf(state.raw["isolation"])["limits"]);
  const facts = { state, words, language };
  if (model.isGone.value) return <p class="notice">{words.gone}</p>;
  return (
    <div class="job-page">
      <div class="job-head">
        <h1>{title}</h1>
        <span class={`state ${state.status}`} role="status">
          {stateWord(state, words)}
        </span>
        {isOver ? null : <span class={model.isLive.value ? "live on" : "live"}>{model.isLive.value ? "" : words.lost}</span>}
      </div>
      <p class="soft">
        <code>{state.id}</code>
      </p>
      <Course state={state} waiting={model.waiting.value} nowMs={nowMs} words={words} language={language} />
      <Controls app={app} model={model} words={words} />
      <FailureCard {...facts} lines={model.lines.value} />
      <Results app={app} model={model} words={words} />
      <Timeline state={state} nowMs={nowMs} words={words} language={language} />
      <UseChart
        samples={model.samples.value}
        limits={{ cpus: numberOf(limits["cpus"]), memoryBytes: numberOf(limits["memoryBytes"]) }}
        words={words}
        language={language}
      />
      <LogView
        lines={model.lines.value}
        missedBytes={model.missedBytes.value}
        isOver={isOver}
        href={isOver ? app.to(`/jobs/${state.id}/log`) : undefined}
        words={words}
        language={language}
      />
      <Inputs definition={definition} href={app.to(`/jobs/${state.id}/definition`)} words={words} language={language} />
      <Isolation {...facts} />
      <Used {...facts} />
      <Summary app={app} model={model} words={words} />
    </div>
  );
}

async function readDefinition(app: App, id: string): Promise<JsonObject> {
  try {
    return objectOf(await (await app.client.open(app.to(`/jobs/${id}/definition`))).json());
  } catch {
    return {};
  }
}

export async function start(app: App): Promise<void> {
  const island = app.island("job");
  const { job: id, title = "" } = island?.dataset ?? {};
  if (island === undefined || id === undefined) return;
  const [job, definition] = await Promise.all([app.client.status(id), readDefinition(app, id)]);
  const model = makeJobModel(app, job);
  if (job.status === "successful") await model.refresh();
  takeOver(island, <JobPage app={app} model={model} words={jobWordsOf(app.language)} title={title} definition={definition} />);
  model.follow();
}
