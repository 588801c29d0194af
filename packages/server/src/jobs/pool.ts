// Sandboxes, made ahead where a process is busy: creating one apart from starting it is what makes isolation cheap.
// A sandbox serves exactly one job and is then destroyed. A process gets a waiting one after its first job and more while it stays busy.
import { randomBytes } from "node:crypto";
import { chmod, mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { RunnerMessage } from "@terrarium/sdk";
import { type Bundle, type DeployedProcess, type Engine, type Exit, type Handle, lostExit } from "../core/engine.js";
import type { Log, PoolLimits } from "./parts.js";

export interface Sandbox {
  readonly bundle: Bundle;
  readonly handle: Handle;
  /** Resolves when every child is dead; never rejects. */
  readonly exit: Promise<Exit>;
  /** Messages of the runner go here from now on. */
  listen(to: (message: RunnerMessage) => void): void;
  /** It has waited for a job. */
  readonly isWarm: boolean;
}

export interface Pool {
  /** A waiting sandbox, or a new one. Throws what the engine throws. */
  take(process: DeployedProcess): Promise<Sandbox>;
  /** Makes sandboxes ahead for a process that was just used; call it when the answer is out. */
  refill(process: DeployedProcess): void;
  /** Ends and removes a sandbox and its bundle; logs what fails. */
  discard(sandbox: Sandbox): Promise<void>;
  /** Ends waiting sandboxes of processes that are idle. */
  trim(): void;
  close(): Promise<void>;
}

export interface PoolParts {
  readonly engine: Engine;
  readonly bundlesDir: string;
  readonly limits: PoolLimits;
  readonly log: Log;
  readonly now: () => number;
}

/** The folders that belong to the server: others may walk through, and read what lies in job. */
async function makeBundleDir(dir: string): Promise<void> {
  await mkdir(join(dir, "job", "in"), { recursive: true });
  await chmod(dir, 0o711);
  await chmod(join(dir, "job"), 0o755);
  await chmod(join(dir, "job", "in"), 0o755);
}

async function createSandbox(process: DeployedProcess, isWarm: boolean, parts: PoolParts): Promise<Sandbox> {
  const id = `b${randomBytes(12).toString("hex")}`;
  const dir = join(parts.bundlesDir, id);
  const { command, mounts, environment, limits, network, engine, image, preload } = process;
  const needed = {
    ...{ command, mounts, environment },
    ...(engine === undefined ? {} : { engine }),
    ...(image === undefined ? {} : { image }),
    ...(preload === undefined ? {} : { preload }),
  };
  const bundle: Bundle = { id, dir, process: needed, limits, network };
  let handle: Handle;
  try {
    await makeBundleDir(dir);
    handle = await parts.engine.create(bundle);
  } catch (error) {
    await rm(dir, { recursive: true, force: true });
    throw error;
  }
  const unheard: RunnerMessage[] = [];
  // Progress of nothing is no news, and while it waits for a job there is no end to it.
  let hear = (message: RunnerMessage): void => {
    if (message.terrarium !== "progress") unheard.push(message);
  };
  const exit = parts.engine
    .wait(handle, (message) => hear(message))
    .catch((error: unknown) => {
      parts.log.error({ err: error, bundle: id }, "the engine lost a sandbox");
      return lostExit();
    });
  return {
    bundle,
    handle,
    exit,
    isWarm,
    listen(to) {
      hear = to;
      for (const message of unheard.splice(0)) to(message);
    },
  };
}

interface Stock {
  readonly process: DeployedProcess;
  readonly waiting: Sandbox[];
  creating: number;
  usedMs: number;
  /** Uses in a row, each within idleMs of the one before. */
  uses: number;
}

/** Two deployments of one name behave alike only if code and command are the same. */
function isSame(a: DeployedProcess, b: DeployedProcess): boolean {
  return a === b || (a.hash === b.hash && JSON.stringify(a) === JSON.stringify(b));
}

/** Everything a pool remembers. */
interface Stocks {
  readonly parts: PoolParts;
  readonly byProcess: Map<string, Stock>;
  readonly pending: Set<Promise<void>>;
  isClosed: boolean;
}

function track(stocks: Stocks, work: Promise<void>): void {
  stocks.pending.add(work);
  void work.finally(() => stocks.pending.delete(work));
}

async function discard(sandbox: Sandbox, { engine, log }: PoolParts): Promise<void> {
  const facts = { bundle: sandbox.bundle.id };
  await engine.remove(sandbox.handle).catch((error: unknown) => log.error({ ...facts, err: error }, "a sandbox was not removed"));
  await rm(sandbox.bundle.dir, { recursive: true, force: true }).catch((error: unknown) =>
    log.error({ ...facts, err: error }, "a bundle was not removed"),
  );
}

function drop(stocks: Stocks, stock: Stock): void {
  stocks.byProcess.delete(stock.process.description.id);
  for (const sandbox of stock.waiting.splice(0)) track(stocks, discard(sandbox, stocks.parts));
}

/** What waits for a process; what waited for another deployment of its name is dropped. */
function stockOf(stocks: Stocks, process: DeployedProcess): Stock {
  const known = stocks.byProcess.get(process.description.id);
  if (known !== undefined && isSame(known.process, process)) return known;
  if (known !== undefined) drop(stocks, known);
  const stock: Stock = { process, waiting: [], creating: 0, usedMs: stocks.parts.now(), uses: 0 };
  stocks.byProcess.set(process.description.id, stock);
  return stock;
}

/** Room for one more: a free place, or that of the process that was used longest ago. */
function hasRoom(stocks: Stocks, stock: Stock): boolean {
  const all = [...stocks.byProcess.values()];
  if (all.reduce((sum, one) => sum + one.waiting.length + one.creating, 0) < stocks.parts.limits.total) return true;
  const [oldest] = all.filter((one) => one !== stock && one.waiting.length > 0).sort((a, b) => a.usedMs - b.usedMs);
  const sandbox = oldest !== undefined && oldest.usedMs < stock.usedMs ? oldest.waiting.pop() : undefined;
  if (sandbox === undefined) return false;
  track(stocks, discard(sandbox, stocks.parts));
  return true;
}

async function addOne(stocks: Stocks, stock: Stock): Promise<void> {
  const { parts } = stocks;
  stock.creating += 1;
  try {
    const sandbox = await createSandbox(stock.process, true, parts);
    if (stocks.isClosed || stocks.byProcess.get(stock.process.description.id) !== stock) return await discard(sandbox, parts);
    stock.waiting.push(sandbox);
    // One that dies while it waits is not handed to a job.
    void sandbox.exit.then(() => {
      const at = stock.waiting.indexOf(sandbox);
      if (at === -1) return;
      stock.waiting.splice(at, 1);
      track(stocks, discard(sandbox, parts));
    });
  } catch (error) {
    stock.uses = 0;
    parts.log.warn({ err: error, process: stock.process.description.id }, "no sandbox could be made ahead");
  } finally {
    stock.creating -= 1;
  }
}

/** A pool without sandboxes; it grows with use. */
export function makePool(parts: PoolParts): Pool {
  const stocks: Stocks = { parts, byProcess: new Map(), pending: new Set(), isClosed: false };
  const { limits, now } = parts;
  return {
    async take(process) {
      const stock = stockOf(stocks, process);
      stock.uses = now() - stock.usedMs < limits.idleMs ? stock.uses + 1 : 1;
      stock.usedMs = now();
      const waiting = stock.waiting.shift();
      if (waiting !== undefined) return waiting;
      return createSandbox(process, false, parts).catch((error: unknown) => {
        // One that cannot be made now is not made ahead either: a process that never gets ready would take its time for nobody.
        stock.uses = 0;
        throw error;
      });
    },
    refill(process) {
      if (stocks.isClosed) return;
      const stock = stockOf(stocks, process);
      const wanted = Math.min(limits.perProcess, stock.uses);
      while (stock.waiting.length + stock.creating < wanted && hasRoom(stocks, stock)) track(stocks, addOne(stocks, stock));
    },
    discard: (sandbox) => discard(sandbox, parts),
    trim() {
      for (const stock of [...stocks.byProcess.values()]) if (now() - stock.usedMs >= limits.idleMs) drop(stocks, stock);
    },
    async close() {
      stocks.isClosed = true;
      for (const stock of [...stocks.byProcess.values()]) drop(stocks, stock);
      while (stocks.pending.size > 0) await Promise.all(stocks.pending);
    },
  };
}
