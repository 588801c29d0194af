// Keeps the last bytes of what a job prints, in bounded memory, and tells who follows it what has come since.

export interface LogPart {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

export interface LogRing {
  push(bytes: Uint8Array): void;
  /** The last bytes as text, cut at a whole character. */
  text(): string;
  /** Were bytes dropped. */
  readonly isFull: boolean;
  /** A part that begins at byte `from` of all that was pushed, or at the first that is kept; whole lines, unless `isWhole` says that no more will come. */
  since(from: number, isWhole: boolean): LogPart;
  /** Resolves at the next push, or after `ms`. */
  more(ms: number): Promise<void>;
}

/** Most of what is told at once. */
const partBytes = 16 * 1024;
const newline = 10;

function isInsideCharacter(byte: number | undefined): boolean {
  return ((byte ?? 0) & 0xc0) === 0x80;
}

/** Up to the last end of a line; of a line that is longer than a part, a piece that ends with a whole character. */
function cut(bytes: Uint8Array, isAll: boolean, isWhole: boolean): Uint8Array {
  if (isAll && isWhole) return bytes;
  const end = bytes.lastIndexOf(newline) + 1;
  if (end > 0 || isAll) return bytes.subarray(0, end);
  let last = bytes.length;
  while (last > bytes.length - 4 && isInsideCharacter(bytes[last - 1])) last -= 1;
  return bytes.subarray(0, Math.max(1, last - 1));
}

/** What waits for the next push. */
function makeBell() {
  let waiting: (() => void)[] = [];
  return {
    ring(): void {
      if (waiting.length === 0) return;
      const all = waiting;
      waiting = [];
      for (const tell of all) tell();
    },
    heard: (ms: number) =>
      new Promise<void>((resolve) => {
        const tell = (): void => {
          clearTimeout(timer);
          resolve();
        };
        const timer = setTimeout(() => {
          waiting = waiting.filter((one) => one !== tell);
          resolve();
        }, ms);
        waiting.push(tell);
      }),
  };
}

/** Keeps the last `capacity` bytes. Memory grows with what is written, up to the capacity. */
export function makeLogRing(capacity: number): LogRing {
  let store = new Uint8Array(Math.min(capacity, 4096));
  let used = 0;
  let at = 0;
  let total = 0;
  let isFull = false;
  const bell = makeBell();
  const write = (bytes: Uint8Array) => {
    const first = Math.min(bytes.length, store.length - at);
    store.set(bytes.subarray(0, first), at);
    store.set(bytes.subarray(first), 0);
    at = store.length === 0 ? 0 : (at + bytes.length) % store.length;
    used = Math.min(store.length, used + bytes.length);
  };
  /** Of the bytes that are kept, in their order. */
  const slice = (from: number, length: number): Uint8Array => {
    const start = ((used < store.length ? 0 : at) + from) % Math.max(1, store.length);
    const first = store.subarray(start, Math.min(store.length, start + length));
    if (first.length === length) return first;
    const whole = new Uint8Array(length);
    whole.set(first);
    whole.set(store.subarray(0, length - first.length), first.length);
    return whole;
  };
  return {
    push(bytes) {
      if (used + bytes.length > capacity) isFull = true;
      if (used + bytes.length > store.length && store.length < capacity) {
        const grown = new Uint8Array(Math.min(capacity, Math.max(store.length * 2, used + bytes.length)));
        grown.set(store.subarray(0, used));
        at = used;
        store = grown;
        if (at === store.length) at = 0;
      }
      write(bytes.length > store.length ? bytes.subarray(bytes.length - store.length) : bytes);
      total += bytes.length;
      bell.ring();
    },
    text() {
      const whole = slice(0, used);
      let from = 0;
      if (isFull) while (from < 4 && isInsideCharacter(whole[from])) from++;
      return new TextDecoder().decode(whole.subarray(from));
    },
    since(asked, isWhole) {
      const oldest = total - used;
      const from = Math.min(total, Math.max(asked, oldest));
      const length = Math.min(partBytes, total - from);
      const bytes = cut(slice(from - oldest, length), from + length === total, isWhole);
      return { from, to: from + bytes.length, text: new TextDecoder().decode(bytes) };
    },
    more: bell.heard,
    get isFull() {
      return isFull;
    },
  };
}
