// The course of a job: its waits, attempts and pauses one after the other, each as long as it took, and its end.
import { say } from "../words/words.js";
import { isEnded, type JobState, type Span, spanText, stateWord } from "./job-state.js";
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

const keyOf = ({ phase, fromMs, attempt }: Span): string => `${attempt} ${phase} ${fromMs}`;

function Spans({ spans, nowMs, words, language }: Omit<TimelineParts, "state"> & { readonly spans: readonly Span[] }) {
  return (
    <ol class="span-list">
      {spans.map((span) => (
        <li key={keyOf(span)}>
          <span class={`dot ${span.phase}`} aria-hidden="true" />
          <strong>{nameOf(span, words)}</strong> {spanText((span.toMs ?? nowMs) - span.fromMs, language)}
          <span class="soft small"> {timeText(span.fromMs, language)}</span>
        </li>
      ))}
    </ol>
  );
}

function timeText(ms: number, language: string): string {
  return new Date(ms).toLocaleTimeString(language, { timeStyle: "medium" });
}

export function Timeline(parts: TimelineParts) {
  const { state, nowMs, words, language } = parts;
  const { spans } = state;
  const [first, last] = [spans[0], spans.at(-1)];
  if (first === undefined || last === undefined) return null;
  const lengthOf = ({ fromMs, toMs = nowMs }: Span): number => Math.max(0, toMs - fromMs);
  const attempts = [...new Set(spans.map(({ attempt }) => attempt))];
  const of = (attempt: number): Span[] => spans.filter((span) => span.attempt === attempt);
  const endMs = isEnded(state) ? last.toMs : undefined;
  return (
    <section aria-labelledby="timeline">
      <h2 id="timeline">{words.timeline}</h2>
      <div class="spans" aria-hidden="true">
        {spans.map((span) => (
          <div key={keyOf(span)} class={`span ${span.phase}`} style={{ flexGrow: Math.max(1, lengthOf(span)) }} />
        ))}
      </div>
      {attempts.length === 1 ? (
        <Spans {...parts} spans={spans} />
      ) : (
        <ol class="attempts">
          {attempts.map((attempt, index) => (
            <li key={attempt}>
              <strong>{say(words.attemptNumber, { number: index + 1 })}</strong> <span class="soft">{of(attempt)[0]?.reason}</span>
              <Spans {...parts} spans={of(attempt)} />
            </li>
          ))}
        </ol>
      )}
      {endMs === undefined ? null : (
        <p class="small soft">
          {say(words.endedAt, {
            state: stateWord(state, words),
            time: timeText(endMs, language),
            span: spanText(endMs - first.fromMs, language),
          })}
        </p>
      )}
    </section>
  );
}
