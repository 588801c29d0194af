// The way out of a job that has an allow-list: a listener on its own loopback that hands every connection to the socket in its folder, and the variables by
// which HTTP clients find it. Who judges is on the other side of the socket. A thread of its own, so that code that keeps this one busy does not stop it.
import { once } from "node:events";
import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/** As HTTP clients look for a proxy; some know the small names only. */
const names = ["http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"];

/** Makes nothing where there is no socket, which is so for every job without an allow-list. `relay.cjs` lies beside the runner. */
export async function openWayOut(folder: string): Promise<void> {
  const socket = join(folder, "egress.sock");
  if (!existsSync(socket)) return;
  const { Worker } = await import("node:worker_threads");
  const relay = new Worker(join(dirname(resolve(process.argv[1] ?? "")), "relay.cjs"), {
    workerData: socket,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: 32, maxYoungGenerationSizeMb: 4 },
  });
  const [port] = (await once(relay, "message")) as [number];
  relay.unref();
  for (const name of names) process.env[name] = `http://127.0.0.1:${port}`;
}
