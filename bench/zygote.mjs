// What a Python sandbox costs when it is launched and when it is forked from a zygote, with and without GDAL (and with geopandas, where that is): time until it waits for its job,
// how many can be made per second, the CPU that making and removing one takes, and the memory that a waiting one has for itself. Usage: node bench/zygote.mjs [RUNS]
import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { makeBwrapEngine } from "../packages/server/dist/engines/bwrap/bwrap.js";
import { makeToolchain } from "../packages/server/dist/processes/toolchain.js";
import { placeName } from "../packages/server/dist/spawner/place.js";
import { startSpawner } from "../packages/server/dist/spawner/start.js";

const runs = Number(process.argv[2] ?? 40);
const inFlight = 4;
const MiB = 2 ** 20;
const limits = {
  ...{ wallMs: 60_000, memoryBytes: 512 * MiB, cpus: 1, pids: 128, diskBytes: 32 * MiB, inodes: 10_000 },
  ...{ fds: 1024, outputBytes: MiB, logBytes: MiB },
};
/** What a process that imports these is said to load: the same, in the same order, as a describe run tells. */
function librariesOf(names) {
  const script = `import sys; known = set(sys.modules); import ${names}; print(*[n for n in sys.modules if n not in known and not n.startswith("_")])`;
  return execFileSync("/usr/bin/python3", ["-I", "-B", "-c", script], { encoding: "utf8" }).trim().split(" ");
}

const kinds = {
  plain: { code: "", libraries: [] },
  GDAL: { code: "from osgeo import gdal, ogr\n", libraries: ["osgeo", "osgeo.gdal", "osgeo.ogr"] },
  ...(["geopandas", "rasterio"].every((name) => existsSync(`/usr/lib/python3/dist-packages/${name}`))
    ? { "geopandas and rasterio": { code: "import geopandas, rasterio\n", libraries: librariesOf("geopandas, rasterio") } }
    : {}),
};
const body = 'from terrarium import process\n\n\n@process("one", version="1")\ndef one(n: int) -> int:\n    return n\n';

const dir = mkdtempSync(join(tmpdir(), "terrarium-bench-"));
chmodSync(dir, 0o755);
const data = join(dir, "data");
const toolchain = await makeToolchain({
  runtimeDir: join(data, "runtime"),
  root: fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, ""),
  node: process.execPath,
});
const spawner = await startSpawner({ dataDir: data, folders: [dir], uids: { base: 730_000, count: 400 }, warn: console.error });
const engine = makeBwrapEngine({ spawner });
const python = toolchain.python();
let number = 0;

function bundle(kind, isForked) {
  number += 1;
  const id = `bench${number}`;
  const code = join(dir, `process-${kind.replaceAll(" ", "-")}`);
  mkdirSync(code, { recursive: true });
  writeFileSync(join(code, "one.process.py"), kinds[kind].code + body);
  const process_ = {
    command: [...python.command(limits), "/process/one.process.py"],
    mounts: [...python.mounts, { source: code, target: "/process" }],
    environment: {},
    ...(isForked ? { preload: python.preload(kinds[kind].libraries) } : {}),
  };
  const made = { id, dir: join(data, "bundles", id), process: process_, limits, network: { kind: "none" } };
  mkdirSync(join(made.dir, "job", "in"), { recursive: true });
  return made;
}

async function remove(made, handle) {
  await engine.remove(handle);
  rmSync(made.dir, { recursive: true, force: true });
}

async function once(kind, isForked) {
  const made = bundle(kind, isForked);
  const begin = performance.now();
  const handle = await engine.create(made);
  const took = performance.now() - begin;
  if (isForked !== (handle.madeBy === "zygote")) throw new Error("The sandbox did not come from where it should.");
  return { took, made, handle };
}

/** CPU in ms that this program, the spawner with its helper, and all sandboxes and zygotes have used. */
function cpuMs() {
  const own = process.cpuUsage();
  const ticks = (pid) => {
    const fields = readFileSync(`/proc/${pid}/stat`, "latin1")
      .replace(/^.*\) /, "")
      .split(" ");
    return fields.slice(11, 15).reduce((sum, one) => sum + Number(one), 0);
  };
  const { pid } = JSON.parse(readFileSync(join(data, "spawner", "spawner.json"), "utf8"));
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "latin1").split(" ").filter(Boolean);
  // The first program of a zygote is a child of the spawner too, and in a group.
  const mounters = children.filter((child) => readFileSync(`/proc/${child}/comm`, "latin1").trim() === "perl");
  const mounts = readFileSync("/proc/self/mountinfo", "latin1").split("\n");
  const unified = mounts.find((line) => line.includes(" - cgroup2 ")).split(" ")[4];
  const grouped = Number(/^usage_usec (\d+)$/m.exec(readFileSync(join(unified, placeName(data), "cpu.stat"), "latin1"))[1]) / 1000;
  return (own.user + own.system) / 1000 + [pid, ...mounters].reduce((sum, one) => sum + ticks(one) * 10, 0) + grouped;
}

/** Made and removed, some at a time, as a pool refills. */
async function perSecond(kind, isForked, total) {
  const [begin, before] = [performance.now(), cpuMs()];
  let left = total;
  const lane = async () => {
    while (left-- > 0) {
      const { made, handle } = await once(kind, isForked);
      await remove(made, handle);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, lane));
  return { rate: (total * 1000) / (performance.now() - begin), cpu: (cpuMs() - before) / total };
}

/** MiB that the children of one waiting sandbox have for themselves. */
function privateMemory(id) {
  let kilobytes = 0;
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      if (!readFileSync(`/proc/${pid}/cgroup`, "latin1").includes(`/${id}\n`)) continue;
      const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, "latin1");
      for (const [, value] of rollup.matchAll(/^Private_(?:Clean|Dirty): +(\d+) kB$/gm)) kilobytes += Number(value);
    } catch {
      // It is gone, or not ours.
    }
  }
  return kilobytes / 1024;
}

const rows = Object.keys(kinds).flatMap((kind) => [false, true].map((isForked) => ({ kind, isForked, times: [], memory: 0 })));
try {
  for (let run = 0; run <= runs; run += 1) {
    for (const row of rows) {
      const { took, made, handle } = await once(row.kind, row.isForked);
      // The first of each reads files, or starts the zygote.
      if (run > 0) row.times.push(took);
      if (run === 1) row.memory = privateMemory(made.id);
      await remove(made, handle);
    }
  }
  for (const row of rows) Object.assign(row, await perSecond(row.kind, row.isForked, runs * (row.isForked ? 4 : 1)));
  console.log(
    "| libraries | made by | create p50 ms | p95 ms | made and removed per s | CPU ms each | private MiB of a waiting one |\n|---|---|---|---|---|---|---|",
  );
  for (const { kind, isForked, times, memory, rate, cpu } of rows) {
    times.sort((a, b) => a - b);
    const at = (share) => times[Math.floor(share * (times.length - 1))].toFixed(1);
    const by = isForked ? "zygote" : "launcher";
    console.log(`| ${kind} | ${by} | ${at(0.5)} | ${at(0.95)} | ${rate.toFixed(0)} | ${cpu.toFixed(1)} | ${memory.toFixed(1)} |`);
  }
} finally {
  await engine.close();
  rmSync(dir, { recursive: true, force: true });
}
