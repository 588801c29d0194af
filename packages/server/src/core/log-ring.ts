// Keeps the last bytes of what a job prints, in bounded memory.

export interface LogRing {
  push(bytes: Uint8Array): void;
  /** The last bytes as text, cut at a whole character. */
  text(): string;
  /** Were bytes dropped. */
  readonly isFull: boolean;
}

/** Keeps the last `capacity` bytes. Memory grows with what is written, up to the capacity. */
export function makeLogRing(capacity: number): LogRing {
  let store = new Uint8Array(Math.min(capacity, 4096));
  let used = 0;
  let at = 0;
  let isFull = false;
  const write = (bytes: Uint8Array) => {
    const first = Math.min(bytes.length, store.length - at);
    store.set(bytes.subarray(0, first), at);
    store.set(bytes.subarray(first), 0);
    at = store.length === 0 ? 0 : (at + bytes.length) % store.length;
    used = Math.min(store.length, used + bytes.length);
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
    },
    text() {
      const start = used < store.length ? 0 : at;
      const whole = new Uint8Array(used);
      whole.set(store.subarray(start, used));
      whole.set(store.subarray(0, start), used - start);
      let from = 0;
      if (isFull) while (from < 4 && ((whole[from] ?? 0) & 0xc0) === 0x80) from++;
      return new TextDecoder().decode(whole.subarray(from));
    },
    get isFull() {
      return isFull;
    },
  };
}
