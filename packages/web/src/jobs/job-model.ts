// All that the page of a job shows, as it is now: the status document, asked for again when the stream of events says that something has changed, and what
// the stream alone tells: log, use, and why it waits.
import { signal } from "@preact/signals";
import type { Job, JsonObject } from "@terrarium/client";
import { loadOutputs } from "../results/load-outputs.js";
import type { ResultOutput } from "../results/output-type.js";
import type { App } from "../ui/app-type.js";
import { type Following, follow } from "./follow.js";
import { isEnded, type JobState, numberOf, objectOf, type Phase, stateOf } from "./job-state.js";
import type { Line } from "./log-view.js";
import type { Sample } from "./use-chart.js";

/** Kept of the log; the rest can be downloaded. */
const mostLines = 20_000;
const mostSamples = 600;

export interface WhyWaiting {
  readonly reason: string;
  readonly ahead?: number;
}

function makeSignals(first: Job) {
  return {
    state: signal<JobState>(stateOf(first)),
    lines: signal<readonly Line[]>([]),
    missedBytes: signal(0),
    samples: signal<readonly Sample[]>([]),
    waiting: signal<WhyWaiting | undefined>(undefined),
    isLive: signal(true),
    isGone: signal(false),
    outputs: signal<readonly ResultOutput[]>([]),
  };
}

type Signals = ReturnType<typeof makeSignals>;

export interface JobModel extends Signals {
  /** A newer document. */
  take(job: Job): void;
  /** Asks for the document; once more if that is wanted meanwhile. */
  refresh(): Promise<void>;
  follow(): Following;
}

/** The stream tells phases that the document has no word for. */
const streamPhases: ReadonlySet<string> = new Set(["dismissing", "resuming", "staging"]);

function takeState({ state, waiting }: Signals, { status, phase, progress, message }: JsonObject): boolean {
  const before = state.value;
  state.value = {
    ...before,
    status: String(status),
    phase: String(phase) as Phase,
    progress: numberOf(progress) ?? before.progress,
    ...(typeof message === "string" ? { message } : {}),
  };
  if (status !== "accepted") waiting.value = undefined;
  return status !== before.status || phase !== before.phase;
}

function takeLog({ lines, missedBytes }: Signals, data: JsonObject): void {
  if (data["restart"] === true) lines.value = [];
  const last = lines.value.at(-1)?.number ?? 0;
  if (last === 0) missedBytes.value = numberOf(data["missedBytes"]) ?? 0;
  const fresh = (Array.isArray(data["lines"]) ? data["lines"] : []).map((one, index): Line => {
    const { level, text } = objectOf(one);
    return { number: last + index + 1, level: String(level), text: String(text) };
  });
  lines.value = [...lines.value, ...fresh].slice(-mostLines);
}

function takeUse({ samples }: Signals, { time, cpuMs, memoryBytes }: JsonObject): void {
  const sample = { atMs: Date.parse(String(time)), cpuMs: numberOf(cpuMs), memoryBytes: numberOf(memoryBytes) };
  samples.value = [...samples.value, sample].slice(-mostSamples);
}

/** `first` is the job as it was when the page was loaded. */
export function makeJobModel(app: App, first: Job): JobModel {
  const all = makeSignals(first);
  const { state, waiting, isLive, isGone, outputs } = all;
  let isAsking = false;
  let isStale = false;

  function take(job: Job): void {
    const next = stateOf(job);
    const { phase, status } = state.value;
    state.value = next.status === status && streamPhases.has(phase) ? { ...next, phase } : next;
  }

  async function refresh(): Promise<void> {
    isStale = isAsking;
    if (isAsking) return;
    isAsking = true;
    try {
      const job = await app.client.status(first.id);
      take(job);
      // Once: what was published stays as it is.
      if (job.status === "successful" && outputs.value.length === 0) outputs.value = await loadOutputs(app, job);
    } catch (error) {
      const { status } = objectOf(error);
      isGone.value = status === 404 || status === 410;
    } finally {
      isAsking = false;
    }
    if (isStale) await refresh();
  }

  return {
    ...all,
    take,
    refresh,
    follow: () =>
      follow(app.to(`/jobs/${first.id}/events`), {
        connected(isThere) {
          isLive.value = isThere || isEnded(state.value);
        },
        heard: {
          state: (data) => takeState(all, data) && void refresh(),
          waiting({ reason, ahead }) {
            waiting.value = { reason: String(reason), ...(typeof ahead === "number" ? { ahead } : {}) };
          },
          log: (data) => takeLog(all, data),
          usage: (data) => takeUse(all, data),
          end: () => void refresh(),
        },
      }),
  };
}
