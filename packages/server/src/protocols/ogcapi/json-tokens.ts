// Reads JSON (RFC 8259) in pieces of text and says what it meets, strictly: its grammar, a bounded depth, no half characters.
// What is kept of it is the listener's affair; memory does not grow with the text.
import { fault, type ServiceError } from "../../core/errors.js";

/** `at` is a place in the piece that is being read: of a value's first character, or behind its last one. */
export interface JsonListener {
  begin(kind: "object" | "array" | "string", at: number): void;
  end(kind: "object" | "array" | "string", at: number): void;
  key(name: string): void;
  /** A part of the string that was begun, decoded; said only while `wantsText`. */
  text(part: string): void;
  readonly wantsText: boolean;
  /** `source` is how it was written. */
  scalar(value: number | boolean | null, source: string, at: number): void;
}

export interface JsonTokens {
  /** Reads the next piece. Throws invalid-parameter where the text is no JSON. */
  write(piece: string): void;
  /** The text is over. */
  end(): void;
}

type Expect = "value" | "value or ]" | "key" | "key or }" | ":" | ", or end" | "nothing";
const longestKey = 4_096;
const longestWord = 400;
const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const words: ReadonlyMap<string, boolean | null> = new Map<string, boolean | null>([
  ["true", true],
  ["false", false],
  ["null", null],
]);
const escapes: Readonly<Record<string, string>> = { '"': '"', "\\": "\\", "/": "/", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };

export function notJson(what: string, character?: number): ServiceError {
  return fault(
    "invalid-parameter",
    `The body is not valid JSON: ${what}${character === undefined ? "" : ` at character ${character + 1}`}.`,
  );
}

/** Reads the inside of strings; `undefined` from `read` says that the piece was over first. */
function makeStringReader(fail: (what: string, at: number) => never) {
  const special = /["\\\p{Cc}]/gu;
  let escaping: string | undefined;
  let high = "";

  function unescaped(character: string): string {
    const code = character.charCodeAt(0);
    if (high !== "") {
      const pair = high + character;
      high = "";
      return pair;
    }
    if (code < 0xd800 || code > 0xdbff) return character;
    high = character;
    return "";
  }

  /** One more character of an escaping; undefined until it is whole. */
  function readEscape(character: string, at: number): string | undefined {
    escaping += character;
    const whole = escaping ?? "";
    if (!whole.startsWith("u")) {
      const meant = escapes[whole];
      if (meant === undefined) return fail("a wrong escape", at);
      escaping = undefined;
      if (high !== "") return fail("half a character", at);
      return meant;
    }
    if (!/^u[0-9a-fA-F]{0,4}$/.test(whole)) return fail("a wrong escape", at);
    if (whole.length < 5) return undefined;
    escaping = undefined;
    const character16 = String.fromCharCode(Number.parseInt(whole.slice(1), 16));
    const code = character16.charCodeAt(0);
    const isLow = code >= 0xdc00 && code <= 0xdfff;
    if (isLow !== (high !== "")) return fail("half a character", at);
    return unescaped(character16);
  }

  /** Goes on from `from`; gives the place behind the closing quote, undefined if it is not in this piece. */
  function read(piece: string, from: number, text: (part: string) => void): number | undefined {
    let at = from;
    while (at < piece.length) {
      if (escaping !== undefined) {
        const meant = readEscape(piece.charAt(at), at);
        at += 1;
        if (meant !== undefined && meant !== "") text(meant);
        continue;
      }
      special.lastIndex = at;
      let stop = special.exec(piece)?.index ?? piece.length;
      // DEL and the C1 controls are allowed.
      while (stop < piece.length && piece.charCodeAt(stop) >= 0x7f) {
        special.lastIndex = stop + 1;
        stop = special.exec(piece)?.index ?? piece.length;
      }
      if (stop > at) {
        if (high !== "") return fail("half a character", at);
        text(piece.slice(at, stop));
      }
      if (stop === piece.length) return undefined;
      const found = piece.charAt(stop);
      if (found === '"') {
        if (high !== "") return fail("half a character", stop);
        return stop + 1;
      }
      if (found !== "\\") return fail("a control character in a string", stop);
      escaping = "";
      at = stop + 1;
    }
    return undefined;
  }
  return { read };
}

/** A reader of one text. `maximumDepth`: of containers in containers. */
export function makeJsonTokens(listener: JsonListener, maximumDepth: number): JsonTokens {
  const stack: ("object" | "array")[] = [];
  const gap = /[^ \t\n\r]/g;
  const wordEnd = /[^0-9A-Za-z+\-.]/g;
  let expect: Expect = "value";
  let inString: "key" | "value" | undefined;
  let key = "";
  let word: string | undefined;
  let before = 0;
  const fail = (what: string, at: number): never => {
    throw notJson(what, before + at);
  };
  const strings = makeStringReader(fail);

  function valueDone(): void {
    expect = stack.length === 0 ? "nothing" : ", or end";
  }

  function takeKeyPart(part: string): void {
    key += part;
    if (key.length > longestKey) fail("a name that is too long", 0);
  }

  function takeText(part: string): void {
    if (listener.wantsText) listener.text(part);
  }

  function readString(piece: string, from: number): number {
    const after = strings.read(piece, from, inString === "key" ? takeKeyPart : takeText);
    if (after === undefined) return piece.length;
    if (inString === "key") {
      listener.key(key);
      expect = ":";
    } else {
      listener.end("string", after);
      valueDone();
    }
    inString = undefined;
    return after;
  }

  function finishWord(at: number): void {
    const source = word ?? "";
    word = undefined;
    const meant = words.get(source);
    if (meant === undefined && !number.test(source)) fail(`${JSON.stringify(source.slice(0, 20))} is no value`, at);
    listener.scalar(meant === undefined ? Number(source) : meant, source, at);
    valueDone();
  }

  function readWord(piece: string, from: number): number {
    wordEnd.lastIndex = from;
    const stop = wordEnd.exec(piece)?.index ?? piece.length;
    word += piece.slice(from, stop);
    if ((word ?? "").length > longestWord) fail("a number that is too long", from);
    if (stop < piece.length) finishWord(stop);
    return stop;
  }

  function open(kind: "object" | "array", at: number): void {
    if (stack.length >= maximumDepth) fail(`it is nested more than ${maximumDepth} levels deep`, at);
    listener.begin(kind, at);
    stack.push(kind);
    expect = kind === "object" ? "key or }" : "value or ]";
  }

  function close(kind: "object" | "array", at: number): void {
    stack.pop();
    listener.end(kind, at + 1);
    valueDone();
  }

  function readValue(character: string, at: number): void {
    if (character === '"') {
      listener.begin("string", at);
      inString = "value";
    } else if (character === "{") open("object", at);
    else if (character === "[") open("array", at);
    else if (character === "]" && expect === "value or ]") close("array", at);
    else if (/[-0-9a-z]/.test(character)) word = character;
    else fail(`${JSON.stringify(character)} where a value should be`, at);
  }

  function readSign(character: string, at: number): void {
    const inside = stack.at(-1);
    if (expect === ":" && character === ":") expect = "value";
    else if (expect === ", or end" && character === ",") expect = inside === "object" ? "key" : "value";
    else if (expect === ", or end" && character === (inside === "object" ? "}" : "]")) close(inside ?? "array", at);
    else if (expect === "key or }" && character === "}") close("object", at);
    else if ((expect === "key" || expect === "key or }") && character === '"') {
      inString = "key";
      key = "";
    } else fail(`${JSON.stringify(character)} where ${expect === "nothing" ? "the end" : expect} should be`, at);
  }

  return {
    write(piece) {
      let at = 0;
      while (at < piece.length) {
        if (inString !== undefined) at = readString(piece, at);
        else if (word !== undefined) at = readWord(piece, at);
        else {
          gap.lastIndex = at;
          const next = gap.exec(piece)?.index ?? piece.length;
          if (next < piece.length) {
            if (expect === "value" || expect === "value or ]") readValue(piece.charAt(next), next);
            else readSign(piece.charAt(next), next);
          }
          at = next + 1;
        }
      }
      before += piece.length;
    },
    end() {
      if (word !== undefined) finishWord(0);
      if (expect !== "nothing" || inString !== undefined) throw notJson("it ends too early");
    },
  };
}
