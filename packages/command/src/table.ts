// Reads values out of the tables of a TOML file and says in one sentence which key is wrong. Every key is read once; what is left over is unknown.
import type { JsonValue } from "@terrarium/sdk";

const sizes: Readonly<Record<string, number>> = { B: 1, kB: 1e3, MB: 1e6, GB: 1e9, KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30 };
const durations: Readonly<Record<string, number>> = { ms: 1, s: 1e3, m: 6e4, h: 36e5 };

/** The values of one table. `where` is its name as the author knows it. All throw an Error for a value of another kind; undefined: not there. */
export interface Table {
  readonly where: string;
  has(key: string): boolean;
  text(key: string): string | undefined;
  flag(key: string): boolean | undefined;
  number(key: string): number | undefined;
  /** "512MiB" in bytes. */
  size(key: string): number | undefined;
  /** "10m" in milliseconds. */
  duration(key: string): number | undefined;
  texts(key: string): readonly string[] | undefined;
  /** Texts, numbers and booleans. */
  plain(key: string): string | number | boolean | undefined;
  list(key: string): readonly unknown[] | undefined;
  tables(key: string): readonly Table[] | undefined;
  /** All of it, each a text. */
  entries(): readonly (readonly [string, string])[];
  /** A table as it is. */
  values(key: string): Readonly<Record<string, JsonValue>> | undefined;
  /** The tables in the table `key`, by name, in their order. */
  named(key: string): ReadonlyMap<string, Table>;
  table(key: string): Table | undefined;
  /** The name of the key in messages. */
  name(key: string): string;
  /** Throws if there are keys that nobody has read. */
  end(): void;
}

function isTable(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

function measure(text: unknown, units: Readonly<Record<string, number>>): number | undefined {
  const [, amount, unit = ""] = typeof text === "string" ? (/^(\d+(?:\.\d+)?) ?([A-Za-z]+)$/.exec(text) ?? []) : [];
  const factor = Object.hasOwn(units, unit) ? units[unit] : undefined;
  return amount === undefined || factor === undefined ? undefined : Math.round(Number(amount) * factor);
}

const isText = (value: unknown): value is string => typeof value === "string";
const isNumber = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);
const isFlag = (value: unknown): value is boolean => typeof value === "boolean";

/** A whole table as such. */
export function makeTable(values: Readonly<Record<string, unknown>>, where: string): Table {
  const read = new Set<string>();
  const name = (key: string): string => (where === "" ? key : `${where}.${key}`);
  const get = <T>(key: string, as: (value: unknown) => T | undefined, what: string): T | undefined => {
    read.add(key);
    if (!Object.hasOwn(values, key)) return undefined;
    const value = as(values[key]);
    if (value === undefined) throw new Error(`${name(key)} must be ${what}.`);
    return value;
  };
  const when =
    <T>(is: (value: unknown) => value is T) =>
    (value: unknown): T | undefined =>
      is(value) ? value : undefined;
  const list = (key: string) => get(key, (value) => (Array.isArray(value) ? (value as unknown[]) : undefined), "a list");
  const table = (key: string) => {
    const found = get(key, when(isTable), "a table");
    return found && makeTable(found, name(key));
  };
  return {
    where,
    name,
    list,
    table,
    has: (key) => Object.hasOwn(values, key),
    text: (key) => get(key, when(isText), "a text in quotes"),
    flag: (key) => get(key, when(isFlag), "true or false"),
    number: (key) => get(key, when(isNumber), "a number"),
    size: (key) => get(key, (value) => measure(value, sizes), 'a size with a unit, e.g. "512MiB"'),
    duration: (key) => get(key, (value) => measure(value, durations), 'a duration with a unit, e.g. "10m"'),
    plain: (key) =>
      get(key, (value) => (isText(value) || isNumber(value) || isFlag(value) ? value : undefined), "a text, a number, true or false"),
    texts: (key) => get(key, (value) => (Array.isArray(value) && value.every(isText) ? value : undefined), "a list of texts"),
    entries: () =>
      Object.keys(values).map((key) => {
        const value = get(key, when(isText), "a text in quotes");
        return [key, value ?? ""] as const;
      }),
    values: (key) => get(key, (value) => (isTable(value) ? (value as Record<string, JsonValue>) : undefined), "a table"),
    tables(key) {
      return list(key)?.map((one, index) => {
        if (!isTable(one)) throw new Error(`${name(key)} must be a list of tables.`);
        return makeTable(one, `${name(key)}[${index}]`);
      });
    },
    named(key) {
      const found = get(key, when(isTable), "a table") ?? {};
      const entries = Object.entries(found).map(([id, one]): [string, Table] => {
        if (!isTable(one)) throw new Error(`${name(key)}.${id} must be a table.`);
        return [id, makeTable(one, `${name(key)}.${id}`)];
      });
      return new Map(entries);
    },
    end() {
      const unknown = Object.keys(values).find((key) => !read.has(key));
      if (unknown !== undefined) throw new Error(`${name(unknown)} is no key that is known.`);
    },
  };
}
