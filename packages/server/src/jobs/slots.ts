// The places for running jobs. A place is a lease held by one run: given back exactly once, whatever the run died of.

export interface Slot {
  /** Idempotent. */
  release(): void;
}

export interface Slots {
  /** A free place, if there is one. */
  take(): Slot | undefined;
  readonly free: number;
}

/** `onFree` is called after each release. */
export function makeSlots(total: number, onFree: () => void): Slots {
  let taken = 0;
  return {
    take() {
      if (taken >= total) return undefined;
      taken += 1;
      let isHeld = true;
      return {
        release() {
          if (!isHeld) return;
          isHeld = false;
          taken -= 1;
          onFree();
        },
      };
    },
    get free() {
      return total - taken;
    },
  };
}
