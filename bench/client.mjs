// The load: a closed loop of clients on loopback in a process of its own. Speaks HTTP by hand, so that it leaves the CPU to the servers.
// Argument: JSON of { port, path, expect, clients, seconds | total, everyMs }; "{n}" in path and expect is the number of the request.
// Answers with one line of JSON.
import { connect } from "node:net";

const { port, path, expect, clients, seconds = 1e9, total = Number.POSITIVE_INFINITY, everyMs = 0 } = JSON.parse(process.argv[2] ?? "{}");
const latencies = [];
let [failed, next, complaint] = [0, 0, undefined];
const begun = performance.now();
const isOver = () => next >= total || performance.now() - begun > seconds * 1000;

await Promise.all(Array.from({ length: clients }, client));
const tookS = (performance.now() - begun) / 1000;
latencies.sort((a, b) => a - b);
const at = (share) => latencies[Math.min(latencies.length - 1, Math.floor(share * latencies.length))] ?? Number.NaN;
const { user, system } = process.cpuUsage();
console.log(
  JSON.stringify({
    count: latencies.length,
    failed,
    complaint,
    seconds: tookS,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    perSecond: (latencies.length - failed) / tookS,
    cpuMs: (user + system) / 1000,
  }),
);

async function client() {
  const connection = makeConnection();
  while (!isOver()) {
    const n = next++;
    const sent = performance.now();
    const { status, body } = await connection.ask(path.replaceAll("{n}", n)).catch((error) => ({ status: 0, body: String(error) }));
    const took = performance.now() - sent;
    latencies.push(took);
    if (status !== 200 || !body.includes(expect.replaceAll("{n}", n))) {
      failed += 1;
      complaint ??= `${status} ${body.slice(0, 300)}`;
    }
    if (took < everyMs && !isOver()) await new Promise((resolve) => setTimeout(resolve, everyMs - took));
  }
  connection.end();
}

/** One connection, kept alive as long as the server lets it. */
function makeConnection() {
  let socket;
  let pending;
  let text = "";
  const settle = (isEnd) => {
    const answer = pending === undefined ? undefined : parse(text, isEnd);
    if (answer === undefined) return;
    const { resolve } = pending;
    [pending, text] = [undefined, ""];
    if (answer.isLast) {
      socket?.destroy();
      socket = undefined;
    }
    resolve(answer);
  };
  const open = () => {
    const made = connect(port, "127.0.0.1").setNoDelay(true).setEncoding("latin1");
    made.on("data", (chunk) => {
      text += chunk;
      settle(false);
    });
    const closed = (error) => {
      if (socket !== made) return;
      socket = undefined;
      settle(true);
      pending?.reject(error ?? new Error("the connection was closed"));
      pending = undefined;
    };
    made.once("error", closed).once("close", () => closed());
    return made;
  };
  return {
    ask: (target) =>
      new Promise((resolve, reject) => {
        socket ??= open();
        pending = { resolve, reject };
        socket.write(`GET ${target} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`);
      }),
    end: () => socket?.destroy(),
  };
}

/** The answer if it is whole. `isEnd`: nothing more will come. */
function parse(text, isEnd) {
  const end = text.indexOf("\r\n\r\n");
  if (end < 0) return undefined;
  const head = text.slice(0, end).toLowerCase();
  const body = text.slice(end + 4);
  const status = Number(head.slice(9, 12));
  const isLast = head.includes("\r\nconnection: close");
  const length = /\r\ncontent-length: (\d+)/.exec(head)?.[1];
  const isWhole =
    length !== undefined
      ? body.length >= Number(length)
      : head.includes("\r\ntransfer-encoding: chunked")
        ? body.endsWith("0\r\n\r\n")
        : isEnd;
  return isWhole ? { status, body, isLast } : undefined;
}
