// What one sandbox has used of its way out, and the bounds of that: connections at once, bytes in all, and how often it may be refused.

/** Times in milliseconds. */
export interface EgressLimits {
  /** Open at once, of one job. */
  readonly connections: number;
  /** Both ways together, of one job. */
  readonly bytes: number;
  /** A connection on which nothing moves for so long is cut. */
  readonly idleMs: number;
  readonly connectMs: number;
}

/** How often a job may ask for what it does not get, or connect without asking, before its way out is closed: each costs the server time. */
export const mostRefusals = 1000;

export interface Used {
  readonly connections: number;
  readonly refused: number;
  /** By the job. */
  readonly bytesSent: number;
  readonly bytesReceived: number;
}

export interface Account {
  /** Takes a place for a connection outwards; false: all are taken. */
  take(): boolean;
  /** What has its place is there. */
  opened(): void;
  give(): void;
  refuse(): void;
  spend(way: "sent" | "received", bytes: number): void;
  used(): Used;
}

/** `exhausted` is called once, with the words for the bound that was met. */
export function makeAccount(limits: EgressLimits, exhausted: (bound: string) => void): Account {
  const spent = { sent: 0, received: 0 };
  let [open, connections, refused] = [0, 0, 0];
  let isExhausted = false;
  const check = (isBeyond: boolean, bound: string) => {
    if (!isBeyond || isExhausted) return;
    isExhausted = true;
    exhausted(bound);
  };
  return {
    take() {
      if (open >= limits.connections) return false;
      open += 1;
      return true;
    },
    opened() {
      connections += 1;
    },
    give() {
      open -= 1;
    },
    refuse() {
      refused += 1;
      check(refused > mostRefusals, "refusals");
    },
    spend(way, bytes) {
      spent[way] += bytes;
      check(spent.sent + spent.received > limits.bytes, "bytes");
    },
    used: () => ({ connections, refused, bytesSent: spent.sent, bytesReceived: spent.received }),
  };
}
