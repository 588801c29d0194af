// What a case of the attack suite is: an attack with the outcome that is demanded, and a control that shows it working with the guard off.
import type { JsonValue, Limits, NetworkPolicy } from "@terrarium/sdk";
import type { Bundle, Engine, Exit, Handle } from "../../packages/server/src/core/engine.js";
import type { Ground } from "./ground.js";

export interface Options {
  readonly limits?: Partial<Limits>;
  /** How it misbehaves while it waits for its job; see waiting.py. */
  readonly atLoad?: string;
  /** Absent: none. */
  readonly network?: NetworkPolicy;
}

export interface Outcome {
  readonly exit: Exit;
  /** undefined: it did not get to its end. */
  readonly got: JsonValue | undefined;
  readonly bundle: Bundle;
  readonly handle: Handle;
  /** How many messages came, of all kinds. */
  readonly messages: number;
  /** Gives back what the sandbox held; the bundle's folder too. */
  remove(): Promise<void>;
}

export interface Begun {
  readonly bundle: Bundle;
  readonly handle: Handle;
  /** Resolves with the first progress of this text. */
  said(text: string): Promise<void>;
  ended(): Promise<Outcome>;
}

/** Where an attack takes place: on an engine, or, as control, on none. `name` is a function of test/fixtures/hostile. */
export interface Scene {
  readonly engine: Engine;
  readonly ground: Ground;
  /** A folder of the host with secrets, which the oracle watches. */
  readonly secrets: string;
  /** Runs to the end and removes. */
  run(name: string, told?: JsonValue, options?: Options): Promise<Outcome>;
  begin(name: string, told?: JsonValue, options?: Options): Promise<Begun>;
  /** A job that does its work; throws if its result is not right or it finds anything of others. */
  honest(): Promise<void>;
}

/** Why a control is not run. */
export interface Unsafe {
  readonly unsafe: string;
}

export interface Case {
  /** As in the list of cases, with a letter behind it for further ways of the same attack. */
  readonly number: string;
  /** A claim: what holds. */
  readonly title: string;
  readonly attack: (scene: Scene) => Promise<void>;
  /** The same attack with the guard off: it works. */
  readonly control: ((open: Scene, sealed: Scene) => Promise<void>) | Unsafe;
  /** Features that must be enforced for the outcome, by their names in Health. */
  readonly needs?: readonly string[];
  /** Engines on which the case means nothing, with the reason. */
  readonly notOn?: Readonly<Record<string, string>>;
  /** Only in `npm run attacks`. */
  readonly isHeavy?: true;
  /** The one of its group that runs on every engine in `npm test`. */
  readonly isSample?: true;
}
