// What a process prints, as it prints it: by level, searched, followed to its end. Text only, whatever a job says.
import { useEffect, useRef, useState } from "preact/hooks";
import { sizeText } from "../results/output-type.js";
import { say } from "../words/words.js";
import type { JobWords } from "./words.js";

export interface Line {
  readonly number: number;
  readonly level: string;
  readonly text: string;
}

/** Shown at one time; more would make the page slow, and all of it can be downloaded. */
const mostShown = 2_000;

const least: Readonly<Record<string, ReadonlySet<string>>> = {
  all: new Set(["debug", "info", "warning", "error"]),
  warnings: new Set(["warning", "error"]),
  errors: new Set(["error"]),
};

export interface LogViewParts {
  readonly lines: readonly Line[];
  readonly missedBytes: number;
  readonly isOver: boolean;
  /** Of the whole log as text, once there is one. */
  readonly href?: string | undefined;
  readonly words: JobWords;
  readonly language: string;
}

export function LogView({ lines, missedBytes, isOver, href, words, language }: LogViewParts) {
  const [level, setLevel] = useState("all");
  const [text, setText] = useState("");
  const [isFollowing, setFollowing] = useState(true);
  const box = useRef<HTMLDivElement>(null);
  const wanted = text.toLowerCase();
  const fitting = lines.filter(
    (line) => least[level]?.has(line.level) !== false && (wanted === "" || line.text.toLowerCase().includes(wanted)),
  );
  const shown = fitting.slice(-mostShown);
  const last = shown.at(-1)?.number;
  useEffect(() => {
    if (isFollowing && box.current !== null) box.current.scrollTop = box.current.scrollHeight;
  }, [last, isFollowing, level, wanted]);
  return (
    <section aria-labelledby="log">
      <h2 id="log">{words.log}</h2>
      {lines.length === 0 ? (
        <p class="soft">{isOver ? words.noLogAtAll : words.noLog}</p>
      ) : (
        <>
          <div class="log-tools">
            <label for="log-level">{words.level}</label>
            <select id="log-level" value={level} onChange={(event) => setLevel(event.currentTarget.value)}>
              <option value="all">{words.all}</option>
              <option value="warnings">{words.warnings}</option>
              <option value="errors">{words.errors}</option>
            </select>
            <input
              type="search"
              aria-label={words.find}
              placeholder={words.find}
              value={text}
              autocomplete="off"
              onInput={(event) => setText(event.currentTarget.value)}
            />
            <label class="choice">
              <input type="checkbox" checked={isFollowing} onChange={(event) => setFollowing(event.currentTarget.checked)} /> {words.follow}
            </label>
            <span class="soft small">{say(words.lines, { shown: shown.length, all: lines.length })}</span>
            {href === undefined ? null : (
              <a class="button" href={href} download>
                {words.download}
              </a>
            )}
          </div>
          <div
            class="log-box"
            ref={box}
            role="log"
            aria-label={words.log}
            aria-live="off"
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what can be scrolled must be reached by keys.
            tabIndex={0}
            onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
              const isAtEnd = scrollHeight - scrollTop - clientHeight < 24;
              if (isAtEnd !== isFollowing) setFollowing(isAtEnd);
            }}
          >
            {missedBytes > 0 ? <div class="log-gap">{say(words.missed, { bytes: sizeText(missedBytes, language) })}</div> : null}
            {shown.map((line) => (
              <div key={line.number} class={`log-line ${line.level}`}>
                <span class="log-number" aria-hidden="true">
                  {line.number}
                </span>
                <span>{line.text === "" ? " " : line.text}</span>
              </div>
            ))}
          </div>
        </>
      )}
    </section>
  );
}
