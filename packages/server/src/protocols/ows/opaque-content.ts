// Inline data of a request on its way from the parser to a file. The scanner decides, event by event, what belongs to the data; the writer puts it into the sink.
//
// Theory of operation: content is undecided while only white space came. A first child element makes it markup: the source text from the "<" of that element
// to behind its end tag is copied as it stands, with the namespace declarations in scope added to its start tag, so that the file is a document of its own.
// Text or CDATA makes it text, decoded. White space around markup, around a CDATA section and before escaped markup belongs to the layout and is dropped.
// Whatever else comes (a second element, text beside elements) is a problem: the rest is read and dropped, so that all faults can be told together.
// Where the caller cannot tell data from a plain value, short text stays in memory, and an element that the caller knows goes back into its tree.
import type { Sink, SinkFile, StoredFile } from "../../core/message.js";
import { makeBase64Decoder } from "./base64.js";
import { bounds, type GuardedParser, type Tag } from "./guarded-parser.js";
import { attribute } from "./xml.js";

/** What became of inline data: a file, a short text (if asked for), or what is wrong with it as a part of a sentence. */
export type OpaqueContent =
  | { readonly kind: "stored"; readonly file: StoredFile; readonly markup: boolean }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "bad"; readonly problem: string };

export type ContentStep =
  | { readonly kind: "begin"; readonly base64: boolean; readonly isShort: boolean }
  | { readonly kind: "write"; readonly text: string }
  | { readonly kind: "problem"; readonly problem: string }
  | { readonly kind: "end"; readonly markup: boolean };

/** Layout white space longer than this is taken as data. */
const layoutLength = 65_536;
/** Text up to this many UTF-16 units stays in memory where that is asked for; of all the texts of a document so many. */
const shortLength = { one: 65_536, all: 4_000_000 } as const;

const isBlank = (text: string): boolean => !/[^\t\n\r ]/.test(text);

/** How content is kept: as it is, decoded, or as it is with short text in memory. */
export type ContentForm = "plain" | "base64" | "short";

export interface ContentParts {
  readonly form: ContentForm;
  /** Does this element, the first of the content, belong into the caller's tree. */
  isStructure(tag: Tag): boolean;
  /** Namespaces in scope, by prefix. */
  readonly scope: Readonly<Record<string, string>>;
  readonly source: Pick<GuardedParser, "slice" | "written">;
  emit(step: ContentStep): void;
}

/** Pieces of text in, the data that they certainly are out: white space that may be layout waits for what follows. */
function makeTextJoiner(): ((piece: string, isCdata: boolean) => string) & { isStarted(): boolean } {
  let layout = "";
  let isStarted = false;
  let isBehindCdata = false;
  const join = (piece: string, isCdata: boolean): string => {
    if (!isCdata && isBlank(piece) && (!isStarted || isBehindCdata) && layout.length < layoutLength) {
      layout += piece;
      return "";
    }
    const isEscapedMarkup = /^[\t\n\r ]*</.test(piece);
    const data = isStarted ? layout + piece : isCdata ? piece : isEscapedMarkup ? piece.trimStart() : layout + piece;
    layout = "";
    isStarted = true;
    isBehindCdata = isCdata;
    return data;
  };
  return Object.assign(join, { isStarted: () => isStarted });
}

/** Says "begin" only before the first thing to be done: what turns out to be structure needs no file. */
function beginLate(
  send: ContentParts["emit"],
  begin: () => { readonly base64: boolean; readonly isShort: boolean },
): (step: ContentStep) => void {
  let isBegun = false;
  return (step) => {
    if (!isBegun) send({ kind: "begin", ...begin() });
    isBegun = true;
    send(step);
  };
}

/** Takes the parser's events inside one opaque element; `close` is true when that element itself ends. */
export function makeContentScanner({ form, isStructure, scope, source, emit: send }: ContentParts) {
  const isBase64 = form === "base64";
  const isPlainSoFar = (): boolean => mode === "undecided" || mode === "text";
  let mode: "undecided" | "text" | "markup" | "ended" | "bad" = "undecided";
  let depth = 0;
  let ready = "";
  const join = makeTextJoiner();
  let copyFrom = 0;
  /** The start tag of the markup as far as it is read; undefined once it is complete. */
  let startTag: string | undefined;

  const emit = beginLate(send, () => ({ base64: isBase64, isShort: form === "short" && isPlainSoFar() }));
  const flush = (): void => {
    if (ready !== "") emit({ kind: "write", text: ready });
    ready = "";
  };
  const complain = (problem: string): void => {
    mode = "bad";
    ready = "";
    emit({ kind: "problem", problem });
  };
  const openMarkup = (tag: Tag, position: number): void => {
    ready += declared((startTag ?? "") + source.slice(copyFrom, position), scope, tag);
    startTag = undefined;
    copyFrom = position;
  };
  const text = (piece: string, isCdata = false): void => {
    if (mode === "ended" && !isBlank(piece)) complain("has text behind its XML element");
    if (!isPlainSoFar()) return;
    ready += join(piece, isCdata);
    if (join.isStarted()) mode = "text";
  };
  return {
    openStart(start: number): void {
      if (depth > 0) return;
      if (mode === "undecided" && isBase64) complain("is said to be base64 but holds XML elements");
      else if (mode === "undecided") [mode, startTag, copyFrom] = ["markup", "", start];
      else if (mode === "text") complain("mixes text and XML elements");
      else if (mode === "ended") complain("has more than one XML element");
    },
    /** True: the content is structure, and the scanner is done with it. */
    open(tag: Tag, position: number): boolean {
      const isFirst = depth === 0 && mode === "markup";
      if (isFirst && isStructure(tag)) return true;
      depth += 1;
      if (isFirst) openMarkup(tag, position);
      return false;
    },
    close(position: number): boolean {
      depth -= 1;
      if (depth === 0 && mode === "markup") {
        ready += source.slice(copyFrom, position);
        mode = "ended";
      }
      if (depth >= 0) return false;
      flush();
      emit({ kind: "end", markup: mode === "ended" });
      return true;
    },
    text,
    /** A piece of the document has been read: what is known to be data goes on its way. Returns false if a start tag grew beyond its bound. */
    settle(): boolean {
      if (mode === "markup") {
        const raw = source.slice(copyFrom, source.written());
        copyFrom = source.written();
        if (startTag === undefined) ready += raw;
        else startTag += raw;
      }
      flush();
      return startTag === undefined || startTag.length <= 2 * bounds.startTag;
    },
  };
}

/** The start tag with all that is in scope declared in it. */
function declared(raw: string, scope: Readonly<Record<string, string>>, tag: Tag): string {
  const nameEnd = 1 + tag.name.length;
  const added = Object.entries(scope)
    .filter(([prefix, uri]) => tag.ns[prefix] === undefined && uri !== "" && prefix !== "xml" && prefix !== "xmlns")
    .flatMap(([prefix, uri]) => attribute(prefix === "" ? "xmlns" : `xmlns:${prefix}`, uri).parts)
    .join("");
  return raw.slice(0, nameEnd) + added + raw.slice(nameEnd);
}

/** Performs the steps of one content after the other, in order; the last step of each gives what became of it. Rethrows what the sink throws. */
export function makeContentWriter(sink: Sink) {
  let file: SinkFile | undefined;
  let decoder: ReturnType<typeof makeBase64Decoder> | undefined;
  let problem: string | undefined;
  /** Short text so far; undefined: it goes to the file. */
  let short: string | undefined;
  let shortTotal = 0;
  const encoder = new TextEncoder();

  const discard = async (reason: string): Promise<void> => {
    problem = reason;
    short = undefined;
    const open = file;
    file = undefined;
    await open?.discard();
  };
  const writeText = async (text: string): Promise<void> => {
    const bytes = decoder === undefined ? encoder.encode(text) : decoder.write(text);
    if (bytes === undefined) await discard("is not valid base64");
    else if (bytes.length > 0) await file?.write(bytes);
  };
  const keepOrWrite = async (text: string): Promise<void> => {
    if (short === undefined) {
      if (file !== undefined) await writeText(text);
      return;
    }
    short += text;
    if (short.length <= shortLength.one && shortTotal + short.length <= shortLength.all) return;
    const whole = short;
    short = undefined;
    file = await sink.create();
    await writeText(whole);
  };
  const end = async (markup: boolean): Promise<OpaqueContent> => {
    if (short !== undefined) {
      shortTotal += short.length;
      return { kind: "text", text: short };
    }
    const rest = decoder === undefined || problem !== undefined ? new Uint8Array() : decoder.end();
    if (rest === undefined) await discard("is not valid base64: it ends too early");
    else if (rest.length > 0) await file?.write(rest);
    if (file === undefined) return { kind: "bad", problem: problem ?? "could not be kept" };
    const stored = await file.close();
    file = undefined;
    return { kind: "stored", file: stored, markup };
  };
  return {
    async perform(step: ContentStep): Promise<OpaqueContent | undefined> {
      switch (step.kind) {
        case "begin":
          problem = undefined;
          decoder = step.base64 ? makeBase64Decoder() : undefined;
          short = step.isShort ? "" : undefined;
          file = step.isShort ? undefined : await sink.create();
          return undefined;
        case "write":
          await keepOrWrite(step.text);
          return undefined;
        case "problem":
          await discard(step.problem);
          return undefined;
        case "end":
          return end(step.markup);
      }
    },
    /** Ends an unfinished file, when reading has failed. */
    async abandon(): Promise<void> {
      await discard("was not read to its end");
    },
  };
}
