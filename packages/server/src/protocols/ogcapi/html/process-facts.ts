// What the catalogue tells of a process beside its description: how it is written, how it is sealed here, and how its newest jobs went.
import type { Outcome, ProcessFacts, ProcessStatistics } from "../../../core/operation.js";
import { durationText } from "./format.js";
import { type Html, html, nothing } from "./markup.js";
import { say, type Word, type Words } from "./words.js";

/** What is known beyond the descriptions, where it was asked for. */
export type Known = Pick<Extract<Outcome, { kind: "processes" }>, "statistics" | "facts">;

const kinds: Readonly<Record<NonNullable<ProcessFacts["source"]>["kind"], Word>> = {
  typescript: "kindTypescript",
  python: "kindPython",
  pywps: "kindPywps",
  command: "kindCommand",
  image: "kindImage",
};

/** What a sandbox is known by; the rest stands in the record of each job. */
const walls = ["namespaces", "seccomp", "no network"];
const limits = ["memory", "cpu", "pids", "disk"];

function isolationText({ isolation, source }: ProcessFacts, words: Words): string {
  const { engine, runtime, enforced, notEnforced } = isolation;
  if (!enforced.includes("namespaces")) return words.notIsolated;
  const bounds = limits.every((name) => enforced.includes(name))
    ? [words.allLimits]
    : limits.some((name) => enforced.includes(name))
      ? [say(words.someLimits, { names: notEnforced.join(", ") })]
      : [];
  const by = { by: runtime ?? engine, what: [...walls.filter((name) => enforced.includes(name)), ...bounds].join(", ") };
  return say(source?.kind === "image" ? words.inContainer : words.inSandbox, by);
}

function outcomesText({ successful, failed, runMs }: ProcessStatistics, words: Words): Html {
  const count = successful + failed;
  if (count === 0) return nothing;
  const time = runMs === undefined ? "" : `, ${say(words.usualTime, { time: durationText(runMs.p50) })}`;
  return html`<br>${say(words.outcomes, { successful, count })}${time}`;
}

export function processFacts(id: string, { facts, statistics }: Known, words: Words): Html {
  const known = facts?.get(id);
  if (known === undefined) return nothing;
  const { source } = known;
  const figures = statistics?.get(id);
  const from = source === undefined ? nothing : html`${words[kinds[source.kind]]} · ${source.name}<br>`;
  return html`<p class="small soft">${from}${isolationText(known, words)}${figures === undefined ? nothing : outcomesText(figures, words)}</p>`;
}
