// What one watcher has not read yet. Bounded: news of the moment take the place of older ones, and who reads too slowly is cut off, to come again where it stopped.
import type { Watching } from "../core/news.js";

export interface WatchingParts<T> {
  /** More than this unread: the watcher is cut off. */
  readonly most: number;
  /** After so long without news `next` says so, which keeps the connection alive. */
  readonly beatMs: number;
  /** What is read comes at least so long after what was read before. */
  readonly pauseMs: number;
  /** Whether `next` takes the place of `before`, which was not read. */
  readonly replaces: (before: T, next: T) => boolean;
  readonly signal?: AbortSignal;
  readonly closed: () => void;
}

export interface OwnWatching<T> extends Watching<T> {
  put(news: T): void;
  /** Nothing more will come; what is there can be read. */
  end(): void;
}

const tooSlow = "what was not read in time was not kept";

export function makeWatching<T>({ most, beatMs, pauseMs, replaces, signal, closed }: WatchingParts<T>): OwnWatching<T> {
  let unread: T[] = [];
  let state: "open" | "ended" | "cut" | "closed" = "open";
  let wake: (() => void) | undefined;
  let readMs = Number.NEGATIVE_INFINITY;
  const rouse = (): void => {
    wake?.();
    wake = undefined;
  };
  const stop = (how: "ended" | "cut" | "closed"): void => {
    if (state === "closed" || (state !== "open" && how !== "closed")) return;
    const isFirst = state === "open";
    state = how;
    if (how !== "ended") unread = [];
    signal?.removeEventListener("abort", close);
    rouse();
    if (isFirst) closed();
  };
  const close = (): void => stop("closed");
  signal?.addEventListener("abort", close, { once: true });
  if (signal?.aborted === true) close();

  function sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(rouse, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  return {
    put(news) {
      if (state !== "open") return;
      const at = unread.findLastIndex((before) => replaces(before, news));
      if (at !== -1) unread.splice(at, 1);
      unread.push(news);
      if (unread.length > most) stop("cut");
      else rouse();
    },
    end: () => stop("ended"),
    close,
    async next() {
      if (unread.length === 0 && state === "open") await sleep(beatMs);
      for (;;) {
        const waitMs = readMs + pauseMs - performance.now();
        if (waitMs <= 0 || state !== "open" || unread.length === 0) break;
        await new Promise((resolve) => setTimeout(resolve, waitMs));
      }
      if (state === "cut") throw new Error(tooSlow);
      if (unread.length === 0 && state !== "open") return undefined;
      readMs = performance.now();
      return unread.splice(0);
    },
  };
}
