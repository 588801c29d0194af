// The suite of every engine against a real daemon.
import { readdir, readFile } from "node:fs/promises";
import { it } from "vitest";
import { describeEngine } from "../conformance.js";
import { type PrivateDaemon, startPrivateDaemon } from "../private-daemon.js";
import { makeSealedEngine, tracesOf } from "../sealed-engine.js";
import { makeDockerEngine } from "./docker.js";

const mayRun = process.getuid?.() === 0;
let folder = "";
let daemon: PrivateDaemon | undefined;

/** Mounts and groups that leases have on the host now. */
async function leaseTraces(): Promise<string[]> {
  const lines = (await readFile("/proc/self/mountinfo", "latin1")).split("\n").map((line) => line.split(" "));
  const mounts = lines.flatMap((fields) => (/terrarium-\w+-leases/.test(fields[4] ?? "") ? [`mount ${fields[4]}`] : []));
  const hierarchies = lines.flatMap((fields) => (fields[fields.indexOf("-") + 1]?.startsWith("cgroup") ? [fields[4] ?? ""] : []));
  const found = await Promise.all(
    hierarchies.map(async (dir) => {
      const tops = (await readdir(dir)).filter((name) => /^terrarium-\w+-leases$/.test(name));
      const inside = await Promise.all(tops.map((top) => readdir(`${dir}/${top}`, { withFileTypes: true })));
      return inside.flat().flatMap((entry) => (entry.isDirectory() ? [`group ${dir}/${entry.name}`] : []));
    }),
  );
  return [...mounts, ...found.flat()];
}

if (!mayRun) it.skip("the docker engine passes the suite of every engine (skipped: needs root to start a daemon)", () => {});
else
  describeEngine({
    name: "docker",
    async setUp() {
      daemon = await startPrivateDaemon();
      const made = await makeSealedEngine();
      folder = made.folder;
      const engine = await makeDockerEngine({ name: "docker", spawner: made.spawner, socket: daemon.socket });
      return {
        engine,
        folder,
        async tearDown() {
          await made.tearDown();
          await daemon?.stop();
        },
      };
    },
    traces: async () => [...(await tracesOf(folder)), ...(await leaseTraces()), ...((await daemon?.traces()) ?? [])].sort(),
    endsTheWholeTree: true,
    runsCommands: true,
  });
