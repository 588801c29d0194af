// The image of processes that name none: nothing but links, on which the host's own /usr is shown. Made by the server, pulled from nowhere.
import { createHash } from "node:crypto";
import { readlink } from "node:fs/promises";
import { fault } from "../../core/errors.js";
import { links } from "../sealed/view.js";
import type { Client } from "./client.js";

const block = 512;

/** One head of a tar archive (POSIX ustar): a folder, or a link to `target`. */
function entry(name: string, target?: string, mode = 0o755): Buffer {
  const head = Buffer.alloc(block);
  const octal = (value: number, at: number, length: number) => head.write(value.toString(8).padStart(length - 1, "0"), at, "latin1");
  head.write(name, 0, "utf8");
  octal(mode, 100, 8);
  for (const [at, length] of [
    [108, 8],
    [116, 8],
    [124, 12],
    [136, 12],
  ] as const)
    octal(0, at, length);
  head.write("        ", 148, "latin1");
  head.write(target === undefined ? "5" : "2", 156, "latin1");
  head.write(target ?? "", 157, "utf8");
  head.write("ustar\x0000", 257, "latin1");
  octal(
    head.reduce((sum, byte) => sum + byte, 0),
    148,
    7,
  );
  head.write("\0 ", 154, "latin1");
  return head;
}

/** The archive: links as the host has them, folders to mount on. /sbin is a folder, because Docker puts its init there. */
export async function bareArchive(): Promise<Buffer> {
  const entries: Buffer[] = [];
  for (const name of links) {
    const isLink = await readlink(`/${name}`).then(
      (target) => target.replace(/^\//, "") === `usr/${name}`,
      () => false,
    );
    if (isLink && name !== "sbin") entries.push(entry(name, `usr/${name}`, 0o777));
  }
  for (const name of ["sbin", "usr", "etc", "proc", "sys", "dev", "job"]) entries.push(entry(`${name}/`));
  // The memory file system that is mounted on it takes its mode.
  entries.push(entry("tmp/", undefined, 0o1777));
  return Buffer.concat([...entries, Buffer.alloc(2 * block)]);
}

/** The id (content address) of an image that the daemon has; undefined if it has none of this name. */
export async function imageId(client: Client, name: string): Promise<string | undefined> {
  const path = `/images/${encodeURIComponent(name)}/json`;
  const answer = await client.call({ method: "GET", path });
  if (answer.status === 404) return undefined;
  if (answer.status !== 200) throw fault("engine-failed", `The daemon does not tell about the image ${name} (status ${answer.status}).`);
  return (answer.body as { Id?: string }).Id;
}

/** Makes the bare image unless it is there; gives its name, which changes with its content. */
export async function ensureBareImage(client: Client): Promise<string> {
  const archive = await bareArchive();
  // In the name and not in the tag, which Podman does not take here.
  const name = `terrarium/bare-${createHash("sha256").update(archive).digest("hex").slice(0, 12)}`;
  if ((await imageId(client, name)) !== undefined) return name;
  const path = `/images/create?fromSrc=-&repo=${encodeURIComponent(name)}&tag=latest`;
  const told = await client.expect({ method: "POST", path, body: archive }, 200);
  if ((await imageId(client, name)) === undefined)
    throw fault("engine-failed", `The daemon did not make the image ${name}: ${JSON.stringify(told)?.slice(0, 300)}`);
  return name;
}
