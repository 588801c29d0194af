// Starting and ending as a new user would: odd places, no root, a taken port, Ctrl-C.
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { placeName } from "../../packages/server/src/spawner/place.js";
import { ask, failedStart, root, startServer } from "./server.js";

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** The project copied to `folder`; its dependencies are linked, not copied. */
function cloneTo(folder: string): string {
  mkdirSync(folder, { recursive: true });
  execFileSync("cp", ["-al", join(root, "node_modules"), folder]);
  for (const name of [
    "package.json",
    "package-lock.json",
    ".npmrc",
    "tsconfig.json",
    "tsconfig.base.json",
    "packages",
    "processes",
    "python",
    "scripts",
  ]) {
    execFileSync("cp", ["-a", join(root, name), folder]);
  }
  return folder;
}

interface Foreign {
  readonly cwd: string;
  readonly words?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
}

/** Starts a clone with `npm start`, runs `visit` with its URL, and ends it. */
async function startClone(
  { cwd, words = [], env = {}, args = [] }: Foreign,
  visit: (url: string, said: string) => Promise<void>,
): Promise<void> {
  const [command = "", ...rest] = [...words, process.execPath, "scripts/start.mjs", "--port", "0", ...args];
  const child = spawn(command, rest, { cwd, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  const url = await new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        said += text;
        const found = /at (http:\/\/\S+?)\/ and/.exec(said)?.[1];
        if (found !== undefined) resolve(found);
      });
    }
    child.once("close", (code) => reject(new Error(`ended with ${code}: ${said}`)));
  });
  try {
    await visit(url, said);
  } finally {
    child.kill("SIGINT");
    await once(child, "close");
  }
}

async function sayHello(url: string): Promise<string> {
  return (await ask(`${url}/wps?service=WPS&version=1.0.0&request=Execute&identifier=say_hello&datainputs=name=Ada&rawdataoutput=response`))
    .text;
}

describe("npm start", () => {
  it("says in one sentence that the port is taken, and exits with 7", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await once(taken, "listening");
    const address = taken.address();
    const port = String(typeof address === "object" ? address?.port : 0);
    const folder = mkdtempSync(join(tmpdir(), "terrarium-port-"));
    folders.push(folder);
    const { code, said } = await failedStart(["--port", port, "--data", folder]);
    taken.close();
    expect(code).toBe(7);
    const lines = said.split("\n").filter((line) => line !== "" && !line.startsWith("Building"));
    expect(lines).toEqual([expect.stringContaining(`Port ${port} of 127.0.0.1 is taken`)]);
  });

  it("wants to be told in words that others may run processes without logging in", async () => {
    const { code, said } = await failedStart(["--host", "0.0.0.0", "--port", "0"]);
    expect(code).toBe(2);
    expect(said).toContain("allow_unauthenticated");
  });

  it("refuses options and configuration keys that it does not know", async () => {
    expect((await failedStart(["--prot", "1"])).code).toBe(2);
    const { code, said } = await failedStart(["--port", "0"], { TERRARIUM__SERVER__PROT: "1" });
    expect(code).toBe(2);
    expect(said).toContain("port");
  });

  it("works from a clone below /root, in a path with a blank, with its data there", async () => {
    if (process.getuid?.() !== 0) return;
    const folder = join(mkdtempSync("/root/terrarium test "), "clone");
    folders.push(join(folder, ".."));
    await startClone({ cwd: cloneTo(folder), args: ["--data", join(folder, "my data")] }, async (url) => {
      expect(await sayHello(url)).toBe("Hello Ada");
    });
  });

  it("works for a plain user without root, and says what is not enforced then", async () => {
    if (process.getuid?.() !== 0) return;
    const home = mkdtempSync(join(tmpdir(), "terrarium-user-"));
    folders.push(home);
    const clone = cloneTo(join(home, "clone"));
    const owned = readdirSync(clone).filter((name) => name !== "node_modules");
    execFileSync("chown", ["-R", "12345:12345", ...owned], { cwd: clone });
    execFileSync("chown", ["12345:12345", home, clone]);
    const words = ["setpriv", "--reuid", "12345", "--regid", "12345", "--clear-groups"];
    await startClone({ cwd: clone, words, env: { HOME: home, XDG_DATA_HOME: join(home, "share") } }, async (url, said) => {
      expect(await sayHello(url)).toBe("Hello Ada");
      expect(said).toContain("Not enforced on this host:");
    });
  });

  it.skipIf(process.getuid?.() !== 0)(
    `gives up root before it answers${process.getuid?.() === 0 ? "" : " (skipped: only root has it to give up)"}`,
    async () => {
      const server = await startServer();
      const status = read(`/proc/${server.pid}/status`);
      await server.stop();
      const [uids, groups, capabilities] = ["Uid", "Groups", "CapEff"].map((name) =>
        new RegExp(`^${name}:[\\t ]*(.*)$`, "m").exec(status)?.[1]?.trim(),
      );
      expect(uids?.split("\t")).not.toContain("0");
      expect([groups, capabilities]).toEqual(["", "0000000000000000"]);
    },
  );

  it("leaves no child, mount or control group behind after Ctrl-C, even with jobs running and waiting", async () => {
    const server = await startServer();
    const executions = Array.from({ length: 6 }, () =>
      ask(
        `${server.url}/wps?service=WPS&version=1.0.0&request=Execute&identifier=sleep&datainputs=delay=60&storeExecuteResponse=true&status=true`,
      ),
    );
    for (const { status } of await Promise.all(executions)) expect(status).toBe(200);
    expect(traces(server.data).length).toBeGreaterThan(0);
    expect(await server.stop()).toBe(0);
    expect(traces(server.data)).toEqual([]);
  });

  it("ends with npm when only npm is told to end, as supervisors and containers do", async () => {
    const folder = mkdtempSync(join(tmpdir(), "terrarium-npm-"));
    folders.push(folder);
    const child = spawn("npm", ["start", "--", "--port", "0", "--data", folder], { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
    const ended = once(child, "exit");
    await new Promise<void>((resolve, reject) => {
      child.stdout.setEncoding("utf8").on("data", (text: string) => {
        if (text.includes("publishes")) resolve();
      });
      child.once("exit", (code) => reject(new Error(`ended with ${code}`)));
    });
    expect(traces(folder)).not.toEqual([]);
    child.kill("SIGTERM");
    await ended;
    expect(traces(folder)).toEqual([]);
  });
});

/** What a server with this data directory has on the host: children that name it, mounts and control groups. */
function traces(data: string): string[] {
  const children = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => read(`/proc/${pid}/cmdline`).includes(data))
    .map((pid) => `child ${pid}`);
  const mounts = read("/proc/self/mountinfo")
    .split("\n")
    .filter((line) => line.includes(data));
  const groups = readdirSync("/sys/fs/cgroup")
    .map((name) => join("/sys/fs/cgroup", name, placeName(data)))
    .filter((path) => existsSync(path));
  return [...children, ...mounts, ...groups];
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
