// Controlling what runs, as a user and an administrator do: pause, resume and dismiss by the vendor requests of WPS 1.0.0, and servers that come and go.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { executionsNamespace } from "../../packages/server/src/protocols/wps1/executions.js";
import { type Child, childOf, isDead } from "../../packages/server/src/spawner/children.js";
import { placeName } from "../../packages/server/src/spawner/place.js";
import { ask, follow, root, type Server, startServer } from "./server.js";

const config = `[processes]\npaths = [${JSON.stringify(join(root, "test", "fixtures", "processes", "control"))}]\n[limits]\nrunning = 2\n`;
const isRoot = process.getuid?.() === 0;
const rootOnly = isRoot ? "" : " (skipped: without root there are no control groups to look into)";

function execution(server: Server, name: string, query: string) {
  return ask(`${server.url}/wps?service=WPS&version=1.0.0&request=${name}&${query}`);
}

/** Asks for a job by its identifier. */
function control(server: Server, name: string, id: string, more = "") {
  return execution(server, name, `executionId=${id}${more}`);
}

async function begin(server: Server, identifier: string, inputs: string): Promise<string> {
  const { text } = await execution(
    server,
    "Execute",
    `identifier=${identifier}&datainputs=${inputs}&storeExecuteResponse=true&status=true`,
  );
  const id = /outputs\/(\w+)\.xml"/.exec(text)?.[1];
  if (id === undefined) throw new Error(text);
  return id;
}

async function record(server: Server, id: string): Promise<Record<string, unknown>> {
  return JSON.parse((await control(server, "GetExecutionStatus", id, "&format=json")).text);
}

async function usageOf(server: Server, id: string): Promise<{ wallMs: number; cpuMs: number }> {
  for (;;) {
    const { usage } = (await record(server, id)) as { usage: { wallMs: number; cpuMs: number } | null };
    if (usage !== null) return usage;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Resolves when the job has said this. */
async function said(server: Server, id: string, message: string): Promise<void> {
  for (;;) {
    const now = await record(server, id);
    if (now["message"] === message) return;
    if (now["finished"] !== null) throw new Error(JSON.stringify(now));
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

function status(text: string): string | undefined {
  return /<wps:Process(Accepted|Started|Paused|Succeeded|Failed)/.exec(text)?.[1];
}

const controllers = "/sys/fs/cgroup";

function read(path: string): string {
  try {
    return readFileSync(path, "latin1");
  } catch {
    return "";
  }
}

function names(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

/** The groups of all sandboxes of a server, in all hierarchies. */
function groups(server: Server): string[] {
  const tops = [controllers, ...names(controllers).map((name) => join(controllers, name))];
  return tops.flatMap((top) => {
    const own = join(top, placeName(server.data));
    return names(own).map((name) => join(own, name));
  });
}

/** What all sandboxes have used of the CPU. */
function cpu(server: Server): number {
  const dirs = groups(server);
  const used = dirs.map((dir) =>
    Number(/^(\d+)$/m.exec(read(join(dir, "cpuacct.usage")))?.[1] ?? /usage_usec (\d+)/.exec(read(join(dir, "cpu.stat")))?.[1] ?? 0),
  );
  return used.reduce((sum, one) => sum + one, 0);
}

/** The children of the sandbox that has most of them, as soon as it has so many. */
async function tree(server: Server, atLeast: number): Promise<Child[]> {
  for (;;) {
    const members = groups(server).map((dir) => read(join(dir, "cgroup.procs")).split("\n").filter(Boolean));
    const most = members.sort((one, other) => other.length - one.length)[0] ?? [];
    if (most.length >= atLeast) return most.flatMap((pid) => childOf(Number(pid)) ?? []);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

describe("an execution", () => {
  let server: Server;
  beforeAll(async () => {
    server = await startServer({ config });
  });
  afterAll(async () => {
    await server.stop();
  });

  it(`uses no CPU while it is paused, and goes on to the right result${rootOnly}`, async () => {
    const id = await begin(server, "spin", "seconds=0.6");
    await said(server, id, "spinning");
    const paused = await control(server, "Pause", id);
    expect([paused.status, status(paused.text)]).toEqual([200, "Paused"]);
    const before = cpu(server);
    expect(status((await ask(`${server.url}/outputs/${id}.xml`)).text)).toBe("Paused");
    expect(status((await control(server, "GetExecutionStatus", id)).text)).toBe("Paused");
    expect((await control(server, "GetExecutionResult", id)).status).toBe(404);
    // Spinning, it would have used all of this time.
    if (isRoot) expect(cpu(server)).toBe(before);
    expect(status((await control(server, "Resume", id)).text)).toBe("Started");
    const { document } = await follow(`${server.url}/outputs/${id}.xml`);
    expect(document).toContain("spun for 0.6 s");
    expect((await control(server, "GetExecutionResult", id)).text).toContain("spun for 0.6 s");
    // The account follows when the sandbox is gone.
    const usage = await usageOf(server, id);
    expect(usage.wallMs).toBeGreaterThan(500);
    if (isRoot) expect(usage.cpuMs).toBeGreaterThan(500);
  });

  it.each([
    ["listens", false, false],
    ["is deaf", true, false],
    ["is paused", true, true],
  ])(`that %s is dismissed with all of its 50 children${rootOnly}`, async (_what, deaf, paused) => {
    const id = await begin(server, "tree", `children=50;deaf=${deaf}`);
    await said(server, id, "grown");
    const all = isRoot ? await tree(server, 51) : [];
    if (paused) await control(server, "Pause", id);
    const { text } = await control(server, "Dismiss", id);
    // When the answer is there they are dead already.
    expect(all.filter((child) => !isDead(child))).toEqual([]);
    expect(text).toContain("The job was dismissed");
    expect(await record(server, id)).toMatchObject({ status: "dismissed", message: "Dismissed." });
    expect((await control(server, "Pause", id)).status).toBe(409);
    expect((await control(server, "Dismiss", id)).status).toBe(200);
    const gone = await control(server, "GetExecutionStatus", id);
    expect([gone.status, gone.text]).toEqual([410, expect.stringContaining("<ows:ExceptionReport")]);
  });

  it("is listed by its state, and by XML as well", async () => {
    const id = await begin(server, "spin", "seconds=60");
    await said(server, id, "spinning");
    await control(server, "Pause", id);
    const query = `<GetExecutions xmlns="${executionsNamespace}" service="WPS" version="1.0.0" state="paused"/>`;
    const { text } = await ask(`${server.url}/wps`, query);
    expect(text).toMatch(new RegExp(`<ter:Execution executionId="${id}" process="spin" state="paused"`));
    expect((await execution(server, "GetExecutions", "state=running")).text).not.toContain(id);
    const dismissed = await ask(
      `${server.url}/wps`,
      `<Dismiss xmlns="${executionsNamespace}" service="WPS" version="1.0.0" executionId="${id}"/>`,
    );
    expect(dismissed.text).toContain("The job was dismissed");
  });

  it("that nobody knows is an exception, whatever is asked of it", async () => {
    for (const name of ["GetExecutionStatus", "GetExecutionResult", "Dismiss", "Pause", "Resume"]) {
      for (const id of ["aaaaaaaaaaaaaaaaaaaaaaaaaa", "../../etc/passwd", "%00", "a".repeat(5000)]) {
        const { status: code, text } = await control(server, name, encodeURIComponent(id));
        expect([name, id, code]).toEqual([name, id, 404]);
        expect(text).toContain("<ows:ExceptionReport");
      }
    }
  });
});

describe("a server that ends", () => {
  it("by kill -9 loses nothing: what runs goes on, what is paused stays so, and no time is counted twice", async () => {
    const first = await startServer({ config });
    const running = await begin(first, "spin", "seconds=1.5");
    const paused = await begin(first, "spin", "seconds=0.5");
    for (const id of [running, paused]) await said(first, id, "spinning");
    await control(first, "Pause", paused);
    await first.leave("SIGKILL");
    const second = await startServer({ config, folder: first.folder });
    expect(status((await ask(`${second.url}/outputs/${paused}.xml`)).text)).toBe("Paused");
    const { document } = await follow(`${second.url}/outputs/${running}.xml`);
    expect(document).toContain("spun for 1.5 s");
    await second.leave("SIGTERM");
    const third = await startServer({ config, folder: first.folder });
    expect(status((await control(third, "GetExecutionStatus", paused)).text)).toBe("Paused");
    await control(third, "Resume", paused);
    expect((await follow(`${third.url}/outputs/${paused}.xml`)).document).toContain("spun for 0.5 s");
    for (const id of [running, paused]) expect(await record(third, id)).toMatchObject({ attempt: 1 });
    await third.stop();
    expect(groups(third)).toEqual([]);
  });

  it("by SIGTERM ends what runs if it is told to, and the next begins it again", async () => {
    const ending = `[server]\non_terminate = "end"\n${config}`;
    const first = await startServer({ config: ending });
    const id = await begin(first, "spin", "seconds=0.5");
    await said(first, id, "spinning");
    // It would wait for ten minutes, and the server with it.
    const waiting = execution(first, "Execute", "identifier=spin&datainputs=seconds=600");
    await expect.poll(async () => (await ask(`${first.url}/jobs?status=running&f=json`)).text.match(/"jobID"/g)?.length).toBe(2);
    await first.leave("SIGTERM");
    expect((await waiting).text).toContain('exceptionCode="ServerBusy"');
    expect(groups(first)).toEqual([]);
    const second = await startServer({ config: ending, folder: first.folder });
    expect((await follow(`${second.url}/outputs/${id}.xml`)).document).toContain("spun for 0.5 s");
    expect(await record(second, id)).toMatchObject({ attempt: 2 });
    await second.stop();
  });
});
