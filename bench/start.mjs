// How soon a server that was killed answers again: from its start to the whole of its first capabilities, with the demo processes; out of its bundle,
// module by module, and PyWPS beside them. Each start follows a kill -9 at once. Usage: node bench/start.mjs [RUNS]
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { environment, firstCapabilities, freePort, startPywps } from "./servers.mjs";

const runs = Number(process.argv[2] ?? 11);
const commands = fileURLToPath(new URL("../packages/server/dist/commands", import.meta.url));
const data = await mkdtemp(join(tmpdir(), "terrarium-start-"));
const config = `${data}.toml`;
await writeFile(config, "[isolation]\nuid_base = 392000\n");
const port = await freePort();

async function terrarium(program) {
  const begun = performance.now();
  const words = [join(commands, program), "serve", "--demo", "--port", String(port), "--data", data, "--config", config];
  const child = spawn(process.execPath, words, { stdio: "ignore", env: environment });
  await firstCapabilities(`http://127.0.0.1:${port}`);
  const ms = performance.now() - begun;
  const memory = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, "latin1"))?.[1]) / 1024;
  child.kill("SIGKILL");
  await once(child, "close");
  return { ms, memory };
}

async function pywps() {
  const begun = performance.now();
  const server = await startPywps();
  if (server === undefined) return undefined;
  await firstCapabilities(server.base);
  const ms = performance.now() - begun;
  await server.stop();
  return { ms, memory: Number.NaN };
}

const starts = {
  "Terrarium, out of its bundle": () => terrarium("cli.js"),
  "Terrarium, module by module": () => terrarium("command-line.js"),
  "PyWPS, gunicorn with two workers": pywps,
};

// The first one compiles what processes are written in, which is kept.
await terrarium("cli.js");
const measured = new Map(Object.keys(starts).map((name) => [name, []]));
for (let run = 0; run < runs; run += 1) {
  for (const [name, start] of Object.entries(starts)) {
    const one = await start();
    if (one !== undefined) measured.get(name).push(one);
  }
}
const at = (values, share) => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))];
console.log(
  "| start, to its first capabilities | runs | p50, ms | worst, ms | times the first row | memory then, MiB |\n|---|---|---|---|---|---|",
);
const first = at(
  measured
    .values()
    .next()
    .value.map(({ ms }) => ms),
  0.5,
);
for (const [name, all] of measured) {
  if (all.length === 0) continue;
  const times = all.map(({ ms }) => ms);
  const memory = at(
    all.map((one) => one.memory),
    0.5,
  );
  const cells = [
    all.length,
    at(times, 0.5).toFixed(0),
    at(times, 1).toFixed(0),
    (at(times, 0.5) / first).toFixed(2),
    Number.isNaN(memory) ? "-" : memory.toFixed(0),
  ];
  console.log(`| ${name} | ${cells.join(" | ")} |`);
}
await Promise.all([rm(data, { recursive: true, force: true }), rm(config)]);
