// What the cases assert again and again.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { JsonValue } from "@terrarium/sdk";
import { expect } from "vitest";
import type { Case, Options, Scene } from "../case.js";

export const mebibyte = 1024 * 1024;

/** The call was refused before the kernel, or whoever stands for it, looked at the arguments. */
export const refusals = new Set(["EPERM", "ENOSYS", "EAFNOSUPPORT"]);

type Answers = Readonly<Record<string, JsonValue>>;

/** Every answer is a refusal. */
export function expectRefused(answers: JsonValue | undefined): void {
  const through = Object.entries((answers ?? { "the attack": "did not end" }) as Answers).filter(
    ([, answer]) => !refusals.has(String(answer)),
  );
  expect(through, "calls that were not refused").toEqual([]);
}

/** At least `most` reach the kernel where there is no filter; one that this kernel lacks, or refuses to everybody, proves nothing. */
export function expectReached(answers: JsonValue | undefined, most = 1): void {
  const reached = Object.values((answers ?? {}) as Answers).filter((answer) => !refusals.has(String(answer)));
  expect(reached.length, JSON.stringify(answers)).toBeGreaterThanOrEqual(most);
}

/** A case of calls that are all refused; without the filter at least `most` reach the kernel. */
export function refusedCalls(number: string, title: string, most: number, more: Partial<Case> = {}): Case {
  const name = number.toLowerCase();
  return {
    number,
    title,
    attack: async ({ run }) => expectRefused((await run(name)).got),
    control: async ({ run }) => expectReached((await run(name)).got, most),
    ...more,
  };
}

/** What an attack got hold of, whatever its end. */
export async function gotBy(scene: Scene, name: string, told?: JsonValue, options?: Options): Promise<JsonValue | undefined> {
  return (await scene.run(name, told, options)).got;
}

/** A harmless child of the host, to be looked at or killed. */
export async function bystander(environment: Record<string, string> = {}) {
  const child: ChildProcess = spawn("/usr/bin/sleep", ["600"], { env: environment, stdio: "ignore" });
  await once(child, "spawn");
  const exited = once(child, "exit");
  const isAlive = () => child.exitCode === null && child.signalCode === null;
  return {
    pid: child.pid ?? 0,
    isAlive,
    exited,
    async end() {
      child.kill("SIGKILL");
      if (isAlive()) await exited;
    },
  };
}

/** Runs an attack with an honest job beside it, which must be right. */
export async function besideHonest(scene: Scene, name: string, told?: JsonValue, options?: Options) {
  const begun = await scene.begin(name, told, options);
  await scene.honest();
  const outcome = await begun.ended();
  await outcome.remove();
  return outcome;
}
