// Inline data of a request on its way from the parser to a file. The scanner decides, event by event, what belongs to the data; the writer puts it into the sink.
//
// Theory of operation: content is undecided while only white space came. A first child element makes it markup: the source text from the "<" of that element
// to behind its end tag is copied as it stands, with the namespace declarations in scope added to its start tag, so that the file is a document of its own.
// Text or CDATA makes it text, decoded. White space around markup, around a CDATA section and before escaped markup belongs to the layout and is dropped.
// Whatever else comes (a second element, text beside elements) is a problem: the rest is read and dropped, so that all faults can be told together.
import type { Sink, SinkFile, StoredFile } from "../../core/message.js";
import { makeBase64Decoder } from "./base64.js";
import { bounds, type GuardedParser, type Tag } from "./guarded-parser.js";
import { attribute } from "./xml.js";

/** What became of inline data: a file, or what is wrong with it as a part of a sentence. */
export type OpaqueContent =
  | { readonly kind: "stored"; readonly file: StoredFile; readonly markup: boolean }
  | { readonly kind: "bad"; readonly problem: string };

export type ContentStep =
  | { readonly kind: "begin"; readonly base64: boolean }
  | { readonly kind: "write"; readonly text: string }
  | { readonly kind: "problem"; readonly problem: string }
  | { readonly kind: "end"; readonly markup: boolean };

/** Layout white space longer than this is taken as data. */
const layoutLength = 65_536;

const isBlank = (text: string): boolean => !/[^\t\n\r ]/.test(text);

export interface ContentParts {
  readonly isBase64: boolean;
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

/** Takes the parser's events inside one opaque element; `close` is true when that element itself ends. */
export function makeContentScanner({ isBase64, scope, source, emit }: ContentParts) {
  let mode: "undecided" | "text" | "markup" | "ended" | "bad" = "undecided";
  let depth = 0;
  let ready = "";
  const join = makeTextJoiner();
  let copyFrom = 0;
  /** The start tag of the markup as far as it is read; undefined once it is complete. */
  let startTag: string | undefined;

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
    const raw = (startTag ?? "") + source.slice(copyFrom, position);
    const nameEnd = 1 + tag.name.length;
    ready += raw.slice(0, nameEnd) + declarations(scope, tag) + raw.slice(nameEnd);
    startTag = undefined;
    copyFrom = position;
  };
  const text = (piece: string, isCdata: boolean): void => {
    if (mode === "ended" && !isBlank(piece)) complain("has text behind its XML element");
    if (mode !== "undecided" && mode !== "text") return;
    ready += join(piece, isCdata);
    if (join.isStarted()) mode = "text";
  };

  emit({ kind: "begin", base64: isBase64 });
  return {
    openStart(start: number): void {
      if (depth > 0) return;
      if (mode === "undecided" && isBase64) complain("is said to be base64 but holds XML elements");
      else if (mode === "undecided") [mode, startTag, copyFrom] = ["markup", "", start];
      else if (mode === "text") complain("mixes text and XML elements");
      else if (mode === "ended") complain("has more than one XML element");
    },
    open(tag: Tag, position: number): void {
      depth += 1;
      if (depth === 1 && mode === "markup") openMarkup(tag, position);
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
    text: (piece: string) => text(piece, false),
    cdata: (piece: string) => text(piece, true),
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

function declarations(scope: Readonly<Record<string, string>>, tag: Tag): string {
  return Object.entries(scope)
    .filter(([prefix, uri]) => tag.ns[prefix] === undefined && uri !== "" && prefix !== "xml" && prefix !== "xmlns")
    .flatMap(([prefix, uri]) => attribute(prefix === "" ? "xmlns" : `xmlns:${prefix}`, uri).parts)
    .join("");
}

/** Performs the steps of one content after the other, in order; the last step of each gives what became of it. Rethrows what the sink throws. */
export function makeContentWriter(sink: Sink) {
  let file: SinkFile | undefined;
  let decoder: ReturnType<typeof makeBase64Decoder> | undefined;
  let problem: string | undefined;
  const encoder = new TextEncoder();

  const discard = async (reason: string): Promise<void> => {
    problem = reason;
    const open = file;
    file = undefined;
    await open?.discard();
  };
  const writeText = async (text: string): Promise<void> => {
    const bytes = decoder === undefined ? encoder.encode(text) : decoder.write(text);
    if (bytes === undefined) await discard("is not valid base64");
    else if (bytes.length > 0) await file?.write(bytes);
  };
  const end = async (markup: boolean): Promise<OpaqueContent> => {
    if (decoder !== undefined && problem === undefined && !decoder.end()) await discard("is not valid base64: it ends too early");
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
          file = await sink.create();
          return undefined;
        case "write":
          if (file !== undefined) await writeText(step.text);
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
