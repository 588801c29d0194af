// Runs inside a server under test, beside its own code: numbers the calls between its rooms, and at one of them does what the test says.
// The product knows nothing of it. Each call has three moments: before; within (it has begun, nothing has come of it yet); after.

/** What happens at a point: the server is killed there and then, or the call stands still until the test says "go". */
export type Act = "kill" | "hold";

export interface Arm {
  /** A name such as "store.add:after", or a number, counted from the arming. */
  readonly at: string | number;
  readonly act: Act;
  /** Which of those that have this name, from 1 on. */
  readonly nth?: number;
}

export type Told = { readonly ready: true } | { readonly reached: string; readonly number: number };

/** The verbs that change something, by the room that offers them. What only reads is left out: dying there is dying before what comes next. */
const verbs: Readonly<Record<string, readonly string[]>> = {
  store: ["add", "claim", "change", "takeOver", "remove"],
  files: ["secure", "place", "adopt", "remove"],
  fetcher: ["fetch"],
  engine: ["create", "start", "adopt", "wait", "collect", "pause", "resume", "kill", "remove", "sweep"],
};

let arm: Arm | undefined;
let number = 0;
let named = 0;
let go: (() => void) | undefined;

function tell(what: Told): void {
  process.send?.(what);
}

function take(next: Arm | undefined): void {
  arm = next;
  number = 0;
  named = 0;
}

/** Resolves at once unless this is the point that was asked for. */
async function point(name: string): Promise<void> {
  if (arm === undefined) return;
  number += 1;
  if (arm.at === name) named += 1;
  const isHere = arm.at === number || (arm.at === name && named === (arm.nth ?? 1));
  if (!isHere) return;
  const { act } = arm;
  const reached = { reached: name, number };
  arm = undefined;
  if (act === "kill") {
    // Written by the kernel before the signal: the test knows where it was.
    process.send?.(reached, () => process.kill(process.pid, "SIGKILL"));
    return new Promise(() => {});
  }
  tell(reached);
  await new Promise<void>((resolve) => {
    go = resolve;
  });
}

type Verb = (...all: unknown[]) => Promise<unknown>;

function watched(name: string, verb: Verb): Verb {
  return async (...all) => {
    await point(`${name}:before`);
    const call = verb(...all);
    call.catch(() => {});
    await point(`${name}:within`);
    const result = await call;
    await point(`${name}:after`);
    return result;
  };
}

function aroundRoom<T extends object>(room: string, whole: T): T {
  const own = Object.entries(whole).map(([name, value]: [string, unknown]) => {
    const isVerb = typeof value === "function" && verbs[room]?.includes(name) === true;
    return [name, isVerb ? watched(`${room}.${name}`, value as Verb) : value];
  });
  return Object.fromEntries(own) as T;
}

/** The same room, whose verbs are numbered. `main/engine.ts` gives its engine as a part of more. */
export function around<T extends object>(room: string, whole: T | Promise<T>): T | Promise<T> {
  if (whole instanceof Promise) return whole.then((one) => around(room, one));
  if (room === "engine" && "engine" in whole) return { ...whole, engine: aroundRoom("engine", whole.engine as object) };
  return aroundRoom(room, whole);
}

process.on("message", (message: { arm?: Arm; go?: true }) => {
  if (message.go) {
    go?.();
    return;
  }
  take(message.arm);
  tell({ ready: true });
});
// The way to the test must not keep a server alive that is told to end.
process.channel?.unref();
const first = process.env["TERRARIUM_FAULT"];
if (first !== undefined) take(JSON.parse(first) as Arm);
