// Wires callbacks: what OGC API tells of a job goes through the guard of outgoing requests to whom the job names, signed with a key of this server.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type CallbackParts, type Callbacks, makeCallbacks } from "../callbacks/callbacks.js";
import { makeSigner } from "../callbacks/signature.js";
import { watchStore } from "../callbacks/watched-store.js";
import type { Config } from "../config/config.js";
import type { Job, JobStore } from "../core/job.js";
import { makePoster } from "../staging/http/poster.js";

export interface SubscribersParts {
  readonly fetch: Config["fetch"];
  /** Where the key and the outbox lie; the server alone may read it. */
  readonly storeDir: string;
  readonly store: JobStore;
  readonly now: () => number;
  readonly log: CallbackParts["log"];
  readonly within: NonNullable<CallbackParts["within"]>;
}

export interface Subscribers {
  /** The store that the jobs room is to use. */
  readonly store: JobStore;
  readonly callbacks: Callbacks;
  /** With which subscribers can check what they are told. */
  readonly publicKey: Readonly<Record<string, string>>;
  /** Set once, before the first job. */
  tell(notice: CallbackParts["notice"]): void;
}

/** The store with its watcher. Throws what the file system throws. */
export function makeSubscribers({ fetch, storeDir, store, now, log, within }: SubscribersParts): Subscribers {
  const outboxDir = join(storeDir, "callbacks");
  mkdirSync(outboxDir, { recursive: true, mode: 0o700 });
  const signer = makeSigner({ file: join(storeDir, "callback-key.pem"), now });
  const { allow, proxy } = fetch;
  // The protocol needs the jobs room, which needs the store, which is watched for the protocol.
  let notice: CallbackParts["notice"] = async (_job: Job) => undefined;
  const callbacks = makeCallbacks({
    ...{ outboxDir, store, signer, log, within },
    notice: (job) => notice(job),
    post: makePoster({ allow, ...(proxy === undefined ? {} : { proxy }) }),
  });
  return {
    store: watchStore(store, callbacks),
    callbacks,
    publicKey: signer.publicKey,
    tell(told) {
      notice = told;
    },
  };
}
