// What the server offers, as it changes while the server runs: what the configuration names, and over it what was deployed since. A change is one
// assignment: a request sees the old offering or the new one, and a job goes on with the code that it was begun with.
import { chmod, mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Catalogue } from "../core/catalogue.js";
import type { DeployedProcess } from "../core/engine.js";
import { fault } from "../core/errors.js";
import type { JobStore } from "../core/job.js";
import type { Log } from "../jobs/parts.js";
import { type Deployment, type DeployParts, deploy } from "../processes/deploy.js";
import { replaceFile } from "../processes/runtime.js";
import { makeUnusedCode } from "../processes/unused-code.js";
import { type Deployed, type Files, openVersions, type Version, type Versions } from "../processes/versions.js";

export interface Offering extends Catalogue {
  /** The file that a process was published from. */
  fileOf(id: string): string | undefined;
  /** Publishes the process file of that name among `files`, as a new version of its process. Throws invalid-parameter with the reason if it cannot be. */
  add(file: string, files: Files): Promise<{ readonly id: string; readonly version: Version }>;
  /** Offers an older version again; absent: the one before. */
  rollBack(id: string, number?: number): Promise<{ readonly id: string; readonly version: Version }>;
  /** Takes back what was deployed; what the configuration names is offered again. */
  remove(id: string): Promise<void>;
  deployed(): readonly Deployed[];
  /** Removes code of former versions that none of these jobs can still run and that is none of `running`; the versions stay. Gives its hashes. */
  removeUnused(jobs: ReadonlySet<string>, running?: readonly string[]): Promise<readonly string[]>;
  /** Told after each change. */
  onChange(listener: () => void): void;
}

export interface OfferingParts {
  /** What the configuration names. */
  readonly configured: Deployment;
  /** How processes are deployed; its runtimeDir is the server's own to write to. */
  readonly deploying: DeployParts;
  readonly dir: string;
  readonly now: () => number;
  readonly log: Log;
}

/** Known in memory at one time, and what is known not to be there any more. */
const mostFormers = 100;

interface One {
  readonly process: DeployedProcess;
  readonly file: string;
}

/** The number that clients compare, kept over restarts. */
async function makeSequence(file: string, least: number): Promise<{ readonly value: number; next(): Promise<void> }> {
  const before = Number(await readFile(file, "utf8").catch(() => "0"));
  // What the configuration names counts for itself; its number grows with what it changes.
  let added = Number.isSafeInteger(before) ? before : 0;
  return {
    get value() {
      return least + added;
    },
    async next() {
      added += 1;
      await replaceFile(file, String(added));
    },
  };
}

async function deployOne(deploying: DeployParts, file: string): Promise<One> {
  const { hidden, list } = await deploy(deploying, [{ file }]);
  const [process] = list();
  if (process === undefined) throw fault("invalid-parameter", hidden[0]?.reason ?? "The configuration hides this process.");
  return { process, file };
}

async function restored({ deploying, log }: OfferingParts, versions: Versions): Promise<Map<string, One>> {
  const found = new Map<string, One>();
  for (const { id, current } of versions.list()) {
    if (current === undefined) continue;
    const file = versions.fileOf(id, current);
    try {
      found.set(id, await deployOne(deploying, file));
    } catch (error) {
      log.warn({ file }, `not published: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return found;
}

/** One change at a time. */
function makeTurns(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const done = last.then(work, work);
    last = done.catch(() => undefined);
    return done;
  };
}

const deployedOf = (versions: Versions, id: string) => versions.list().find((one) => one.id === id);

/** A version of a process: the one that is offered, unless another is asked for. */
function versionOf(versions: Versions, id: string, isIt?: (one: Version) => boolean): Version | undefined {
  const deployed = deployedOf(versions, id);
  return deployed?.versions.find(isIt ?? (({ number }) => number === deployed.current));
}

/** Former deployments: those that were in use here, and what is still there of older ones. */
function makeFormers({ configured, deploying }: OfferingParts, versions: Versions, inTurn: ReturnType<typeof makeTurns>) {
  const found = new Map<string, DeployedProcess | undefined>();
  const remember = (hash: string, process: DeployedProcess | undefined): void => {
    found.delete(hash);
    found.set(hash, process && { ...process, isFormer: true });
    for (const oldest of [...found.keys()].slice(0, -mostFormers)) found.delete(oldest);
  };
  const seek = async (id: string, hash: string): Promise<void> => {
    const underneath = configured.get(id);
    if (underneath?.hash === hash) return remember(hash, underneath);
    const version = versionOf(versions, id, (one) => one.hash === hash);
    const one = version && (await deployOne(deploying, versions.fileOf(id, version.number)).catch(() => undefined));
    // What cannot be made again is gone. With another runtime it is another deployment of the same code: no better than what is offered.
    remember(hash, one?.process.hash === hash ? one.process : undefined);
  };
  return {
    /** Another one takes its place. */
    keep(process: DeployedProcess | undefined): void {
      if (process !== undefined) remember(process.hash, process);
    },
    /** Their code was removed; who asks for one has it made again. */
    forget(hashes: readonly string[]): readonly string[] {
      for (const hash of hashes) found.delete(hash);
      return hashes;
    },
    async recall(id: string, hash: string): Promise<DeployedProcess | undefined> {
      if (!found.has(hash)) await inTurn(() => seek(id, hash));
      return found.get(hash);
    },
  };
}

/** Removes code that is neither offered nor running, and forgets what was made of it. */
function makeTidying({ deploying }: OfferingParts, formers: Pick<ReturnType<typeof makeFormers>, "forget">) {
  const removeUnused = makeUnusedCode({ runtimeDir: deploying.runtimeDir, nowMs: () => performance.now() });
  return async (own: ReadonlyMap<string, One>, jobs: ReadonlySet<string>, running: readonly string[]): Promise<readonly string[]> => {
    const hashes = new Set([...running, ...[...own.values()].map(({ process }) => process.hash)]);
    return formers.forget(await removeUnused({ hashes, jobs }));
  };
}

function listOf(configured: Deployment, own: ReadonlyMap<string, One>): DeployedProcess[] {
  const others = configured.list().filter(({ description }) => !own.has(description.id));
  return [...others, ...[...own.values()].map(({ process }) => process)];
}

/** The offering as a former server left it. */
export async function openOffering(parts: OfferingParts): Promise<Offering> {
  const { configured, deploying, dir, now } = parts;
  await mkdir(deploying.runtimeDir, { recursive: true });
  await chmod(deploying.runtimeDir, 0o755);
  const versions = await openVersions(dir, now);
  const sequence = await makeSequence(join(dir, "sequence"), configured.updateSequence);
  let own: ReadonlyMap<string, One> = await restored(parts, versions);
  const listeners: (() => void)[] = [];
  const inTurn = makeTurns();
  const formers = makeFormers(parts, versions, inTurn);
  const tidy = makeTidying(parts, formers);
  const change = async (id: string, one: One | undefined): Promise<void> => {
    formers.keep(own.get(id)?.process ?? configured.get(id));
    const next = new Map(own);
    if (one === undefined) next.delete(id);
    else next.set(id, one);
    own = next;
    await sequence.next();
    for (const tell of listeners) tell();
  };
  const offer = async (id: string, number: number) => {
    const version = versionOf(versions, id, (one) => one.number === number);
    if (version === undefined) throw fault("no-such-process", `There is no version ${number} of ${id} that was deployed.`);
    const one = await deployOne(deploying, versions.fileOf(id, number));
    await versions.offer(id, number);
    await change(id, one);
    return { id, version };
  };
  return {
    list: () => listOf(configured, own),
    get: (id) => own.get(id)?.process ?? configured.get(id),
    recall: formers.recall,
    get updateSequence() {
      return sequence.value;
    },
    fileOf: (id) => own.get(id)?.file ?? configured.fileOf(id),
    deployed: () => versions.list(),
    removeUnused: (jobs, running = []) => inTurn(() => tidy(own, jobs, running)),
    onChange: (listener) => void listeners.push(listener),
    add: (file, files) =>
      inTurn(async () => {
        const draft = await versions.draft(files);
        try {
          const { process } = await deployOne(deploying, join(draft.folder, file));
          const { id, version } = process.description;
          const same = own.get(id)?.process.hash === process.hash ? versionOf(versions, id) : undefined;
          if (same !== undefined) {
            await draft.drop();
            return { id, version: same };
          }
          return await offer(id, await draft.keep(id, { version, file, hash: process.hash }));
        } catch (error) {
          await draft.drop();
          throw error;
        }
      }),
    rollBack: (id, number) =>
      inTurn(async () => {
        const { current = Number.POSITIVE_INFINITY, versions: all = [] } = deployedOf(versions, id) ?? {};
        const wanted = number ?? all.filter((one) => one.number < current).at(-1)?.number;
        if (wanted === undefined) throw fault("no-such-process", `There is no version of ${id} before the one that is offered.`);
        return offer(id, wanted);
      }),
    remove: (id) =>
      inTurn(async () => {
        if (!own.has(id)) throw fault("no-such-process", `${id} was not deployed; what the configuration names is removed there.`);
        await versions.offer(id, undefined);
        await change(id, undefined);
      }),
  };
}

const lookMs = 600_000;

/** Has code that nothing needs removed now and then, until the function that it gives is called. */
export function keepTidy(offering: Pick<Offering, "removeUnused">, store: Pick<JobStore, "list">, log: Log): () => void {
  const look = async (): Promise<void> => {
    const running = await store.list({ status: ["running", "paused"] });
    const hashes = await offering.removeUnused(
      new Set(running.map(({ id }) => id)),
      running.flatMap(({ codeHash }) => codeHash ?? []),
    );
    if (hashes.length > 0) log.info({ hashes }, "code of former versions was removed");
  };
  const timer = setInterval(() => {
    look().catch((error: unknown) => log.warn({ err: error }, "code of former versions was not looked for"));
  }, lookMs).unref();
  return () => clearInterval(timer);
}
