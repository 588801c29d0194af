// JSON as a tree that is opened branch by branch: what is closed costs nothing.
import { useState } from "preact/hooks";
import { say } from "../words/words.js";
import type { ResultWords } from "./words.js";

const childrenAtOnce = 50;
const leafLetters = 2000;

interface NodeParts {
  readonly name: string | undefined;
  readonly value: unknown;
  readonly words: ResultWords;
  readonly isOpen?: boolean;
}

function leafText(value: unknown): string {
  const text = JSON.stringify(value) ?? "";
  return text.length > leafLetters ? `${text.slice(0, leafLetters)}…` : text;
}

function Children({ value, words }: { readonly value: object; readonly words: ResultWords }) {
  const [shown, setShown] = useState(childrenAtOnce);
  const names = Object.keys(value);
  return (
    <ul>
      {names.slice(0, shown).map((name) => (
        <li key={name}>
          <Node name={name} value={(value as Record<string, unknown>)[name]} words={words} />
        </li>
      ))}
      {names.length > shown && (
        <li>
          <button type="button" onClick={() => setShown(shown + 10 * childrenAtOnce)}>
            {words.more}
          </button>
        </li>
      )}
    </ul>
  );
}

function Node({ name, value, words, isOpen: isOpenFirst = false }: NodeParts) {
  const [isOpen, setOpen] = useState(isOpenFirst);
  const label = name === undefined ? null : <span class="name">{`${name}: `}</span>;
  if (typeof value !== "object" || value === null)
    return (
      <span>
        {label}
        <span class={`leaf ${value === null ? "null" : typeof value}`}>{leafText(value)}</span>
      </span>
    );
  const count = Array.isArray(value) ? value.length : Object.keys(value).length;
  const [before, after] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  if (count === 0)
    return (
      <span>
        {label}
        {before + after}
      </span>
    );
  return (
    <details open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {label}
        {before} <span class="soft">{say(count === 1 ? words.itemsOne : words.items, { count })}</span> {after}
      </summary>
      {isOpen && <Children value={value} words={words} />}
    </details>
  );
}

export function JsonTree({ value, words }: { readonly value: unknown; readonly words: ResultWords }) {
  return (
    <div class="tree">
      <Node name={undefined} value={value} words={words} isOpen />
    </div>
  );
}
