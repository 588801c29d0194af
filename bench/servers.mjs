// Starts what is compared, each on a free port of loopback, and ends it again: Terrarium as configured, Debian's PyWPS, a Docker daemon of our own.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdirSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { makeAccounts, treeCpuMs } from "./accounts.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

// What the bench is started with is nothing to measure: extra certificates alone double Node's start.
const { NODE_EXTRA_CA_CERTS: _certificates, NODE_OPTIONS: _options, ...rest } = process.env;
export const environment = rest;

let servers = 0;

/** Terrarium with the demo processes and those of the bench. `isolation` and `processes` are lines for these tables of its configuration. */
export async function startTerrarium({ isolation = "", processes = "" } = {}) {
  const data = await mkdtemp(join(tmpdir(), "terrarium-bench-"));
  const config = `${data}.toml`;
  servers += 1;
  // Several servers run on this host at once: each has uids of its own.
  const uids = `uid_base = ${300_000 + servers * 1000}`;
  await writeFile(
    config,
    `[isolation]\n${uids}\n${isolation}\n[processes]\npaths = [${JSON.stringify(join(root, "bench/processes"))}]\n${processes}\n`,
  );
  const child = spawn(
    process.execPath,
    [join(root, "packages/server/dist/commands/cli.js"), "serve", "--demo", "--port", "0", "--data", data, "--config", config],
    { stdio: ["ignore", "pipe", "pipe"], env: environment },
  );
  const clean = () => Promise.all([rm(data, { recursive: true, force: true }), rm(config, { force: true })]);
  try {
    const base = await firstMatch(child, /(http:\/\/\S+?)\/wps\b/);
    const accounts = makeAccounts({ pid: child.pid, data });
    return { base, port: Number(new URL(base).port), pid: child.pid, data, accounts, cpu: accounts.cpu, stop: () => stop(child, clean) };
  } catch (error) {
    await stop(child, clean);
    throw error;
  }
}

/** Debian's PyWPS behind gunicorn with two sync workers and SQLite, or undefined where it is not installed. */
export async function startPywps() {
  if (!existsSync("/usr/lib/python3/dist-packages/pywps") || !existsSync("/usr/bin/gunicorn")) return undefined;
  const data = await mkdtemp(join(tmpdir(), "pywps-bench-"));
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  // Byte code that Python writes stays out of the clone.
  cpSync(join(root, "bench/pywps"), join(data, "app"), { recursive: true });
  await writeFile(
    join(data, "pywps.cfg"),
    `[server]\nurl=${base}/wps\nmaxprocesses=10000\nparallelprocesses=4\nworkdir=${data}\noutputpath=${data}\noutputurl=${base}/outputs\n[logging]\nlevel=ERROR\ndatabase=sqlite:///${data}/jobs.sqlite\n`,
  );
  const env = { PATH: "/usr/bin:/bin", BENCH_PYWPS_CFG: join(data, "pywps.cfg"), HOME: data };
  const child = spawn(
    "/usr/bin/gunicorn",
    ["--workers", "2", "--bind", `127.0.0.1:${port}`, "--chdir", join(data, "app"), "app:application"],
    { env, stdio: ["ignore", "pipe", "pipe"] },
  );
  await firstMatch(child, /(Booting worker)/);
  const clean = () => rm(data, { recursive: true, force: true });
  return { base, port, pid: child.pid, cpu: () => ({ server: treeCpuMs(child.pid) }), stop: () => stop(child, clean) };
}

/** A Docker daemon with nothing but ours in it, and an image that shows the host's programs; undefined where there is none or it does not start. */
export async function startDocker() {
  const find = (name) => ["/usr/bin", "/usr/sbin", "/usr/local/bin"].map((dir) => join(dir, name)).find((path) => existsSync(path));
  const [daemon, client] = [find("dockerd"), find("docker")];
  if (daemon === undefined || client === undefined || process.getuid?.() !== 0) return undefined;
  const dir = await mkdtemp(join(tmpdir(), "docker-bench-"));
  const socket = `unix://${dir}/docker.sock`;
  const places = ["--data-root", `${dir}/data`, "--exec-root", `${dir}/exec`, "--pidfile", `${dir}/pid`, "-H", socket];
  const child = spawn(daemon, [...places, "--bridge=none", "--iptables=false", "--ip6tables=false"], { stdio: ["ignore", "pipe", "pipe"] });
  const clean = async () => {
    spawnSync("umount", ["-R", `${dir}/data`], { stdio: "ignore" });
    await rm(dir, { recursive: true, force: true }).catch(() => {});
  };
  try {
    await firstMatch(child, /(API listen on)/);
    const skeleton = join(dir, "skeleton");
    mkdirSync(skeleton);
    for (const name of ["usr", "proc", "dev", "sys", "tmp", "etc"]) mkdirSync(join(skeleton, name));
    for (const name of ["bin", "sbin", "lib", "lib64"]) spawnSync("ln", ["-s", `usr/${name}`, join(skeleton, name)]);
    const { status, stderr } = spawnSync("sh", ["-c", `tar -C '${skeleton}' -c . | '${client}' -H '${socket}' import - bench:1`], {
      encoding: "utf8",
    });
    if (status !== 0) throw new Error(stderr);
  } catch (error) {
    console.log(`No docker run to compare with: ${error.message.trim().split("\n").at(-1)}`);
    await stop(child, clean);
    return undefined;
  }
  const shown = ["--rm", "--network", "none", "--read-only", "-v", "/usr:/usr:ro", "bench:1"];
  return {
    /** One execution: the milliseconds from the command to its end. */
    async run(words) {
      const begun = performance.now();
      const one = spawn(client, ["-H", socket, "run", ...shown, ...words], {
        stdio: ["ignore", "ignore", "pipe"],
        env: { PATH: "/usr/bin:/bin", HOME: dir },
      });
      const [code] = await once(one, "close");
      if (code !== 0) throw new Error(`docker run ended with code ${code}`);
      return performance.now() - begun;
    },
    stop: () => stop(child, clean),
  };
}

async function stop(child, clean) {
  if (child.exitCode === null && child.signalCode === null) {
    // At SIGTERM a Terrarium leaves its spawner behind for the next one.
    child.kill("SIGINT");
    await once(child, "close");
  }
  await clean();
}

/** Waits until the child prints a match, and gives its first group; a child that ends before is an error with what it said. */
export function firstMatch(child, pattern) {
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

/** Asks until the first capabilities come, whole, from now on; how long that took in ms. */
export async function firstCapabilities(base) {
  const begun = performance.now();
  for (;;) {
    const answer = await fetch(`${base}/wps?service=WPS&request=GetCapabilities`).catch(() => undefined);
    if (answer?.ok && /Capabilities>\s*$/.test(await answer.text())) return performance.now() - begun;
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

export async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}
