// The name under which everything of one data directory lies elsewhere on the host: its mounts, control groups and socket.
import { createHash } from "node:crypto";
import { join } from "node:path";

/** Short, the same for every start with one data directory, different for two of them. */
export function placeName(dataDir: string): string {
  return `terrarium-${createHash("sha256").update(dataDir).digest("hex").slice(0, 12)}`;
}

/** The spawner's own folder in the data directory. */
export const spawnerFolder = "spawner";

/**
 * Further folders that sandboxes may be shown, as a list in JSON. Only who started the spawner can write it: a server that gave its rights up
 * could otherwise open folders for itself.
 */
export const foldersFile = "folders.json";

/** In the spawner's folder, written by the server while it is root: the sockets of container daemons that a door may lead to. */
export const daemonsFile = "daemons.json";

/** Of the socket: in the data directory, or, where that is longer than the 107 bytes that the kernel takes, in a closed folder elsewhere. */
export function socketPath(dataDir: string, isRoot: boolean): string {
  const near = join(dataDir, spawnerFolder, "socket");
  return Buffer.byteLength(near) < 108 ? near : join(isRoot ? "/run" : "/tmp", `${placeName(dataDir)}.sock`, "socket");
}
