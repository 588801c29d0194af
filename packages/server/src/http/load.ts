// What keeps new requests away while there is no room for them: a heap near its limit, a disk near its reserve. Those that are being served go on.
import { getHeapStatistics } from "node:v8";
import { ServiceError } from "../core/errors.js";
import type { Sink } from "../core/message.js";
import type { DiskGuard } from "../core/staging.js";

export interface LoadGuard {
  /** Throws busy with the seconds to wait while the heap is nearly full. */
  admit(): void;
}

/** Above this share of its limit the heap is short: what is left is for what has begun. */
const fullShare = 0.9;
const freshMs = 250;
const retryAfterS = 10;

function heapShare(): number {
  const { used_heap_size: used, heap_size_limit: limit } = getHeapStatistics();
  return used / limit;
}

/** `now` is milliseconds on a clock that only goes forward. */
export function makeLoadGuard({ share = heapShare, now = () => performance.now() } = {}): LoadGuard {
  let lookedMs = Number.NEGATIVE_INFINITY;
  let isShort = false;
  return {
    admit() {
      if (now() - lookedMs >= freshMs) {
        isShort = share() > fullShare;
        lookedMs = now();
      }
      if (!isShort) return;
      throw new ServiceError([{ code: "busy", message: "The server is short of memory; please try again later." }], { retryAfterS });
    },
  };
}

/** After so many bytes of one file the disk is looked at again. */
const againBytes = 8 * 2 ** 20;

/** A sink that takes nothing while the disk is short; what one request had stored is its own to discard. */
export function guarded(sink: Sink, disk: Pick<DiskGuard, "admit"> | undefined): Sink {
  if (disk === undefined) return sink;
  return {
    async create() {
      await disk.admit();
      const file = await sink.create();
      let unseenBytes = 0;
      return {
        ...file,
        async write(bytes) {
          unseenBytes += bytes.byteLength;
          if (unseenBytes > againBytes) {
            unseenBytes = 0;
            try {
              await disk.admit();
            } catch (error) {
              await file.discard();
              throw error;
            }
          }
          await file.write(bytes);
        },
      };
    },
  };
}
