// A JSON body as a tree while it arrives. Data of inputs is kept as it is written, long data in files of the sink, so that memory stays flat
// whatever is sent. Objects are Maps: no name means anything to the language.
import { fault } from "../../core/errors.js";
import type { Sink } from "../../core/message.js";
import { say } from "../../core/sentence.js";
import { decodeText } from "../ows/decode-text.js";
import { pointerSegment } from "./errors.js";
import { type JsonListener, makeJsonTokens, notJson } from "./json-tokens.js";
import { discardKept, type Keeper, type Keepers, type Kept, keep, shortCharacters, writeKept } from "./kept-values.js";

export type Json = null | boolean | number | string | readonly Json[] | ReadonlyMap<string, Json> | Kept;

export function isKept(node: Json | undefined): node is Kept {
  return typeof node === "object" && node !== null && "kind" in node && node.kind === "kept";
}

/** Names and numbers from the root. */
export type Path = readonly (string | number)[];

/** Which places of a body hold data. */
export interface Places {
  /** Is the value at this path data: a container is then kept as it is written. */
  readonly isData: (path: Path) => boolean;
  /** May the string at this path be long. */
  readonly isLong: (path: Path) => boolean;
}

export interface ReadJsonParts extends Places {
  readonly sink: Sink;
  readonly contentType?: string | undefined;
}

/** Of everything that stays in memory. */
const mostCharacters = 16_000_000;
const mostValues = 200_000;
const maximumDepth = 256;

type Frame = { readonly kind: "object"; readonly map: Map<string, Json>; key: string } | { readonly kind: "array"; readonly list: Json[] };

/** The tree as far as it was read, in bounds. */
interface Tree {
  readonly places: Places;
  readonly frames: Frame[];
  readonly keepers: Keepers;
  root: Json | undefined;
  /** The data that is being read, how deep in it we are, and where in the piece it goes on. */
  keeper: Keeper | undefined;
  depth: number;
  from: number;
  piece: string;
  characters: number;
  values: number;
}

function pathOf({ frames }: Tree): (string | number)[] {
  const last = frames.length - 1;
  return frames.map((frame, index) => (frame.kind === "object" ? frame.key : frame.list.length - (index === last ? 0 : 1)));
}

function spend(tree: Tree, count: number): void {
  tree.characters += count;
  if (tree.characters > mostCharacters)
    throw fault(
      "too-large",
      say("The body holds more than {mostCharacters} characters beside its long values; send large data by reference.", { mostCharacters }),
    );
}

function put(tree: Tree, value: Json): void {
  tree.values += 1;
  if (tree.values > mostValues)
    throw fault(
      "too-large",
      say("The body holds more than {mostValues} values; send large data as one value, or by reference.", { mostValues }),
    );
  const frame = tree.frames.at(-1);
  if (frame === undefined) tree.root = value;
  else if (frame.kind === "array") frame.list.push(value);
  else frame.map.set(frame.key, value);
}

/** A string is a string again where it stayed short. */
function finish(tree: Tree, whole: Keeper): void {
  whole.isWhole = true;
  tree.keeper = undefined;
  if (whole.of !== "string" || whole.open !== undefined || whole.text.length > shortCharacters) put(tree, whole);
  else {
    tree.keepers.delete(whole);
    spend(tree, whole.text.length);
    put(tree, whole.text);
  }
}

function begin(tree: Tree, kind: "object" | "array" | "string", at: number): void {
  if (tree.keeper !== undefined) {
    if (kind !== "string") tree.depth += 1;
    return;
  }
  if (kind === "string" || (tree.frames.length > 0 && tree.places.isData(pathOf(tree)))) {
    tree.keeper = keep(tree.keepers, kind);
    [tree.depth, tree.from] = [kind === "string" ? 0 : 1, at];
    return;
  }
  const frame: Frame = kind === "object" ? { kind, map: new Map(), key: "" } : { kind, list: [] };
  put(tree, frame.kind === "object" ? frame.map : frame.list);
  tree.frames.push(frame);
}

function end(tree: Tree, kind: "object" | "array" | "string", at: number): void {
  const { keeper } = tree;
  if (keeper === undefined) {
    tree.frames.pop();
    return;
  }
  if (kind !== "string") tree.depth -= 1;
  if (tree.depth > 0) return;
  if (keeper.of !== "string") keeper.text += tree.piece.slice(tree.from, at);
  finish(tree, keeper);
}

function takeText(tree: Tree, part: string): void {
  const { keeper } = tree;
  if (keeper === undefined) return;
  keeper.text += part;
  if (keeper.text.length <= shortCharacters || keeper.open !== undefined || tree.places.isLong(pathOf(tree))) return;
  throw fault("invalid-parameter", say("A text is longer than {shortCharacters} characters.", { shortCharacters }), pointer(pathOf(tree)));
}

function takeKey(tree: Tree, name: string): void {
  const frame = tree.frames.at(-1);
  if (tree.keeper !== undefined || frame?.kind !== "object") return;
  spend(tree, name.length);
  frame.key = name;
  if (frame.map.has(name)) throw fault("invalid-parameter", "A name stands twice in one object.", pointer(pathOf(tree)));
}

function takeScalar(tree: Tree, value: number | boolean | null, source: string): void {
  if (tree.keeper !== undefined) return;
  if (typeof value === "number" && !isExact(value, source))
    throw fault(
      "invalid-parameter",
      say("The number {source} cannot be kept exactly; send it as a text.", { source: source.slice(0, 40) }),
      pointer(pathOf(tree)),
    );
  spend(tree, source.length);
  put(tree, value);
}

/** False for whole numbers that would become others as a double, and numbers beyond all. What a double is written as is that double. */
function isExact(value: number, source: string): boolean {
  if (!Number.isFinite(value)) return false;
  return !/^-?\d+$/.test(source) || Number.isSafeInteger(value) || String(value) === source || BigInt(value) === BigInt(source);
}

function listenerOf(tree: Tree): JsonListener {
  return {
    get wantsText() {
      return tree.keeper?.of === "string";
    },
    begin: (kind, at) => begin(tree, kind, at),
    end: (kind, at) => end(tree, kind, at),
    text: (part) => takeText(tree, part),
    key: (name) => takeKey(tree, name),
    scalar: (value, source) => takeScalar(tree, value, source),
  };
}

/** A JSON pointer (RFC 6901). */
export function pointer(path: Path): string {
  return path.map((step) => `/${pointerSegment(String(step))}`).join("");
}

/** The tree. Throws invalid-parameter and too-large; files of the sink are then closed or discarded. */
export async function readJson(body: AsyncIterable<Uint8Array>, { sink, contentType, ...places }: ReadJsonParts): Promise<Json> {
  const tree: Tree = {
    ...{ places, frames: [], keepers: new Set(), root: undefined },
    ...{ keeper: undefined, depth: 0, from: 0, piece: "", characters: 0, values: 0 },
  };
  const tokens = makeJsonTokens(listenerOf(tree), maximumDepth);
  try {
    for await (const piece of decodeText(body, contentType)) {
      [tree.piece, tree.from] = [piece, 0];
      tokens.write(piece);
      if (tree.keeper !== undefined && tree.keeper.of !== "string") tree.keeper.text += piece.slice(tree.from);
      await writeKept(tree.keepers, sink, (count) => spend(tree, count));
    }
    tokens.end();
  } catch (error) {
    await discardKept(tree.keepers);
    throw error;
  }
  if (tree.root === undefined) throw notJson("there is nothing");
  return tree.root;
}
