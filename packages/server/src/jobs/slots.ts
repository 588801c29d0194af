// The places for running jobs. A place is a lease held by one run: given back exactly once, whatever the run died of.

export interface Slot {
  /** Idempotent. */
  release(): void;
}

export interface Slots {
  /** A free place, if there is one. */
  take(): Slot | undefined;
  /** A place for what runs already, whether one is free or not. */
  occupy(): Slot;
  readonly free: number;
}

/** The place of a run that is paused: none. */
export const noSlot: Slot = { release: () => undefined };

/** `onFree` is called after each release. */
export function makeSlots(total: number, onFree: () => void): Slots {
  let taken = 0;
  const occupy = (): Slot => {
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
  };
  return {
    take: () => (taken >= total ? undefined : occupy()),
    occupy,
    get free() {
      return Math.max(0, total - taken);
    },
  };
}
