// HTTP as plain data, so that protocols are pure functions and are tested without a port.

export interface HttpRequest {
  readonly method: string;
  /** Path without the query, still percent-encoded. */
  readonly path: string;
  /** Raw query string without "?", still encoded; "" if there is none. */
  readonly query: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: AsyncIterable<Uint8Array>;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | AsyncIterable<Uint8Array | string>;
}

/** A file that the server holds for a job, by key; the key is an opaque name without slashes. */
export interface StoredFile {
  readonly key: string;
  readonly byteLength: number;
  readonly sha256: string;
}

/** A file that is being written. Exactly one of `close` and `discard` ends it. */
export interface SinkFile {
  /** Resolves when more may be written (back-pressure). Throws too-large over the input limit, storage-full without space. */
  write(bytes: Uint8Array): Promise<void>;
  close(): Promise<StoredFile>;
  discard(): Promise<void>;
}

/** Where a protocol puts inline data while a request arrives, so that it stays pure and never holds the data in memory. */
export interface Sink {
  create(): Promise<SinkFile>;
}

/** Opens the bytes of a stored file or of a collected output by its key. */
export type Open = (key: string) => AsyncIterable<Uint8Array>;
