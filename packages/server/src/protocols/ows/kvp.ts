// Key-value pairs of a query string, read in the order that OGC 05-007r7 clause 10.2.2 needs: first cut the raw text, then decode each piece.
// What the keys mean is left to each protocol.
import { type Fault, fault, ServiceError } from "../../core/errors.js";
import { type Phrase, say } from "../../core/sentence.js";

/** Longer queries are refused unread, in bytes. */
export const maximumQueryBytes = 8_000_000;
/** More pairs in a query, or entries in a list, than this are refused. */
const maximumPairs = 10_000;

/** Raw values by key in lower case. */
export type Kvp = ReadonlyMap<string, string>;

/** Percent-decoding with "+" as a blank; undefined if the text is not valid percent-encoded UTF-8. */
export function decodeValue(raw: string): string | undefined {
  return percentDecode(raw.replace(/\+/g, " "));
}

function percentDecode(raw: string): string | undefined {
  if (!raw.includes("%")) return raw;
  try {
    return decodeURIComponent(raw);
  } catch {
    return undefined;
  }
}

/**
 * Cuts a query into raw values. Keys that are not `known` are ignored, as are empty pairs; a known key may be repeated only with the same value
 * (real clients send service=WPS twice). Throws invalid-parameter, all faults together; too long a query.
 */
export function readKvp(query: string, known: ReadonlySet<string>): Kvp {
  if (query.length > maximumQueryBytes) {
    throw fault(
      "invalid-parameter",
      say("The query is longer than {maximumQueryBytes} bytes. Send the request by POST.", { maximumQueryBytes }),
      "request",
    );
  }
  const pairs = query.split("&", maximumPairs + 1);
  if (pairs.length > maximumPairs)
    throw fault("invalid-parameter", say("The query has more than {maximumPairs} parameters.", { maximumPairs }), "request");
  const values = new Map<string, string>();
  const faults: Fault[] = [];
  for (const pair of pairs) {
    const cut = pair.indexOf("=");
    const key = decodeValue(cut < 0 ? pair : pair.slice(0, cut))?.toLowerCase();
    if (key === undefined || !known.has(key)) continue;
    const value = cut < 0 ? "" : pair.slice(cut + 1);
    const earlier = values.get(key);
    if (earlier === undefined) values.set(key, value);
    else if (earlier !== value && faults.length < 10) {
      faults.push({
        code: "invalid-parameter",
        ...say("The parameter {key} is given more than once with different values.", { key }),
        locator: key,
      });
    }
  }
  throwFaults(faults);
  return values;
}

/** More faults than this are not told: the answer to a hostile request stays short. */
const maximumFaults = 100;

/** Throws the faults together as one ServiceError; none: returns. */
export function throwFaults(faults: readonly Fault[]): void {
  const [first, ...rest] = faults.slice(0, maximumFaults);
  if (first !== undefined) throw new ServiceError([first, ...rest]);
}

/** Identifiers of inputs that a request of WPS gives and that could not be read. */
export function unreadInputs(faults: readonly Fault[]): string[] {
  return faults.flatMap(({ code, locator }) => (code === "invalid-input" && locator !== undefined ? [locator] : []));
}

/** One piece of DataInputs, ResponseDocument or RawDataOutput: `id=value@name=value...`, decoded. */
export interface KvpItem {
  readonly id: string;
  /** undefined if there is no "=" after the id. */
  readonly value?: string;
  /** By name in lower case. */
  readonly attributes: ReadonlyMap<string, string>;
}

type Decode = (raw: string) => string | undefined;

// Encoded alone by encodeURIComponent, a value holds nothing else. In a list that was encoded as a whole any other character says that its values were not encoded before.
const encodedAlone = /^[A-Za-z0-9\-_.~!*'()+%]*$/;

function withoutBrackets(list: string): string {
  const start = list.startsWith("[") ? 1 : /^%5b/i.test(list) ? 3 : 0;
  const end = list.endsWith("]") ? 1 : /%5d$/i.test(list) ? 3 : 0;
  return start > 0 && end > 0 ? list.slice(start, list.length - end) : list;
}

/**
 * Cuts `a=1@uom=m;b=2` into its items: on ";", "@" and the first "=", and only then decodes each piece. A list without any of `marks` was encoded as a whole
 * by the client: it is decoded once and cut again. Surrounding [ ] and empty pieces are dropped. Faults go to `report`, with the item's id where it is known.
 */
export function readItems(raw: string, marks: string, report: (problem: Phrase, id?: string) => void): KvpItem[] {
  let list = withoutBrackets(raw.trim());
  let decode: Decode = decodeValue;
  if (list.includes("%") && ![...marks].some((mark) => list.includes(mark))) {
    const whole = decodeValue(list);
    if (whole === undefined) {
      report("It is not valid percent-encoded UTF-8.");
      return [];
    }
    list = withoutBrackets(whole.trim());
    decode = (text) => (encodedAlone.test(text) ? (percentDecode(text) ?? text) : text);
  }
  const items: KvpItem[] = [];
  const pieces = list.split(";", maximumPairs + 1);
  if (pieces.length > maximumPairs) {
    report(say("It has more than {maximumPairs} entries.", { maximumPairs }));
    return [];
  }
  for (const piece of pieces) {
    if (piece.trim() === "") continue;
    const item = readItem(piece, decode, report);
    if (item !== undefined) items.push(item);
  }
  return items;
}

function readItem(piece: string, decode: Decode, report: (problem: Phrase, id?: string) => void): KvpItem | undefined {
  const [head = "", ...rest] = piece.split("@");
  const cut = head.indexOf("=");
  const id = decode(cut < 0 ? head : head.slice(0, cut))?.trim();
  if (id === undefined || id === "") {
    report(id === "" ? "An entry has no identifier." : "An identifier is not valid percent-encoded UTF-8.");
    return undefined;
  }
  const value = cut < 0 ? undefined : decode(head.slice(cut + 1));
  if (cut >= 0 && value === undefined) {
    report(say("The value of {id} is not valid percent-encoded UTF-8; a percent sign is written %25.", { id }), id);
    return undefined;
  }
  const attributes = new Map<string, string>();
  for (const text of rest) {
    const equals = text.indexOf("=");
    const name = decode(equals < 0 ? text : text.slice(0, equals))
      ?.trim()
      .toLowerCase();
    const attributeValue = equals < 0 ? undefined : decode(text.slice(equals + 1));
    if (name === undefined || attributeValue === undefined) {
      report(say('After "@" {id} needs attribute=value; a value that holds "@" writes it as %40.', { id }), id);
      return undefined;
    }
    if (attributes.has(name)) {
      report(say("{id} has the attribute {name} twice.", { id, name }), id);
      return undefined;
    }
    attributes.set(name, attributeValue);
  }
  return value === undefined ? { id, attributes } : { id, value, attributes };
}
