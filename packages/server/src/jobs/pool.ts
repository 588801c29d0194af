// Sandboxes, made ahead where a process is busy: creating one apart from starting it is what makes isolation cheap.
//
// Theory of operation. A sandbox serves exactly one job and is then destroyed. Every job that finds none waiting raises the number that its process
// wants; what nobody needed lowers it again. Making ahead begins after the answer and a few at a time, and the work is the spawner's or a daemon's,
// not this event loop's. Bounds are kept at every moment (stock.ts says how); where a job cannot have a sandbox because those that wait hold what it
// needs, they give way. A change of the code, or of what the host runs it with, empties the pool.
import type { DeployedProcess, Engine } from "../core/engine.js";
import { ServiceError } from "../core/errors.js";
import type { Log, PoolHost, PoolLimits } from "./parts.js";
import { createSandbox, discardSandbox, type Sandbox } from "./sandbox.js";
import { calmDown, isSame, maxOf, newStock, placeFor, type Stock, surplusOf } from "./stock.js";

export type { Sandbox } from "./sandbox.js";

export interface Pool {
  /** A waiting sandbox, or a new one. Throws what the engine throws. */
  take(process: DeployedProcess): Promise<Sandbox>;
  /** Makes sandboxes ahead for a process that was just used; call it when the answer is out. */
  refill(process: DeployedProcess): void;
  /** Begins to keep what these processes want always, and ends what waits for others. */
  keep(processes: readonly DeployedProcess[]): void;
  /** Ends and removes a sandbox and its bundle; logs what fails. */
  discard(sandbox: Sandbox): Promise<void>;
  /** Ends waiting sandboxes that nobody needs. Call it now and then. */
  trim(): void;
  /** How many wait, and are being made, for each process that was used or is kept ready. */
  figures(): ReadonlyMap<string, PoolFigures>;
  close(): Promise<void>;
}

export interface PoolFigures {
  readonly ready: number;
  readonly creating: number;
}

export interface PoolParts {
  readonly engine: Engine;
  readonly bundlesDir: string;
  readonly limits: PoolLimits;
  /** Absent: neither memory nor runtime of the host are looked at. */
  readonly host?: PoolHost;
  readonly log: Log;
  readonly now: () => number;
}

/** Made ahead at one time: more would only take the processor from jobs. */
const atOnce = 2;
/** Between two looks at the host. */
const lookMs = 1000;

/** Everything a pool remembers. */
interface Stocks {
  readonly parts: PoolParts;
  readonly byProcess: Map<string, Stock>;
  readonly pending: Set<Promise<void>>;
  lookedMs: number;
  runtime: string | undefined;
  isClosed: boolean;
}

function track(stocks: Stocks, work: Promise<void>): void {
  stocks.pending.add(work);
  void work.finally(() => stocks.pending.delete(work));
}

function dropAll(stocks: Stocks, sandboxes: readonly Sandbox[]): void {
  for (const sandbox of sandboxes) track(stocks, discardSandbox(sandbox, stocks.parts));
}

function drop(stocks: Stocks, stock: Stock): void {
  stocks.byProcess.delete(stock.process.description.id);
  dropAll(stocks, stock.waiting.splice(0));
}

/** What waits for a process; what waited for another deployment of its name is dropped. */
function stockOf(stocks: Stocks, process: DeployedProcess): Stock {
  const known = stocks.byProcess.get(process.description.id);
  if (known !== undefined && isSame(known.process, process)) return known;
  if (known !== undefined) drop(stocks, known);
  const stock = newStock(process, stocks.parts.now());
  stocks.byProcess.set(process.description.id, stock);
  return stock;
}

/** Empties the pool if the host would run its processes with something else now than when it was filled. */
function lookAtHost(stocks: Stocks): void {
  const { host, now, log } = stocks.parts;
  if (host === undefined || now() - stocks.lookedMs < lookMs) return;
  stocks.lookedMs = now();
  const runtime = host.runtimeVersion();
  const isOther = stocks.runtime !== undefined && stocks.runtime !== runtime;
  stocks.runtime = runtime;
  if (!isOther) return;
  log.info({}, "programs of the host have changed: what waited for jobs is made anew");
  for (const stock of [...stocks.byProcess.values()]) {
    drop(stocks, stock);
    const { usedMs, wanted } = stock;
    // Not the same object: what is being made for the old one is not taken over.
    stocks.byProcess.set(stock.process.description.id, { ...newStock(stock.process, usedMs), wanted });
  }
}

/** Watches a sandbox to its end, for what it used: none that waits uses more than the smallest peak. */
function learn(stocks: Stocks, stock: Stock, sandbox: Sandbox): void {
  void sandbox.exit.then(({ usage: { memoryPeakBytes } }) => {
    if (memoryPeakBytes <= 0) return;
    stock.bytes = Math.min(stock.bytes ?? Number.POSITIVE_INFINITY, memoryPeakBytes);
    dropAll(stocks, surplusOf([...stocks.byProcess.values()], stocks.parts.limits));
  });
}

async function make(stocks: Stocks, stock: Stock, isWarm: boolean): Promise<Sandbox> {
  try {
    const sandbox = await createSandbox(stock.process, isWarm, stocks.parts);
    stock.isFailing = false;
    learn(stocks, stock, sandbox);
    return sandbox;
  } catch (error) {
    // One that cannot be made now is not made ahead either: a process that never gets ready would take its time for nobody.
    if (!isBusy(error)) stock.isFailing = true;
    stock.wanted = 0;
    throw error;
  }
}

async function addOne(stocks: Stocks, stock: Stock): Promise<void> {
  const { parts } = stocks;
  stock.creating += 1;
  try {
    const sandbox = await make(stocks, stock, true);
    if (stocks.isClosed || stocks.byProcess.get(stock.process.description.id) !== stock) return await discardSandbox(sandbox, parts);
    stock.waiting.push(sandbox);
    // One that dies while it waits is not handed to a job.
    void sandbox.exit.then(() => {
      const at = stock.waiting.indexOf(sandbox);
      if (at !== -1) dropAll(stocks, stock.waiting.splice(at, 1));
    });
  } catch (error) {
    parts.log.warn({ err: error, process: stock.process.description.id }, "no sandbox could be made ahead");
  } finally {
    stock.creating -= 1;
  }
}

/** Makes what is wanted and may be, last used first. */
function fill(stocks: Stocks): void {
  const { limits, host } = stocks.parts;
  if (stocks.isClosed) return;
  lookAtHost(stocks);
  const all = [...stocks.byProcess.values()].sort((a, b) => b.usedMs - a.usedMs);
  let creating = all.reduce((sum, stock) => sum + stock.creating, 0);
  for (const stock of all) {
    while (creating < atOnce && host?.isShort() !== true) {
      const place = placeFor(stock, all, limits);
      if (place === undefined) break;
      dropAll(stocks, place);
      creating += 1;
      // Jobs come in between.
      track(
        stocks,
        addOne(stocks, stock).finally(() => setImmediate(() => fill(stocks))),
      );
    }
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof ServiceError && error.code === "busy";
}

/** A sandbox for a job, now. Where there is no room for one, what waits gives way, longest unused first. */
async function makeNow(stocks: Stocks, stock: Stock): Promise<Sandbox> {
  for (;;) {
    try {
      return await make(stocks, stock, false);
    } catch (error) {
      const all = [...stocks.byProcess.values()].filter(({ waiting }) => waiting.length > 0);
      const sandbox = isBusy(error) ? all.sort((a, b) => a.usedMs - b.usedMs)[0]?.waiting.pop() : undefined;
      if (sandbox === undefined) throw error;
      await discardSandbox(sandbox, stocks.parts);
    }
  }
}

/** A pool without sandboxes; it grows with use. */
export function makePool(parts: PoolParts): Pool {
  const stocks: Stocks = {
    ...{ parts, byProcess: new Map(), pending: new Set() },
    lookedMs: Number.NEGATIVE_INFINITY,
    runtime: undefined,
    isClosed: false,
  };
  const { limits, now } = parts;
  const all = () => [...stocks.byProcess.values()];
  return {
    async take(process) {
      lookAtHost(stocks);
      // What waits for the deployment that is offered now stays for it.
      if (process.isFormer === true) return makeNow(stocks, newStock(process, now()));
      const stock = stockOf(stocks, process);
      stock.usedMs = now();
      const waiting = stock.waiting.shift();
      stock.unused = Math.min(stock.unused, stock.waiting.length);
      if (waiting !== undefined) return waiting;
      stock.wanted = Math.min(maxOf(stock, limits), stock.wanted + 1);
      return makeNow(stocks, stock);
    },
    refill(process) {
      if (stocks.isClosed) return;
      stockOf(stocks, process);
      fill(stocks);
    },
    keep(processes) {
      if (stocks.isClosed) return;
      const ids = new Set(processes.map(({ description }) => description.id));
      for (const stock of all()) if (!ids.has(stock.process.description.id)) drop(stocks, stock);
      for (const process of processes) {
        const isKnown = stocks.byProcess.has(process.description.id);
        if (isKnown || (process.instances?.min ?? 0) > 0) stockOf(stocks, process);
      }
      fill(stocks);
    },
    discard: (sandbox) => discardSandbox(sandbox, parts),
    figures: () => new Map(all().map(({ process, waiting, creating }) => [process.description.id, { ready: waiting.length, creating }])),
    trim() {
      const isShort = parts.host?.isShort() === true;
      for (const stock of all()) {
        if (isShort) stock.wanted = 0;
        else calmDown(stock, limits, now());
      }
      dropAll(stocks, surplusOf(all(), limits));
      fill(stocks);
    },
    async close() {
      stocks.isClosed = true;
      for (const stock of all()) drop(stocks, stock);
      while (stocks.pending.size > 0) await Promise.all(stocks.pending);
    },
  };
}
