// The stage of the attack suite: the sealed engine and, for positive controls, the engine without isolation, side by side.
// An attack is a Python program; what it got hold of is its one result, as JSON.
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { JsonValue, Limits } from "@terrarium/sdk";
import type { Bundle, Engine, Exit, Handle } from "../../packages/server/src/core/engine.js";
import { makeChildEngine } from "../../packages/server/src/engines/child/child.js";
import { begin, pythonBundle } from "../../packages/server/src/engines/conformance.js";
import { makeSealedEngine, tracesOf } from "../../packages/server/src/engines/sealed-engine.js";

/** Told to the program as `told`; it answers with `got(value)`. */
const opening = `wait_for_start()
import errno, socket, ctypes, signal
told = json.load(open(job + "/job.json"))
def got(value): say_results({"id": "got", "kind": "literal", "value": json.dumps(value)})
def tried(act):
    try: return act()
    except OSError as error: return errno.errorcode[error.errno]
`;

export interface Attack {
  readonly program: string;
  /** What the program is told. */
  readonly told?: JsonValue;
  readonly limits?: Partial<Limits>;
}

export interface Outcome {
  readonly exit: Exit;
  /** undefined: it did not get to its end. */
  readonly got: JsonValue | undefined;
  readonly bundle: Bundle;
  readonly handle: Handle;
  /** Gives back what the sandbox held; the bundle's folder too. */
  remove(): Promise<void>;
}

export interface Stage {
  readonly sealed: Engine;
  /** No isolation: shows that an attack works where nothing stops it. */
  readonly open: Engine;
  readonly folder: string;
  /** Features that the sealed engine enforces on this host. */
  readonly enforced: readonly string[];
  readonly traces: () => Promise<readonly string[]>;
  readonly tearDown: () => Promise<void>;
}

export async function makeStage(): Promise<Stage> {
  const made = await makeSealedEngine();
  const open = makeChildEngine();
  return {
    sealed: made.engine,
    open,
    folder: made.folder,
    enforced: made.spawner.facts.enforced,
    traces: () => tracesOf(made.folder),
    async tearDown() {
      await open.close();
      await made.tearDown();
    },
  };
}

/** Starts an attack and returns while it runs. */
export async function beginAttack(engine: Engine, folder: string, attack: Attack) {
  const bundle = await pythonBundle(folder, opening + attack.program, attack.limits);
  await writeFile(join(bundle.dir, "job", "job.json"), JSON.stringify(attack.told ?? null));
  const begun = await begin(engine, bundle);
  const remove = async () => {
    await engine.remove(begun.handle);
    await rm(bundle.dir, { recursive: true, force: true });
  };
  const ended = async (): Promise<Outcome> => {
    const exit = await begun.exited;
    const last = begun.messages.at(-1);
    const output = last?.terrarium === "results" ? last.outputs[0] : undefined;
    const got = output?.kind === "literal" ? (JSON.parse(String(output.value)) as JsonValue) : undefined;
    return { exit, got, bundle, handle: begun.handle, remove };
  };
  return { ...begun, bundle, ended, remove };
}

/** Runs an attack to its end and removes it. */
export async function runAttack(engine: Engine, folder: string, attack: Attack): Promise<Outcome> {
  const outcome = await (await beginAttack(engine, folder, attack)).ended();
  await outcome.remove();
  return outcome;
}

/** A job that does its work; its result must be right while others misbehave. */
export async function runHonest(stage: Stage): Promise<JsonValue | undefined> {
  const program = 'open("own", "w").write("6 * 7")\ngot(eval(open("own").read()))';
  return (await runAttack(stage.sealed, stage.folder, { program })).got;
}

/** A folder outside of every sandbox, for canaries. */
export async function makeSecrets(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  return mkdtemp(join(folder, "secrets-"));
}
