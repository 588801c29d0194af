// A JSON body as a tree while it arrives. Data of inputs is kept as it is written: short in memory, long in a file of the sink, so that
// memory stays flat whatever is sent. Objects are Maps: no name means anything to the language.
import { fault } from "../../core/errors.js";
import type { Sink, SinkFile, StoredFile } from "../../core/message.js";
import { decodeText } from "../ows/decode-text.js";
import { pointerSegment } from "./errors.js";
import { type JsonListener, makeJsonTokens, notJson } from "./json-tokens.js";

/** Data as it was written: the text of a container, or a long string. */
export interface Kept {
  readonly kind: "kept";
  readonly of: "object" | "array" | "string";
  /** Where it is short. */
  readonly text: string;
  /** Where it is long. */
  readonly file?: StoredFile;
}
export type Json = null | boolean | number | string | readonly Json[] | ReadonlyMap<string, Json> | Kept;

export function isKept(node: Json | undefined): node is Kept {
  return typeof node === "object" && node !== null && "kind" in node && node.kind === "kept";
}

/** Names and numbers from the root. */
export type Path = readonly (string | number)[];

export interface ReadJsonParts {
  readonly sink: Sink;
  readonly contentType?: string | undefined;
  /** Is the value at this path data: a container is then kept as it is written. */
  readonly isData: (path: Path) => boolean;
  /** May the string at this path be long. */
  readonly isLong: (path: Path) => boolean;
}

/** Data of up to so many characters stays in memory. */
const shortCharacters = 65_536;
/** Of everything that stays in memory. */
const mostCharacters = 16_000_000;
const mostValues = 200_000;
const maximumDepth = 256;

/** The sink's file of one long value. */
interface Keeper extends Kept {
  text: string;
  file?: StoredFile;
  open?: SinkFile;
  isWhole: boolean;
}

type Frame = { readonly kind: "object"; readonly map: Map<string, Json>; key: string } | { readonly kind: "array"; readonly list: Json[] };

function makeTree({ isData, isLong }: Pick<ReadJsonParts, "isData" | "isLong">) {
  const frames: Frame[] = [];
  const keepers = new Set<Keeper>();
  let root: Json | undefined;
  let keeper: Keeper | undefined;
  let depth = 0;
  let from = 0;
  let characters = 0;
  let values = 0;

  const path = (): (string | number)[] =>
    frames.map((frame, index) => (frame.kind === "object" ? frame.key : frame.list.length - (index === frames.length - 1 ? 0 : 1)));

  function spend(count: number): void {
    characters += count;
    if (characters > mostCharacters)
      throw fault(
        "too-large",
        `The body holds more than ${mostCharacters} characters beside its long values; send large data by reference.`,
      );
  }

  function put(value: Json): void {
    values += 1;
    if (values > mostValues)
      throw fault("too-large", `The body holds more than ${mostValues} values; send large data as one value, or by reference.`);
    const frame = frames.at(-1);
    if (frame === undefined) root = value;
    else if (frame.kind === "array") frame.list.push(value);
    else frame.map.set(frame.key, value);
  }

  function keep(of: Kept["of"]): Keeper {
    const made: Keeper = { kind: "kept", of, text: "", isWhole: false };
    keepers.add(made);
    return made;
  }

  /** A string is a string again where it stayed short. */
  function finish(whole: Keeper): void {
    whole.isWhole = true;
    keeper = undefined;
    if (whole.of === "string" && whole.open === undefined && whole.text.length <= shortCharacters) {
      keepers.delete(whole);
      spend(whole.text.length);
      put(whole.text);
    } else put(whole);
  }

  let piece = "";
  const listener: JsonListener = {
    get wantsText() {
      return keeper?.of === "string";
    },
    begin(kind, at) {
      if (keeper !== undefined) {
        if (kind !== "string") depth += 1;
        return;
      }
      if (kind === "string" || (frames.length > 0 && isData(path()))) {
        keeper = keep(kind);
        [depth, from] = [kind === "string" ? 0 : 1, at];
        return;
      }
      const frame: Frame = kind === "object" ? { kind, map: new Map(), key: "" } : { kind, list: [] };
      put(frame.kind === "object" ? frame.map : frame.list);
      frames.push(frame);
    },
    end(kind, at) {
      if (keeper === undefined) {
        frames.pop();
        return;
      }
      if (kind !== "string") depth -= 1;
      if (depth > 0) return;
      if (keeper.of !== "string") keeper.text += piece.slice(from, at);
      finish(keeper);
    },
    text(part) {
      if (keeper === undefined) return;
      keeper.text += part;
      if (keeper.text.length > shortCharacters && keeper.open === undefined && !isLong(path()))
        throw fault("invalid-parameter", `A text is longer than ${shortCharacters} characters.`, pointer(path()));
    },
    key(name) {
      const frame = frames.at(-1);
      if (keeper !== undefined || frame?.kind !== "object") return;
      spend(name.length);
      if (frame.map.has(name))
        throw fault("invalid-parameter", "A name stands twice in one object.", pointer([...path().slice(0, -1), name]));
      frame.key = name;
    },
    scalar(value, source) {
      if (keeper !== undefined) return;
      if (typeof value === "number" && !isExact(value, source))
        throw fault("invalid-parameter", `The number ${source.slice(0, 40)} cannot be kept exactly; send it as a text.`, pointer(path()));
      spend(source.length);
      put(value);
    },
  };

  return {
    listener,
    root: () => root,
    reading(next: string): void {
      piece = next;
      from = 0;
    },
    /** What was kept of the piece that was read goes to its file, if it is long. */
    async drain(sink: Sink): Promise<void> {
      if (keeper !== undefined && keeper.of !== "string") keeper.text += piece.slice(from);
      for (const one of keepers) {
        if (one.open === undefined && one.text.length > shortCharacters) one.open = await sink.create();
        if (one.open !== undefined) {
          const bytes = Buffer.from(one.text);
          one.text = "";
          await one.open.write(bytes);
        }
        if (!one.isWhole) continue;
        keepers.delete(one);
        if (one.open === undefined) spend(one.text.length);
        else {
          const { open } = one;
          delete one.open;
          one.file = await open.close();
        }
      }
    },
    async discard(): Promise<void> {
      for (const { open } of keepers) await open?.discard();
    },
  };
}

/** Would the number be another one as a double: a whole number that is too large, or one beyond all. */
function isExact(value: number, source: string): boolean {
  return Number.isFinite(value) && (Number.isSafeInteger(value) || !/^-?\d+$/.test(source));
}

/** A JSON pointer (RFC 6901). */
export function pointer(path: Path): string {
  return path.map((step) => `/${pointerSegment(String(step))}`).join("");
}

/** The tree. Throws invalid-parameter and too-large; files of the sink are then closed or discarded. */
export async function readJson(body: AsyncIterable<Uint8Array>, { sink, contentType, ...rules }: ReadJsonParts): Promise<Json> {
  const tree = makeTree(rules);
  const tokens = makeJsonTokens(tree.listener, maximumDepth);
  try {
    for await (const piece of decodeText(body, contentType)) {
      tree.reading(piece);
      tokens.write(piece);
      await tree.drain(sink);
    }
    tokens.end();
    await tree.drain(sink);
  } catch (error) {
    await tree.discard();
    throw error;
  }
  const root = tree.root();
  if (root === undefined) throw notJson("there is nothing");
  return root;
}
