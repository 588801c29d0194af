// Starts Debian's PyWPS with the hostile process on loopback, to compare with: un-isolated, as a plain user, with attacks that do no harm.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { chmod, chown, cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const nobody = 65_534;

export interface OtherServer {
  readonly url: string;
  stop(): Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address ? address.port : 0;
}

/** undefined where it is not installed. `fixture` is the folder of the hostile process. */
export async function startPywps(fixture: string): Promise<OtherServer | undefined> {
  if (!existsSync("/usr/lib/python3/dist-packages/pywps") || !existsSync("/usr/bin/gunicorn")) return undefined;
  const data = await mkdtemp(join(tmpdir(), "terrarium-pywps-"));
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  await cp(fixture, join(data, "app"), { recursive: true });
  const places = `workdir=${data}\noutputpath=${data}\noutputurl=${base}/outputs`;
  const settings = `[server]\nurl=${base}/wps\nmaxprocesses=100\nparallelprocesses=4\n${places}\n[logging]\nlevel=ERROR\ndatabase=sqlite:///${data}/jobs.sqlite\n`;
  await writeFile(join(data, "pywps.cfg"), settings);
  await chmod(data, 0o755);
  const isRoot = process.getuid?.() === 0;
  if (isRoot) await chown(data, nobody, nobody);
  const words = [
    "--workers",
    "2",
    "--timeout",
    "60",
    "--bind",
    `127.0.0.1:${port}`,
    "--chdir",
    join(data, "app"),
    "hostile_pywps:application",
  ];
  const child = spawn("/usr/bin/gunicorn", words, {
    env: { PATH: "/usr/bin:/bin", PYWPS_CFG: join(data, "pywps.cfg"), HOME: data },
    stdio: ["ignore", "ignore", "pipe"],
    ...(isRoot ? { uid: nobody, gid: nobody } : {}),
  });
  let said = "";
  await new Promise<void>((resolve, reject) => {
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      said = (said + text).slice(-20_000);
      if (said.includes("Booting worker")) resolve();
    });
    child.once("error", reject).once("close", () => reject(new Error(`gunicorn ended: ${said}`)));
  });
  return {
    url: `${base}/wps`,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill("SIGTERM");
        await once(child, "close");
      }
      await rm(data, { recursive: true, force: true });
    },
  };
}
