// What a killed spawner had lent is taken back by the next one, also where it may enter nobody's mount namespace.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { chmod, chown, copyFile, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, it } from "vitest";
import { buildSpawner } from "../engines/sealed-engine.js";

const isRoot = process.getuid?.() === 0;

it.skipIf(!isRoot)(
  `a spawner without rights removes what a former one had lent${isRoot ? "" : " (skipped: needs root to become nobody)"}`,
  async () => {
    const folder = await mkdtemp("/var/tmp/terrarium-lent-");
    await chmod(folder, 0o755);
    const [data, node, program] = [join(folder, "data"), join(folder, "node"), await buildSpawner(folder)];
    await copyFile(process.execPath, node);
    await chmod(node, 0o755);
    const [run, lent] = [join(data, "spawner"), join(data, "spawner", "place", "lease-one")];
    const image = join(run, "images", "lease-one.img");
    const record = join(run, "records", "lease-one.json");
    const made = [data, join(data, "bundles"), run, join(run, "records"), join(run, "place"), lent];
    for (const path of made) await mkdir(path);
    await writeFile(join(lent, "left"), "x");
    await writeFile(record, JSON.stringify({ id: "lease-one", bootId: "any", groups: [], mountPoint: lent, image }));
    // Of a crash in the middle of writing, and of a power cut.
    const torn = [join(run, "records", "lease-two.json.new"), join(run, "records", "lease-three.json")];
    for (const path of torn) await writeFile(path, "");
    for (const path of [...made, join(lent, "left"), record, ...torn]) await chown(path, 65534, 65534);
    const orders = {
      ...{ dataDir: data, bundlesDir: join(data, "bundles"), desertedMs: 1000 },
      ...{ uids: { base: 700_000, count: 1 }, owner: { uid: 65534, gid: 65534 } },
    };
    const nobody = ["--reuid", "65534", "--regid", "65534", "--clear-groups"];
    const spawner = spawn("setpriv", [...nobody, node, program, JSON.stringify(orders), "version"], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    const { value } = await createInterface(spawner.stdout)[Symbol.asyncIterator]().next();
    expect(JSON.parse(value ?? "")).toEqual({ socket: join(run, "socket") });
    expect([lent, record, ...torn].filter(existsSync)).toEqual([]);
    spawner.kill("SIGTERM");
    await once(spawner, "close");
    await rm(folder, { recursive: true, force: true });
  },
);
