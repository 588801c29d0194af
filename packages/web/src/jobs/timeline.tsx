// The phases of a job one after the other, each as long as it took.
import { type JobState, type Span, spanText } from "./job-state.js";
import type { JobWords } from "./words.js";

function nameOf({ phase }: Span, words: JobWords): string {
  if (phase === "running") return words.ran;
  return phase === "paused" ? words.pausedPhase : words[phase];
}

export interface TimelineParts {
  readonly state: JobState;
  readonly nowMs: number;
  readonly words: JobWords;
  readonly language: string;
}

export function Timeline({ state, nowMs, words, language }: TimelineParts) {
  const { spans } = state;
  if (spans.length === 0) return null;
  const lengthOf = ({ fromMs, toMs = nowMs }: Span): number => Math.max(0, toMs - fromMs);
  const time = (ms: number): string => new Date(ms).toLocaleTimeString(language, { timeStyle: "medium" });
  return (
    <section aria-labelledby="timeline">
      <h2 id="timeline">{words.timeline}</h2>
      <div class="spans" aria-hidden="true">
        {spans.map((span) => (
          <div key={`${span.phase} ${span.fromMs}`} class={`span ${span.phase}`} style={{ flexGrow: Math.max(1, lengthOf(span)) }} />
        ))}
      </div>
      <ol class="span-list">
        {spans.map((span) => (
          <li key={`${span.phase} ${span.fromMs}`}>
            <span class={`dot ${span.phase}`} aria-hidden="true" />
            <strong>{nameOf(span, words)}</strong> {spanText(lengthOf(span), language)}
            <span class="soft small"> {time(span.fromMs)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
