// A server whose data directory is a small file system of its own: what happens when that is full, out of inodes, or read-only. Faults 18 to 24.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { mkdir, readdir, rm } from "node:fs/promises";
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

needsRoot("a server on a small disk (mounts: root only)", () => {
  let server: Server;
  let folder = "";
  let disk = "";

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "terrarium-small-"));
    disk = join(folder, "data");
    await mkdir(disk);
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=96m,nr_inodes=4000,mode=0755", "tmpfs", disk]);
    const processes = join(root, "test", "fixtures", "processes", "storage");
    const config = `[processes]\npaths = [${JSON.stringify(processes)}]\n[limits]\nrunning = 2\ndisk = "48MiB"\n[isolation]\npool_total = 0\n[storage]\nreserve = "8MiB"\nreserve_inodes = 100\n`;
    server = await startServer({ config, folder });
  });
  afterEach(async () => {
    execFileSync("mount", ["-o", "remount,rw", disk]);
    await rm(join(disk, "filler"), { recursive: true, force: true });
    await until(async () => (await execute({ size: 1 })).status === 201);
  });
  afterAll(async () => {
    await server?.stop();
    execFileSync("umount", ["-l", disk]);
    rmSync(folder, { recursive: true, force: true });
  });

  async function execute(inputs: Record<string, unknown>): Promise<Answer> {
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

  /** Leaves so many bytes of the disk. */
  function fillUp(leftBytes: number): void {
    const { bavail, bsize } = statfsSync(disk);
    writeFileSync(join(disk, "filler"), Buffer.alloc(Math.max(0, bavail * bsize - leftBytes)));
  }

  async function outputOf(job: Answer): Promise<number> {
    const id = job.location.split("/").at(-1);
    const response = await fetch(`${server.url}/outputs/${id}/data`);
    return response.status === 200 ? (await response.arrayBuffer()).byteLength : -response.status;
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
    expect(await outputOf(kept)).toBe(1000);
    expect(await ended(running)).toMatchObject({ status: "successful" });
    expect(await outputOf(running)).toBe(mebibyte);
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
    expect((await execute({ size: 1 })).status).toBe(201);
  });

  it("that has no byte left at the end of a job fails it as storage-full, publishes nothing, and keeps its answer", async () => {
    const job = await execute({ size: 20 * mebibyte, seconds: 2, printed: 200_000 });
    await until(async () => (await stand(job))["status"] === "running");
    fillUp(4096);
    const stands = await ended(job);
    expect(stands["status"]).toBe("failed");
    expect(JSON.stringify(stands["exception"])).toMatch(/storage-full|limit-exceeded/);
    await rm(join(disk, "filler"), { recursive: true });
    expect(await outputOf(job)).toBe(-404);
    // The place of the job is free again, and so is everything else that it had.
    await until(async () => (await execute({ size: 1 })).status === 201);
    await until(async () => (await readdir(join(disk, "bundles"))).length === 0);
  });

  it("that becomes read-only answers 503, reads on, and takes jobs again when it can be written to", async () => {
    const kept = await execute({ size: 500 });
    await ended(kept);
    await until(async () => (await readdir(join(disk, "bundles"))).length === 0);
    execFileSync("mount", ["-o", "remount,ro", disk]);
    await until(async () => (await execute({ size: 1 })).status === 503);
    expect(await execute({ size: 1 })).toMatchObject({ status: 503, retryAfter: "60" });
    expect(await outputOf(kept)).toBe(500);
    execFileSync("mount", ["-o", "remount,rw", disk]);
    await until(async () => (await execute({ size: 1 })).status === 201);
  });
});
