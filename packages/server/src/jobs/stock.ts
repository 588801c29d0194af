// How many sandboxes of each process wait, and how many may: demand, bounds, and who gives way to whom. Decides; what is done is the pool's.
import type { DeployedProcess } from "../core/engine.js";
import type { PoolLimits } from "./parts.js";
import type { Sandbox } from "./sandbox.js";

/** What waits for one process. */
export interface Stock {
  readonly process: DeployedProcess;
  readonly waiting: Sandbox[];
  creating: number;
  usedMs: number;
  /** By demand: one more with every job that found none waiting. */
  wanted: number;
  /** The fewest that waited since the last look: so many were of no use. */
  unused: number;
  /** The last one could not be made: none is made ahead until one can. */
  isFailing: boolean;
  /** Memory of one that waits: at most the smallest peak that any of them had. Absent: none has ended yet, or this host cannot tell. */
  bytes?: number;
}

export function newStock(process: DeployedProcess, nowMs: number): Stock {
  return { process, waiting: [], creating: 0, usedMs: nowMs, wanted: 0, unused: 0, isFailing: false };
}

/** Two deployments of one name behave alike only if code and command are the same. */
export function isSame(a: DeployedProcess, b: DeployedProcess): boolean {
  return a === b || (a.hash === b.hash && JSON.stringify(a) === JSON.stringify(b));
}

/** While nothing is known of a process. */
const guessBytes = 32 * 1024 * 1024;

export function heldOf({ waiting, creating }: Stock): number {
  return waiting.length + creating;
}

export function minOf({ process }: Stock, { total }: PoolLimits): number {
  return total === 0 ? 0 : (process.instances?.min ?? 0);
}

export function maxOf({ process }: Stock, { total, perProcess }: PoolLimits): number {
  return total === 0 ? 0 : (process.instances?.max ?? perProcess);
}

/** How many of it are to wait. */
export function targetOf(stock: Stock, limits: PoolLimits): number {
  if (stock.isFailing) return 0;
  return Math.max(minOf(stock, limits), Math.min(stock.wanted, maxOf(stock, limits)));
}

function bytesOf(stock: Stock): number {
  return heldOf(stock) * (stock.bytes ?? guessBytes);
}

/** Is the pool within its bounds if `more` of this process are added. What is kept always does not make it exceed them. */
function fits(all: readonly Stock[], limits: PoolLimits, more?: Stock): boolean {
  const count = all.reduce((sum, stock) => sum + heldOf(stock), more === undefined ? 0 : 1);
  const bytes = all.reduce((sum, stock) => sum + bytesOf(stock), more === undefined ? 0 : (more.bytes ?? guessBytes));
  return count <= limits.total && bytes <= (limits.bytes ?? Number.POSITIVE_INFINITY);
}

/** Longest unused first: those that have one to give beyond what is always kept. */
function givers(all: readonly Stock[], limits: PoolLimits): Stock[] {
  const able = all.filter((stock) => stock.waiting.length > 0 && heldOf(stock) > minOf(stock, limits));
  return able.sort((a, b) => a.usedMs - b.usedMs);
}

/**
 * May one more of this process be made? Those that must give way to it, and are taken out of their stocks; undefined: no. What is always kept comes
 * before all bounds, what was used last before what was used long ago.
 */
export function placeFor(stock: Stock, all: readonly Stock[], limits: PoolLimits): Sandbox[] | undefined {
  const held = heldOf(stock);
  if (held >= targetOf(stock, limits)) return undefined;
  if (held < minOf(stock, limits)) return [];
  const given: [Stock, Sandbox][] = [];
  while (!fits(all, limits, stock)) {
    const giver = givers(all, limits).find((other) => other !== stock && other.usedMs < stock.usedMs);
    const sandbox = giver?.waiting.pop();
    if (giver === undefined || sandbox === undefined) {
      // Not enough: nobody gives anything.
      for (const [from, one] of given) from.waiting.push(one);
      return undefined;
    }
    given.push([giver, sandbox]);
  }
  return given.map(([, sandbox]) => sandbox);
}

/** Takes out what is above its target, and what is beyond the bounds, e.g. since more is known of their memory. */
export function surplusOf(all: readonly Stock[], limits: PoolLimits): Sandbox[] {
  const surplus = all.flatMap((stock) => stock.waiting.splice(0, Math.max(0, heldOf(stock) - targetOf(stock, limits))));
  while (!fits(all, limits)) {
    const sandbox = givers(all, limits)[0]?.waiting.pop();
    if (sandbox === undefined) break;
    surplus.push(sandbox);
  }
  return surplus;
}

/** Forgets half of the demand that nobody had since the last look; all of it where nobody came at all. */
export function calmDown(stock: Stock, limits: PoolLimits, nowMs: number): void {
  const isIdle = nowMs - stock.usedMs >= limits.idleMs;
  stock.wanted = isIdle ? 0 : Math.max(Math.min(1, stock.wanted), stock.wanted - Math.ceil(stock.unused / 2));
  stock.unused = stock.waiting.length;
  // What is to be kept always is tried again.
  if (minOf(stock, limits) > 0) stock.isFailing = false;
}
