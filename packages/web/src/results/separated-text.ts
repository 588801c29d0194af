// Reads comma-separated values as spreadsheets write them (RFC 4180), also with semicolons and tabs between them.

export interface Separated {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** There is more than was read. */
  readonly isCut: boolean;
}

/** What stands most often in the first line, outside of quotes. */
function separatorOf(text: string): string {
  const line = /^(?:"(?:[^"]|"")*"|[^\r\n"])*/.exec(text.slice(0, 20_000))?.[0].replace(/"(?:[^"]|"")*"/g, "") ?? "";
  const count = (one: string) => line.split(one).length;
  return [",", ";", "\t", "|"].toSorted((one, other) => count(other) - count(one))[0] ?? ",";
}

function* records(text: string, separator: string): Generator<{ readonly fields: string[]; readonly isEnded: boolean }> {
  let fields: string[] = [];
  let field = "";
  let isQuoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? "";
    if (isQuoted) {
      if (character !== '"') field += character;
      else if (text[at + 1] === '"') field += text[++at];
      else isQuoted = false;
    } else if (character === '"' && field === "") isQuoted = true;
    else if (character === separator) {
      fields.push(field);
      field = "";
    } else if (character === "\n") {
      yield { fields: [...fields, field.replace(/\r$/, "")], isEnded: true };
      fields = [];
      field = "";
    } else field += character;
  }
  if (field !== "" || fields.length > 0) yield { fields: [...fields, field], isEnded: false };
}

/** `isPart`: the text was cut off, so that its last record may be half of one. */
export function readSeparated(text: string, { isPart, rows: most }: { readonly isPart: boolean; readonly rows: number }): Separated {
  const plain = text.replace(/^\ufeff/, "");
  const rows: string[][] = [];
  let header: string[] | undefined;
  for (const { fields, isEnded } of records(plain, separatorOf(plain))) {
    if (!isEnded && isPart && header !== undefined) break;
    if (header === undefined) header = fields;
    else if (rows.length === most) return { header, rows, isCut: true };
    else rows.push(fields);
  }
  return { header: header ?? [], rows, isCut: isPart };
}
