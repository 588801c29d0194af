// Sets an attack in scene: the hostile process in a bundle as a deployment makes it, run by the real Python runner.
import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmod, cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { JobFile, JsonValue, RunnerMessage } from "@terrarium/sdk";
import { expect } from "vitest";
import type { Bundle, Engine, Handle } from "../../packages/server/src/core/engine.js";
import { parseMessage } from "../../packages/server/src/core/runner-message.js";
import { roomy } from "../../packages/server/src/engines/conformance/python-bundle.js";
import type { Begun, Options, Outcome, Scene } from "./case.js";
import type { Ground } from "./ground.js";

async function makeBundle(ground: Ground, options: Options): Promise<Bundle> {
  const dir = await mkdtemp(join(ground.folder, "bundle-"));
  await mkdir(join(dir, "job", "in"), { recursive: true });
  for (const folder of [dir, join(dir, "job"), join(dir, "job", "in")]) await chmod(folder, 0o755);
  // Told by a file beside the code: another environment would be another deployment, with a parent of its own.
  const code = options.atLoad === undefined ? ground.code : join(dir, "code");
  if (options.atLoad !== undefined) {
    await cp(ground.code, code, { recursive: true });
    await writeFile(join(code, "at-load"), options.atLoad);
  }
  return {
    id: `attack-${randomBytes(8).toString("hex")}`,
    dir,
    process: {
      command: ["/usr/bin/python3", "-I", "-B", "/python/terrarium/runner.py", "/process/hostile.process.py"],
      mounts: [
        { source: ground.runner, target: "/python/terrarium" },
        { source: code, target: "/process" },
      ],
      ...(ground.preload === undefined ? {} : { preload: ground.preload }),
      environment: {},
    },
    limits: { ...roomy, ...options.limits },
    network: options.network ?? { kind: "none" },
  };
}

function jobFile(name: string, told: JsonValue, bundle: Bundle): JobFile {
  return {
    jobId: bundle.id,
    processId: "hostile",
    inputs: [
      { id: "case", kind: "literal", value: name },
      { id: "told", kind: "literal", value: JSON.stringify(told) },
    ],
    outputs: [{ id: "got" }],
    limits: bundle.limits,
  };
}

function gotOf(messages: readonly RunnerMessage[]): JsonValue | undefined {
  const last = messages.at(-1);
  const output = last?.terrarium === "results" ? last.outputs[0] : undefined;
  return output?.kind === "literal" ? (JSON.parse(String(output.value)) as JsonValue) : undefined;
}

/** What the runner left in out/, as the server reads it where the channel was cut. */
async function gotFromFile(engine: Engine, handle: Handle, bundle: Bundle): Promise<JsonValue | undefined> {
  const collected = await engine.collect(handle, ["results.json"], join(bundle.dir, "said")).catch(() => []);
  const text = collected[0] === undefined ? undefined : await readFile(collected[0].path, "utf8");
  const message = text === undefined ? undefined : parseMessage(text);
  return message === undefined ? undefined : gotOf([message]);
}

/** Hears all that is said; `said` waits for a text. */
function makeEar() {
  const messages: RunnerMessage[] = [];
  const waiting = new Map<string, () => void>();
  return {
    messages,
    hear(message: RunnerMessage) {
      messages.push(message);
      if (message.terrarium === "progress") waiting.get(message.message ?? "")?.();
    },
    said: (text: string) =>
      new Promise<void>((resolve) => {
        waiting.set(text, resolve);
        if (messages.some((message) => message.terrarium === "progress" && message.message === text)) resolve();
      }),
  };
}

/** A scene on this ground; `overheard` gets all texts that leave sandboxes. */
export function makeScene(ground: Ground, secrets: string, overheard: (text: string) => void): Scene {
  const { engine } = ground;
  const begin = async (name: string, told: JsonValue = null, options: Options = {}): Promise<Begun> => {
    const bundle = await makeBundle(ground, options);
    const handle = await engine.create(bundle).catch(async (error: unknown) => {
      await rm(bundle.dir, { recursive: true, force: true });
      throw error;
    });
    const ear = makeEar();
    await writeFile(join(bundle.dir, "job", "job.json"), JSON.stringify(jobFile(name, told, bundle)));
    const exited = engine.wait(handle, ear.hear);
    const remove = async () => {
      await engine.remove(handle);
      // Without a sandbox a job may have left a tree that is deeper than any path.
      if (engine.name === "child") execFileSync("/bin/rm", ["-rf", bundle.dir]);
      else await rm(bundle.dir, { recursive: true, force: true });
    };
    await engine.start(handle).catch(async (error: unknown) => {
      await remove();
      throw error;
    });
    const ended = async (): Promise<Outcome> => {
      const exit = await exited;
      overheard(`${exit.log}${JSON.stringify(ear.messages)}`);
      const got = gotOf(ear.messages) ?? (exit.reason === "exited" ? await gotFromFile(engine, handle, bundle) : undefined);
      return { exit, got, bundle, handle, messages: ear.messages.length, remove };
    };
    const early = exited.then((exit) => Promise.reject(new Error(`It ended too early: ${exit.reason}. ${exit.log.slice(-500)}`)));
    early.catch(() => {});
    return { bundle, handle, said: (text) => Promise.race([ear.said(text), early]), ended };
  };
  const run = async (name: string, told?: JsonValue, options?: Options) => {
    const outcome = await (await begin(name, told, options)).ended();
    await outcome.remove();
    return outcome;
  };
  return {
    engine,
    ground,
    secrets,
    begin,
    run,
    async honest() {
      const { got, exit } = await run("honest", 6);
      expect({ got, log: exit.log }, "the next honest job").toEqual({ got: [42, [], ["own"], [], []], log: "" });
    },
  };
}
