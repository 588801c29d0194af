// What the cases of the suite are given: the engine under test, a folder for bundles, and what it can do.
import { it } from "vitest";
import type { Engine } from "../../core/engine.js";

export interface ConformanceParts {
  readonly name: string;
  /** Makes the engine and the folder for bundles; called once. */
  readonly setUp: () => Promise<{ engine: Engine; folder: string; tearDown: () => Promise<void> }>;
  /** What is on the host because of sandboxes now: children, mounts, groups; compared before and after. */
  readonly traces: () => Promise<readonly string[]>;
  /** Does the engine end children that left the job's group. */
  readonly endsTheWholeTree: boolean;
  /** False for the fake engine, which only does what it is told. */
  readonly runsCommands: boolean;
}

export type Context = { engine: Engine; folder: string };

/** Registers a case that needs a real command. */
export type Real = (title: string, test: () => Promise<void>) => void;

export function realCases({ runsCommands }: ConformanceParts): Real {
  return (title, test) => it.skipIf(!runsCommands)(`${title}${runsCommands ? "" : " (skipped: this engine runs no commands)"}`, test);
}
