// The places for running jobs. A place is a lease held by one run: given back exactly once, whatever the run died of.
// Some places may be kept for synchronous jobs: asynchronous ones then never take all of them.

export interface Slot {
  /** Idempotent. */
  release(): void;
  /** It was taken for any job, and a synchronous one has it. */
  turnSync(): void;
}

export interface Slots {
  /** A free place, if there is one for a job of this kind. */
  take(isSync: boolean): Slot | undefined;
  /** A place for what runs already, whether one is free or not. */
  occupy(isSync: boolean): Slot;
  /** Places that jobs of this kind could take now. */
  freeFor(isSync: boolean): number;
  readonly taken: number;
}

/** The place of a run that is paused: none. */
export const noSlot: Slot = { release: () => undefined, turnSync: () => undefined };

export interface SlotCounts {
  readonly all: number;
  /** Kept for synchronous jobs. */
  readonly syncOnly: number;
}

/** `onFree` is called after each release. */
export function makeSlots({ all, syncOnly }: SlotCounts, onFree: () => void): Slots {
  let taken = 0;
  let takenAsync = 0;
  const count = (isSync: boolean, change: 1 | -1): void => {
    taken += change;
    if (!isSync) takenAsync += change;
  };
  const freeFor = (isSync: boolean): number => Math.max(0, Math.min(all - taken, isSync ? all : all - syncOnly - takenAsync));
  const occupy = (isFirstSync: boolean): Slot => {
    let isSync = isFirstSync;
    count(isSync, 1);
    let isHeld = true;
    return {
      turnSync() {
        if (isHeld && !isSync) takenAsync -= 1;
        isSync = true;
      },
      release() {
        if (!isHeld) return;
        isHeld = false;
        count(isSync, -1);
        onFree();
      },
    };
  };
  return {
    take: (isSync) => (freeFor(isSync) === 0 ? undefined : occupy(isSync)),
    occupy,
    freeFor,
    get taken() {
      return taken;
    },
  };
}
