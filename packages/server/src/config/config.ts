// The configuration as the rest of the server sees it, and how it is made of the checked settings. Where settings come from is left to load.ts.
import { isIP } from "node:net";
import { availableParallelism } from "node:os";
import type { Limits } from "@terrarium/sdk";
import { includes } from "../core/role.js";
import type { ServiceDescription } from "../core/service.js";
import type { EgressLimits } from "../egress/account.js";
import type { QueuePolicy } from "../jobs/queue-policy.js";
import { type AccessConfig, anonymousRole, originProblems, toAccess } from "./access.js";
import { type EgressGrants, toEgress } from "./egress.js";
import { type Contradiction, type EngineSettings, engineProblems } from "./engines.js";
import { toEvents } from "./events.js";
import { toLimits } from "./limits.js";
import { toQueuePolicy } from "./queue.js";
import { isHostMaybePort, isRange } from "./readers.js";
import type { Settings } from "./schema.js";
import { type StorageConfig, toStorage } from "./storage.js";
import { type PostgresAddress, toStore } from "./store.js";
import { mapValues, present, shown } from "./values.js";

/** The configuration, read and checked. Sizes in bytes, times in milliseconds, paths absolute. */
export interface Config {
  readonly service: ServiceDescription;
  /** The languages are not named: beside the default they are what is found in what is published. */
  readonly findsLanguages?: true;
  readonly server: {
    readonly host: string;
    /** 0: any free port. */
    readonly port: number;
    /** As configured; `publicUrl` gives the one in force. */
    readonly publicUrl?: string;
    readonly allowUnauthenticated: boolean;
    /** In which a reverse proxy says who asks. */
    readonly ownerHeader?: string;
    readonly onTerminate: "hand over" | "end";
    readonly listExecutions: boolean;
    readonly dataDir: string;
  };
  readonly access: AccessConfig;
  readonly limits: {
    /** Without the places that queue.syncOnly adds. */
    readonly running: number;
    readonly waiting: number;
    readonly requestBytes: number;
    readonly inputBytes: number;
    readonly syncWaitMs: number;
    readonly asyncWaitMs: number;
    readonly autoWaitMs: number;
    readonly retentionMs: number;
    readonly pausedMs: number;
    /** Upper bound of what a process may ask for, and what it gets if it asks for nothing. */
    readonly job: Limits;
  };
  readonly queue: QueuePolicy;
  readonly isolation: {
    /** Name of the engine of all processes for which nothing else is said. */
    readonly engine: string;
    readonly require: readonly string[];
    readonly uidBase: number;
    readonly uidCount: number;
    readonly poolPerProcess: number;
    readonly poolTotal: number;
    readonly poolBytes: number;
  };
  /** Settings of engines by name; engines that need none may be missing. */
  readonly engines: Readonly<Record<string, EngineSettings>>;
  readonly fetch: {
    readonly allow: readonly string[];
    /** URL, or URL prefix that ends in "/", to a local path. */
    readonly map: Readonly<Record<string, string>>;
    readonly proxy?: string;
    /** Absent: nothing that was fetched is kept. */
    readonly cache?: { readonly bytes: number; readonly freshMs: number; readonly isShared: boolean };
    readonly connectTimeoutMs: number;
    readonly timeoutMs: number;
  };
  readonly egress: EgressLimits;
  readonly storage: StorageConfig;
  readonly logging: { readonly level: "error" | "warn" | "info" | "debug"; readonly format: "text" | "json" };
  /** Absent: SQLite in the data directory. */
  readonly store: { readonly postgres?: PostgresAddress };
  /** Who may read what the server tells of itself: addresses and ranges. */
  readonly metrics: { readonly enabled: boolean; readonly allow: readonly string[] };
  /** How many streams of events there may be; `beatMs` is how long one is silent at most. */
  readonly events: { readonly streams: number; readonly streamsPerClient: number; readonly beatMs: number };
  readonly processes: {
    readonly typescript: "node" | "bun";
    readonly entries: readonly ProcessEntry[];
    /** By process identifier; a limit given here is final, for better or worse. */
    readonly overrides: Readonly<Record<string, ProcessOverride>>;
  };
}

/** Files to publish: a file, a folder or a pattern; or a project of PyWPS processes. */
export interface ProcessEntry {
  readonly path: string;
  readonly kind?: "files" | "pywps";
  /** Of a PyWPS project: its pywps.cfg, for what its processes read of it. */
  readonly config?: string;
  readonly python?: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly engine?: string;
  readonly image?: string;
}

export interface ProcessOverride extends EgressGrants {
  readonly hidden: boolean;
  readonly engine?: string;
  readonly image?: string;
  readonly instances?: { readonly min: number; readonly max: number };
  readonly retentionMs?: number;
  readonly limits: Partial<Limits>;
}

/** The configuration cannot be used; the message has one line for each problem. */
export class ConfigError extends Error {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(problems.join("\n"));
    this.name = "ConfigError";
    this.problems = problems;
  }
}

/** The address that clients use: as configured, else made of the port that is really listened on. */
export function publicUrl(config: Config, port: number): string {
  return config.server.publicUrl ?? `http://localhost:${port}`;
}

/** True for addresses that only this machine can reach. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || (isIP(host) === 4 && host.startsWith("127."));
}

/** Isolation that not every host can enforce. */
const requirable = ["own uid", "memory", "cpu", "pids", "disk", "inodes", "freezer", "masked /proc"];

/** Has one to sign in before anything runs? A name in a header is no more than that: whoever gets past the proxy can write one. */
function isClosed({ access, server }: Settings): boolean {
  return !includes(anonymousRole(access), "use") && server.owner_header === undefined;
}

/** What does not fit together, or must be asked for in words and was not. */
export function contradictions(settings: Settings): Contradiction[] {
  const { server, isolation, metrics, fetch } = settings;
  const problems: Contradiction[] = [...engineProblems(settings), ...originProblems(settings)];
  if (!isLoopback(server.host) && !server.allow_unauthenticated && !isClosed(settings))
    problems.push({
      path: ["server", "host"],
      message:
        `others can reach ${shown(server.host)} and nobody has to log in; let them, by access.anonymous = "none" or "describe"; or ` +
        "if all of them may run processes, say so with allow_unauthenticated = true in [server] or TERRARIUM__SERVER__ALLOW_UNAUTHENTICATED=true.",
    });
  for (const feature of isolation.require) {
    if (!requirable.includes(feature))
      problems.push({
        path: ["isolation", "require"],
        message: `${shown(feature)} cannot be required; known are ${requirable.join(", ")}.`,
      });
  }
  for (const range of metrics.allow.filter((one) => !isRange(one)))
    problems.push({ path: ["metrics", "allow"], message: `${shown(range)} is neither an address nor a range such as "10.0.0.0/8".` });
  for (const entry of fetch.allow.filter((one) => !isRange(one) && !isHostMaybePort(one)))
    problems.push({
      path: ["fetch", "allow"],
      message: `${shown(entry)} is not a host, host:port, an address or a range such as "10.1.0.0/16".`,
    });
  if (isolation.uid_base + isolation.uid_count > 2 ** 32 - 2)
    problems.push({ path: ["isolation", "uid_count"], message: "uid_base + uid_count is above the highest user id, 4294967294." });
  return problems;
}

/** Makes a path of the administrator absolute; `keys` says where it was written. */
type Absolute = (given: string, ...keys: string[]) => string;

/** The configuration of checked settings. */
export function toConfig(settings: Settings, defaultDataDir: string, absolute: Absolute): Config {
  const { server, limits, isolation, fetch, logging } = settings;
  return {
    service: toService(settings),
    ...(settings.service.languages === undefined ? { findsLanguages: true } : {}),
    server: {
      host: server.host,
      port: server.port,
      ...(server.public_url === undefined ? {} : { publicUrl: server.public_url }),
      allowUnauthenticated: server.allow_unauthenticated,
      ...(server.owner_header === undefined ? {} : { ownerHeader: server.owner_header }),
      onTerminate: server.on_terminate,
      listExecutions: server.list_executions ?? (isLoopback(server.host) || isClosed(settings)),
      dataDir: server.data === undefined ? defaultDataDir : absolute(server.data, "server", "data"),
    },
    access: toAccess(settings.access, settings.processes.override),
    limits: {
      running: limits.running ?? availableParallelism(),
      waiting: limits.waiting,
      requestBytes: limits.request,
      inputBytes: limits.input,
      syncWaitMs: limits.sync_wait,
      asyncWaitMs: limits.async_wait,
      autoWaitMs: limits.auto_wait,
      retentionMs: limits.retention,
      pausedMs: limits.paused,
      job: toLimits(limits),
    },
    queue: toQueuePolicy(settings.queue, settings.processes.override, limits.running),
    isolation: {
      engine: isolation.engine,
      require: isolation.require,
      uidBase: isolation.uid_base,
      uidCount: isolation.uid_count,
      poolPerProcess: isolation.pool_per_process,
      poolTotal: isolation.pool_total,
      poolBytes: isolation.pool_memory,
    },
    engines: mapValues(settings.engines, ({ program, socket, ...rest }, name) => {
      const path = (key: string, given: string | undefined) => (given === undefined ? undefined : absolute(given, "engines", name, key));
      return present({ ...rest, program: path("program", program), socket: path("socket", socket) });
    }),
    fetch: {
      allow: fetch.allow,
      map: mapValues(fetch.map, (path, url) => absolute(path, "fetch", "map", url)),
      ...(fetch.proxy === undefined ? {} : { proxy: fetch.proxy }),
      ...(fetch.cache === undefined
        ? {}
        : { cache: { bytes: fetch.cache, freshMs: fetch.cache_fresh ?? 0, isShared: fetch.cache_shared } }),
      connectTimeoutMs: fetch.connect_timeout,
      timeoutMs: fetch.timeout,
    },
    egress: toEgress(settings.egress),
    storage: toStorage(settings.storage),
    logging,
    store: toStore(settings.store),
    metrics: settings.metrics,
    events: toEvents(settings.events),
    processes: toProcesses(settings, absolute),
  };
}

function toService({ service, limits }: Settings): ServiceDescription {
  const { contact, provider } = service;
  const [language = "en-US", ...others] = service.languages ?? [];
  const translations = mapValues(service.translations, (told) => present(told));
  return {
    title: service.title,
    abstract: service.abstract,
    keywords: service.keywords,
    fees: service.fees,
    accessConstraints: service.access_constraints,
    languages: [language, ...others],
    ...(Object.keys(translations).length === 0 ? {} : { translations }),
    provider: {
      name: provider.name,
      ...present({ site: provider.site }),
      contact: present({
        name: contact.name,
        position: contact.position,
        phone: contact.phone,
        fax: contact.fax,
        deliveryPoint: contact.delivery_point,
        city: contact.city,
        administrativeArea: contact.administrative_area,
        postalCode: contact.postal_code,
        country: contact.country,
        email: contact.email,
        url: contact.url,
        hoursOfService: contact.hours_of_service,
        instructions: contact.instructions,
        role: contact.role,
      }),
    },
    inputBytes: limits.input,
  };
}

function toProcesses({ processes, isolation }: Settings, absolute: Absolute): Config["processes"] {
  const { paths, entry, override, typescript_runtime: typescript } = processes;
  const plain = paths.map((path) => ({ path: absolute(path, "processes", "paths"), environment: {} }));
  const special = entry.map(({ path, kind, config, python, environment, engine, image }) => ({
    path: absolute(path, "processes", "entry"),
    kind,
    ...(config === undefined ? {} : { config: absolute(config, "processes", "entry") }),
    ...(python === undefined ? {} : { python: absolute(python, "processes", "entry") }),
    environment,
    ...present({ engine, image }),
  }));
  return {
    typescript,
    entries: [...plain, ...special],
    overrides: mapValues(override, ({ hidden, engine, image, instances, retention, egress, egress_networks, ...limits }) => ({
      hidden,
      ...present({ engine, image }),
      ...(instances === undefined
        ? {}
        : { instances: { min: instances.min, max: instances.max ?? Math.max(instances.min, isolation.pool_per_process) } }),
      ...present({ retentionMs: retention, egress, egressNetworks: egress_networks }),
      limits: present(toLimits(limits)),
    })),
  };
}
