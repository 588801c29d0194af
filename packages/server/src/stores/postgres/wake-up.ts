// Tells the other servers of a database that there may be work, or that a job has left the queue or has ended, and hears it from them: LISTEN and NOTIFY. Wake-ups only: what is
// lost on the way is found by those who look now and then.
import { Client } from "pg";
import { type ConnectionParts, type Connections, reach } from "./connections.js";

export interface WakeUp {
  /** There may be work. */
  tellWork(): void;
  /** This job waits no more, or has ended. */
  tellLeft(id: string): void;
  onWork(listener: () => void): () => void;
  onLeft(listener: (id: string) => void): () => void;
  close(): Promise<void>;
}

const firstPauseMs = 200;
const longestPauseMs = 10_000;
/** What is lost on the way is found so soon. */
const lookAgainMs = 5_000;
/** A payload has room for 8,000 bytes. */
const mostIds = 100;

/** Calls `heard` with each payload of the channel, and `began` each time it listens anew; until `close`. */
function listen(parts: ConnectionParts, channel: string, heard: (payload: string) => void, began: () => void) {
  let client: Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;
  let pauseMs = firstPauseMs;

  function again(): void {
    if (isClosed || timer !== undefined) return;
    timer = setTimeout(() => {
      timer = undefined;
      void begin();
    }, pauseMs).unref();
    pauseMs = Math.min(longestPauseMs, pauseMs * 2);
  }

  async function begin(): Promise<void> {
    const own = new Client(reach(parts));
    client = own;
    const lost = (): void => {
      if (client !== own) return;
      client = undefined;
      own.end().catch(() => undefined);
      again();
    };
    own.on("error", lost);
    own.on("end", lost);
    own.on("notification", ({ payload = "" }) => heard(payload));
    try {
      await own.connect();
      await own.query(`listen "${channel}"`);
      pauseMs = firstPauseMs;
      began();
    } catch {
      lost();
    }
  }

  void begin();
  return {
    async close(): Promise<void> {
      isClosed = true;
      clearTimeout(timer);
      const own = client;
      client = undefined;
      await own?.end().catch(() => undefined);
    },
  };
}

export function makeWakeUp(parts: ConnectionParts, connections: Connections): WakeUp {
  const channel = `${parts.schema}_jobs`;
  const workers = new Set<() => void>();
  const waiters = new Set<(id: string) => void>();
  const gone = new Set<string>();
  let isWork = false;
  let soon: NodeJS.Immediate | undefined;

  const work = (): void => {
    for (const tell of workers) tell();
  };
  const listener = listen(
    parts,
    channel,
    (payload) => {
      if (payload === "") return work();
      for (const id of payload.split(" ")) for (const tell of waiters) tell(id);
    },
    work,
  );

  const again = setInterval(work, lookAgainMs).unref();

  function send(): void {
    soon = undefined;
    const payloads = isWork ? [""] : [];
    isWork = false;
    const ids = [...gone];
    gone.clear();
    while (ids.length > 0) payloads.push(ids.splice(0, mostIds).join(" "));
    // Late: a commit that notifies holds up all others that do, so it must not wait for the disk.
    for (const payload of payloads)
      connections.query({ text: "select pg_notify(?, ?)", values: [channel, payload] }, "late").catch(() => undefined);
  }

  function add<T>(set: Set<T>, one: T): () => void {
    set.add(one);
    return () => void set.delete(one);
  }

  return {
    tellWork() {
      isWork = true;
      soon ??= setImmediate(send);
    },
    tellLeft(id) {
      gone.add(id);
      soon ??= setImmediate(send);
    },
    onWork: (one) => add(workers, one),
    onLeft: (one) => add(waiters, one),
    async close() {
      clearInterval(again);
      if (soon !== undefined) clearImmediate(soon);
      await listener.close();
    },
  };
}
