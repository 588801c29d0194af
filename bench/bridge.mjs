// The bridge next to PyWPS itself: the same class by Debian's PyWPS behind gunicorn, un-isolated, and by Terrarium in a sandbox of its own, with
// ready sandboxes (warm) and without (cold: forked from a parent that has PyWPS loaded). About a minute. Usage: node bench/bridge.mjs [ROUNDS [REQUESTS]]
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { load, settled } from "./load.mjs";
import { startPywps, startTerrarium } from "./servers.mjs";

const rounds = Number(process.argv[2] ?? 3);
const total = Number(process.argv[3] ?? 30);
const bridged = join(fileURLToPath(new URL("..", import.meta.url)), "bench", "pywps", "bridged.py");
const processes = `[[processes.entry]]\nkind = "pywps"\npath = ${JSON.stringify(bridged)}`;
const begun = performance.now();
const say = (line) => console.error(`  ${((performance.now() - begun) / 1000).toFixed(0).padStart(4)} s  ${line}`);

const running = [];
const results = new Map();
try {
  const warm = await startTerrarium({ processes });
  running.push(warm);
  const cold = await startTerrarium({ processes, isolation: "pool_total = 0" });
  running.push(cold);
  const pywps = await startPywps();
  if (pywps === undefined) console.log("There is no PyWPS on this machine; its row is missing.");
  else running.push(pywps);
  const subjects = [
    ["PyWPS, without isolation", pywps, "say_hello"],
    ["the bridge, warm", warm, "say_hello_bridged"],
    ["the bridge, cold", cold, "say_hello_bridged"],
    ["Python of our own, warm", warm, "say_hello_python"],
    ["Python of our own, cold", cold, "say_hello_python"],
  ].filter(([, server]) => server !== undefined);
  for (let round = 0; round <= rounds; round += 1) {
    say(round === 0 ? "warming up" : `round ${round} of ${rounds}`);
    for (const [name, server, id] of subjects) {
      await settled(server.cpu);
      const path = `/wps?service=WPS&version=1.0.0&request=Execute&identifier=${id}&datainputs=name=client{n}`;
      const order = { port: server.port, path, expect: "Hello client{n}<", clients: 1, total, everyMs: 150 };
      const result = await load(order, server.cpu);
      if (result.failed > 0) say(`${name}: ${result.failed} of ${result.count} failed, e.g. ${result.complaint}`);
      if (round > 0) results.set(name, [...(results.get(name) ?? []), result]);
    }
  }
} finally {
  for (const server of running.reverse()) await server.stop();
}

function median(list) {
  return list.filter((value) => value !== undefined).sort((a, b) => a - b)[Math.floor(list.length / 2)];
}

const parts = (result) => Object.values(result.parts).reduce((sum, part) => sum + part, 0);
console.log(`Medians of ${rounds} rounds of ${total} requests, one after the other, at most seven a second.`);
console.log("\n| say_hello by | p50 ms | p95 ms | CPU ms of all parts | failed |\n|---|---|---|---|---|");
for (const [name, list] of results) {
  const cells = [(one) => one.p50, (one) => one.p95, parts].map((of) => median(list.map(of)).toFixed(1));
  console.log(`| ${name} | ${cells.join(" | ")} | ${list.reduce((sum, { failed }) => sum + failed, 0)} |`);
}
