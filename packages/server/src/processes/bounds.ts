// What the administrator's bounds make of what an author asks for: limits, ready sandboxes, hosts of the network. Pure.
import type { Limits, ProcessDescription } from "@terrarium/sdk";
import type { DeployedProcess } from "../core/engine.js";
import type { Choice } from "./describe.js";
import { grantedOf } from "./network.js";

/** What the administrator says of a process by its identifier, and is final. */
export interface Override extends Choice {
  readonly hidden: boolean;
  readonly limits: Partial<Limits>;
  readonly instances?: { readonly min: number; readonly max: number };
  /** What it may reach of what it asks for, each as `host:port`. */
  readonly egress?: readonly string[];
  readonly egressNetworks?: readonly string[];
}

interface BoundParts {
  /** Upper bounds of every process. */
  readonly limits: Limits;
  readonly engines?: { readonly preset: string; readonly policyEngines: ReadonlySet<string> };
}

type Bounds = Pick<DeployedProcess, "limits" | "instances" | "network" | "innerNetworks">;

/**
 * The limits that hold for a process, how many of its sandboxes are kept ready, and what it may reach by an engine (absent: the default one). A sentence:
 * that engine cannot do it.
 */
export function boundOf(
  parts: BoundParts,
  override: Override | undefined,
  { limits, network: wish }: ProcessDescription,
  engine: string | undefined,
): Bounds | string {
  const instances = override?.instances === undefined ? {} : { instances: override.instances };
  const network = grantedOf(wish, override?.egress);
  const inner = network.kind === "none" || override?.egressNetworks === undefined ? {} : { innerNetworks: override.egressNetworks };
  const name = engine ?? parts.engines?.preset ?? "";
  if (network.kind !== "none" && parts.engines !== undefined && !parts.engines.policyEngines.has(name))
    return `It is granted ${network.hosts.join(", ")}, and the engine ${name} cannot hold a network policy: name another one for it.`;
  return { limits: { ...bound(parts.limits, limits), ...override?.limits }, ...instances, network, ...inner };
}

/** The smaller of each limit, in whole numbers but for cpus: a fraction of an open file is no limit to the kernel. */
export function bound(upper: Limits, wish: Partial<Limits> = {}): Limits {
  const bounded: Record<string, number> = { ...upper };
  for (const [name, value] of Object.entries(wish)) {
    const most = bounded[name];
    if (most === undefined || typeof value !== "number" || !Number.isFinite(value) || value <= 0) continue;
    bounded[name] = Math.min(most, name === "cpus" ? value : Math.max(1, Math.floor(value)));
  }
  return bounded as unknown as Limits;
}
