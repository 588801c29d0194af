// Those who watch one job, each with how far it has read. What is told to all is made once for all who have read as far.
import type { Cursor, JobNews } from "../core/news.js";
import { linesOf } from "../core/news.js";
import { beyond, type LogPiece } from "./log-tail.js";
import { makeWatching, type OwnWatching } from "./watching.js";

/** Bytes of the log that were told, of which attempt. */
interface Read {
  attempt: number;
  bytes: number;
}

export interface Readers {
  readonly size: number;
  add(watching: OwnWatching<JobNews>, from: Cursor | undefined): void;
  delete(watching: OwnWatching<JobNews>): void;
  /** Makes the news for each place in the log that somebody has read up to. */
  tell(make: (read: Readonly<Read>) => JobNews, to?: OwnWatching<JobNews>): void;
  tellLog(piece: LogPiece, attempt: number, seq: number, to?: OwnWatching<JobNews>): void;
  end(): void;
}

/** Unread news of one watcher. */
const mostUnread = 400;
const pauseMs = 100;

/** News of the moment, of which only the newest counts; and the progress within one state. */
function replaces(before: JobNews, next: JobNews): boolean {
  if (before.kind === "state" && next.kind === "state")
    return before.status === next.status && before.attempt === next.attempt && before.phase === next.phase;
  return before.kind === next.kind && (next.kind === "usage" || next.kind === "waiting");
}

export function watchJob(parts: {
  readonly beatMs: number;
  readonly signal?: AbortSignal;
  readonly closed: () => void;
}): OwnWatching<JobNews> {
  return makeWatching<JobNews>({ ...parts, most: mostUnread, pauseMs, replaces });
}

/** What a reader at this place is told of a piece; undefined: it has read it. */
function logNews(piece: LogPiece, read: Readonly<Read>, attempt: number, seq: number): JobNews | undefined {
  const isOther = read.attempt !== attempt || piece.isAnew === true;
  const known = isOther ? 0 : read.bytes;
  if (piece.to <= known) return undefined;
  const text = beyond(piece, known);
  return {
    kind: "log",
    lines: linesOf(text),
    missedBytes: Math.max(0, piece.from - known),
    isAnew: isOther && read.bytes > 0,
    cursor: { seq, attempt, logBytes: piece.to },
  };
}

export function makeReaders(): Readers {
  const readers = new Map<OwnWatching<JobNews>, Read>();
  /** The same news for the same place. */
  function each<T>(
    make: (read: Read) => T,
    give: (watching: OwnWatching<JobNews>, made: T, read: Read) => void,
    only?: OwnWatching<JobNews>,
  ) {
    const made = new Map<string, T>();
    for (const [watching, read] of readers) {
      if (only !== undefined && watching !== only) continue;
      const place = `${read.attempt}.${read.bytes}`;
      const known = made.get(place) ?? make(read);
      made.set(place, known);
      give(watching, known, read);
    }
  }
  return {
    get size() {
      return readers.size;
    },
    add: (watching, from) => void readers.set(watching, { attempt: from?.attempt ?? -1, bytes: from?.logBytes ?? 0 }),
    delete: (watching) => void readers.delete(watching),
    tell: (make, to) => each(make, (watching, news) => watching.put(news), to),
    tellLog(piece, attempt, seq, to) {
      const give = (watching: OwnWatching<JobNews>, news: JobNews | undefined, read: Read): void => {
        if (news === undefined) return;
        watching.put(news);
        read.attempt = attempt;
        read.bytes = piece.to;
      };
      each((read) => logNews(piece, read, attempt, seq), give, to);
    },
    end() {
      for (const watching of [...readers.keys()]) watching.end();
      readers.clear();
    },
  };
}
