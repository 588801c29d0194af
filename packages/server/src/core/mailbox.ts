// Keeps what a runner has said for whoever listens: a server that comes after another one is told the end of the story again, because nobody
// knows how much of it the first has written down. Bounded: the newest progress, and the one final message that the channel lets through.
import type { RunnerMessage } from "@terrarium/sdk";

export interface Mailbox {
  put(message: RunnerMessage): void;
  /** Messages go to `listener` from now on, first what is kept. It takes the place of the one before. */
  open(listener: (message: RunnerMessage) => void): void;
}

/** An empty mailbox. */
export function makeMailbox(): Mailbox {
  let listener: ((message: RunnerMessage) => void) | undefined;
  let progress: RunnerMessage | undefined;
  let final: RunnerMessage | undefined;
  return {
    put(message) {
      if (message.terrarium === "progress") progress = message;
      else final = message;
      listener?.(message);
    },
    open(next) {
      listener = next;
      for (const message of [progress, final]) if (message !== undefined) next(message);
    },
  };
}
