// Synchronous say_hello: isolated in Terrarium, un-isolated in Debian's PyWPS, in turns within one run. Usage: node bench/sync.mjs [ROUNDS]
import { load } from "./load.mjs";
import { startPywps, startTerrarium } from "./servers.mjs";

const rounds = Number(process.argv[2] ?? 3);
const make = (n) => ({
  path: `/wps?service=WPS&version=1.0.0&request=Execute&identifier=say_hello&datainputs=name=client${n}`,
  check: (text) => text.includes(`Hello client${n}<`),
});
const servers = [await startTerrarium(), await startPywps()].filter((server) => server !== undefined);
try {
  const results = new Map();
  for (const server of servers) await load(server.base, { clients: 2, total: 50, make });
  for (let round = 0; round < rounds; round += 1) {
    // A person clicks five times a second at most; programs come back at once.
    for (const [clients, total, everyMs] of [
      [1, 40, 200],
      [1, 200, 0],
      [8, 400, 0],
      [32, 400, 0],
    ]) {
      for (const server of servers) {
        const key = `${server.name} ${clients}${everyMs > 0 ? ` (${1000 / everyMs}/s)` : ""}`;
        results.set(key, [...(results.get(key) ?? []), await load(server.base, { clients, total, make, everyMs })]);
      }
    }
  }
  console.log("| server | clients | p50 ms | p95 ms | p99 ms | ok/s | CPU ms/request | failed |\n|---|---|---|---|---|---|---|---|");
  for (const [key, runs] of results) {
    const median = (field) =>
      runs
        .map((run) => run[field])
        .sort((a, b) => a - b)
        [Math.floor(runs.length / 2)].toFixed(1);
    console.log(
      `| ${key.replace(" ", " | ")} | ${["p50", "p95", "p99", "perSecond", "cpuMsPerRequest"].map(median).join(" | ")} | ${runs.reduce((sum, run) => sum + run.failed, 0)} |`,
    );
  }
} finally {
  for (const server of servers) await server.stop();
}
