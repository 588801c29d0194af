// What the listener tells of each request to whoever counts, logs and traces it. Jobs need no such words: their store and their engine are watched.

/** A request that has just arrived. */
export interface RequestStart {
  /** Another one for each request; in the log and in the answer. */
  readonly id: string;
  readonly method: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

/** A request that was answered, or whose client has left. */
export interface RequestEnd {
  /** Who answered: the name of a protocol or of another part of the listener; one of a few words. */
  readonly protocol: string;
  /** What was asked for: the kind of an Operation, or another of a few words. */
  readonly operation: string;
  readonly status: number;
  /** From the first byte of its head to the end of the answer. */
  readonly ms: number;
  /** Of the job that it made or asked for. */
  readonly jobId?: string;
  /** Why it was refused: codes of the faults with their locators, never their words, which may repeat what was sent. */
  readonly faults?: readonly string[];
  /** The client left before it had its answer. */
  readonly hasLeft?: true;
}

export interface OpenRequest {
  /** Runs work that belongs to the request. */
  within<T>(work: () => T): T;
  /** Call once. */
  end(facts: RequestEnd): void;
}

export interface RequestWatcher {
  begin(start: RequestStart): OpenRequest;
}
