// Tables as inputs and outputs: CSV with a head line, or a JSON list of objects, as rows by their column names.
import { writeFile } from "node:fs/promises";
import { CsvError, csvLine, readCsv } from "./csv.js";
import type { Format, JsonValue } from "./description.js";
import type { ComplexHandle } from "./file-handle.js";
import { fileBuilder } from "./specs.js";
import { UserError } from "./user-error.js";

/** Values by column; those of CSV are texts. */
export type Row = Readonly<Record<string, JsonValue>>;

export interface TableHandle extends ComplexHandle {
  /** One row after the other; CSV of any size in little memory. Throws UserError if it is no table. */
  rows(): AsyncGenerator<Row, void>;
}

const isJson = ({ mediaType }: Format): boolean => /[/+]json\b/i.test(mediaType);

async function* rowsOfJson(file: ComplexHandle): AsyncGenerator<Row, void> {
  const rows = await file.json();
  const isRows = Array.isArray(rows) && rows.every((row) => typeof row === "object" && row !== null && !Array.isArray(row));
  if (!isRows) throw new UserError(`The data of input ${file.id} is no list of objects.`, { input: file.id });
  yield* rows as Row[];
}

async function* rowsOfCsv(file: ComplexHandle): AsyncGenerator<Row, void> {
  let names: readonly string[] | undefined;
  let count = 1;
  try {
    for await (const values of readCsv(file.stream())) {
      if (names === undefined) {
        names = values;
        continue;
      }
      count += 1;
      if (values.length > names.length)
        throw new UserError(`Row ${count} of input ${file.id} has ${values.length} values for ${names.length} columns.`, {
          input: file.id,
        });
      yield Object.fromEntries(values.map((value, index) => [names?.[index] ?? "", value]));
    }
  } catch (cause) {
    if (!(cause instanceof CsvError || cause instanceof TypeError)) throw cause;
    const why = cause instanceof CsvError ? `in line ${cause.line} ${cause.message}` : "it is not UTF-8 text";
    throw new UserError(`The data of input ${file.id} is no CSV: ${why}.`, { input: file.id, cause });
  }
}

function textOf(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

async function writeRows(rows: readonly Row[], format: Format, path: string): Promise<void> {
  if (isJson(format)) return writeFile(path, JSON.stringify(rows));
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const lines = function* () {
    yield csvLine(names);
    for (const row of rows) yield csvLine(names.map((name) => textOf(row[name])));
  };
  return writeFile(path, lines());
}

/** A table: CSV unless other `formats` are named. For an output a list of rows will do; it is written in the format that the client asked for. */
export const table = fileBuilder<TableHandle, readonly Row[]>([{ mediaType: "text/csv" }, { mediaType: "application/json" }], {
  open: (file) => ({ ...file, rows: () => (isJson(file.format) ? rowsOfJson(file) : rowsOfCsv(file)) }),
  write: writeRows,
});
