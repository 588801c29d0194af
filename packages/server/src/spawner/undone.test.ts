// What fails once does not fail for ever, and leaves nothing: files that cannot be written, mounts that cannot be made, uids that are all out, outputs that
// are being copied while their sandbox is removed, servers that die at the door.
import { once } from "node:events";
import { chmod, mkdir, mkdtemp, readFile, rename, rm } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, describe, expect, it } from "vitest";
import { makePreload } from "../engines/bwrap/zygote-engine.js";
import { begin, pythonBundle, runJob } from "../engines/conformance/python-bundle.js";
import { makeSealedEngine, type SealedEngine, spawnerPid, tracesOf } from "../engines/sealed-engine.js";
import { makeReach } from "./reach.js";
import { unmount } from "./scratch.js";
import type { SpawnerParts } from "./start.js";

const isRoot = process.getuid?.() === 0;
const needsRoot = isRoot ? "" : " (skipped: needs root)";
const simple = "wait_for_start()\nsay_results()";
const open: SealedEngine[] = [];
afterEach(async () => {
  for (const made of open.splice(0)) await made.tearDown();
});

async function sealed(parts: Partial<SpawnerParts> = {}): Promise<SealedEngine> {
  const made = await makeSealedEngine(parts);
  open.push(made);
  return made;
}

/** Children whose command is such. */
async function childrenOf(parent: number, command: RegExp): Promise<number[]> {
  const all = (await readFile(`/proc/${parent}/task/${parent}/children`, "latin1")).split(" ").filter(Boolean).map(Number);
  const isSuch = await Promise.all(all.map(async (pid) => command.test(await readFile(`/proc/${pid}/cmdline`, "latin1"))));
  return all.filter((_pid, index) => isSuch[index]);
}

describe("a sandbox", () => {
  it("can be made again when the filter could not be written before", async () => {
    const { engine, folder } = await sealed();
    const filters = join(folder, "spawner", "filters");
    await rename(filters, `${filters}-away`);
    await expect(engine.create(await pythonBundle(folder, simple))).rejects.toThrow(/ENOENT/);
    await rename(`${filters}-away`, filters);
    const { exit, handle } = await runJob(engine, await pythonBundle(folder, simple));
    expect(exit.reason).toBe("exited");
    await engine.remove(handle);
  });

  it("is removed completely although its outputs are being copied", async () => {
    const { engine, folder, warnings } = await sealed();
    const before = await tracesOf(folder);
    const program = "wait_for_start()\nopen(job + '/out/big', 'wb').write(bytes(48 << 20))\nsay_results()";
    const limits = { diskBytes: 60 << 20, outputBytes: 60 << 20 };
    const bundle = await pythonBundle(folder, program, limits);
    const { handle } = await runJob(engine, bundle);
    const copied = engine.collect(handle, ["big"], join(bundle.dir, "taken"));
    const [outcome] = await Promise.allSettled([copied, engine.remove(handle)]);
    expect([outcome?.status, warnings, await tracesOf(folder)]).toEqual(["fulfilled", [], before]);
  });
});

describe.skipIf(!isRoot)(`a zygote${needsRoot}`, () => {
  it("for which no uid is left is not begun, and leaves no record", async () => {
    const { engine, folder } = await sealed({ uids: { base: 760_000, count: 1 } });
    const before = await tracesOf(folder);
    const bundle = await pythonBundle(folder, simple);
    const { handle } = await runJob(engine, { ...bundle, process: { ...bundle.process, preload: await makePreload(folder) } });
    expect(handle.madeBy).toBe("launcher");
    await engine.remove(handle);
    expect(await tracesOf(folder)).toEqual(before);
  });
});

describe.skipIf(!isRoot)(`a lease${needsRoot}`, () => {
  it("is made and given back although the child that holds the server's mounts in view was killed", async () => {
    const { spawner, folder } = await sealed();
    const lease = async () => {
      const { id, dir, limits } = await pythonBundle(folder, simple);
      await spawner.leases.lease({ id, dir, limits });
      return id;
    };
    await spawner.leases.release(await lease());
    const before = await tracesOf(folder);
    const first = await lease();
    for (const pid of await childrenOf(await spawnerPid(folder), /^cat\0/)) process.kill(pid, "SIGKILL");
    const second = await lease();
    for (const id of [first, second]) await spawner.leases.release(id);
    expect(await tracesOf(folder)).toEqual(before);
  });
});

describe.skipIf(!isRoot)(`a closed folder${needsRoot}`, () => {
  it("is opened when it can be, although it could not be before", async () => {
    const folder = await mkdtemp("/var/tmp/terrarium-reach-");
    const [data, place] = [join(folder, "data"), join(folder, "place")];
    for (const path of [data, place]) await mkdir(path);
    await chmod(data, 0o700);
    const reach = makeReach(data, () => [], place);
    await mkdir(join(data, "first"));
    const first = await reach(join(data, "first", "x"));
    await expect(reach(join(data, "later"))).rejects.toThrow(/mount failed/);
    await mkdir(join(data, "later"));
    const later = await reach(join(data, "later"));
    expect(later).not.toBe(join(first, ".."));
    for (const path of [join(first, ".."), later]) await unmount(path);
    await rm(folder, { recursive: true, force: true });
  });
});

describe("the spawner's door", () => {
  it("is open for the next server although one died that was waiting for the one before to go", async () => {
    const made = await makeSealedEngine({ desertedMs: 60_000 });
    const running = await begin(
      made.engine,
      await pythonBundle(made.folder, 'wait_for_start()\nsay(terrarium="progress", message="up")\ntime.sleep(600)'),
    );
    await running.said("up");
    const come = async (): Promise<Socket> => {
      const socket = connect(join(made.folder, "spawner", "socket"));
      await once(socket, "connect");
      return socket;
    };
    const dead = await come();
    // It is there, and nobody has answered it yet.
    await new Promise((resolve) => setTimeout(resolve, 20));
    dead.destroy();
    await once(dead, "close");
    await made.spawner.leave();
    // As long as whoever waits at the door takes to look again.
    await new Promise((resolve) => setTimeout(resolve, 150));
    const next = await come();
    const { value } = await createInterface(next)[Symbol.asyncIterator]().next();
    expect(JSON.parse(value ?? "")).toMatchObject({ protocol: expect.any(Number) });
    next.write('{"verb":"close","call":1}\n');
    await once(next, "close");
    await made.tearDown();
  });
});
