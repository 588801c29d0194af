// What a sandbox that another daemon builds (a container engine) borrows from the spawner: the things that only the trusted side may own and
// that must outlive the container: a host uid, writable folders under a quota, a control group that goes on counting.
import type { Limits } from "@terrarium/sdk";
import type { Collected, LimitName } from "./engine.js";

export interface LeaseOrder {
  /** Of the bundle: file-name safe, unique on this host. */
  readonly id: string;
  /** The bundle's folder on the host. */
  readonly dir: string;
  readonly limits: Limits;
}

export interface Lease {
  /** Absent: the spawner is not root, and whatever writes to the folders must be its own uid. */
  readonly uid?: number;
  /** Host paths of the writable folders, in the mount namespace of the server; owned by the uid. */
  readonly out: string;
  readonly work: string;
  /** A path in every hierarchy, for a group per container below it. Absent: this host or user has none. */
  readonly group?: string;
  /** Have the folders a quota of bytes and inodes. */
  readonly hasQuota: boolean;
}

/** What was used, read when nothing lives any more; -1 where this host cannot tell. */
export interface LeaseAccount {
  readonly cpuMs: number;
  readonly memoryPeakBytes: number;
  readonly diskBytes: number;
  readonly limitsHit: readonly LimitName[];
}

/** The way to a container daemon. */
export interface DoorWay {
  /** The socket to speak with: the daemon's own, or where the spawner is root one that lets requests about sandboxes pass and no others. */
  readonly socket: string;
  /** Names this data directory at the daemon: in names of containers and in their label. */
  readonly mark: string;
}

/** The label of all containers of one data directory; its value is the mark. */
export const markLabel = "org.terrarium.data";

/** How the names of containers of a mark begin; the bundle's id follows. */
export function containerPrefix(mark: string): string {
  return `terrarium-${mark}-`;
}

/** Containers of a mark, as the daemon is asked to list them. */
export function containerFilter(mark: string): string {
  return JSON.stringify({ label: [`${markLabel}=${mark}`] });
}

/** Leases by the bundle's id. Errors: engine-failed. */
export interface Leases {
  /** To the daemon that listens on this socket, which the server named when it started the spawner. */
  door(socket: string): Promise<DoorWay>;
  lease(order: LeaseOrder): Promise<Lease>;
  /** The sandbox serves a job now: the lease outlives this server, for the next one to adopt. */
  start(id: string): Promise<void>;
  /** After a restart of the server. False: there is none that was started. */
  adopt(id: string): Promise<boolean>;
  /** Looks at what can be counted only while the sandbox lives, and remembers it for `account`. */
  peek(id: string): Promise<void>;
  /** Ends whatever still lives in the group, then counts. */
  account(id: string): Promise<LeaseAccount>;
  /** As Engine.collect; nothing may live any more. */
  collect(id: string, names: readonly string[], into: string): Promise<Collected[]>;
  /** Ends what lives and gives everything back. Idempotent. */
  release(id: string): Promise<void>;
  /** Takes back what a former server left and nobody adopted. */
  sweep(): Promise<void>;
}
