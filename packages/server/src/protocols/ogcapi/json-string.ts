// The inside of JSON strings (RFC 8259 clause 7) in pieces of text: escapes resolved, control characters and half characters refused.
import type { Phrase } from "../../core/sentence.js";

const escapes: Readonly<Record<string, string>> = { '"': '"', "\\": "\\", "/": "/", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };

/** What is wrong at this place of the piece. */
export type Fail = (what: Phrase, at: number) => never;

export interface StringReader {
  /** Goes on from `from`; gives the place behind the closing quote, undefined if it is not in this piece. `text` is told what stands before it. */
  read(piece: string, from: number, text: (part: string) => void): number | undefined;
}

/** The next quote, backslash or control character from `at` on. A loop, for a regular expression is slow where strings are short. */
function findSpecial(piece: string, at: number): number {
  for (let stop = at; stop < piece.length; stop += 1) {
    const code = piece.charCodeAt(stop);
    if (code === 0x22 || code === 0x5c || code < 0x20) return stop;
  }
  return piece.length;
}

/** Reads `\uXXXX` and its short relatives; the halves of a character outside the basic plane come one after the other. */
function makeEscapeReader(fail: Fail) {
  let read = "";
  let high = "";
  return {
    isHalf: () => high !== "",
    /** One more character behind the backslash; undefined until the escape is whole, "" for the first half of a character. */
    take(character: string, at: number): string | undefined {
      read += character;
      if (!/^(?:["\\/bfnrt]|u[0-9a-fA-F]{0,4})$/.test(read)) return fail("a wrong escape", at);
      if (read.startsWith("u") && read.length < 5) return undefined;
      const code = read.startsWith("u") ? Number.parseInt(read.slice(1), 16) : 0;
      const meant = escapes[read] ?? String.fromCharCode(code);
      read = "";
      const isLow = code >= 0xdc00 && code <= 0xdfff;
      if (isLow !== (high !== "")) return fail("half a character", at);
      const whole = high + meant;
      high = code >= 0xd800 && code <= 0xdbff ? meant : "";
      return high === "" ? whole : "";
    },
  };
}

/** A reader of strings, one after the other. */
export function makeStringReader(fail: Fail): StringReader {
  const escapeReader = makeEscapeReader(fail);
  let isEscape = false;
  return {
    read(piece, from, text) {
      let at = from;
      while (at < piece.length) {
        if (isEscape) {
          const meant = escapeReader.take(piece.charAt(at), at);
          isEscape = meant === undefined;
          if (meant) text(meant);
          at += 1;
          continue;
        }
        const stop = findSpecial(piece, at);
        const isBackslash = piece.charAt(stop) === "\\";
        if (escapeReader.isHalf() && (stop > at || (stop < piece.length && !isBackslash))) return fail("half a character", at);
        if (stop > at) text(piece.slice(at, stop));
        if (stop === piece.length) return undefined;
        if (piece.charAt(stop) === '"') return stop + 1;
        if (!isBackslash) return fail("a control character in a string", stop);
        isEscape = true;
        at = stop + 1;
      }
      return undefined;
    },
  };
}
