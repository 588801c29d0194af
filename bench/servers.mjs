// Starts the two servers that are compared, each on a free port of loopback, and ends them again.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Terrarium with the demo processes on its default configuration. `args` are further options of the server. */
export async function startTerrarium(args = []) {
  const data = await mkdtemp(join(tmpdir(), "terrarium-bench-"));
  const child = spawn(
    process.execPath,
    [join(root, "packages/server/dist/main/cli.js"), "serve", "--demo", "--port", "0", "--data", data, ...args],
    { stdio: ["ignore", "pipe", "pipe"] },
  );
  const base = await firstMatch(child, /(http:\/\/\S+?)\/wps\b/);
  return { name: "terrarium", base, pid: child.pid, stop: () => stop(child, data) };
}

/** Debian's PyWPS behind gunicorn with two sync workers and SQLite, or undefined where it is not installed. */
export async function startPywps() {
  if (!existsSync("/usr/lib/python3/dist-packages/pywps") || !existsSync("/usr/bin/gunicorn")) return undefined;
  const data = await mkdtemp(join(tmpdir(), "pywps-bench-"));
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  await writeFile(
    join(data, "pywps.cfg"),
    `[server]\nurl=${base}/wps\nmaxprocesses=10000\nparallelprocesses=4\nworkdir=${data}\noutputpath=${data}\noutputurl=${base}/outputs\n[logging]\nlevel=ERROR\ndatabase=sqlite:///${data}/jobs.sqlite\n`,
  );
  const env = { PATH: "/usr/bin:/bin", BENCH_PYWPS_CFG: join(data, "pywps.cfg"), HOME: data };
  const child = spawn(
    "/usr/bin/gunicorn",
    ["--workers", "2", "--bind", `127.0.0.1:${port}`, "--chdir", join(root, "bench/pywps"), "app:application"],
    { env, stdio: ["ignore", "pipe", "pipe"] },
  );
  await firstMatch(child, /(Booting worker)/);
  return { name: "pywps", base, pid: child.pid, stop: () => stop(child, data) };
}

async function stop(child, data) {
  if (child.exitCode === null && child.signalCode === null) {
    child.kill("SIGTERM");
    await once(child, "close");
  }
  await rm(data, { recursive: true, force: true });
}

/** Waits until the child prints a match, and gives its first group; a child that ends before is an error with what it said. */
function firstMatch(child, pattern) {
  return new Promise((resolve, reject) => {
    let said = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text) => {
        said = (said + text).slice(-20_000);
        const match = pattern.exec(said);
        if (match) resolve(match[1]);
      });
    }
    child.once("error", reject).once("close", () => reject(new Error(`the server ended: ${said}`)));
  });
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}
