// Reads the runner's channel (a sandbox's standard output): lines that are runner messages are told, all other bytes are log.
// Whatever a job writes, memory stays flat: bounded lines, bounded progress, one final message. Clock and timers may be given.
import type { Attachment, OutputValue, RunnerMessage } from "@terrarium/sdk";

/** Longest line of a final message; a longer one ends the job with output-limit. */
export const resultLineBytes = 16 * 1024 * 1024;
const lineBytes = 1024 * 1024;
const progressLineBytes = 16 * 1024;
const progressEveryMs = 50;
const textLength = 4096;

export interface ChannelParts {
  readonly say: (message: RunnerMessage) => void;
  readonly log: (bytes: Uint8Array) => void;
  /** A final message was longer than `resultLineBytes`; called once. */
  readonly tooLong: () => void;
  /** Monotonic milliseconds. Default: the host's. */
  readonly now?: () => number;
  /** Calls `done` later, unless what it gives is called before. Default: a timer. */
  readonly after?: (ms: number, done: () => void) => () => void;
}

export interface Channel {
  push(bytes: Uint8Array): void;
  /** The stream ended: what is pending is told. */
  end(): void;
}

type Found = { readonly [key: string]: unknown };

function isObject(value: unknown): value is Found {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isFlatName(value: unknown): value is string {
  return typeof value === "string" && /^[^/\0]{1,255}$/.test(value) && value !== "." && value !== "..";
}

function optionalText(value: unknown): boolean {
  return value === undefined || typeof value === "string";
}

function isFormat(value: unknown): boolean {
  return isObject(value) && typeof value["mediaType"] === "string" && optionalText(value["encoding"]) && optionalText(value["schema"]);
}

function isOutput(value: unknown): value is OutputValue {
  if (!isObject(value) || typeof value["id"] !== "string") return false;
  const given = value["value"];
  if (value["kind"] === "literal") {
    const isLiteral = typeof given === "string" || typeof given === "boolean" || (typeof given === "number" && Number.isFinite(given));
    return isLiteral && optionalText(value["uom"]);
  }
  if (value["kind"] === "bbox") {
    const bbox = value["bbox"];
    const numbers = Array.isArray(bbox) && (bbox.length === 4 || bbox.length === 6) && bbox.every((part) => Number.isFinite(part));
    return numbers && typeof value["crs"] === "string";
  }
  return value["kind"] === "complex" && isFlatName(value["file"]) && isFormat(value["format"]);
}

function isListOf<T>(value: unknown, holds: (one: unknown) => one is T): value is T[] {
  return Array.isArray(value) && value.every(holds);
}

function isString(value: unknown): value is string {
  return typeof value === "string";
}

/** Its name becomes the last part of an address. */
function isAttachment(value: unknown): value is Attachment {
  return isObject(value) && isFlatName(value["name"]) && isFlatName(value["file"]) && optionalText(value["mediaType"]);
}

function progressOf(found: Found): RunnerMessage | undefined {
  const { percent, message } = found;
  if (percent !== undefined && (typeof percent !== "number" || !Number.isFinite(percent))) return undefined;
  if (!optionalText(message)) return undefined;
  return {
    terrarium: "progress",
    ...(typeof percent === "number" ? { percent: Math.min(100, Math.max(0, percent)) } : {}),
    ...(typeof message === "string" ? { message: message.slice(0, textLength) } : {}),
  };
}

function errorOf(found: Found): RunnerMessage | undefined {
  const { kind, message, input, detail } = found;
  if ((kind !== "user" && kind !== "process") || typeof message !== "string" || !optionalText(input)) return undefined;
  return {
    terrarium: "error",
    kind,
    message: message.slice(0, textLength),
    ...(typeof input === "string" ? { input: input.slice(0, textLength) } : {}),
    ...(detail === undefined ? {} : { detail: detail as never }),
  };
}

function descriptionOf({ description, modules }: Found): RunnerMessage | undefined {
  if (!isObject(description)) return undefined;
  const areNames = Array.isArray(modules) && modules.every((name) => typeof name === "string");
  return { terrarium: "description", description: description as never, ...(areNames ? { modules: modules as string[] } : {}) };
}

function descriptionsOf({ processes, problems, modules }: Found): RunnerMessage | undefined {
  const isProcess = (one: unknown) => isObject(one) && isObject(one["description"]) && typeof one["entry"] === "string";
  if (!isListOf(problems, isString) || !isListOf(modules, isString) || !Array.isArray(processes) || !processes.every(isProcess))
    return undefined;
  return { terrarium: "descriptions", processes: processes as never, problems, modules };
}

/** More levels than any honest message has. Who writes JSON recurses, and a job must not choose how deep. */
const mostLevels = 32;

function isShallow(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return true;
  return levels > 0 && Object.values(value).every((part) => isShallow(part, levels - 1));
}

/** A line as a runner message; undefined if it is none, or not a valid one. */
export function parseMessage(line: string): RunnerMessage | undefined {
  let found: unknown;
  try {
    found = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (!isObject(found) || !isShallow(found, mostLevels)) return undefined;
  switch (found["terrarium"]) {
    case "ready":
      return { terrarium: "ready" };
    case "progress":
      return progressOf(found);
    case "error":
      return errorOf(found);
    case "results": {
      const { outputs, attachments = [] } = found;
      if (!Array.isArray(outputs) || !outputs.every(isOutput) || !isListOf(attachments, isAttachment)) return undefined;
      return { terrarium: "results", outputs, ...(attachments.length === 0 ? {} : { attachments }) };
    }
    case "description":
      return descriptionOf(found);
    case "descriptions":
      return descriptionsOf(found);
    default:
      return undefined;
  }
}

const opening = new TextEncoder().encode('{"terrarium"');
const newline = 10;
/** So many bytes of a line show what kind of message it may be. */
const headBytes = 64;

/** Could a line that begins so be a message. */
function mayBeMessage(bytes: Uint8Array): boolean {
  const length = Math.min(bytes.length, opening.length);
  for (let at = 0; at < length; at++) if (bytes[at] !== opening[at]) return false;
  return true;
}

/** How long a line that begins so may get. */
function boundOf(head: string): number {
  if (/^\{"terrarium" ?: ?"progress"/.test(head)) return progressLineBytes;
  return /^\{"terrarium" ?: ?"(?:results|descriptions)"/.test(head) ? resultLineBytes : lineBytes;
}

/** The bytes of one line; grows by doubling, so that a line written byte by byte costs no more than one written at once. */
function makeLine() {
  let store = new Uint8Array(256);
  let length = 0;
  return {
    add(bytes: Uint8Array) {
      if (length + bytes.length > store.length) {
        const grown = new Uint8Array(Math.max(store.length * 2, length + bytes.length));
        grown.set(store.subarray(0, length));
        store = grown;
      }
      store.set(bytes, length);
      length += bytes.length;
    },
    bytes: () => store.subarray(0, length),
    clear() {
      if (store.length > lineBytes) store = new Uint8Array(256);
      length = 0;
    },
  };
}

function later(ms: number, done: () => void): () => void {
  const timer = setTimeout(done, ms);
  return () => clearTimeout(timer);
}

/**
 * Lets progress through at most every 50 ms, the last of a burst always; "ready" once; of final messages (a description is one) the first.
 * So the number of messages is bounded whatever a job says in whatever order.
 */
function makeTeller({ say, now = () => performance.now(), after = later }: ChannelParts) {
  let isFinal = false;
  let isReady = false;
  let waiting: RunnerMessage | undefined;
  let stop: (() => void) | undefined;
  let nextMs = Number.NEGATIVE_INFINITY;
  const flush = () => {
    stop?.();
    stop = undefined;
    if (waiting) say(waiting);
    waiting = undefined;
  };
  return {
    flush,
    /** Progress need not even be parsed while one is waiting and the next is not due: only the newest of a burst matters. */
    tell(message: RunnerMessage) {
      if (isFinal) return;
      if (message.terrarium === "ready") {
        if (!isReady) say(message);
        isReady = true;
        return;
      }
      if (message.terrarium !== "progress") {
        flush();
        isFinal = true;
        say(message);
        return;
      }
      waiting = message;
      const waitMs = nextMs - now();
      if (waitMs > 0) {
        stop ??= after(waitMs, () => {
          nextMs = now() + progressEveryMs;
          stop = undefined;
          flush();
        });
        return;
      }
      nextMs = now() + progressEveryMs;
      flush();
    },
  };
}

/** Makes a reader of one channel. */
export function makeChannel(parts: ChannelParts): Channel {
  const teller = makeTeller(parts);
  const decoder = new TextDecoder();
  const line = makeLine();
  let bound = lineBytes;
  let isLog = false;
  let isTooLong = false;

  const toLog = () => {
    isLog = true;
    parts.log(line.bytes());
    line.clear();
  };
  /** Takes a part of a line; decides as early as it can that the line is log. */
  const take = (bytes: Uint8Array) => {
    if (isLog) return parts.log(bytes);
    const isHead = line.bytes().length < headBytes;
    line.add(bytes);
    if (isHead) {
      const head = line.bytes().subarray(0, headBytes);
      if (!mayBeMessage(head)) return toLog();
      bound = boundOf(decoder.decode(head));
    }
    if (line.bytes().length <= bound) return;
    if (bound < resultLineBytes) return toLog();
    if (!isTooLong) parts.tooLong();
    isTooLong = true;
    isLog = true;
    line.clear();
  };
  const endLine = () => {
    const bytes = line.bytes();
    const message = isLog || bytes.length < opening.length ? undefined : parseMessage(decoder.decode(bytes));
    if (message) teller.tell(message);
    else {
      toLog();
      parts.log(Uint8Array.of(newline));
    }
    line.clear();
    isLog = false;
  };
  return {
    push(bytes) {
      let from = 0;
      while (from < bytes.length) {
        const to = bytes.indexOf(newline, from);
        if (to > from) take(bytes.subarray(from, to));
        if (to < 0) {
          take(bytes.subarray(from));
          return;
        }
        endLine();
        from = to + 1;
      }
    },
    end() {
      if (line.bytes().length > 0) {
        const message = parseMessage(decoder.decode(line.bytes()));
        if (message) teller.tell(message);
        else toLog();
      }
      teller.flush();
    },
  };
}
