// Asks a project of PyWPS processes for all its descriptions: one run in a sandbox for each engine that is to run some of them, cached by content.
import { createHash, randomBytes } from "node:crypto";
import { chmod, copyFile, mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { ProcessDescription } from "@terrarium/sdk";
import type { Mount } from "../core/engine.js";
import { checkDescription } from "./check-description.js";
import { type Choice, moduleNames } from "./describe.js";
import { findProject, type Project, projectFiles } from "./project.js";
import { type OnceParts, runOnce } from "./run-once.js";
import { makeOnce, replaceFile } from "./runtime.js";
import type { Language } from "./toolchain.js";

export interface ProjectSource {
  readonly file: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** The pywps.cfg that its processes see. */
  readonly settings: string;
}

export interface ProjectParts extends OnceParts {
  readonly runtimeDir: string;
  readonly language: Language;
  /** The address of the server, which PyWPS knows from its configuration. */
  readonly url: string;
  readonly first: Choice;
  readonly choose: (id: string) => Choice;
}

/** One process of a project, and how it is run. */
export interface ProjectProcess extends Choice {
  readonly hash: string;
  readonly description: ProcessDescription;
  readonly modules: readonly string[];
  readonly mounts: readonly Mount[];
  readonly environment: Readonly<Record<string, string>>;
  /** Follows the command of the language. */
  readonly words: readonly string[];
}

interface Said {
  readonly at: Choice;
  readonly processes: readonly { readonly description: ProcessDescription; readonly modules: readonly string[]; readonly entry: string }[];
  readonly problems: readonly string[];
}

/** All processes of a project, and the reasons why something of it is none. Throws an Error where it cannot be asked at all. */
export async function describeProject(
  parts: ProjectParts,
  source: ProjectSource,
): Promise<{ readonly processes: readonly ProjectProcess[]; readonly problems: readonly string[] }> {
  const project = await findProject(source.file);
  const hash = await hashProject(project, [parts.language.fingerprint, source.settings, JSON.stringify(source.environment ?? {})]);
  const code = join(parts.runtimeDir, `project-${hash}`);
  await makeOnce(code, (dir) => copyProject(project, source.settings, dir));
  const environment = source.environment ?? {};
  const mounts = [
    ...parts.language.mounts,
    { source: join(code, "code"), target: "/process" },
    { source: join(code, "settings"), target: "/pywps" },
  ];
  const options = ["--url", parts.url, "--config", "/pywps/pywps.cfg"];
  const where = ["/process", project.look];
  const askAt = (at: Choice) =>
    ask(parts, { ...at, environment, mounts, command: [...parts.language.command(parts.limits), "--describe", ...options, ...where] });
  const { said, chosen, unplaced } = await hearAll({ ...parts, cacheFile: `${code}.json` }, askAt);
  const processes = said.flatMap(({ at, processes: those }) =>
    those
      .filter(({ description }) => isSame(chosen.get(description.id), at))
      .map(({ description, modules, entry }) => {
        const words = [...options, "--entry", entry, "--id", description.id, ...where];
        return { ...at, hash, description, modules, mounts, environment, words };
      }),
  );
  return { processes, problems: [...(said[0]?.problems ?? []), ...unplaced] };
}

/** What the project says in `first`, and in every other place that one of its processes is meant for. */
async function hearAll(parts: ProjectParts & { readonly cacheFile: string }, askAt: (at: Choice) => Promise<Omit<Said, "at">>) {
  const cached = await readFile(parts.cacheFile, "utf8").then(
    (text) => JSON.parse(text) as Said[],
    () => [] as Said[],
  );
  const said: Said[] = [];
  const hear = async (at: Choice): Promise<Said> => {
    const known = [...said, ...cached].find((one) => isSame(one.at, at));
    const heard = known ?? { ...(await askAt(at)), at };
    if (!said.includes(heard)) said.push(heard);
    return heard;
  };
  const { processes } = await hear(parts.first);
  const chosen = new Map<string, Choice>();
  const unplaced: string[] = [];
  for (const { description } of processes) {
    try {
      const at = parts.choose(description.id);
      chosen.set(description.id, at);
      await hear(at);
    } catch (error) {
      chosen.delete(description.id);
      unplaced.push(`${description.id}: ${sentence(error)}`);
    }
  }
  await replaceFile(parts.cacheFile, JSON.stringify(said));
  return { said, chosen, unplaced };
}

function isSame(a: Choice | undefined, b: Choice): boolean {
  return a !== undefined && a.engine === b.engine && a.image === b.image;
}

async function ask(parts: ProjectParts, process: Parameters<typeof runOnce>[2]): Promise<Omit<Said, "at">> {
  const { messages, exit } = await runOnce(parts, `describe-${randomBytes(8).toString("hex")}`, process);
  const processes: Said["processes"][number][] = [];
  const problems: string[] = [];
  for (const message of messages) {
    if (message.terrarium === "error") problems.push(message.message);
    if (message.terrarium !== "descriptions") continue;
    problems.push(...message.problems);
    const modules = moduleNames(message.modules);
    for (const { description, entry } of message.processes) {
      try {
        processes.push({ description: checkDescription(description), modules, entry });
      } catch (error) {
        problems.push(`${String(description.id).slice(0, 100)}: ${sentence(error)}`);
      }
    }
  }
  if (exit.reason === "timeout") throw new Error(`It did not describe its processes within ${parts.limits.wallMs / 1000} s.`);
  if (processes.length > 0 || problems.length > 0) return { processes, problems };
  const lastLine = exit.log.trim().split("\n").at(-1) ?? "";
  throw new Error(`It ended (${exit.reason}) without a description. ${lastLine}`.trim());
}

function sentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function hashProject(project: Project, more: readonly string[]): Promise<string> {
  const hash = createHash("sha256").update(JSON.stringify([project.look, ...more]));
  for (const file of await projectFiles(project)) hash.update(`\0${file}\0`).update(await readFile(join(project.base, file)));
  return hash.digest("hex").slice(0, 16);
}

/** Copies the files that others may read; where they may read none of the code, that is a umask, and a sandbox must read it. */
async function copyProject(project: Project, settings: string, into: string): Promise<void> {
  const files = await projectFiles(project);
  const modes = await Promise.all(files.map(async (file) => (await stat(join(project.base, file))).mode));
  const isClosed = !files.some((file, index) => file.endsWith(".py") && ((modes[index] ?? 0) & 0o004) !== 0);
  await mkdir(join(into, "code"), { recursive: true });
  for (const [index, file] of files.entries()) {
    const target = join(into, "code", file);
    await mkdir(dirname(target), { recursive: true });
    await copyFile(join(project.base, file), target);
    await chmod(target, ((modes[index] ?? 0) & 0o755) | (isClosed ? 0o444 : 0));
  }
  await mkdir(join(into, "settings"));
  await writeFile(join(into, "settings", "pywps.cfg"), settings, { mode: 0o644 });
  await chmod(join(into, "settings", "pywps.cfg"), 0o644);
}
