// A table of any length, a page of it at a time. Rows that can be chosen have a button; arrow keys go from one to the next.
import { useEffect, useRef, useState } from "preact/hooks";
import { TableHead } from "../ui/table-head.js";
import { say } from "../words/words.js";
import { ScrollBox } from "./scroll-box.js";
import type { ResultWords } from "./words.js";

const pageRows = 25;
const cellLetters = 160;

export interface DataTableParts {
  readonly title: string;
  readonly columns: readonly string[];
  readonly count: number;
  readonly row: (index: number) => readonly string[];
  readonly words: ResultWords;
  /** Absent: rows are only read. */
  readonly choice?: { readonly chosen: number | undefined; readonly onChoose: (index: number) => void };
}

function moveFocus(event: KeyboardEvent): void {
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (step === 0) return;
  const buttons = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>("button.pick")];
  const next = buttons[buttons.indexOf(document.activeElement as HTMLElement) + step];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}

function Cell({ text }: { readonly text: string }) {
  return text.length > cellLetters ? <td title={text.slice(0, 2000)}>{`${text.slice(0, cellLetters)}…`}</td> : <td>{text}</td>;
}

function Row({ parts, index }: { readonly parts: DataTableParts; readonly index: number }) {
  const { choice, row, words } = parts;
  const isChosen = choice?.chosen === index;
  const cells = row(index);
  return (
    <tr data-row={index} class={isChosen ? "chosen" : undefined} onClick={choice && (() => choice.onChoose(index))}>
      {choice && (
        <th scope="row">
          <button type="button" class="pick" aria-pressed={isChosen} aria-label={say(words.showOnMap, { number: index + 1 })}>
            {index + 1}
          </button>
        </th>
      )}
      {parts.columns.map((column, at) => (
        <Cell key={column} text={cells[at] ?? ""} />
      ))}
    </tr>
  );
}

export function DataTable(parts: DataTableParts) {
  const { title, columns, count, words, choice } = parts;
  const [page, setPage] = useState(0);
  const body = useRef<HTMLTableSectionElement>(null);
  const chosen = choice?.chosen;
  // What is chosen on the map is shown here.
  useEffect(() => {
    if (chosen === undefined) return;
    setPage(Math.floor(chosen / pageRows));
  }, [chosen]);
  useEffect(() => {
    body.current?.querySelector("tr.chosen")?.scrollIntoView({ block: "nearest" });
  }, [chosen, page]);
  const from = page * pageRows;
  const to = Math.min(count, from + pageRows);
  return (
    <div class="datatable">
      <ScrollBox class="wide" label={say(words.table, { title })}>
        <table>
          <caption>{say(words.table, { title })}</caption>
          <TableHead names={columns}>{choice && <th scope="col">#</th>}</TableHead>
          <tbody ref={body} onKeyDown={moveFocus}>
            {Array.from({ length: to - from }, (_, at) => (
              <Row key={from + at} parts={parts} index={from + at} />
            ))}
          </tbody>
        </table>
      </ScrollBox>
      {count > pageRows && (
        <p class="pages">
          <button type="button" disabled={page === 0} onClick={() => setPage(page - 1)}>
            {words.previous}
          </button>
          <span aria-live="polite">{say(words.rowsOf, { from: from + 1, to, count })}</span>
          <button type="button" disabled={to === count} onClick={() => setPage(page + 1)}>
            {words.next}
          </button>
        </p>
      )}
    </div>
  );
}
