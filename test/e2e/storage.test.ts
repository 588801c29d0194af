// A server whose data directory is a small file system of its own: what happens when that is full, out of inodes, or fails and becomes read-only.
import { execFileSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, statfsSync, writeFileSync, writeSync } from "node:fs";
import { mkdir, readdir, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { root, type Server, startServer } from "./server.js";

const mebibyte = 2 ** 20;
// Only root may mount.
const needsRoot = describe.skipIf(process.getuid?.() !== 0);

interface Answer {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly location: string;
  readonly body: Record<string, unknown>;
}

async function executeOn(server: Server, inputs: Record<string, unknown>): Promise<Answer> {
  const response = await fetch(`${server.url}/processes/fill/execution`, {
    method: "POST",
    headers: { "content-type": "application/json", prefer: "respond-async" },
    body: JSON.stringify({ inputs }),
  });
  const body = (await response.json()) as Record<string, unknown>;
  return {
    status: response.status,
    retryAfter: response.headers.get("retry-after"),
    location: response.headers.get("location") ?? "",
    body,
  };
}

async function stand({ location }: Answer): Promise<Record<string, unknown>> {
  return (await fetch(location)).json() as Promise<Record<string, unknown>>;
}

/** There is nothing but asking again: what is waited for is what a client would see. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 50));
}

async function ended(job: Answer): Promise<Record<string, unknown>> {
  await until(async () => ["successful", "failed"].includes(String((await stand(job))["status"])));
  return stand(job);
}

async function outputOf(server: Server, job: Answer): Promise<number> {
  const id = job.location.split("/").at(-1);
  const response = await fetch(`${server.url}/outputs/${id}/data`);
  return response.status === 200 ? (await response.arrayBuffer()).byteLength : -response.status;
}

function config(more: string): string {
  const processes = join(root, "test", "fixtures", "processes", "storage");
  return `[processes]\npaths = [${JSON.stringify(processes)}]\n[limits]\nrunning = 2\n[isolation]\npool_total = 0\n${more}`;
}

needsRoot("a server on a small disk (mounts: root only)", () => {
  let server: Server;
  let folder = "";
  let disk = "";

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "terrarium-small-"));
    disk = join(folder, "data");
    await mkdir(disk);
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=96m,nr_inodes=4000,mode=0755", "tmpfs", disk]);
    const storage = '[storage]\nreserve = "8MiB"\nreserve_inodes = 100\n';
    server = await startServer({ config: config(storage), folder });
  });
  afterEach(async () => {
    await rm(join(disk, "filler"), { recursive: true, force: true });
    await until(async () => (await execute({ size: 1 })).status === 201);
  });
  afterAll(async () => {
    await server?.leave("SIGINT");
    execFileSync("umount", ["-l", disk]);
    rmSync(folder, { recursive: true, force: true });
  });

  const execute = (inputs: Record<string, unknown>): Promise<Answer> => executeOn(server, inputs);

  /** Leaves so many bytes of the disk; others write to it too. */
  function fillUp(leftBytes: number): void {
    const left = (): number => {
      const { bavail, bsize } = statfsSync(disk);
      return bavail * bsize;
    };
    const file = openSync(join(disk, "filler"), "w");
    try {
      while (left() > leftBytes) writeSync(file, Buffer.alloc(Math.min(mebibyte, left() - leftBytes)));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
    }
    closeSync(file);
  }

  it("below its reserve takes nothing in, says when to come again, goes on with what runs and what is read, and opens by itself", async () => {
    const kept = await execute({ size: 1000 });
    expect(await ended(kept)).toMatchObject({ status: "successful" });
    const running = await execute({ size: mebibyte, seconds: 2 });
    await until(async () => (await stand(running))["status"] === "running");
    fillUp(6 * mebibyte);
    const refused = async (): Promise<Answer> => execute({ size: 1 });
    await until(async () => (await refused()).status === 507);
    expect(await refused()).toMatchObject({ status: 507, retryAfter: "60", body: { type: "urn:terrarium:error:storage-full" } });
    // An upload is refused as well, before any of it is stored.
    const given = { value: "y".repeat(200_000), mediaType: "text/plain" };
    expect((await execute({ size: 1, given })).status).toBe(507);
    const wps = await fetch(`${server.url}/wps?service=WPS&version=1.0.0&request=Execute&identifier=fill&datainputs=size=1`);
    expect([wps.status, wps.headers.get("retry-after")]).toEqual([507, "60"]);
    expect(await wps.text()).toContain('exceptionCode="NotEnoughStorage"');
    expect(await outputOf(server, kept)).toBe(1000);
    expect(await ended(running)).toMatchObject({ status: "successful" });
    expect(await outputOf(server, running)).toBe(mebibyte);
    await rm(join(disk, "filler"));
    await until(async () => (await execute({ size: 1 })).status === 201);
  });

  it("without inodes is as full as one without bytes", async () => {
    await mkdir(join(disk, "filler"));
    const { ffree } = statfsSync(disk);
    for (let index = 0; index < ffree - 50; index += 1) writeFileSync(join(disk, "filler", String(index)), "");
    await until(async () => (await execute({ size: 1 })).status === 507);
  });

  it("that fills up while an upload arrives refuses it, and leaves nothing of it", async () => {
    const before = (await readdir(join(disk, "files", "uploads"))).length;
    const given = { value: "y".repeat(80 * mebibyte), mediaType: "text/plain" };
    expect(await execute({ size: 1, given })).toMatchObject({ status: 507 });
    expect((await readdir(join(disk, "files", "uploads"))).length).toBe(before);
    await until(async () => (await execute({ size: 1 })).status === 201);
  });

  it("that has no byte left when a job ends writes that down when there is room again, and loses nothing", async () => {
    const job = await execute({ size: 1000, seconds: 2, printed: 200_000 });
    await until(async () => (await stand(job))["status"] === "running");
    fillUp(0);
    await until(async () => (await execute({ size: 1 })).status === 507);
    // Until long after its end.
    await until(async () => /could not be/.test(server.output()) || (await stand(job))["status"] !== "running");
    await rm(join(disk, "filler"));
    expect(["successful", "failed"]).toContain((await ended(job))["status"]);
    const { status } = await ended(job);
    expect(await outputOf(server, job)).toBe(status === "successful" ? 1000 : -404);
  });

  it("that has no room for what a job gives fails it as storage-full, publishes nothing, and keeps its answer", async () => {
    const job = await execute({ size: 20 * mebibyte, seconds: 2, printed: 200_000 });
    await until(async () => (await stand(job))["status"] === "running");
    fillUp(4 * mebibyte);
    const stands = await ended(job);
    expect(stands["status"]).toBe("failed");
    expect(JSON.stringify(stands["exception"])).toMatch(/urn:terrarium:error:storage-full/);
    await rm(join(disk, "filler"), { recursive: true });
    expect(await outputOf(server, job)).toBe(-404);
    // The place of the job is free again, and so is everything else that it had.
    await until(async () => (await execute({ size: 1 })).status === 201);
    await until(async () => (await readdir(join(disk, "bundles"))).length === 0);
  });
});

needsRoot("a server whose disk fails and becomes read-only (mounts: root only)", () => {
  it("answers 503 to what is new, says when to come again, and reads on", async () => {
    const folder = mkdtempSync(join(tmpdir(), "terrarium-failing-"));
    const [image, disk] = [join(folder, "image"), join(folder, "data")];
    await mkdir(disk);
    await writeFile(image, "");
    await truncate(image, 128 * mebibyte);
    execFileSync("mkfs.ext4", ["-q", image]);
    execFileSync("mount", ["-o", "loop,errors=remount-ro", image, disk]);
    let server: Server | undefined;
    try {
      const device = execFileSync("findmnt", ["-no", "SOURCE", disk], { encoding: "utf8" }).trim().split("/").at(-1);
      server = await startServer({ config: config('[storage]\nreserve = "8MiB"\n'), folder });
      const on = server;
      const kept = await executeOn(on, { size: 500 });
      expect(await ended(kept)).toMatchObject({ status: "successful" });
      // An error of the file system itself, as a failing disk makes it.
      await writeFile(`/sys/fs/ext4/${device}/trigger_fs_error`, "tried by a test");
      await until(async () => (await executeOn(on, { size: 1 })).status === 503);
      expect(await executeOn(on, { size: 1 })).toMatchObject({ status: 503, retryAfter: "60" });
      const given = { value: "y".repeat(200_000), mediaType: "text/plain" };
      expect((await executeOn(on, { size: 1, given })).status).toBe(503);
      expect(await stand(kept)).toMatchObject({ status: "successful" });
      expect(await outputOf(on, kept)).toBe(500);
    } finally {
      // There is nothing that it could write down.
      await server?.leave("SIGKILL");
      execFileSync("umount", ["-l", disk]);
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
