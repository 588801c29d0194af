// Who the server is: started by root, it becomes a user without rights once everything that needs root is in the spawner's hands.
import { existsSync } from "node:fs";
import { isReachable } from "./folders.js";

export interface Identity {
  readonly uid: number;
  readonly gid: number;
  /** Why the server keeps the rights of root; absent where it gives them up or never had them. */
  readonly keepsRoot?: string;
}

/** The user that the server will be. */
export function chooseIdentity(dataDir: string, uidBase: number, isIsolated: boolean): Identity {
  const [uid, gid] = [process.getuid?.() ?? 0, process.getgid?.() ?? 0];
  if (uid !== 0) return { uid, gid };
  if (!isIsolated) return { uid, gid, keepsRoot: "jobs are not isolated from it anyway" };
  if (existsSync(dataDir) && !isReachable(dataDir)) return { uid, gid, keepsRoot: `only root may enter a folder above ${dataDir}` };
  return { uid: uidBase, gid: uidBase };
}

/** Gives up root for good, in all threads. */
export function become({ uid, gid }: Identity): void {
  if (process.getuid?.() !== 0 || uid === 0) return;
  process.setgroups?.([]);
  process.setgid?.(gid);
  process.setuid?.(uid);
}
