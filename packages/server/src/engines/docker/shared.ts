// What the verbs of the engine share: the way to the daemon, what is known of it, names of containers and their removal.
import { readFile } from "node:fs/promises";
import { fault } from "../../core/errors.js";
import { containerFilter, containerPrefix } from "../../core/lease.js";
import type { Spawner } from "../../core/spawner.js";
import { type Client, complaintOf, makeClient } from "./client.js";
import type { Daemon } from "./container.js";
import { askDaemon } from "./daemon.js";
import type { Life } from "./life.js";

export interface DockerParts {
  /** "docker" or "podman". */
  readonly name: string;
  readonly spawner: Spawner;
  /** Path of the daemon's socket. */
  readonly socket: string;
  /** For processes that name none. Default: one that holds nothing, on which the host's own /usr is shown. */
  readonly image?: string;
  /** Told what an operator should know, one sentence each. */
  readonly warn?: (message: string) => void;
  /** A runner that has not said "ready" by then fails its `create`. Default: 60 s. */
  readonly bootMs?: number;
}

/** All that the verbs share. */
export interface Shared {
  readonly parts: DockerParts;
  readonly client: Client;
  /** Names everything of this data directory at the daemon. */
  readonly mark: string;
  readonly bootId: string;
  readonly lives: Map<string, Life>;
  /** Containers whose removal the daemon did not hear of. */
  readonly unheard: Set<string>;
  readonly digests: Map<string, string>;
  daemon: Promise<Daemon> | undefined;
  settings: Promise<readonly string[]> | undefined;
}

export const nameOf = (shared: Shared, id: string): string => containerPrefix(shared.mark) + id;

export async function removeContainer(shared: Shared, name: string): Promise<void> {
  const path = `/containers/${name}?force=1&v=1`;
  try {
    for (;;) {
      const answer = await shared.client.call({ method: "DELETE", path });
      if (answer.status < 300 || answer.status === 404) break;
      // Somebody else removes it just now: its end is worth waiting for.
      if (answer.status !== 409) throw fault("engine-failed", `The container ${name} was not removed: ${complaintOf(answer)}`);
      await shared.client.call({ method: "POST", path: `/containers/${name}/wait?condition=removed`, isPatient: true });
    }
    shared.unheard.delete(name);
  } catch (error) {
    shared.unheard.add(name);
    throw error;
  }
}

/** What the daemon did not hear of while it was away. */
export async function catchUp(shared: Shared): Promise<void> {
  for (const name of [...shared.unheard]) await removeContainer(shared, name);
}

export async function daemonOf(shared: Shared): Promise<Daemon> {
  shared.daemon ??= askDaemon(shared.client);
  shared.daemon.catch(() => {
    shared.daemon = undefined;
  });
  return shared.daemon;
}

/** The names of containers of this data directory that no life here watches. */
export async function strangers(shared: Shared): Promise<string[]> {
  const filters = encodeURIComponent(containerFilter(shared.mark));
  const listed = await shared.client.expect({ method: "GET", path: `/containers/json?all=1&filters=${filters}` }, 200);
  const known = new Set([...shared.lives.keys()].map((id) => nameOf(shared, id)));
  const names = (listed as { readonly Names?: readonly string[] }[]).flatMap(({ Names }) => Names?.[0]?.replace(/^\//, "") ?? []);
  return names.filter((name) => !known.has(name));
}

export async function makeShared(parts: DockerParts): Promise<Shared> {
  const { socket, mark } = await parts.spawner.leases.door(parts.socket);
  return {
    parts,
    client: makeClient(socket),
    mark,
    bootId: (await readFile("/proc/sys/kernel/random/boot_id", "latin1")).trim(),
    lives: new Map(),
    unheard: new Set(),
    digests: new Map(),
    daemon: undefined,
    settings: undefined,
  };
}
