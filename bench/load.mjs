// A closed loop of clients on loopback: latencies in milliseconds, throughput, and the CPU that everything but this program used meanwhile.
import { readFileSync } from "node:fs";
import { Agent, request } from "node:http";

/** Runs `total` requests by `clients` at once, each client starting one every `everyMs` (0: as soon as it can); `make(n)` gives {path, method?, body?, check(text)}. */
export async function load(base, { clients, total, make, everyMs = 0 }) {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const latencies = [];
  let failed = 0;
  let next = 0;
  const before = cpu();
  const started = performance.now();
  const client = async () => {
    for (let n = next++; n < total; n = next++) {
      const one = make(n);
      const at = performance.now();
      const answer = await send(base, agent, one).catch((error) => ({ status: 0, text: String(error) }));
      const took = performance.now() - at;
      latencies.push(took);
      if (took < everyMs) await new Promise((resolve) => setTimeout(resolve, everyMs - took));
      if (answer.status !== 200 || !one.check(answer.text)) failed += 1;
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  const seconds = (performance.now() - started) / 1000;
  const after = cpu();
  agent.destroy();
  latencies.sort((a, b) => a - b);
  const at = (share) => latencies[Math.min(latencies.length - 1, Math.floor(share * latencies.length))];
  return {
    clients,
    total,
    failed,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    perSecond: (total - failed) / seconds,
    cpuMsPerRequest: (after.others - before.others) / total,
  };
}

export function send(base, agent, { path, method = "GET", body, headers = {} }) {
  return new Promise((resolve, reject) => {
    const outgoing = request(new URL(path, base), { agent, method, headers }, (incoming) => {
      let text = "";
      incoming
        .setEncoding("utf8")
        .on("data", (chunk) => (text += chunk))
        .on("end", () => resolve({ status: incoming.statusCode, text }))
        .on("error", reject);
    });
    outgoing.on("error", reject).end(body);
  });
}

/** CPU of the whole machine without this program, in milliseconds since some moment. */
function cpu() {
  const [user, nice, system, , , irq, softirq] = readFileSync("/proc/stat", "utf8")
    .split("\n", 1)[0]
    .trim()
    .split(/\s+/)
    .slice(1)
    .map(Number);
  const own = process.cpuUsage();
  return { others: (user + nice + system + irq + softirq) * 10 - (own.user + own.system) / 1000 };
}
