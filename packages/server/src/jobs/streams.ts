// How many streams of events are open, and whose.
import { ServiceError } from "../core/errors.js";

export interface FeedLimits {
  /** Open at one time: of all, and of one client. */
  readonly streams: number;
  readonly streamsPerClient: number;
  /** After so long without news a stream says that it lives. */
  readonly beatMs: number;
}

/** None is open yet. */
export function makeStreams({ streams, streamsPerClient }: FeedLimits) {
  const byClient = new Map<string, number>();
  let all = 0;
  return {
    /** Gives the function that ends it; throws busy. */
    open(client: string): () => void {
      const own = byClient.get(client) ?? 0;
      const isTooMany = all >= streams || own >= streamsPerClient;
      if (isTooMany)
        throw new ServiceError([{ code: "busy", message: "Too many streams of events are open; please close some, or try again later." }], {
          retryAfterS: 30,
        });
      all += 1;
      byClient.set(client, own + 1);
      let isOpen = true;
      return () => {
        if (!isOpen) return;
        isOpen = false;
        all -= 1;
        const left = (byClient.get(client) ?? 1) - 1;
        if (left === 0) byClient.delete(client);
        else byClient.set(client, left);
      };
    },
  };
}
