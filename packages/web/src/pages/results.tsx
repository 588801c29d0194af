// The page of a job's results: the outputs with previews, how long they are kept, and keeping them longer.
import type { Job, ProblemError } from "@terrarium/client";
import { useState } from "preact/hooks";
import { loadOutputs, zipHrefOf } from "../results/load-outputs.js";
import type { ResultOutput } from "../results/output-type.js";
import { ResultsView } from "../results/results-view.js";
import { resultWordsOf } from "../results/words.js";
import type { App } from "../ui/app-type.js";
import { takeOver } from "../ui/island.js";
import { say } from "../words/words.js";

function Kept({ app, job: first }: { readonly app: App; readonly job: Job }) {
  const [job, setJob] = useState(first);
  const [fault, setFault] = useState<string>();
  const words = resultWordsOf(app.language);
  const isPinned = job.raw["pinned"] === true;
  const expires = job.raw["expires"];
  if (!isPinned && typeof expires !== "string") return null;
  const change = (): void => {
    const asked = isPinned ? app.client.unpin(job.id) : app.client.pin(job.id);
    asked.then(
      (now) => {
        setFault(undefined);
        setJob(now);
      },
      (error: ProblemError) => setFault(error.message),
    );
  };
  const time = typeof expires === "string" ? new Date(expires).toLocaleString(app.language, { dateStyle: "long", timeStyle: "short" }) : "";
  return (
    <div class="kept">
      <p class="soft" aria-live="polite">
        {isPinned ? words.pinned : say(words.expires, { time })}
      </p>
      <button type="button" onClick={change}>
        {isPinned ? words.unpin : words.pin}
      </button>
      {fault !== undefined && <p class="notice bad">{say(words.pinFailed, { reason: fault })}</p>}
    </div>
  );
}

interface ResultsPageParts {
  readonly app: App;
  readonly job: Job;
  readonly outputs: readonly ResultOutput[];
}

function ResultsPage({ app, job, outputs }: ResultsPageParts) {
  return <ResultsView outputs={outputs} zipHref={zipHrefOf(app, job.id)} language={app.language} kept={<Kept app={app} job={job} />} />;
}

export async function start(app: App): Promise<void> {
  const island = app.island("results");
  const id = island?.dataset["job"];
  if (island === undefined || id === undefined) return;
  const job = await app.client.status(id);
  const outputs = await loadOutputs(app, job);
  takeOver(island, <ResultsPage app={app} job={job} outputs={outputs} />);
}
