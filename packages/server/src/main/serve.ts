// Wires the rooms into a server, in the order in which each needs the one before; the other way round when it ends.
import { realpathSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Logger } from "pino";
import type { Tokens } from "../access/tokens.js";
import type { Config } from "../config/config.js";
import { publicUrl } from "../config/config.js";
import { enginesInUse } from "../config/engines.js";
import type { Catalogue } from "../core/catalogue.js";
import type { Service } from "../core/operation.js";
import { makeLinks } from "../core/service.js";
import type { FileStore } from "../core/staging.js";
import { copySamples, type SampleFiles } from "../http/sample.js";
import { type HttpParts, type Listener, makeHttp } from "../http/server.js";
import { readUi, type UiFiles } from "../http/ui.js";
import { type Jobs, makeJobs } from "../jobs/jobs.js";
import type { PoolLimits } from "../jobs/parts.js";
import { type Deployment, type DeployParts, deploy, type Hidden } from "../processes/deploy.js";
import { makeToolchain } from "../processes/toolchain.js";
import { type FetcherParts, makeFetcher } from "../staging/http/fetcher.js";
import { makeInputCache } from "../staging/http/input-cache.js";
import { watchEngine, watchFetcher, watchFiles, watchJobs } from "../telemetry/watched.js";
import { openAdministration } from "./administration.js";
import { askersOf, openRights, wireCallers } from "./callers.js";
import { type Egress, makeEgress, networkNotes } from "./egress.js";
import { type EngineInUse, startEngine } from "./engine.js";
import { type Folders, giveTo, makeFolders } from "./folders.js";
import { hostView } from "./host-view.js";
import { become, chooseIdentity } from "./identity.js";
import { jobLimits } from "./job-limits.js";
import { withLanguages } from "./languages.js";
import { type Reservation, reserve } from "./listen.js";
import { makeObservation } from "./observation.js";
import { keepTidy, type Offering, openOffering } from "./offering.js";
import { wireOgcApi } from "./ogcapi.js";
import { makeOwn } from "./own-address.js";
import { makePoolHost } from "./pool-host.js";
import { makeRecovery, type Recovery } from "./recovery.js";
import { findSources } from "./sources.js";
import { makeStorage, sweepCode } from "./storage.js";
import { openStore } from "./store.js";
import { makeSubscribers } from "./subscribers.js";
import { serverVersion } from "./version.js";
import { makeWps, type Wps } from "./wps.js";

/** The folder of the project, as laid out in its repository. */
export const root = realpathSync(fileURLToPath(new URL("../../../..", import.meta.url)));

/** What becomes of jobs that run: they end and begin again, or go on for the next server. */
export type Ending = "end" | "hand over";

/** One thing to undo at the end; undone in reverse order. */
type Undo = (how: Ending) => unknown;

export interface Running {
  /** Under which clients reach it. */
  readonly url: string;
  /** On which it listens, e.g. 127.0.0.1:5000. */
  readonly address: string;
  readonly catalogue: Catalogue;
  readonly hidden: readonly Hidden[];
  /** Resolves when no job can be run any more although nobody asked for that. */
  readonly broken: Promise<void>;
  stop(how: Ending): Promise<void>;
}

export interface ServeParts {
  readonly config: Config;
  readonly log: Logger;
  /** Told of each step, one line. */
  readonly say: (line: string) => void;
}

/** Starts the server. Throws an Error with one sentence for the administrator; nothing is left running then. */
export async function serve(parts: ServeParts): Promise<Running> {
  const undo: Undo[] = [];
  const stop = async (how: Ending) => {
    for (const step of undo.splice(0).reverse()) {
      try {
        await step(how);
      } catch (error) {
        // The others are to end all the same.
        parts.log.error({ err: error }, "a part of the server did not end as it should");
      }
    }
  };
  try {
    return await start(parts, undo, stop);
  } catch (error) {
    await stop("hand over");
    throw error;
  }
}

async function start({ config, log, say }: ServeParts, undo: Undo[], stop: Running["stop"]): Promise<Running> {
  const { host, port, dataDir } = config.server;
  const reservation = await reserve(host, port);
  undo.push(() => reservation.release());
  const folders = makeFolders(dataDir);
  const identity = chooseIdentity(folders.data, config.isolation.uidBase, !enginesInUse(config).includes("child"));
  const found = await findSources(config.processes.entries);
  const egress = makeEgress(config, log);
  const engine = await startEngine({
    ...{ config, egress },
    dataDir: folders.data,
    owner: identity,
    folders: [...found.folders, join(root, "node_modules"), join(root, "packages"), join(root, "python")],
    warn: (message) => log.warn({}, message),
  });
  undo.push((how) => (how === "end" ? engine.close() : engine.leave()));
  for (const line of isolationLines(engine)) say(line);
  if (identity.keepsRoot !== undefined) say(`The server keeps the rights of root: ${identity.keepsRoot}.`);

  const toolchain = await makeToolchain({
    runtimeDir: folders.runtime,
    root,
    node: process.execPath,
    typescript: config.processes.typescript,
  });
  const deploying: DeployParts = {
    engine: engine.engine,
    toolchain,
    runtimeDir: folders.runtime,
    bundlesDir: folders.bundles,
    limits: config.limits.job,
    url: publicUrl(config, reservation.port),
    overrides: config.processes.overrides,
    engines: engine.choices,
  };
  const configured = await deploy(deploying, found.sources);
  const hidden = [...found.hidden, ...configured.hidden];
  warnOf(configured, hidden, log);
  const hashes = configured.list().map(({ hash }) => hash);
  await sweepCode(folders, hashes, log);
  const samples = copySamples(join(root, "processes", "data"), folders.samples);
  const ui = readUi(join(root, "packages", "web", "dist", "ui"));
  // What follows needs no rights: the spawner, a child of root, has what jobs need. And no file that the server owns is opened with them.
  giveTo(folders, identity.uid, identity.gid);
  become(identity);
  const catalogue = await openOffering({
    configured,
    deploying: { ...deploying, runtimeDir: join(folders.deployed, "runtime") },
    dir: folders.deployed,
    now: Date.now,
    log,
  });
  const prepared = { config, log, folders, engine, egress, catalogue, hidden, reservation, samples, ui };
  const { app, jobs, tokens, recovery } = await makeServer(prepared, undo);
  // Without its spawner this server begins nothing more: what ran, and what waits, is the next one's.
  void engine.gone.then(() => jobs.close()).catch((error: unknown) => log.error({ err: error }, "the jobs were not all put back"));
  await reservation.answer(app);
  // Together: the listener waits for its answers, and those who wait for a job, or read its events, have theirs because the jobs room ends.
  undo.push((how) => Promise.all([app.close(), jobs.close(how)]));
  await recovery.run(() => jobs.recover());
  catalogue.onChange(() => jobs.refreshPool());
  const administration = await openAdministration(folders.data, { jobs, catalogue, hidden, log, tokens });
  undo.push(() => administration.close());
  const url = publicUrl(config, reservation.port);
  return { url, address: `${host}:${reservation.port}`, catalogue, hidden, broken: engine.gone, stop };
}

/** What of the administrator's wishes does not come true. */
function warnOf(configured: Deployment, hidden: readonly Hidden[], log: Logger): void {
  for (const { file, reason } of hidden) log.warn({ file }, `not published: ${reason}`);
  for (const note of networkNotes(configured)) log.warn({}, note);
  for (const id of configured.unmatched) log.warn({}, `[processes.override.${id}] is for no process that is published here`);
}

interface Prepared {
  readonly config: Config;
  readonly log: Logger;
  readonly folders: Folders;
  readonly engine: EngineInUse;
  readonly egress: Egress;
  readonly catalogue: Offering;
  readonly hidden: readonly Hidden[];
  readonly reservation: Reservation;
  readonly samples: SampleFiles;
  readonly ui: UiFiles;
}

async function makeServer(
  { config, log, folders, engine, egress, catalogue, hidden, reservation, samples, ui }: Prepared,
  undo: Undo[],
): Promise<{ app: Listener; jobs: Jobs; tokens: Tokens; recovery: Recovery }> {
  const opened = await openStore({ config, folders, now: Date.now, log });
  undo.push(() => opened.store.close());
  const { key, rights, links: sealed } = await openRights(config.access, opened.store.tokens, Date.now);
  const links = makeLinks(publicUrl(config, reservation.port), sealed);
  const observation = makeObservation({ config, catalogue, version: serverVersion, log });
  egress.tellTo((used) => observation.metrics.wentOut(used));
  const watched = watchJobs(opened.store, observation.jobs);
  const subscribers = makeSubscribers({
    ...{ fetch: config.fetch, storeDir: folders.store, store: watched },
    ...{ now: Date.now, log, within: observation.jobs.after },
  });
  undo.push(() => subscribers.callbacks.close());
  const { store } = subscribers;
  const { files: kept, disk } = await makeStorage(config, folders, log);
  const files = watchFiles(kept, observation.metrics);
  const own = makeOwn({ bases: ownBases(links.base, reservation.port), samples, jobs: store, links: sealed, rights });
  const fetching = { files, own, ...fetchSettings(config), ...(await inputCache(config, folders)) };
  const fetcher = watchFetcher(makeFetcher(fetching), observation.metrics);
  const known = { version: serverVersion, startedMs: Date.now(), retentionMs: jobLimits(config).retentionMs, hidden };
  const jobs = makeJobs({
    store,
    engine: watchEngine(engine.engine, observation.jobs),
    ...{ isolationOf: engine.isolationOf, catalogue, files, disk, fetcher },
    ...{ bundlesDir: folders.bundles, logsDir: folders.logs },
    ...{ policy: config.queue, queueFile: join(folders.store, "queue.json"), boundsFile: join(folders.store, "bounds.json") },
    limits: jobLimits(config),
    rights,
    feed: config.events,
    pool: poolLimits(config),
    poolHost: makePoolHost(interpreters(config)),
    host: () => hostView({ ...known, engine, disk, ready: probes.ready }),
    worker: opened.worker,
    now: Date.now,
    log,
  });
  undo.push((how) => jobs.close(how));
  undo.push(keepTidy(catalogue, store, log));
  const { enforced, notEnforced } = engine.health;
  const service = withLanguages({ ...config, service: { ...config.service, isolation: { enforced, notEnforced } } }, catalogue);
  const wps = makeWps({ ...config, service }, links);
  const recovery = makeRecovery();
  const gated = recovery.gate(jobs);
  const shared = { links, samples: samples.names, ui: ui.modules, service: gated, open: files.open, subscribers };
  const ogcapi = wireOgcApi({ ...shared, config: { ...config, service } });
  const probes = observation.probes({ store, jobs, queue: jobs.queue, disk, engine, recovery });
  await subscribers.callbacks.recover();
  const callers = await wireCallers({ config, base: links.base, key, links: sealed, store: opened.store.tokens, now: Date.now, log });
  const app = makeHttp({
    endpoints: [...wps.endpoints, ...ogcapi.endpoints],
    ...askersOf(callers, ogcapi),
    statusDocument: statusDocument(gated, wps, files),
    service: gated,
    files,
    disk,
    requestBytes: config.limits.requestBytes,
    language: service.languages[0],
    samples,
    ui,
    log,
    watcher: observation.requests,
    probes,
  });
  return { app, jobs, tokens: callers.tokens, recovery };
}

/** The document that WPS 1.0.0 keeps of each job, at an address of its own. */
function statusDocument(service: Service, { encodeStatus }: Wps, { open }: Pick<FileStore, "open">): HttpParts["statusDocument"] {
  return async (jobId, caller) => {
    const outcome = await service.perform({ kind: "status", jobId }, caller);
    if (outcome.kind !== "job") throw new Error("a status is a job");
    return encodeStatus(outcome.job, outcome.process, open);
  };
}

function poolLimits({ isolation: { poolPerProcess, poolTotal, poolBytes } }: Config): PoolLimits {
  return { perProcess: poolPerProcess, total: poolTotal, bytes: poolBytes, idleMs: 300_000 };
}

/** Under which addresses a reference may name what this server has itself. */
function ownBases(base: string, port: number): string[] {
  return [base, `http://127.0.0.1:${port}`, `http://localhost:${port}`];
}

function fetchSettings({ fetch }: Config): Pick<FetcherParts, "allow" | "map" | "proxy" | "times"> {
  return {
    allow: fetch.allow,
    map: Object.entries(fetch.map).map(([from, to]) => ({ from, to })),
    ...(fetch.proxy === undefined ? {} : { proxy: fetch.proxy }),
    times: { connectMs: fetch.connectTimeoutMs, totalMs: fetch.timeoutMs },
  };
}

async function inputCache({ fetch }: Config, { files }: Folders): Promise<Pick<FetcherParts, "cache">> {
  return fetch.cache === undefined ? {} : { cache: await makeInputCache({ ...fetch.cache, dir: join(files, "cache"), now: Date.now }) };
}

/** The programs that run processes, as far as the host may change them. */
function interpreters({ processes }: Config): string[] {
  return [process.execPath, "/usr/bin/python3", ...processes.entries.flatMap(({ python }) => python ?? [])];
}

function isolationLines({ running, choices }: EngineInUse): string[] {
  return [...running].map(([name, { title, health }]) => {
    const whose = name === choices.preset ? "Each job" : `A process with engine = "${name}"`;
    if (name === "child") return "WARNING: jobs are NOT isolated; each can read and change all that this account can.";
    const lacking = health.notEnforced.length === 0 ? "" : ` Not enforced on this host: ${health.notEnforced.join(", ")}.`;
    return `${whose} is sealed by ${title} ${health.version ?? ""}.${lacking}`;
  });
}
