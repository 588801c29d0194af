// Executions: isolated in Terrarium, warm and cold, in TypeScript and in Python; un-isolated by its engine `child`; in Debian's PyWPS; by `docker run`.
// All run side by side and are measured in turns, so that ratios hold although the machine's load changes. About four minutes.
// Usage: node bench/execute.mjs [ROUNDS [SECONDS]]
import { spawnSync } from "node:child_process";
import { load, settled } from "./load.mjs";
import { startDocker, startPywps, startTerrarium } from "./servers.mjs";

const rounds = Number(process.argv[2] ?? 2);
const seconds = Number(process.argv[3] ?? 3);
const begun = performance.now();
const say = (line) => console.error(`  ${((performance.now() - begun) / 1000).toFixed(0).padStart(4)} s  ${line}`);

const hello = (id) => ({
  path: `/wps?service=WPS&version=1.0.0&request=Execute&identifier=${id}&datainputs=name=client{n}`,
  expect: "Hello client{n}<",
});
const unIsolated = 'engine = "child"\ni_accept_that_jobs_can_read_and_change_everything = true\npool_total = 0';

const byBun = { processes: 'typescript_runtime = "bun"' };

const hasGdal = spawnSync("/usr/bin/python3", ["-c", "import osgeo.gdal"], { stdio: "ignore" }).status === 0;
const hasBun = spawnSync("bun", ["--version"], { stdio: "ignore" }).status === 0;
const python = [["Python", "say_hello_python"], ...(hasGdal ? [["Python with GDAL", "say_hello_gdal"]] : [])];
const all = [["TypeScript", "say_hello"], ...python];

const running = [];
const start = async (what, make) => {
  say(`starting ${what}`);
  const server = await make();
  if (server === undefined) console.log(`There is no ${what} on this machine; its rows are missing.`);
  else running.push(server);
  return server;
};

/** name, server and process of each row. */
const subjects = [];
const results = new Map();
try {
  const warm = await start("Terrarium", () => startTerrarium());
  const cold = await start("Terrarium without ready sandboxes", () => startTerrarium({ isolation: "pool_total = 0" }));
  const bare = await start("Terrarium without isolation", () => startTerrarium({ isolation: unIsolated }));
  const bun = hasBun ? await start("Terrarium with Bun", () => startTerrarium(byBun)) : undefined;
  const pywps = await start("PyWPS", startPywps);
  const docker = await start("docker", startDocker);
  const add = (kind, server, list, isWarm) => {
    if (server !== undefined) for (const [language, id] of list) subjects.push({ name: `${kind}, ${language}`, server, id, isWarm });
  };
  add("Terrarium, warm", warm, all, true);
  add("Terrarium, warm", bun, [["TypeScript by Bun", "say_hello"]], true);
  add("Terrarium, cold", cold, all, false);
  add("without isolation, cold", bare, all, false);
  add("PyWPS, without isolation", pywps, [["Python", "say_hello"]], true);

  say("warming up");
  for (const { server, id } of subjects) await load({ port: server.port, ...hello(id), clients: 2, total: 8 });
  for (let round = 1; round <= rounds; round += 1) {
    say(`round ${round} of ${rounds}`);
    for (const subject of subjects) await measureOne(`paced ${subject.name}`, subject, { clients: 1, total: 20, everyMs: 150 });
    if (docker !== undefined) await measureDocker(docker);
    for (const clients of [1, 8, 32]) {
      for (const subject of subjects.filter(({ isWarm }) => isWarm)) {
        await measureOne(`${clients} ${subject.name}`, subject, { clients, seconds });
      }
    }
  }
} finally {
  say("ending");
  for (const server of running.reverse()) await server.stop();
}
say("memory of waiting sandboxes");
const memory = [];
for (const [language, id] of all) memory.push([language, await memoryOf(id)]);
if (hasBun) memory.push(["TypeScript by Bun", await memoryOf("say_hello", byBun)]);
print(memory);

async function measureOne(key, { server, id }, how, what = hello(id)) {
  await settled(server.cpu);
  const result = await load({ port: server.port, ...what, ...how }, server.cpu);
  if (result.failed > 0) say(`${key}: ${result.failed} of ${result.count} failed, e.g. ${result.complaint}`);
  results.set(key, [...(results.get(key) ?? []), result]);
}

async function measureDocker(docker) {
  const words = ["/usr/bin/python3", "-I", "-S", "-c", "print('Hello client')"];
  const times = [];
  for (let n = 0; n < 5; n += 1) times.push(await docker.run(words));
  times.sort((a, b) => a - b);
  const key = "paced docker run of python3 -c print";
  results.set(key, [
    ...(results.get(key) ?? []),
    { p50: times[2], p95: times[4], p99: times[4], failed: 0, parts: {}, machine: Number.NaN },
  ]);
}

/** What waits in a server that has executed nothing but this process. */
async function memoryOf(id, configuration) {
  const server = await startTerrarium(configuration);
  try {
    await load({ port: server.port, ...hello(id), clients: 1, total: 6, everyMs: 100 });
    await settled(server.cpu);
    return server.accounts.waiting();
  } finally {
    await server.stop();
  }
}

function median(list) {
  const sorted = list.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function of(key, field) {
  return median((results.get(key) ?? []).map((result) => result[field] ?? result.parts[field] ?? Number.NaN));
}

function failedOf(key) {
  return (results.get(key) ?? []).reduce((sum, { failed }) => sum + failed, 0);
}

function cell(value) {
  return Number.isNaN(value) ? "-" : value >= 100 ? value.toFixed(0) : value.toFixed(1);
}

function table(heads, rows) {
  console.log(`\n| ${heads.join(" | ")} |\n|${heads.map(() => "---|").join("")}`);
  for (const row of rows) console.log(`| ${row.map((value) => (typeof value === "number" ? cell(value) : value)).join(" | ")} |`);
}

function print(memory) {
  const parts = ["server", "spawner", "sandboxes"];
  const keys = (prefix) => [...results.keys()].filter((key) => key.startsWith(`${prefix} `));
  console.log(`Medians of ${rounds} rounds. One request after the other, at most seven a second:`);
  table(
    ["execution", "p50 ms", "p95 ms", "p99 ms", "CPU ms: server", "spawner", "sandboxes", "failed"],
    keys("paced").map((key) => [key.slice(6), ...["p50", "p95", "p99", ...parts].map((field) => of(key, field)), String(failedOf(key))]),
  );
  console.log(`\nWithout pauses, ${seconds} s each:`);
  table(
    ["execution", "clients", "ok/s", "p50 ms", "p95 ms", "p99 ms", "CPU ms: server", "spawner", "sandboxes", "machine", "failed"],
    [1, 8, 32].flatMap((clients) =>
      keys(clients).map((key) => [
        key.slice(String(clients).length + 1),
        String(clients),
        ...["perSecond", "p50", "p95", "p99", ...parts, "machine"].map((field) => of(key, field)),
        String(failedOf(key)),
      ]),
    ),
  );
  console.log("\nA waiting sandbox:");
  table(
    ["language", "waiting", "share of all pages MiB", "pages of its own MiB", "the parent it is forked from MiB"],
    memory.map(([language, { sandboxes, parents }]) => [
      language,
      String(sandboxes.length),
      median(sandboxes.map(({ pss }) => pss)),
      median(sandboxes.map(({ own }) => own)),
      median(parents.map(({ pss }) => pss)),
    ]),
  );
  goals();
}

function goals() {
  const lines = [];
  const compare = (what, mine, theirs, isLess) => {
    if (Number.isNaN(mine) || Number.isNaN(theirs)) return;
    const isReached = isLess ? mine < theirs : mine >= theirs;
    lines.push([what, mine, theirs, cell(mine / theirs), isReached ? "reached" : "missed"]);
  };
  const pywps = "PyWPS, without isolation, Python";
  const docker = of("paced docker run of python3 -c print", "p50");
  for (const [language] of [...all, ["TypeScript by Bun"]]) {
    const warm = of(`paced Terrarium, warm, ${language}`, "p50");
    if (!language.includes("GDAL")) compare(`p50, warm, ${language} / PyWPS`, warm, of(`paced ${pywps}`, "p50"), true);
    compare(
      `p50, warm isolated / cold un-isolated, ${language}`,
      warm,
      of(`paced without isolation, cold, ${language.replace(" by Bun", "")}`, "p50"),
      true,
    );
    compare(`50 x p50, warm, ${language} / docker run`, 50 * warm, docker, true);
  }
  for (const language of ["Python", "TypeScript", "TypeScript by Bun"]) {
    for (const clients of [1, 8, 32]) {
      const key = `${clients} Terrarium, warm, ${language}`;
      compare(`executions/s at ${clients}, ${language} / PyWPS`, of(key, "perSecond"), of(`${clients} ${pywps}`, "perSecond"), false);
    }
  }
  console.log("\nGoals:");
  table(["goal", "Terrarium", "the other", "ratio", ""], lines);
}
