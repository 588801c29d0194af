// The streams of events of the server. A browser comes again by itself where a stream broke off; what it does not do by itself is done here: to come again
// after a refusal, and to stop at the end.
import type { JsonObject } from "@terrarium/client";
import { objectOf } from "./job-state.js";

export interface Following {
  close(): void;
}

export interface FollowParts {
  /** By the name of the event. */
  readonly heard: Readonly<Record<string, (data: JsonObject) => void>>;
  /** The stream is there (again), or is not. */
  readonly connected: (isThere: boolean) => void;
}

const againMs = 5_000;

/** Follows until `close`, or until an event "end". */
export function follow(href: string, { heard, connected }: FollowParts): Following {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const close = (): void => {
    clearTimeout(timer);
    source?.close();
  };
  function open(): void {
    const own = new EventSource(href);
    source = own;
    own.addEventListener("open", () => connected(true));
    own.addEventListener("error", () => {
      connected(false);
      // Refused: the browser gives up for good.
      if (own.readyState === EventSource.CLOSED) timer = setTimeout(open, againMs);
    });
    for (const [name, hear] of Object.entries(heard)) own.addEventListener(name, (event) => hear(objectOf(JSON.parse(String(event.data)))));
    own.addEventListener("end", () => own.close());
  }
  open();
  addEventListener("pagehide", close, { once: true });
  return { close };
}
