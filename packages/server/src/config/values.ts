// The kinds of values in terrarium.toml: how each is written, what it becomes, and the sentence told when it is wrong.
// Which keys there are stands in schema.ts.
import { z } from "zod";
import { readHostPort } from "../core/host-port.js";
import { isRange } from "./readers.js";

/** What the documentation knows of a key beyond its schema. `computed` describes a default that is found out at start. */
export interface KeyFacts {
  readonly kind: string;
  readonly description: string;
  readonly computed?: string;
}

const sizeUnits: Readonly<Record<string, number>> = {
  B: 1,
  kB: 1e3,
  MB: 1e6,
  GB: 1e9,
  TB: 1e12,
  KiB: 2 ** 10,
  MiB: 2 ** 20,
  GiB: 2 ** 30,
  TiB: 2 ** 40,
};
const durationUnits: Readonly<Record<string, number>> = { ms: 1, s: 1e3, m: 6e4, h: 36e5, d: 864e5 };

/** "1.5GiB" in bytes; undefined if it is no size. Decimal (kB, MB, ...) and binary (KiB, MiB, ...) units; a unit is required. */
export function parseSize(text: string): number | undefined {
  return measure(text, sizeUnits);
}

/** "10m" in milliseconds; undefined if it is no duration. Units: ms, s, m, h, d; a unit is required. */
export function parseDuration(text: string): number | undefined {
  return measure(text, durationUnits);
}

function measure(text: string, units: Readonly<Record<string, number>>): number | undefined {
  const match = /^(\d+(?:\.\d+)?) ?([A-Za-z]+)$/.exec(text.trim());
  const unit = match?.[2] === undefined || !Object.hasOwn(units, match[2]) ? undefined : units[match[2]];
  if (match?.[1] === undefined || unit === undefined) return undefined;
  const amount = Math.round(Number(match[1]) * unit);
  return Number.isSafeInteger(amount) && amount > 0 ? amount : undefined;
}

/** A value as the administrator wrote it, for messages; long ones are cut. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

const isNot = (what: string) => (issue: { readonly input?: unknown }) =>
  issue.input === undefined ? `is missing; write ${what}.` : `${shown(issue.input)} is not ${what}.`;

/** A string that `read` understands; it becomes what `read` returns. */
function readable<T>(read: (text: string) => T | undefined, what: string) {
  return z.string({ error: isNot(what) }).transform((text, context): T => {
    const value = read(text);
    if (value !== undefined) return value;
    context.issues.push({ code: "custom", message: isNot(what)({ input: text }), input: text });
    return z.NEVER;
  });
}

export const size = () => readable(parseSize, 'a size with a unit, e.g. "64MiB" or "1GiB"');
export const duration = () => readable(parseDuration, 'a duration with a unit, e.g. "500ms", "60s", "10m", "2h" or "7d"');
/** As duration, or none: "0s". */
export const pause = () =>
  readable(
    (text) => (/^0 ?(ms|s|m|h|d)$/.test(text.trim()) ? 0 : parseDuration(text)),
    'a duration with a unit, e.g. "500ms", "10s" or "0s"',
  );
export const text = () => {
  const error = isNot("a text in quotes");
  return z.string({ error });
};
export const hostPorts = () => {
  const error = isNot('host and port, e.g. "data.example.org:443"');
  const list = isNot('a list of texts, e.g. ["data.example.org:443"]');
  return z.array(
    z.string({ error }).refine((entry) => readHostPort(entry) !== undefined, { error }),
    { error: list },
  );
};
export const ranges = () => {
  const error = isNot('an address or a range, e.g. "10.1.0.0/16"');
  const list = isNot('a list of texts, e.g. ["10.1.0.0/16"]');
  return z.array(z.string({ error }).refine(isRange, { error }), { error: list });
};
export const words = () => z.array(text(), { error: isNot('a list of texts, e.g. ["one", "two"]') });
export const headerName = () => {
  const error = isNot('the name of a header, e.g. "X-Forwarded-User"');
  return z.string({ error }).regex(/^[A-Za-z0-9-]+$/, { error });
};
export const flag = () => z.boolean({ error: isNot("true or false") });
export const whole = (minimum: number, maximum: number) => {
  const error = isNot(`a whole number from ${minimum} to ${maximum}`);
  return z.int({ error }).min(minimum, { error }).max(maximum, { error });
};
export const share = () => {
  const error = isNot("a number of cores above 0, e.g. 0.5 or 2");
  return z.number({ error }).positive({ error }).max(4096, { error });
};
export const choice = <const T extends readonly [string, ...string[]]>(options: T) =>
  z.enum(options, { error: isNot(`one of ${options.map((option) => `"${option}"`).join(", ")}`) });

/** A table whose keys the administrator chooses; `name` is what a key must look like. */
export const table = (name: RegExp, what: string) => {
  const error = isNot(what);
  return z.record(z.string({ error }).regex(name, { error }), text(), { error });
};

/** A table of durations whose keys the administrator chooses. */
export const durations = () => z.record(z.string(), duration(), { error: isNot('a table such as { name = "30d" }') });

/** An absolute http or https address without query and fragment; becomes the address without a trailing slash. */
export const httpAddress = () =>
  readable((given) => {
    if (!URL.canParse(given)) return undefined;
    const { protocol, search, hash, username, password } = new URL(given);
    const plain = (protocol === "http:" || protocol === "https:") && `${search}${hash}${username}${password}` === "";
    return plain ? given.replace(/\/+$/, "") : undefined;
  }, 'an address such as "https://example.org/geo" (http or https, no query)');

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Without the keys that have no value. */
export function present<T extends object>(given: T): Present<T> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Present<T>;
}

/** The same keys with changed values. */
export function mapValues<T, U>(given: Readonly<Record<string, T>>, change: (value: T, key: string) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(given).map(([key, value]) => [key, change(value, key)]));
}
