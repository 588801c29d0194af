// Many jobs that wait at once: how fast they are accepted, what they cost in memory, how soon the first begins after a kill -9, and that all end.
// Usage: node bench/queue.mjs [JOBS [MINUTES that their ends are waited for at most]]
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { firstCapabilities, firstMatch } from "./servers.mjs";

const jobs = Number(process.argv[2] ?? 10_000);
const mostMs = Number(process.argv[3] ?? 60) * 60_000;
const clients = 32;
const cli = fileURLToPath(new URL("../packages/server/dist/commands/cli.js", import.meta.url));
const data = await mkdtemp(join(tmpdir(), "terrarium-queue-"));
const config = `${data}.toml`;
await writeFile(config, "[isolation]\nuid_base = 390000\n");

async function start(port = "0") {
  const begun = performance.now();
  const words = [cli, "serve", "--demo", "--port", port, "--data", data, "--config", config];
  const child = spawn(process.execPath, words, { stdio: ["ignore", "pipe", "pipe"] });
  const base = await firstMatch(child, /(http:\/\/\S+?)\/wps\b/);
  return { child, base, begun };
}

async function end({ child }, signal) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  await once(child, "close");
}

function queue(word) {
  const { status, stderr } = spawnSync(process.execPath, [cli, "queue", word, "--data", data, "--config", config], { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
}

const agent = new Agent({ keepAlive: true, maxSockets: clients });

/** The body of an answer. */
function ask(base, path, body) {
  return new Promise((resolve, reject) => {
    const headers = body === undefined ? {} : { "content-type": "application/json", prefer: "respond-async" };
    const sent = request(`${base}${path}`, { agent, method: body === undefined ? "GET" : "POST", headers }, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (more) => {
        text += more;
      });
      answer.on("end", () => ((answer.statusCode ?? 500) < 400 ? resolve(JSON.parse(text)) : reject(new Error(text))));
    });
    sent.on("error", reject).end(body);
  });
}

const order = JSON.stringify({ inputs: { name: "Ada" } });

async function submit(base, total) {
  let left = total;
  let last;
  const client = async () => {
    while (left > 0) {
      left -= 1;
      last = await ask(base, "/processes/say_hello/execution", order);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return last.jobID;
}

const isAny = async (base, status) => (await ask(base, `/jobs?status=${status}&limit=1`)).jobs.length > 0;
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function allOver(base, everyMs) {
  const until = performance.now() + mostMs;
  while ((await isAny(base, "accepted")) || (await isAny(base, "running"))) {
    if (performance.now() > until) return false;
    await pause(everyMs);
  }
  return true;
}

const megabytes = ({ child }) => Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${child.pid}/status`, "latin1"))?.[1]) / 1024;

const row = (what, value) => console.log(`| ${what} | ${value} |`);

let server = await start();
try {
  await submit(server.base, 100);
  await allOver(server.base, 50);
  // As much garbage as the load itself makes, so that what is measured after it is what waits.
  for (let left = jobs / clients; left > 0; left -= 1) {
    await Promise.all(Array.from({ length: clients }, () => ask(server.base, "/processes/say_hello")));
  }
  queue("pause");
  const before = megabytes(server);
  const begun = performance.now();
  const last = await submit(server.base, jobs);
  row(`what, with ${jobs} jobs that wait`, "");
  console.log("|---|---|");
  row(`accepted by ${clients} clients, a second`, ((1000 * jobs) / (performance.now() - begun)).toFixed(0));
  row("growth of the server's memory, MiB", (megabytes(server) - before).toFixed(1));
  await pause(10_000);
  row("the same ten seconds later, MiB", (megabytes(server) - before).toFixed(1));
  const asked = performance.now();
  const { waiting } = await ask(server.base, `/jobs/${last}`);
  row(`status of the last one, which has ${waiting.ahead} before it, ms`, (performance.now() - asked).toFixed(1));
  await end(server, "SIGKILL");
  // As if it had been resumed in the moment of the crash.
  await rm(join(data, "store", "queue.json"));
  const [again, capabilitiesMs] = await Promise.all([start(new URL(server.base).port), firstCapabilities(server.base)]);
  server = again;
  row("after kill -9: start to the first capabilities, ms", capabilitiesMs.toFixed(0));
  row("after kill -9: start to all in order, ms", (performance.now() - server.begun).toFixed(0));
  while (!(await isAny(server.base, "running"))) await pause(2);
  row("after kill -9: start to the first job that runs, ms", (performance.now() - server.begun).toFixed(0));
  const isOver = await allOver(server.base, 500);
  const allS = (performance.now() - server.begun) / 1000;
  row("all ended, s (a second)", isOver ? `${allS.toFixed(0)} (${(jobs / allS).toFixed(0)})` : "not waited for");
  row("failed", (await isAny(server.base, "failed")) || (await isAny(server.base, "dismissed")) ? "SOME" : "none");
} finally {
  agent.destroy();
  await end(server, "SIGINT");
  await rm(data, { recursive: true, force: true });
  await rm(config, { force: true });
}
