// Sustained load, and what grows under it: children, mounts, control groups, namespaces, descriptors, memory. Only when named: it takes long.
// Usage: node bench/soak.mjs [MINUTES [PROCESS,...]]
import { load, settled } from "./load.mjs";
import { startTerrarium } from "./servers.mjs";

const minutes = Number(process.argv[2] ?? 10);
const processes = (process.argv[3] ?? "say_hello,say_hello_python").split(",");
const rounds = Math.max(3, Math.round(minutes * 2));
const seconds = (minutes * 60) / rounds / processes.length;

const server = await startTerrarium();
const rows = [];
try {
  const once = async (id, how) =>
    load(
      {
        port: server.port,
        path: `/wps?service=WPS&version=1.0.0&request=Execute&identifier=${id}&datainputs=name=client{n}`,
        expect: "Hello client{n}<",
        ...how,
      },
      server.cpu,
    );
  for (const id of processes) await once(id, { clients: 4, total: 100 });
  let [executions, failed, worst] = [0, 0, 0];
  const note = async () => {
    // What is only on its way out is no growth.
    await settled(server.cpu);
    rows.push({ executions, ...server.accounts.standing() });
  };
  await note();
  for (let round = 1; round <= rounds; round += 1) {
    for (const id of processes) {
      const result = await once(id, { clients: 8, seconds });
      executions += result.count;
      failed += result.failed;
      worst = Math.max(worst, result.p99);
      if (result.failed > 0) console.error(`  failed, e.g. ${result.complaint}`);
    }
    await note();
    console.error(`  round ${round} of ${rounds}: ${executions} executions, ${failed} failed, p99 at most ${worst.toFixed(0)} ms`);
  }
  console.log(
    `${executions} executions in ${minutes} minutes by 8 clients, ${failed} failed; the worst p99 of a round was ${worst.toFixed(0)} ms.`,
  );
  table();
} finally {
  await server.stop();
}

/** The state after the warm-up, after a third, at the end, and what was added in the last two thirds: the first one is still filling caches. */
function table() {
  const [first, third, last] = [rows[0], rows[Math.floor((rows.length - 1) / 3)], rows.at(-1)];
  console.log("\n| | before | after a third | at the end | growth in the last two thirds |\n|---|---|---|---|---|");
  for (const name of Object.keys(first)) {
    const show = (value) => (Number.isInteger(value) ? String(value) : value.toFixed(1));
    console.log(`| ${name} | ${show(first[name])} | ${show(third[name])} | ${show(last[name])} | ${show(last[name] - third[name])} |`);
  }
}
