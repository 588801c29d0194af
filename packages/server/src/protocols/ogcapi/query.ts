// Query parameters against those that the table has for an operation: names, numbers, words and lists. All faults together.
import type { Fault } from "../../core/errors.js";
import { type Phrase, say, type Words, words } from "../../core/sentence.js";
import { quote } from "../ows/faults.js";
import { decodeValue } from "../ows/kvp.js";
import type { QueryParameter } from "./query-parameters.js";
import type { Operation } from "./resources.js";

/** Decoded values by name, as they were given. */
export type Query = ReadonlyMap<string, string>;

/** What clients and proxies add, and what says nothing here. */
const ignored = new Set(["_", "access_token", "lang", "language"]);
const most = 1_000;

function wrong(name: string, why: Phrase): Fault {
  return { code: "invalid-parameter", ...words(why), locator: name };
}

/** Pairs of a query string. Faults: not percent-encoded UTF-8, too many. */
export function readPairs(query: string, faults: Fault[]): [string, string][] {
  const pairs = query.split("&").filter((pair) => pair !== "");
  if (pairs.length > most) {
    faults.push(wrong("query", say("The query has more than {maximumPairs} parameters.", { maximumPairs: most })));
    return [];
  }
  return pairs.flatMap((pair): [string, string][] => {
    const at = pair.indexOf("=");
    const name = decodeValue(at < 0 ? pair : pair.slice(0, at));
    const value = at < 0 ? "" : decodeValue(pair.slice(at + 1));
    if (name !== undefined && value !== undefined) return [[name, value]];
    faults.push(wrong(name ?? "query", "A query parameter is not valid percent-encoded UTF-8."));
    return [];
  });
}

/** "a or b or c" */
function alternatives(all: readonly string[]): Words {
  return all.map((one): Words => ({ message: one })).reduceRight((rest, first) => say("{first} or {rest}", { first, rest }));
}

function checkValue({ name, schema }: QueryParameter, value: string): Fault | undefined {
  const { type, minimum, maximum, enum: allowed } = schema as Readonly<Record<string, unknown>>;
  if (Array.isArray(allowed) && !allowed.includes(value))
    return wrong(
      name,
      say("The parameter {name} may be {allowed}, not {value}.", { name, allowed: alternatives(allowed.map(String)), value: quote(value) }),
    );
  if (type !== "integer" && type !== "number") return undefined;
  const number = (type === "integer" ? /^\d{1,15}$/ : /^\d{1,15}(\.\d{1,9})?$/).test(value) ? Number(value) : undefined;
  const least = typeof minimum === "number" ? minimum : 0;
  const largest = typeof maximum === "number" ? maximum : Number.MAX_SAFE_INTEGER;
  if (number !== undefined && number >= least && number <= largest) return undefined;
  const given = { name, least, largest, value: quote(value) };
  return wrong(
    name,
    type === "integer"
      ? say("The parameter {name} is a whole number from {least} to {largest}, not {value}.", given)
      : say("The parameter {name} is a number from {least} to {largest}, not {value}.", given),
  );
}

/** The values of an operation's parameters. What is not in the table is a fault (OGC 19-072 clause 8.3: never silently ignored). */
export function readQuery(text: string, operation: Pick<Operation, "query" | "takesInputs">, faults: Fault[]): Query {
  const values = new Map<string, string>();
  for (const [name, value] of readPairs(text, faults)) {
    const parameter = operation.query.find((one) => one.name === name);
    if (parameter === undefined) {
      const known = operation.query.map((one) => one.name).join(", ");
      if (operation.takesInputs !== true && !ignored.has(name))
        faults.push(wrong(name.slice(0, 100), say("There is no parameter {name} here; there are: {known}.", { name: quote(name), known })));
      continue;
    }
    // A form has no way to leave a field out.
    if (value === "" && parameter.isList === true) continue;
    const pieces = parameter.isList === true ? value.split(",") : [value];
    const problem = pieces.map((piece) => checkValue(parameter, piece)).find((one) => one !== undefined);
    if (problem !== undefined) faults.push(problem);
    else if (values.has(name) && parameter.isList !== true)
      faults.push(wrong(name, say("The parameter {name} is given more than once.", { name })));
    else values.set(name, values.has(name) ? `${values.get(name)},${value}` : value);
  }
  return values;
}
