// Reads the runner's channel (a sandbox's standard output): lines that are runner messages are told, all other bytes are log.
// Whatever a job writes, memory stays flat: bounded lines, bounded progress, one final message. Clock and timers may be given.
import type { RunnerMessage } from "@terrarium/sdk";
import { parseMessage } from "./runner-message.js";

/** Longest line of a final message; a longer one ends the job with output-limit. */
export const resultLineBytes = 16 * 1024 * 1024;
const lineBytes = 1024 * 1024;
const progressLineBytes = 16 * 1024;
const progressEveryMs = 50;

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
