// A command that is given up: by Ctrl-C, by a terminal that closes, by a reader of what it prints that has gone (`| head -1`). What the command began is
// ended first; who asks a second time does not wait for that.
import { exitCodes, guarded } from "./exit-codes.js";

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
const ends = new Set<() => Promise<unknown>>();
let isEnding = false;

function endWith(code: number): void {
  if (isEnding) process.exit(code);
  isEnding = true;
  void Promise.allSettled([...ends].map((end) => end())).then(() => process.exit(code));
}

const onSignal = (): void => endWith(exitCodes.dismissed);

/** From now on `end` is done before the program ends early. Gives what takes this back. */
export function onGivingUp(end: () => Promise<unknown>): () => void {
  if (ends.size === 0) for (const signal of signals) process.on(signal, onSignal);
  ends.add(end);
  return () => {
    ends.delete(end);
    if (ends.size === 0 && !isEnding) for (const signal of signals) process.off(signal, onSignal);
  };
}

/** Who has read enough of what is printed ends the program; that is no error. */
export function watchReaders(): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    endWith(Number(process.exitCode ?? exitCodes.ok));
  });
  process.stderr.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

/** The action of a command that comes to an end by itself: Ctrl-C gives it up, with the exit code for that; what it throws ends it with a code. */
export function finite<A extends readonly unknown[]>(action: (...given: A) => Promise<void>): (...given: A) => Promise<void> {
  const act = guarded(action);
  return async (...given) => {
    const goOn = onGivingUp(async () => {});
    await act(...given);
    goOn();
  };
}
