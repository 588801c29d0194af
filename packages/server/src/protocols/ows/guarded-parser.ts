// The saxes parser with guards, so that hostile XML costs neither memory nor time: no DOCTYPE, bounded depth, names, attributes and entities;
// long text is handed on in pieces. What the elements mean is left to the caller.
//
// Theory of operation: saxes collects text, CDATA, comments and attribute values in its private field `text` until the construct ends, however long that is.
// After each write this wrapper looks at the state and takes the collected text out (text, CDATA), drops it (comments, processing instructions) or
// refuses it (attributes, declarations). The field names and state numbers are those of saxes 6.0.0, which is pinned; the tests fail if they change.
import { SaxesParser, type SaxesTagNS } from "saxes";
import { fault, type ServiceError } from "../../core/errors.js";
import { type Phrase, say, type Words } from "../../core/sentence.js";

export type Tag = SaxesTagNS;

/** Positions count UTF-16 units from the start of the document; `position` is just behind what was read. */
export interface ParserHandlers {
  /** The name of a start tag has been read, not yet its attributes; `start` is the position of its "<". */
  openStart(name: string, start: number): void;
  open(tag: Tag, position: number): void;
  close(position: number): void;
  text(text: string): void;
  cdata(text: string): void;
}

/** Both throw invalid-parameter with one sentence if the document is not well-formed or goes beyond a bound. */
export interface GuardedParser {
  write(text: string): void;
  end(): void;
  /** Source text: of the piece being read and of at least the longest start of a tag before it. */
  slice(start: number, end: number): string;
  /** The position behind all that was written. */
  written(): number;
}

/** Bounds on one document; lengths in UTF-16 units. */
export const bounds = { depth: 200, attributes: 1_000, startTag: 1_000_000, name: 1_000, entity: 100, doctype: 65_536 } as const;

// The states of saxes 6.0.0, by number.
const states = {
  doctypeFirst: 2,
  doctypeLast: 12,
  text: 13,
  entity: 14,
  comments: [17, 18, 19],
  cdata: [20, 21, 22],
  instructions: [25, 26],
};

function refuse(why: Phrase): ServiceError {
  return fault("invalid-parameter", why, "request");
}

function refuseDoctype(): ServiceError {
  return refuse("A DOCTYPE is not accepted. Send the XML without it.");
}

function checkName(length: number): void {
  if (length > bounds.name) throw refuse(say("A name in the XML is longer than {most} characters.", { most: bounds.name }));
}

/** Takes care of what the parser has collected so far; returns the length of what belongs to an unfinished start tag. */
function settle(parser: SaxesParser<{ xmlns: true }>, handlers: ParserHandlers, doctype: "refuse" | "skip"): number {
  const state = parser["state"];
  const text = parser["text"];
  checkName(parser["name"].length);
  checkName(parser["piTarget"].length);
  if (doctype === "refuse" && parser["doctype"]) throw refuseDoctype();
  if (parser["entity"].length > bounds.entity) throw refuse("An entity of the XML has too long a name.");
  if (state >= states.doctypeFirst && state <= states.doctypeLast) {
    if (doctype === "refuse") throw refuseDoctype();
    if (text.length > bounds.doctype) throw refuse("The DOCTYPE of the XML is too long.");
    return 0;
  }
  const isText = state === states.text || (state === states.entity && parser["entityReturnState"] === states.text);
  const isCdata = states.cdata.includes(state);
  if (!isText && !isCdata && !states.comments.includes(state) && !states.instructions.includes(state)) return text.length;
  parser["text"] = "";
  if (isText && text !== "") handlers.text(text);
  if (isCdata && text !== "") handlers.cdata(text);
  return 0;
}

/** A parser for one document. `doctype` "skip" passes over a short DOCTYPE without reading it: then its entities are undefined. */
export function makeGuardedParser(handlers: ParserHandlers, doctype: "refuse" | "skip" = "refuse"): GuardedParser {
  const parser = new SaxesParser({ xmlns: true, forceXMLVersion: true, defaultXMLVersion: "1.0" });
  let depth = 0;
  let attributes = 0;
  let startTag = 0;
  let window = "";
  let windowStart = 0;
  const checkStartTag = (pending: number): void => {
    if (startTag + pending > bounds.startTag)
      throw refuse(say("An element of the XML has more than {startTag} characters of attributes.", { startTag: bounds.startTag }));
  };
  // Six handlers and no more: V8 turns the parser into a slow dictionary at the seventh, which costs a factor of six. So a DOCTYPE is seen by its flag.
  parser.on("opentagstart", (tag) => {
    if (doctype === "refuse" && parser["doctype"]) throw refuseDoctype();
    depth += 1;
    attributes = 0;
    startTag = 0;
    if (depth > bounds.depth) throw refuse(say("The XML is nested deeper than {depth} elements.", { depth: bounds.depth }));
    checkName(tag.name.length);
    // The name may have begun in an earlier piece, and what stands behind it may be one character or a line break of two.
    handlers.openStart(tag.name, windowStart + window.lastIndexOf("<", parser.position - windowStart - 1));
  });
  parser.on("attribute", ({ name, value }) => {
    attributes += 1;
    startTag += name.length + value.length;
    if (attributes > bounds.attributes)
      throw refuse(say("An element of the XML has more than {attributes} attributes.", { attributes: bounds.attributes }));
    checkName(name.length);
    checkStartTag(0);
  });
  parser.on("opentag", (tag) => handlers.open(tag, parser.position));
  parser.on("closetag", () => {
    depth -= 1;
    handlers.close(parser.position);
  });
  parser.on("text", (text) => handlers.text(text));
  parser.on("cdata", (text) => handlers.cdata(text));

  return {
    write: (text) =>
      guard(() => {
        const kept = window.slice(-bounds.name - 4);
        windowStart += window.length - kept.length;
        window = kept + text;
        parser.write(text);
        checkStartTag(settle(parser, handlers, doctype));
      }),
    end: () => guard(() => parser.close()),
    slice: (start, end) => window.slice(start - windowStart, end - windowStart),
    written: () => windowStart + window.length,
  };
}

function guard(act: () => void): void {
  try {
    act();
  } catch (error) {
    // What saxes throws is a plain Error whose message starts with line and column.
    if (error instanceof Error && error.constructor === Error)
      throw fault("invalid-parameter", notWellFormed(error.message), "request", error);
    throw error;
  }
}

function notWellFormed(message: string): Words {
  const [, line, column, said = message] = /^(\d+):(\d+): (.*)$/s.exec(message) ?? [];
  const reason = said.slice(0, 200);
  return line === undefined || column === undefined
    ? say("The XML is not well-formed: {reason}", { reason })
    : say("The XML is not well-formed at line {line}, column {column}: {reason}", { line, column, reason });
}
