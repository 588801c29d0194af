// What is asked for most and should cost least: capabilities, descriptions and the status of a job, over all three protocols, beside Debian's PyWPS in the same
// run; and clients that poll as birdy does. About a minute. Usage: node bench/metadata.mjs [ROUNDS [SECONDS]]
import { load, settled } from "./load.mjs";
import { startPywps, startTerrarium } from "./servers.mjs";

const rounds = Number(process.argv[2] ?? 2);
const seconds = Number(process.argv[3] ?? 2);
const pollers = 20;
const pollMs = 200;
/** How many times less CPU than PyWPS's cheapest answer. */
const goal = 20;
const begun = performance.now();
const say = (line) => console.error(`  ${((performance.now() - begun) / 1000).toFixed(0).padStart(4)} s  ${line}`);

const one = (request) => `/wps?service=WPS&version=1.0.0&request=${request}`;
const two = (request) => `/wps?service=WPS&version=2.0.0&request=${request}`;

/** A job that runs until the server ends, and its identifier. */
async function startJob({ base }) {
  const execute = "Execute&identifier=sleep&datainputs=delay=600&storeExecuteResponse=true&status=true";
  const text = await (await fetch(`${base}${one(execute)}`)).text();
  const id = /statusLocation="[^"]*\/(\w+)\.xml"/.exec(text)?.[1];
  if (id === undefined) throw new Error(`there is no job: ${text.slice(0, 500)}`);
  while (!(await (await fetch(`${base}/outputs/${id}.xml`)).text()).includes("ProcessStarted"))
    await new Promise((resolve) => setTimeout(resolve, 50));
  return id;
}

const rows = [];
const running = [];
let polling = [];
try {
  say("starting Terrarium and PyWPS");
  const terrarium = await startTerrarium();
  running.push(terrarium);
  const pywps = await startPywps();
  if (pywps === undefined) console.log("There is no PyWPS on this machine; its rows are missing.");
  else running.push(pywps);
  const job = await startJob(terrarium);
  const add = (name, server, path, expect) => rows.push({ name, server, path, expect, results: [] });
  add("WPS 1.0.0, GetCapabilities", terrarium, one("GetCapabilities"), "say_hello");
  add("WPS 1.0.0, DescribeProcess of one", terrarium, one("DescribeProcess&identifier=say_hello"), "say_hello");
  add("WPS 1.0.0, DescribeProcess of all", terrarium, one("DescribeProcess&identifier=all"), "say_hello");
  add("WPS 1.0.0, status document", terrarium, `/outputs/${job}.xml`, "ProcessStarted");
  add("WPS 2.0, GetCapabilities", terrarium, two("GetCapabilities"), "say_hello");
  add("WPS 2.0, DescribeProcess of one", terrarium, two("DescribeProcess&identifier=say_hello"), "say_hello");
  add("WPS 2.0, GetStatus", terrarium, two(`GetStatus&jobid=${job}`), "Running");
  add("OGC API, /processes", terrarium, "/processes?limit=1000&f=json", "say_hello");
  add("OGC API, /processes/say_hello", terrarium, "/processes/say_hello?f=json", "say_hello");
  add("OGC API, /jobs/{id}", terrarium, `/jobs/${job}?f=json`, "running");
  if (pywps !== undefined) {
    add("PyWPS, GetCapabilities", pywps, one("GetCapabilities"), "say_hello");
    add("PyWPS, DescribeProcess of one", pywps, one("DescribeProcess&identifier=say_hello"), "say_hello");
  }
  for (const { server, path, expect } of rows) await load({ port: server.port, path, expect, clients: 2, total: 50 });
  for (let round = 1; round <= rounds; round += 1) {
    say(`round ${round} of ${rounds}`);
    for (const { server, path, expect, results } of rows) {
      await settled(server.cpu);
      results.push(await load({ port: server.port, path, expect, clients: 2, seconds }, server.cpu));
    }
  }
  say("polling");
  await settled(terrarium.cpu);
  const order = {
    port: terrarium.port,
    path: `/outputs/${job}.xml`,
    expect: "ProcessStarted",
    clients: pollers,
    everyMs: pollMs,
    seconds: 4,
  };
  polling = [await load(order, terrarium.cpu)];
} finally {
  say("ending");
  for (const server of running.reverse()) await server.stop();
}

function median(list) {
  const sorted = list.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

const cell = (value) => (value >= 100 ? value.toFixed(0) : value.toFixed(2));
const cpuOf = ({ results }) => median(results.map(({ parts }) => parts.server));
// Its status documents are files that another server hands out: there is nothing of PyWPS's own to compare those with.
const theirs = Math.min(...rows.filter(({ name }) => name.startsWith("PyWPS")).map(cpuOf));

console.log(
  `Medians of ${rounds} rounds, two clients, ${seconds} s each. The ratio is to the cheapest answer of PyWPS; the goal is ${goal}.\n`,
);
console.log("| request | ok/s | p50 ms | CPU ms: server | times less CPU than PyWPS | failed |\n|---|---|---|---|---|---|");
for (const row of rows) {
  const [mine, failed] = [cpuOf(row), row.results.reduce((sum, result) => sum + result.failed, 0)];
  const ratio =
    row.name.startsWith("PyWPS") || !Number.isFinite(theirs)
      ? "-"
      : `${cell(theirs / mine)}, ${theirs / mine >= goal ? "reached" : "missed"}`;
  const [perSecond, p50] = ["perSecond", "p50"].map((field) => cell(median(row.results.map((result) => result[field]))));
  console.log(`| ${row.name} | ${perSecond} | ${p50} | ${cell(mine)} | ${ratio} | ${failed} |`);
}
for (const { count, seconds: tookS, p50, parts, failed } of polling) {
  const share = (100 * parts.server * count) / (tookS * 1000);
  console.log(
    `\n${pollers} clients that ask for the status every ${pollMs} ms, as birdy does: ${cell(share)} % of one core for the server, p50 ${cell(p50)} ms, ${failed} failed.`,
  );
}
