// A body that is read twice: its start to look at it, then all of it, without keeping more than the start.

export interface Replay {
  /** The body; reading may stop at any piece. */
  first(): AsyncIterable<Uint8Array>;
  /** What `first` gave so far, and then the rest. To be read once, when `first` is done with. */
  again(): AsyncIterable<Uint8Array>;
  /** Of what `first` gave so far. */
  byteLength(): number;
}

/** An error of the body comes again at the same place. */
export function replay(body: AsyncIterable<Uint8Array>): Replay {
  const source = body[Symbol.asyncIterator]();
  const kept: Uint8Array[] = [];
  let bytes = 0;
  let failure: { readonly error: unknown } | undefined;
  return {
    async *first() {
      for (;;) {
        const next = await source.next().catch((error: unknown) => {
          failure = { error };
          throw error;
        });
        if (next.done === true) return;
        kept.push(next.value);
        bytes += next.value.byteLength;
        yield next.value;
      }
    },
    async *again() {
      try {
        for (let piece = kept.shift(); piece !== undefined; piece = kept.shift()) yield piece;
        if (failure !== undefined) throw failure.error;
        for (let next = await source.next(); next.done !== true; next = await source.next()) yield next.value;
      } finally {
        await source.return?.();
      }
    },
    byteLength: () => bytes,
  };
}
