// Reads JSON (RFC 8259) in pieces of text and says what it meets, strictly: its grammar, a bounded depth, no half characters.
// What is kept of it is the listener's affair; memory does not grow with the text.
import { fault, type ServiceError } from "../../core/errors.js";
import { type Phrase, say, words } from "../../core/sentence.js";
import { makeStringReader, type StringReader } from "./json-string.js";

/** `at` is a place in the piece that is being read: of a value's first character, or behind its last one. */
export interface JsonListener {
  begin(kind: "object" | "array" | "string", at: number): void;
  end(kind: "object" | "array" | "string", at: number): void;
  key(name: string): void;
  /** A part of the string that was begun, decoded; said only while `wantsText`. */
  text(part: string): void;
  readonly wantsText: boolean;
  /** `source` is how it was written. */
  scalar(value: number | boolean | null, source: string): void;
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
const literals: ReadonlyMap<string, boolean | null> = new Map<string, boolean | null>([
  ["true", true],
  ["false", false],
  ["null", null],
]);

/** What a text that is no JSON is answered with. */
export function notJson(why: Phrase, character?: number): ServiceError {
  const what = words(why);
  return fault(
    "invalid-parameter",
    character === undefined
      ? say("The body is not valid JSON: {what}.", { what })
      : say("The body is not valid JSON: {what} at character {character}.", { what, character: character + 1 }),
  );
}

interface State {
  readonly listener: JsonListener;
  readonly maximumDepth: number;
  readonly stack: ("object" | "array")[];
  readonly strings: StringReader;
  expect: Expect;
  inString: "key" | "value" | undefined;
  key: string;
  /** A number, true, false or null as far as it was read. */
  word: string | undefined;
  /** Characters of the pieces before. */
  before: number;
}

function fail(state: Pick<State, "before">, what: Phrase, at: number): never {
  throw notJson(what, state.before + at);
}

function valueDone(state: State): void {
  state.expect = state.stack.length === 0 ? "nothing" : ", or end";
}

function readString(state: State, piece: string, from: number): number {
  const { listener } = state;
  const take = (part: string): void => {
    if (state.inString === "value") {
      if (listener.wantsText) listener.text(part);
    } else {
      state.key += part;
      if (state.key.length > longestKey) fail(state, "a name that is too long", from);
    }
  };
  const after = state.strings.read(piece, from, take);
  if (after === undefined) return piece.length;
  if (state.inString === "key") {
    listener.key(state.key);
    state.expect = ":";
  } else {
    listener.end("string", after);
    valueDone(state);
  }
  state.inString = undefined;
  return after;
}

function finishWord(state: State, at: number): void {
  const source = state.word ?? "";
  state.word = undefined;
  const meant = literals.get(source);
  if (meant === undefined && !number.test(source))
    fail(state, say("{source} is no value", { source: JSON.stringify(source.slice(0, 20)) }), at);
  state.listener.scalar(meant === undefined ? Number(source) : meant, source);
  valueDone(state);
}

/** What numbers and the words of JSON are written with: small letters, E, digits, plus, minus and dot. */
function isWordSign(code: number): boolean {
  return (
    (code >= 0x30 && code <= 0x39) || (code >= 0x61 && code <= 0x7a) || code === 0x2d || code === 0x2e || code === 0x2b || code === 0x45
  );
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

function readWord(state: State, piece: string, from: number): number {
  let stop = from;
  while (stop < piece.length && isWordSign(piece.charCodeAt(stop))) stop += 1;
  state.word = `${state.word ?? ""}${piece.slice(from, stop)}`;
  if (state.word.length > longestWord) fail(state, "a number that is too long", from);
  if (stop < piece.length) finishWord(state, stop);
  return stop;
}

function open(state: State, kind: "object" | "array", at: number): void {
  if (state.stack.length >= state.maximumDepth)
    fail(state, say("it is nested more than {maximumDepth} levels deep", { maximumDepth: state.maximumDepth }), at);
  state.listener.begin(kind, at);
  state.stack.push(kind);
  state.expect = kind === "object" ? "key or }" : "value or ]";
}

function close(state: State, kind: "object" | "array", at: number): void {
  state.stack.pop();
  state.listener.end(kind, at + 1);
  valueDone(state);
}

function readValue(state: State, character: string, at: number): void {
  if (character === '"') {
    state.listener.begin("string", at);
    state.inString = "value";
  } else if (character === "{") open(state, "object", at);
  else if (character === "[") open(state, "array", at);
  else if (character === "]" && state.expect === "value or ]") close(state, "array", at);
  else if (isWordSign(character.charCodeAt(0))) state.word = character;
  else fail(state, say("{character} where a value should be", { character: JSON.stringify(character) }), at);
}

function readSign(state: State, character: string, at: number): void {
  const { expect, stack } = state;
  const inside = stack.at(-1) ?? "array";
  if (expect === ":" && character === ":") state.expect = "value";
  else if (expect === ", or end" && character === ",") state.expect = inside === "object" ? "key" : "value";
  else if (expect === ", or end" && character === (inside === "object" ? "}" : "]")) close(state, inside, at);
  else if (expect === "key or }" && character === "}") close(state, "object", at);
  else if ((expect === "key" || expect === "key or }") && character === '"') [state.inString, state.key] = ["key", ""];
  else
    fail(
      state,
      say("{character} where {expect} should be", {
        character: JSON.stringify(character),
        expect: words(expect === "nothing" ? "the end" : expect),
      }),
      at,
    );
}

/** A reader of one text. `maximumDepth`: of containers in containers. */
export function makeJsonTokens(listener: JsonListener, maximumDepth: number): JsonTokens {
  const strings = makeStringReader((what, at) => fail(state, what, at));
  const state: State = {
    ...{ listener, maximumDepth, strings, stack: [] },
    ...{ expect: "value", inString: undefined, key: "", word: undefined, before: 0 },
  };
  return {
    write(piece) {
      let at = 0;
      while (at < piece.length) {
        if (state.inString !== undefined) at = readString(state, piece, at);
        else if (state.word !== undefined) at = readWord(state, piece, at);
        else {
          while (at < piece.length && isBlank(piece.charCodeAt(at))) at += 1;
          const read = state.expect === "value" || state.expect === "value or ]" ? readValue : readSign;
          if (at < piece.length) read(state, piece.charAt(at), at);
          at += 1;
        }
      }
      state.before += piece.length;
    },
    end() {
      if (state.word !== undefined) finishWord(state, 0);
      if (state.expect !== "nothing" || state.inString !== undefined) throw notJson("it ends too early");
    },
  };
}
