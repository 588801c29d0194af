// CSV as RFC 4180 has it: comma, double quotes, CR LF or LF; read while it comes. What the rows mean is the caller's.

/** Where the reader stands in a row. */
type Place = "begin" | "plain" | "quoted" | "closed";

/** Why a text is no CSV; `line` counts from 1. */
export class CsvError extends Error {
  readonly line: number;
  constructor(message: string, line: number) {
    super(message);
    this.name = "CsvError";
    this.line = line;
  }
}

/** Takes pieces of text and gives the rows that they complete; empty lines are none. */
function makeReader() {
  let place: Place = "begin";
  let field = "";
  let row: string[] = [];
  let line = 1;
  const endField = (): void => {
    row.push(field);
    field = "";
    place = "begin";
  };
  const endRow = (): string[][] => {
    const isEmpty = row.length === 0 && field === "" && place === "begin";
    endField();
    const ended = row;
    row = [];
    return isEmpty ? [] : [ended];
  };
  const take = (character: string): string[][] => {
    if (character === "\n") line += 1;
    if (place === "quoted") {
      if (character === '"') place = "closed";
      else field += character;
      return [];
    }
    if (character === ",") endField();
    else if (character === "\n") return endRow();
    else if (character === '"' && place !== "plain") {
      // Two quotes are one.
      if (place === "closed") field += '"';
      place = "quoted";
    } else if (character !== "\r") {
      if (place === "closed") throw new CsvError("a quoted value goes on after its quote", line);
      place = "plain";
      field += character;
    }
    return [];
  };
  const end = (): string[][] => {
    if (place === "quoted") throw new CsvError("a quote is not closed", line);
    return endRow();
  };
  return { take, end };
}

/** The rows of a file, the head line among them. Throws CsvError, and TypeError for bytes that are not UTF-8. */
export async function* readCsv(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<string[], void> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const reader = makeReader();
  for await (const piece of pieces) for (const character of decoder.decode(piece, { stream: true })) yield* reader.take(character);
  for (const character of decoder.decode()) yield* reader.take(character);
  yield* reader.end();
}

/** One row as a line. */
export function csvLine(values: readonly string[]): string {
  return `${values.map((one) => (/[",\r\n]/.test(one) ? `"${one.replaceAll('"', '""')}"` : one)).join(",")}\r\n`;
}
