// A request document as a small tree. The content of elements that the caller calls opaque (inline data) never enters the tree: it goes to a file
// while it arrives, see opaque-content.ts. What the elements mean is left to the caller.
import { fault, ServiceError } from "../../core/errors.js";
import type { HttpRequest, Sink } from "../../core/message.js";
import { say, words } from "../../core/sentence.js";
import { decodeText } from "./decode-text.js";
import { makeGuardedParser, type Tag } from "./guarded-parser.js";
import { type ContentForm, type ContentStep, makeContentScanner, makeContentWriter, type OpaqueContent } from "./opaque-content.js";

export interface XmlAttribute {
  readonly uri: string;
  readonly local: string;
  readonly value: string;
}

export interface XmlElement {
  readonly uri: string;
  readonly local: string;
  readonly attributes: readonly XmlAttribute[];
  readonly children: readonly XmlElement[];
  /** Text and CDATA of the element itself, comments left out. */
  readonly text: string;
  /** Set for opaque elements only. */
  readonly content?: OpaqueContent;
}

interface Growing extends XmlElement {
  children: Growing[];
  text: string;
  content?: OpaqueContent;
}

/** Root first. */
export type Path = readonly XmlElement[];

export interface ReadXmlParts {
  readonly sink: Sink;
  /** Called for the root at once, before the rest is read; may throw. */
  checkRoot(root: XmlElement): void;
  /** Is the content of the last element of the path inline data, and in which form. */
  opaque(path: Path): ContentForm | undefined;
  /** Is the first element in the opaque content at the end of the path no data after all, but to be read into the tree. Absent: never. */
  structure?(path: Path, tag: Pick<Tag, "uri" | "local">): boolean;
  /** Which input a fault inside this path belongs to. */
  locate(path: Path): string | undefined;
}

/** Bounds on what stays in memory; lengths in UTF-16 units. */
const bounds = { text: 1_000_000, structure: 16_000_000, elements: 100_000, contents: 10_000 } as const;

/** The root element. Throws ServiceError: an empty body, a document that is not well-formed or beyond the bounds, and what the sink throws. */
export async function readXml(request: Pick<HttpRequest, "body" | "headers">, parts: ReadXmlParts): Promise<XmlElement> {
  const tree = makeTree(parts);
  const writer = makeContentWriter(parts.sink);
  const perform = async (): Promise<void> => {
    for (const { element, path, step } of tree.take()) {
      try {
        const content = await writer.perform(step);
        if (content !== undefined) element.content = content;
      } catch (error) {
        throw withLocator(error, parts.locate(path));
      }
    }
  };
  try {
    let isEmpty = true;
    for await (const text of decodeText(request.body, request.headers["content-type"])) {
      if (isEmpty) isEmpty = checkStart(text);
      tree.write(text);
      await perform();
    }
    if (isEmpty) throw fault("missing-parameter", "The body of the request is empty. Send a WPS request as XML.", "request");
    tree.end();
    return tree.root();
  } catch (error) {
    await writer.abandon();
    throw error;
  }
}

/** True while there is only white space. */
function checkStart(text: string): boolean {
  const start = text.trimStart();
  if (start !== "" && !start.startsWith("<")) {
    throw fault(
      "invalid-parameter",
      "The body of the request is not XML. Send a WPS request as XML, or key-value pairs by GET.",
      "request",
    );
  }
  return start === "";
}

function withLocator(error: unknown, locator: string | undefined): unknown {
  if (!(error instanceof ServiceError) || locator === undefined) return error;
  const [first, ...rest] = error.faults;
  return new ServiceError([{ ...first, locator: first.locator ?? locator }, ...rest], { cause: error });
}

interface Queued {
  readonly element: Growing;
  readonly path: Path;
  readonly step: ContentStep;
}

function startElement({ uri, local, attributes }: Tag): Growing {
  return {
    uri,
    local,
    attributes: Object.values(attributes).map((attribute) => ({ uri: attribute.uri, local: attribute.local, value: attribute.value })),
    children: [],
    text: "",
  };
}

function tooLong(element: XmlElement, locator: string | undefined): ServiceError {
  const message = say("The text of {local} is longer than {text} characters. Send it as ComplexData or as a reference.", {
    local: element.local,
    text: bounds.text,
  });
  return fault("too-large", message, locator);
}

function countUp(count: number, most: number, what: string): number {
  if (count >= most) throw fault("too-large", say("The request has more than {most} {what}.", { most, what: words(what) }), "request");
  return count + 1;
}

/** Builds the tree while text is written; what is to be done for opaque content waits in `take`. */
function makeTree(parts: ReadXmlParts) {
  const path: Growing[] = [];
  const scopes: Tag["ns"][] = [];
  const queue: Queued[] = [];
  let root: Growing | undefined;
  let elements = 0;
  let contents = 0;
  let outsideTree = 0;
  let scanner: ReturnType<typeof makeContentScanner> | undefined;
  let contentStart = 0;

  const addText = (text: string): void => {
    const element = path.at(-1);
    if (element === undefined) return;
    element.text += text;
    if (element.text.length > bounds.text) throw tooLong(element, parts.locate(path));
  };
  const open = (tag: Tag, position: number): void => {
    elements = countUp(elements, bounds.elements, "elements");
    const element = startElement(tag);
    path.at(-1)?.children.push(element);
    path.push(element);
    scopes.push(tag.ns);
    if (root === undefined) {
      root = element;
      parts.checkRoot(root);
    }
    const form = parts.opaque(path);
    if (form === undefined) return;
    contents = countUp(contents, bounds.contents, "inline inputs");
    contentStart = position;
    const here = [...path];
    const isStructure = (inner: Tag): boolean => parts.structure?.(here, inner) ?? false;
    const emit = (step: ContentStep): void => void queue.push({ element, path: here, step });
    scanner = makeContentScanner({ form, isStructure, scope: Object.assign({}, ...scopes), source: parser, emit });
  };
  const close = (position: number): void => {
    if (scanner !== undefined && !scanner.close(position)) return;
    if (scanner !== undefined) outsideTree += position - contentStart;
    scanner = undefined;
    path.pop();
    scopes.pop();
  };
  const parser = makeGuardedParser({
    openStart: (_name, start) => scanner?.openStart(start),
    open(tag, position) {
      if (scanner?.open(tag, position) === false) return;
      scanner = undefined;
      open(tag, position);
    },
    close,
    text: (text) => (scanner === undefined ? addText(text) : scanner.text(text)),
    cdata: (text) => (scanner === undefined ? addText(text) : scanner.text(text, true)),
  });

  return {
    write(text: string): void {
      parser.write(text);
      if (scanner?.settle() === false) throw fault("too-large", "A start tag in the inline data is too long.", parts.locate(path));
      const inTree = parser.written() - outsideTree - (scanner === undefined ? 0 : parser.written() - contentStart);
      if (inTree > bounds.structure) throw fault("too-large", "The request is too long apart from its inline data.", "request");
    },
    end: () => parser.end(),
    take: () => queue.splice(0),
    root(): XmlElement {
      if (root === undefined) throw new Error("a document that has ended has a root");
      return root;
    },
  };
}
