// Faults 18 to 24: the disk is full, out of inodes, or broken. Small file systems really run full while the server stands at the point.
import { expect } from "vitest";
import { settled } from "../../../packages/server/src/spawner/records.js";
import type { Fault, Stage } from "../case.js";
import { type Info, isOver } from "../client.js";
import { type Disk, makeBreakingDisk, makeMemoryDisk } from "../disk.js";
import { type Live, makeSite, type Site } from "../site.js";
import type { Arm } from "../within/points.js";

interface Scene {
  readonly site: Site;
  readonly disk: Disk;
  readonly live: Live;
  /** A job that ended before the fault: it must stay readable. */
  readonly before: string;
}

/** Less than the disks of tests have; the reserve itself is put to the test by its own. */
const noReserve = '[storage]\nreserve = "1KiB"\nreserve_inodes = 0\n';

async function onDisk(stage: Stage, config = noReserve): Promise<Scene> {
  const disk = await makeMemoryDisk({ bytes: 256 * 2 ** 20, inodes: 20_000 });
  stage.afterAll(() => disk.remove());
  stage.after(() => disk.free());
  const site = await stage.own({ data: disk.dir, config });
  const live = await site.start();
  const before = await live.client.submit({ inputs: { name: "before", size: 6400 } });
  await live.client.ended(before);
  return { site, disk, live, before };
}

/** Reads of what was there go on. */
async function expectReadable({ live, before }: Scene): Promise<void> {
  expect((await live.client.result(before, "file")).length).toBe(6400);
}

/** All goes on by itself when there is space again; the server looks at the disk now and then, so the first requests may come too early. */
async function expectRecovered({ live }: Pick<Scene, "live">): Promise<void> {
  let id: string | undefined;
  const inputs = { name: "again", size: 64_000, layer: "z".repeat(300_000) };
  const isAccepted = async () => {
    const { status, headers } = await live.client.execute({ inputs });
    id = headers.get("location")?.split("/").at(-1);
    return status === 201;
  };
  expect(await settled(isAccepted, 30_000)).toBe(true);
  if (id === undefined) throw new Error("accepted without a location");
  expect(await live.client.ended(id)).toMatchObject({ status: "successful" });
}

/** Refused with the reason, and with nothing promised. */
async function expectRefused({ live }: Scene, inputs: Record<string, unknown>): Promise<void> {
  const { status, text } = await live.client.execute({ inputs });
  expect([status, text]).toEqual([
    expect.toSatisfy((code: number) => code === 503 || code === 507),
    expect.stringMatching(/space|disk|storage/i),
  ]);
}

async function infoOf({ client }: Live, id: string): Promise<Info> {
  return (await client.info(id)) ?? { status: "lost" };
}

/** Fails with the reason, or succeeds all the same. */
async function expectTold({ client }: Live, id: string): Promise<void> {
  const info = await client.ended(id, 120_000);
  if (info.status === "failed") expect(info.message).toMatch(/space|disk|storage/i);
  else expect(info.status).toBe("successful");
}

/** A job that comes to this point before the disk is full, and ends as it can. The disk stays full until then, or for a while. */
async function fullAt(stage: Stage, arm: Omit<Arm, "act">, inputs: Record<string, unknown>, until = overSoon): Promise<void> {
  const scene = await onDisk(stage);
  const { live, disk } = scene;
  await live.arm({ ...arm, act: "hold" });
  const id = await live.client.submit({ inputs });
  await live.reached();
  disk.fill(0);
  live.go();
  await expectReadable(scene);
  await until(live, id);
  disk.free();
  await expectTold(live, id);
  await expectRecovered(scene);
}

/** A job database that is on the same disk cannot say that anything has ended: so it is waited for a while only. */
async function overSoon(live: Live, id: string): Promise<void> {
  await settled(async () => isOver(await infoOf(live, id)), 3_000);
}

/** What is new is refused while there is no room, and taken again when there is. */
async function fullAtAccept(stage: Stage, fill: (disk: Disk) => void): Promise<void> {
  const scene = await onDisk(stage);
  fill(scene.disk);
  await expectRefused(scene, { name: "inline", layer: "z".repeat(2_000_000) });
  await expectReadable(scene);
  scene.disk.free();
  await expectRecovered(scene);
}

const full = "a tmpfs of its own, filled while the server stands at the point";

export const storage: readonly Fault[] = [
  {
    number: 18,
    title: "a full disk at accept refuses jobs with the reason, and they are taken again when there is space",
    injection: full,
    how: "real",
    needs: ["root"],
    run: (stage) => fullAtAccept(stage, (disk) => disk.fill(0)),
  },
  {
    number: 19,
    title: "a full disk at staging fails the job with the reason",
    injection: full,
    how: "real",
    isHeavy: true,
    needs: ["root"],
    run: (stage) => fullAt(stage, { at: "store.claim:after" }, { name: "staged", layer: "z".repeat(300_000) }),
  },
  {
    number: 20,
    title: "a full disk at output fails the job with the reason, and nothing half is published",
    injection: full,
    how: "real",
    isHeavy: true,
    needs: ["root"],
    run: (stage) => fullAt(stage, { at: "engine.collect:before" }, { name: "output", size: 6_400_000 }),
  },
  {
    number: 21,
    title: "a full disk at the commit of an end keeps the end until there is space, and reads go on",
    injection: full,
    how: "real",
    isHeavy: true,
    needs: ["root"],
    run: (stage) =>
      fullAt(stage, { at: "engine.wait:after" }, { name: "end" }, async (live) => {
        await expect.poll(() => live.output(), { timeout: 30_000 }).toMatch(/could not be written|a job failed/);
      }),
  },
  {
    number: 22,
    title: "a full disk while a job talks costs its log or fails it with the reason, and no more",
    injection: full,
    how: "real",
    isHeavy: true,
    needs: ["root"],
    run: (stage) => fullAt(stage, { at: "store.change:after", nth: 3 }, { name: "talks", says: 100_000 }),
  },
  {
    number: 23,
    title: "a disk without inodes is told as a full one",
    injection: "a tmpfs of its own, all inodes taken",
    how: "real",
    isHeavy: true,
    needs: ["root"],
    run: (stage) => fullAtAccept(stage, (disk) => disk.fillInodes(0)),
  },
  {
    number: 24,
    title: "a data directory that turned read-only refuses jobs, promises none, and reads go on",
    injection: "an ext4 of its own, to which the kernel reports an error (errors=remount-ro)",
    how: "real",
    needs: ["root", "mkfs.ext4"],
    async run(stage) {
      const disk = await makeBreakingDisk(256 * 2 ** 20);
      stage.afterAll(() => disk.remove());
      // Nothing can be started on it again before it is repaired, so that the invariants cannot be asked for here.
      const site = await makeSite({ data: disk.dir, config: noReserve });
      stage.afterAll(() => site.tearDown());
      const live = await site.start();
      const before = await live.client.submit({ inputs: { name: "before", size: 6400 } });
      await live.client.ended(before);
      const running = await live.client.submit({ inputs: { name: "running", seconds: 1, size: 6400 } });
      await live.client.up(running);
      disk.fail();
      const refused = await live.client.execute({ inputs: { name: "refused" } });
      expect([refused.status >= 500, refused.headers.get("location")]).toEqual([true, null]);
      expect((await live.client.result(before, "file")).length).toBe(6400);
      await site.killAll();
    },
  },
];
