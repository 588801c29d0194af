// Cuts the text of a GeoJSON document into its features while it arrives, so that a large collection never is in memory at once.
// It finds the member "features" of the outermost object and the ends of its elements; parsing the pieces is the reader's.
import { GeoError } from "./geo-error.js";

/** `head`: the document up to its features, completed to valid JSON. `rest`: the document without its features, at the end. */
export interface Piece {
  readonly kind: "head" | "feature" | "rest";
  readonly text: string;
}

const maximumDepth = 200;

/** Pieces in order: where the document has "features", one head, then its features; always one rest at the end. */
export async function* scanFeatures(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Piece, void> {
  const scanner = makeScanner();
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const decode = (piece: Uint8Array | undefined) => {
    try {
      return piece === undefined ? decoder.decode() : decoder.decode(piece, { stream: true });
    } catch (cause) {
      throw new GeoError("it is not UTF-8 text.", { cause });
    }
  };
  for await (const piece of bytes) yield* scanner.scan(decode(piece));
  yield* scanner.scan(decode(undefined));
  yield { kind: "rest", text: scanner.rest() };
}

function makeScanner() {
  let depth = 0;
  let inString = false;
  let escaped = false;
  let inFeatures = false;
  let hasFeatures = false;
  /** The document without features, and the element that is being read. */
  let rest = "";
  let element = "";
  let afterComma = false;

  /** Follows one character outside or inside of strings; true where it belongs to structure. */
  const follow = (character: string): boolean => {
    if (inString) {
      if (escaped) escaped = false;
      else if (character === "\\") escaped = true;
      else if (character === '"') inString = false;
      return false;
    }
    if (character === '"') inString = true;
    else if (character === "{" || character === "[") depth++;
    else if (character === "}" || character === "]") depth--;
    if (depth > maximumDepth) throw new GeoError(`its values are nested deeper than ${maximumDepth} levels.`);
    return !inString;
  };

  function* scan(text: string): Generator<Piece, void> {
    let start = 0;
    for (let index = 0; index < text.length; index++) {
      if (inString) {
        index = skipPlain(text, index, escaped);
        if (index >= text.length) break;
      }
      const character = text[index] ?? "";
      if (!follow(character)) continue;
      if (!inFeatures && character === "[" && depth === 2 && !hasFeatures && endsWithFeatures(rest + text.slice(start, index))) {
        rest += text.slice(start, index + 1);
        start = index + 1;
        inFeatures = hasFeatures = true;
        yield { kind: "head", text: `${rest}]}` };
      } else if (inFeatures && ((character === "," && depth === 2) || (character === "]" && depth === 1))) {
        const isLast = character === "]";
        const whole = (element + text.slice(start, index)).trim();
        // An empty list has no element; a gap anywhere else is a fault that parsing will name.
        if (!isLast || whole !== "" || afterComma) yield { kind: "feature", text: whole };
        afterComma = !isLast;
        element = "";
        start = isLast ? index : index + 1;
        inFeatures = !isLast;
      }
    }
    if (inFeatures) element += text.slice(start);
    else rest += text.slice(start);
  }

  return { scan, rest: () => rest };
}

/** Where the next quote or backslash of a string is; an escaped character is looked at as it is. */
function skipPlain(text: string, from: number, escaped: boolean): number {
  if (escaped) return from;
  const quote = text.indexOf('"', from);
  const end = quote === -1 ? text.length : quote;
  const backslash = text.slice(from, end).indexOf("\\");
  return backslash === -1 ? end : from + backslash;
}

function endsWithFeatures(text: string): boolean {
  return /[{,]\s*"features"\s*:\s*$/.test(text.slice(-200));
}
