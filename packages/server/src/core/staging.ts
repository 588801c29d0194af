// Interfaces of staging: how inputs come into a bundle and outputs leave it. Implementations: staging/file, staging/http.
import type { ReferenceData } from "./execute.js";
import type { Open, Sink, StoredFile } from "./message.js";

/** Keeps files of requests (uploads, u-...) and of results (o-<jobId>-<index>), by key. Every implementation passes staging/conformance.ts. */
export interface FileStore {
  /** A sink whose files belong to one request; `discard` removes all of them but those that are secured. */
  uploads(): Sink & { discard(): Promise<void> };
  /** Puts the stored file at `path`, read-only for all (0444), by hard link where possible, else by copy. */
  place(key: string, path: string): Promise<void>;
  /** Adopts a collected output file by rename; the key is `jobId`-based and unique. */
  adopt(jobId: string, index: number, path: string, facts: { readonly byteLength: number; readonly sha256: string }): Promise<StoredFile>;
  open: Open;
  /** A byte range [start, end] (inclusive) of a stored file. */
  openRange(key: string, start: number, end: number): AsyncIterable<Uint8Array>;
  remove(key: string): Promise<void>;
  /** Every file there is: uploads of this server, and outputs. */
  list(): Promise<readonly FileFacts[]>;
  /** Resolves when the stored files survive a power cut; they belong to a job from then on. */
  secure(keys: readonly string[]): Promise<void>;
  /** An address for some minutes under which anybody can read the output. Absent: outputs are read through this server only. */
  readonly signedAddress?: (key: string, as: SentAs) => Promise<string>;
}

/** A file that its process was given to read. */
export interface StagedFile {
  /** Of the input. */
  readonly id: string;
  readonly mediaType: string;
  readonly byteLength: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

/** A stored file as the storage knows it. */
export interface FileFacts {
  readonly key: string;
  readonly byteLength: number;
  /** Wall time of its last change. */
  readonly changedMs: number;
  /** An upload that came since this server began: it may belong to a request that goes on, or to a run. */
  readonly isNew?: true;
}

/** How a file is to be sent: the values of the headers Content-Type and Content-Disposition. */
export interface SentAs {
  readonly contentType: string;
  readonly contentDisposition: string;
}

/** A reference of a job; `owner` is whose stored outputs it may name, absent: anybody's. */
export type OwnedReference = ReferenceData & { readonly owner?: string };

/** Fetches a reference to a stored file through the guard. Throws unreachable-input or too-large with one plain sentence that names `inputId`. */
export interface Fetcher {
  fetch(reference: OwnedReference, inputId: string, maximumBytes: number, signal: AbortSignal): Promise<StoredFile>;
}

/** What a file system holds that the server writes to; inodes are -1 where there is no such number. */
export interface DiskSpace {
  readonly folder: string;
  readonly isWritable: boolean;
  readonly freeBytes: number;
  readonly totalBytes: number;
  readonly freeInodes: number;
  readonly totalInodes: number;
}

/** Keeps a reserve of the disk for what has begun. Cheap: the last look is kept for a moment. */
export interface DiskGuard {
  /** Throws storage-full below the reserve, busy if the disk is not writable, both with the seconds to wait: nothing new may be taken in. */
  admit(): Promise<void>;
  look(): Promise<readonly DiskSpace[]>;
}
