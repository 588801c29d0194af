// What control costs: pausing to no CPU, resuming, dismissing a tree of 50 children, and coming back after kill -9 with jobs running. As root, for
// the counters of control groups. Usage: node bench/control.mjs [RUNS]
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { placeName } from "../packages/server/dist/spawner/place.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const runs = Number(process.argv[2] ?? 15);
const folder = await mkdtemp(join(tmpdir(), "terrarium-control-"));
await writeFile(
  join(folder, "terrarium.toml"),
  `[processes]\npaths = [${JSON.stringify(join(root, "test/fixtures/processes/control"))}]\n[limits]\nrunning = 20\n[isolation]\npool_total = 0\n`,
);

async function start() {
  const begunMs = performance.now();
  const words = ["serve", "--port", "0", "--data", join(folder, "data"), "--config", join(folder, "terrarium.toml")];
  const child = spawn(process.execPath, [join(root, "packages/server/dist/commands/cli.js"), ...words], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  const url = await new Promise((resolve, reject) => {
    child.stdout.setEncoding("utf8").on("data", (text) => {
      said += text;
      const found = /at (http:\/\/\S+?)\/ and/.exec(said)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.once("close", () => reject(new Error(said)));
  });
  await (await fetch(`${url}/wps?service=WPS&request=GetCapabilities`)).text();
  return { child, url, startMs: performance.now() - begunMs };
}

async function end(server, signal) {
  const ended = once(server.child, "close");
  server.child.kill(signal);
  await ended;
}

const ask = async (server, request, query) =>
  (await fetch(`${server.url}/wps?service=WPS&version=1.0.0&request=${request}&${query}`)).text();

async function begin(server, identifier, inputs, message) {
  const form = "storeExecuteResponse=true&status=true";
  const text = await ask(server, "Execute", `identifier=${identifier}&datainputs=${inputs}&${form}`);
  const id = /outputs\/(\w+)\.xml"/.exec(text)?.[1];
  while (id !== undefined) {
    const now = JSON.parse(await ask(server, "GetExecutionStatus", `executionId=${id}&format=json`));
    if (now.message === message) return id;
    if (now.finished !== null) break;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`${identifier} did not run: ${text}`);
}

/** CPU time of all sandboxes of this server, in microseconds; only the job has one. */
function cpuUs() {
  const top = "/sys/fs/cgroup";
  let sum = 0;
  for (const dir of [top, ...readdirSync(top).map((name) => join(top, name))]) {
    const own = join(dir, placeName(join(folder, "data")));
    for (const name of list(own)) sum += Number(/^usage_usec (\d+)/m.exec(text(join(own, name, "cpu.stat")))?.[1] ?? 0);
  }
  return sum;
}

function list(path) {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

function text(path) {
  try {
    return readFileSync(path, "latin1");
  } catch {
    return "";
  }
}

async function timed(work) {
  const begunMs = performance.now();
  await work();
  return performance.now() - begunMs;
}

const rows = [];
function row(what, values, unit = "ms") {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share) => (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1);
  rows.push(`| ${what} | ${sorted.length} | ${at(0.5)} | ${at(0.95)} | ${unit} |`);
}

let server = await start();
try {
  row("start, nothing left by a former server", [server.startMs]);
  const [pauses, growths, resumes, moves] = [[], [], [], []];
  for (let run = 0; run < runs; run += 1) {
    const id = await begin(server, "spin", "seconds=600", "spinning");
    pauses.push(await timed(() => ask(server, "Pause", `executionId=${id}`)));
    const before = cpuUs();
    await new Promise((resolve) => setTimeout(resolve, 200));
    const still = cpuUs();
    growths.push(still - before);
    resumes.push(await timed(() => ask(server, "Resume", `executionId=${id}`)));
    moves.push(
      await timed(async () => {
        while (cpuUs() === still) await new Promise(setImmediate);
      }),
    );
    await ask(server, "Dismiss", `executionId=${id}`);
  }
  row("Pause, request to answer", pauses);
  row("CPU used in the 200 ms after the answer", growths, "us");
  row("Resume, request to answer", resumes);
  row("from that answer until CPU is used", moves);
  for (const [what, deaf, paused, count] of [
    ["Dismiss of 51 children that listen", false, false, runs],
    ["Dismiss of 51 paused children", true, true, runs],
    ["Dismiss of 51 children that are deaf (2 s of grace)", true, false, 3],
  ]) {
    const times = [];
    for (let run = 0; run < count; run += 1) {
      const id = await begin(server, "tree", `children=50;deaf=${deaf}`, "grown");
      if (paused) await ask(server, "Pause", `executionId=${id}`);
      times.push(await timed(() => ask(server, "Dismiss", `executionId=${id}`)));
    }
    row(what, times);
  }
  const ids = [];
  for (let count = 0; count < 10; count += 1) ids.push(await begin(server, "tree", "children=1;deaf=false", "grown"));
  const starts = [];
  for (let run = 0; run < 3; run += 1) {
    await end(server, "SIGKILL");
    server = await start();
    starts.push(server.startMs);
  }
  row("start after kill -9 to the first GetCapabilities, 10 sleeping jobs adopted", starts);
  for (const id of ids) {
    const { status, attempt } = JSON.parse(await ask(server, "GetExecutionStatus", `executionId=${id}&format=json`));
    if (status !== "running" || attempt !== 1) throw new Error(`a job was not adopted: ${status}, attempt ${attempt}`);
  }
  console.log(`| what | runs | p50 | p95 | unit |\n|---|---|---|---|---|\n${rows.join("\n")}`);
} finally {
  await end(server, "SIGINT");
  await rm(folder, { recursive: true, force: true });
}
