// What a sandbox costs, step by step, in milliseconds: create (runner loaded and waiting), start to results, start to exit, remove.
// Usage: node bench/engine.mjs [RUNS]
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeBwrapEngine } from "../packages/server/dist/engines/bwrap/bwrap.js";
import { makeChildEngine } from "../packages/server/dist/engines/child/child.js";
import { startSpawner } from "../packages/server/dist/spawner/start.js";

const runs = Number(process.argv[2] ?? 20);
const dir = mkdtempSync(join(tmpdir(), "terrarium-bench-"));
const code = join(dir, "code");
mkdirSync(code);
const runner = (text) => `${text.ready}; ${text.wait}; ${text.results}`;
writeFileSync(
  join(code, "run.py"),
  runner({
    ready: 'print(\'{"terrarium":"ready"}\', flush=True)',
    wait: "input()",
    results: 'print(\'{"terrarium":"results","outputs":[]}\', flush=True)',
  }),
);
writeFileSync(
  join(code, "run.mjs"),
  runner({
    ready: 'console.log(\'{"terrarium":"ready"}\')',
    wait: 'await new Promise((go) => process.stdin.once("data", go))',
    results: 'console.log(\'{"terrarium":"results","outputs":[]}\'); process.exit(0)',
  }),
);
const MiB = 2 ** 20;
const limits = {
  wallMs: 60_000,
  memoryBytes: 512 * MiB,
  cpus: 1,
  pids: 128,
  diskBytes: 32 * MiB,
  inodes: 10_000,
  fds: 1024,
  outputBytes: MiB,
  logBytes: MiB,
};
const commands = { python: ["/usr/bin/python3", "-I", "/process/run.py"], node: [process.execPath, "/process/run.mjs"] };
const spawner = await startSpawner({
  dataDir: join(dir, "data"),
  folders: [code],
  uids: { base: 720_000, count: 100 },
  warn: console.error,
});
const engines = { child: makeChildEngine(), bwrap: makeBwrapEngine({ spawner }) };
const rows = [
  ["child", "node", 32],
  ["bwrap", "node", 32],
  ["bwrap", "node", 1024],
  ["child", "python", 32],
  ["bwrap", "python", 32],
  ["bwrap", "python", 1024],
];
const times = new Map(rows.map((row) => [row.join(" "), []]));
let number = 0;
try {
  for (let run = 0; run < runs; run += 1) for (const row of rows) times.get(row.join(" ")).push(await once(...row));
  console.log("| engine | runner | disk MiB | create | start to results | start to exit | remove |\n|---|---|---|---|---|---|---|");
  for (const [key, list] of times) {
    const median = (step) =>
      list
        .map((one) => one[step])
        .sort((a, b) => a - b)
        [Math.floor(list.length / 2)].toFixed(1);
    console.log(`| ${key.replaceAll(" ", " | ")} | ${["create", "results", "exit", "remove"].map(median).join(" | ")} |`);
  }
} finally {
  await engines.child.close();
  await engines.bwrap.close();
  rmSync(dir, { recursive: true, force: true });
}

async function once(engineName, runnerName, diskMiB) {
  const engine = engines[engineName];
  number += 1;
  const id = `bench${number}`;
  const bundle = {
    id,
    dir: join(dir, "data", "bundles", id),
    process: { command: commands[runnerName], mounts: [{ source: code, target: "/process" }], environment: {} },
    limits: { ...limits, diskBytes: diskMiB * MiB },
    network: { kind: "none" },
  };
  mkdirSync(join(bundle.dir, "job", "in"), { recursive: true });
  const begin = performance.now();
  const handle = await engine.create(bundle);
  const created = performance.now();
  let results = Number.NaN;
  const ended = engine.wait(handle, (message) => {
    if (message.terrarium === "results") results = performance.now();
  });
  await engine.start(handle);
  await ended;
  const exit = performance.now();
  await engine.remove(handle);
  const removed = performance.now();
  rmSync(bundle.dir, { recursive: true, force: true });
  return { create: created - begin, results: results - created, exit: exit - created, remove: removed - exit };
}
