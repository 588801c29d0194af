// From files to deployed processes: bundle (TypeScript), describe (in a sandbox, cached by content hash), bound by the administrator's limits.
// A process that cannot be described is hidden, with the reason; the server starts all the same.
import { createHash, randomBytes } from "node:crypto";
import { chmod, copyFile, mkdir, readdir, readFile, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { Limits } from "@terrarium/sdk";
import type { Catalogue } from "../core/catalogue.js";
import type { DeployedProcess, Engine, Mount, ProcessSource } from "../core/engine.js";
import { boundOf, type Override } from "./bounds.js";
import { type Choice, describeProcess } from "./describe.js";
import { describeProject } from "./describe-project.js";
import { runOnce } from "./run-once.js";
import { hashFolder, listFiles, makeOnce, replaceFile } from "./runtime.js";
import type { Language, Toolchain } from "./toolchain.js";

/** One file to publish, and what the administrator says of it. */
export interface Source {
  readonly file: string;
  /** A Python interpreter other than the host's /usr/bin/python3; its environment is mounted read-only. */
  readonly python?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly engine?: string;
  readonly image?: string;
  /** `file` is a project of PyWPS processes, which see this text as their pywps.cfg. */
  readonly pywps?: { readonly settings: string };
}

/** The engines as deploying sees them. */
export interface EngineChoices {
  /** Of processes of which nothing else is said. */
  readonly preset: string;
  /** Where a file meant for `engine` (absent: the preset) describes itself while nobody knows its identifier. */
  first(engine: string | undefined): string;
  /** Engines that processes may be meant for and that cannot run here, with the reason. */
  readonly unusable: ReadonlyMap<string, string>;
  /** Names of those that run container images. */
  readonly imageEngines: ReadonlySet<string>;
  /** Names of those that hold a network policy. */
  readonly policyEngines: ReadonlySet<string>;
}

export interface Hidden {
  readonly file: string;
  readonly reason: string;
}

export interface DeployParts {
  readonly engine: Engine;
  readonly toolchain: Toolchain;
  readonly runtimeDir: string;
  readonly bundlesDir: string;
  /** Upper bounds of every process. */
  readonly limits: Limits;
  /** The address of the server, as PyWPS processes are told. */
  readonly url?: string;
  /** By identifier. */
  readonly overrides: Readonly<Record<string, Override>>;
  /** Absent: there is but one engine. */
  readonly engines?: EngineChoices;
}

/** What is offered, and what is not. */
export interface Deployment extends Catalogue {
  /** Files that could not be published; what the configuration hides is not among them. */
  readonly hidden: readonly Hidden[];
  /** Identifiers in the overrides that no process has. */
  readonly unmatched: readonly string[];
  /** The file that a process was published from. */
  fileOf(id: string): string | undefined;
}

/** Deploys all sources, two at a time, in their order. */
export async function deploy(parts: DeployParts, sources: readonly Source[]): Promise<Deployment> {
  const results: (readonly (DeployedProcess | Hidden)[])[] = new Array(sources.length);
  let next = 0;
  const work = async (): Promise<void> => {
    for (let index = next++; index < sources.length; index = next++) {
      const source = sources[index];
      if (source === undefined) continue;
      results[index] = await deploySource(parts, source).catch((error: unknown) => [{ file: source.file, reason: sentence(error) }]);
    }
  };
  await Promise.all([work(), work()]);
  const processes = new Map<string, DeployedProcess>();
  const files = new Map<string, string>();
  const hidden: Hidden[] = [];
  for (const [index, result] of results.flatMap((these, at) => these.map((one) => [at, one] as const))) {
    if ("reason" in result) hidden.push(result);
    else if (processes.has(result.description.id))
      hidden.push({ file: sources[index]?.file ?? "", reason: `Another file publishes the id ${result.description.id} already.` });
    else {
      processes.set(result.description.id, result);
      files.set(result.description.id, sources[index]?.file ?? "");
    }
  }
  const overrides = Object.entries(parts.overrides);
  const unmatched = overrides.flatMap(([id]) => (processes.has(id) ? [] : [id]));
  for (const [id, { hidden: isUnwanted }] of overrides) if (isUnwanted) processes.delete(id);
  return {
    list: () => [...processes.values()],
    get: (id) => processes.get(id),
    updateSequence: await nextSequence(parts.runtimeDir, processes),
    hidden,
    unmatched,
    fileOf: (id) => files.get(id),
  };
}

async function deploySource(parts: DeployParts, source: Source): Promise<readonly (DeployedProcess | Hidden)[]> {
  return source.pywps === undefined ? [await deployOne(parts, source)] : deployProject(parts, { ...source, ...source.pywps });
}

/** A PyWPS project: one folder, many processes. Its imports may be large, so it gets three times as long. */
async function deployProject(parts: DeployParts, source: Source & { readonly settings: string }): Promise<(DeployedProcess | Hidden)[]> {
  const language = parts.toolchain.pywps(source.python);
  const limits = { ...describeLimits(parts.limits), wallMs: Math.min(parts.limits.wallMs, 30_000) };
  const first = firstPlace(source, parts.engines);
  const choose = (id: string) => placeOf(source, overrideOf(parts, id), parts.engines);
  const { url = "http://localhost" } = parts;
  const { processes, problems } = await describeProject({ ...parts, language, limits, url, first, choose }, source);
  const origin = { kind: "pywps", name: basename(source.file, ".py") } as const;
  const published = processes.map(({ modules, words, ...process }): DeployedProcess | Hidden => {
    const { description, engine } = process;
    const own = boundOf(parts, overrideOf(parts, description.id), description, engine);
    if (typeof own === "string") return { file: source.file, reason: `${description.id}: ${own}` };
    const preload = language.preload?.(modules);
    const command = [...language.command(own.limits), ...words];
    return { ...process, ...own, command, source: origin, ...(preload === undefined ? {} : { preload }) };
  });
  return [...published, ...problems.map((reason) => ({ file: source.file, reason }))];
}

function overrideOf({ overrides }: DeployParts, id: string): Override | undefined {
  return Object.hasOwn(overrides, id) ? overrides[id] : undefined;
}

async function deployOne(parts: DeployParts, source: Source): Promise<DeployedProcess> {
  const typescript = /\.process\.(ts|js|mjs)$/.test(source.file);
  const language = languageOf(parts.toolchain, source);
  const hash = await hashFolder(
    dirname(source.file),
    JSON.stringify([basename(source.file), language.fingerprint, source.environment ?? {}]),
  );
  const code = join(parts.runtimeDir, `process-${hash}`);
  await makeOnce(code, (dir) => (typescript ? bundle(parts, source.file, dir) : copyFolder(source.file, dir)));
  const entry = typescript ? await entryOf(code) : basename(source.file);
  const runnable = {
    mounts: [...language.mounts, { source: code, target: "/process" }] satisfies Mount[],
    environment: source.environment ?? {},
  };
  const { description, modules, ...where } = await describeProcess(
    {
      ...parts,
      limits: describeLimits(parts.limits),
      cacheFile: join(code, "..", `process-${hash}.json`),
      first: firstPlace(source, parts.engines),
      choose: ({ id, image }) =>
        needImage(image, placeOf({ ...namedOf({ image }), ...source }, overrideOf(parts, id), parts.engines), parts.engines),
    },
    { ...runnable, command: [...language.command(parts.limits), "--describe", `/process/${entry}`] },
  );
  const own = boundOf(parts, overrideOf(parts, description.id), description, where.engine);
  if (typeof own === "string") throw new Error(own);
  const command = [...language.command(own.limits), `/process/${entry}`];
  const preload = language.preload?.(modules);
  const made = preload === undefined ? {} : { preload };
  return { hash, source: originOf(source.file, where.image), description, ...runnable, command, ...own, ...where, ...made };
}

/** An image is told by its name alone: where it is kept is nobody's business. */
function originOf(file: string, image: string | undefined): ProcessSource {
  if (image !== undefined) return { kind: "image", name: basename(image.replace(/@.*$/, "")) };
  const kind = file.endsWith(".py") ? "python" : file.endsWith(".toml") ? "command" : "typescript";
  return { kind, name: basename(file) };
}

/** By the ending of its name. */
function languageOf({ node, command, python }: Toolchain, source: Source): Language {
  if (/\.process\.(ts|js|mjs)$/.test(source.file)) return node;
  if (source.file.endsWith(".process.toml")) return command;
  if (source.file.endsWith(".process.py")) return python(source.python);
  throw new Error("It is neither *.process.ts nor *.process.py nor *.process.toml.");
}

/** The place, if what runs there can give the process the image that it asks for. */
function needImage(image: string | undefined, place: Choice, engines: EngineChoices | undefined): Choice {
  const engine = place.engine ?? engines?.preset;
  if (image === undefined || engines === undefined || engines.imageEngines.has(engine ?? "")) return place;
  throw new Error(`It needs the container image ${image}, and the engine ${engine} runs no images: name docker or podman for it.`);
}

/** Where a process runs: what is said by its identifier comes before what is said by its file. The default engine is left unnamed. */
function placeOf(source: Choice, override: Choice | undefined, engines: EngineChoices | undefined): Choice {
  const { engine, image } = { ...namedOf(source), ...namedOf(override) };
  const problem = engines?.unusable.get(engine ?? engines.preset);
  if (problem !== undefined) throw new Error(`Its engine ${engine} cannot run here: ${problem}`);
  return namedOf({ ...(engine === engines?.preset ? {} : { engine }), image });
}

function firstPlace(source: Source, engines: EngineChoices | undefined): Choice {
  return placeOf(source, engines && { engine: engines.first(source.engine) }, engines);
}

function namedOf(choice: { readonly engine?: string | undefined; readonly image?: string | undefined } = {}): Choice {
  const { engine, image } = choice;
  return { ...(engine === undefined ? {} : { engine }), ...(image === undefined ? {} : { image }) };
}

/** A sandbox of root's server has a uid of its own, to which the folder of the sources must be open. */
async function checkOpen(folder: string): Promise<void> {
  const isOpen = ((await stat(folder)).mode & 0o005) === 0o005;
  if (!isOpen && process.getuid?.() === 0)
    throw new Error(`Its folder is closed to other users, so the sandbox that bundles it cannot read it. Type: chmod o+rx ${folder}`);
}

async function bundle(parts: DeployParts, file: string, into: string): Promise<void> {
  await checkOpen(dirname(file));
  const { bundler } = parts.toolchain;
  const process = {
    command: [...bundler.command, `/source/${basename(file)}`],
    mounts: [...bundler.mounts, { source: dirname(file), target: "/source" }],
    environment: {},
  };
  const { messages, exit } = await runOnce({ ...parts, limits: describeLimits(parts.limits) }, `bundle-${randomId()}`, process, into);
  for (const message of messages) if (message.terrarium === "error") throw new Error(`It cannot be bundled: ${message.message}`);
  if (exit.reason !== "exited" || exit.code !== 0)
    throw new Error(`It cannot be bundled: esbuild ended (${exit.reason}). ${exit.log.trim().slice(-300)}`);
  await chmod(join(into, await entryOf(into)), 0o644);
}

/** The bundler makes a CommonJS module where it can. */
async function entryOf(folder: string): Promise<string> {
  const names = await readdir(folder);
  return names.includes("index.cjs") ? "index.cjs" : "index.mjs";
}

/**
 * Copies the folder of a process. A file that others may not read beside one that they may is closed on purpose and stays so;
 * if they may not read the process itself, that is a umask, and sandboxes must read all of it.
 */
async function copyFolder(processFile: string, into: string): Promise<void> {
  const from = dirname(processFile);
  const isClosed = ((await stat(processFile)).mode & 0o004) === 0;
  for (const file of await listFiles(from)) {
    await mkdir(dirname(join(into, file)), { recursive: true });
    await copyFile(join(from, file), join(into, file));
    await chmod(join(into, file), ((await stat(join(from, file))).mode & 0o755) | (isClosed ? 0o444 : 0));
  }
}

/** Describing and bundling get ten seconds, and no more of the rest than a small job. */
function describeLimits(limits: Limits): Limits {
  return {
    ...limits,
    wallMs: Math.min(limits.wallMs, 10_000),
    diskBytes: Math.min(limits.diskBytes, 64 * 2 ** 20),
    outputBytes: Math.min(limits.outputBytes, 64 * 2 ** 20),
  };
}

/** What clients are told of a process. One without a network is as it was before there was any. */
function offered({ hash, description, limits, network }: DeployedProcess): readonly unknown[] {
  return [hash, description, limits, ...(network.kind === "none" ? [] : [network])];
}

/** updateSequence of WPS: one more than before whenever anything offered has changed. */
async function nextSequence(runtimeDir: string, processes: ReadonlyMap<string, DeployedProcess>): Promise<number> {
  const file = join(runtimeDir, "offering.json");
  const digest = createHash("sha256")
    .update(JSON.stringify([...processes.values()].map(offered)))
    .digest("hex");
  const before = await readFile(file, "utf8")
    .then((text) => JSON.parse(text) as { digest: string; sequence: number })
    .catch(() => ({ digest: "", sequence: 0 }));
  if (before.digest === digest) return before.sequence;
  const sequence = before.sequence + 1;
  // A number that fell back would refuse the clients that remember the one before.
  await replaceFile(file, JSON.stringify({ digest, sequence }));
  return sequence;
}

function sentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function randomId(): string {
  return randomBytes(8).toString("hex");
}
