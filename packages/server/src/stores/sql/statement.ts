// A statement of SQL and its values, built from pieces: values never become text. It knows no database: each value is a "?", in order.

export type Value = string | number | null;

export interface Statement {
  readonly text: string;
  readonly values: readonly Value[];
}

export type Row = Readonly<Record<string, unknown>>;

/** What an operation asks of the database, one statement after the other; each is answered with its rows. Who runs it decides whether that is waited for. */
export type Steps<T> = Generator<Statement, T, readonly Row[]>;

/** A statement from a template: what stands in it is a value, or a statement to be put in as it is. */
export function sql(texts: TemplateStringsArray, ...parts: readonly (Value | Statement)[]): Statement {
  let text = texts[0] ?? "";
  const values: Value[] = [];
  for (const [index, part] of parts.entries()) {
    if (part !== null && typeof part === "object") {
      text += part.text;
      values.push(...part.values);
    } else {
      text += "?";
      values.push(part);
    }
    text += texts[index + 1] ?? "";
  }
  return { text, values };
}

export function joined(parts: readonly Statement[], between: string): Statement {
  return { text: parts.map(({ text }) => text).join(between), values: parts.flatMap(({ values }) => values) };
}

/** What stands in the brackets of `in (...)`; of no values null, which nothing is equal to. */
export function listed(values: readonly Value[]): Statement {
  return values.length === 0
    ? sql`null`
    : joined(
        values.map((value) => sql`${value}`),
        ", ",
      );
}
