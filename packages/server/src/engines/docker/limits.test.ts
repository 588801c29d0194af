// What a container is held to, and what its job is told and charged for.
import type { Limits } from "@terrarium/sdk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pythonBundle, runJob } from "../conformance/python-bundle.js";
import { makeSealedEngine, type SealedEngine } from "../sealed-engine.js";
import { makeDockerEngine } from "./docker.js";

const isRoot = process.getuid?.() === 0;
const mebibyte = 2 ** 20;

describe.skipIf(!isRoot)(`the limits of a container${isRoot ? "" : " (skipped: needs root to start a daemon)"}`, () => {
  let made: SealedEngine;
  beforeAll(async () => {
    made = await makeSealedEngine({}, "docker");
  });
  afterAll(async () => made.tearDown());

  async function run(program: string, limits: Partial<Limits> = {}) {
    const { exit, messages, handle } = await runJob(made.engine, await pythonBundle(made.folder, `wait_for_start()\n${program}`, limits));
    await made.engine.remove(handle);
    const said = messages.flatMap((message) => (message.terrarium === "progress" ? [message.message ?? ""] : []));
    return { exit, said };
  }

  it("are all enforced here but the user namespace, as its health says", async () => {
    const health = await made.engine.probe();
    expect(health).toMatchObject({ ok: true, notEnforced: ["user namespace"] });
    expect(health.enforced).toEqual(expect.arrayContaining(["memory", "cpu", "pids", "own uid", "disk", "inodes"]));
  });
  it("end a job at its memory, and tell of a child that met it", async () => {
    const limits = { memoryBytes: 64 * mebibyte };
    const { exit } = await run("bytearray(400 * 2**20)\nsay_results()", limits);
    expect(exit).toMatchObject({ reason: "out-of-memory", limitsHit: ["memory"] });
    const child = await run("if os.fork() == 0: bytearray(400 * 2**20)\nos.wait()\nsay_results()", limits);
    expect(child.exit).toMatchObject({ reason: "exited", code: 0, limitsHit: ["memory"] });
  });
  it("refuse one child too many, and tell so", async () => {
    const program = `
n = 0
try:
    while n < 100:
        if os.fork() == 0: time.sleep(60)
        n += 1
except OSError as error: say(terrarium="progress", message=f"{error.errno} {n}")
say_results()
time.sleep(0.5)`;
    const { exit, said } = await run(program, { pids: 16 });
    expect(said).toEqual(["11 15"]);
    expect(exit.limitsHit).toEqual(["pids"]);
  });
  it.each([
    ["memory", 16],
    ["an image", 80],
  ])("say that there is no space left in the folders (%s), and what they held", async (_kind, quota) => {
    const program = `
try:
    with open("big", "wb") as file:
        while True: file.write(b"x" * 2**20)
except OSError as error: say(terrarium="progress", message=str(error.errno))
say_results()`;
    const { exit, said } = await run(program, { diskBytes: quota * mebibyte });
    expect(said).toEqual(["28"]);
    expect(exit.limitsHit).toEqual(["disk"]);
    expect(exit.usage.diskBytes / mebibyte).toBeGreaterThan(quota * 0.95);
    expect(exit.usage.diskBytes / mebibyte).toBeLessThan(quota * 1.1);
  });
  it("count files", async () => {
    const program = `
try:
    for n in range(2000): open(job + f"/out/{n}", "w").close()
except OSError as error: say(terrarium="progress", message=f"{error.errno} {n}")
say_results()`;
    const { exit, said } = await run(program, { inodes: 300 });
    expect(said).toEqual(["28 300"]);
    expect(exit.limitsHit).toEqual(["inodes"]);
  });
  it("charge the CPU time and the memory that were really used", async () => {
    const program = `
block = bytearray(40 * 2**20)
while time.process_time() < 1.0: pass
say_results()`;
    const { exit } = await run(program);
    expect(exit.usage.cpuMs).toBeGreaterThanOrEqual(1000);
    // The daemon's init and the start of the interpreter are part of it.
    expect(exit.usage.cpuMs).toBeLessThan(1400);
    expect(exit.usage.memoryPeakBytes).toBeGreaterThan(40 * mebibyte);
    expect(exit.usage.memoryPeakBytes).toBeLessThan(64 * mebibyte);
  });
  it("leave a job nothing of the host to see, and /tmp to write", async () => {
    const program = `
open("/tmp/a", "w").write("x")
names = open("/etc/resolv.conf").read().replace("nameserver 127.0.0.1", "").strip()
say(terrarium="progress", message=json.dumps([os.listdir("/sys"), names, os.getgroups() == [os.getuid()]]))
say_results()`;
    const { said } = await run(program);
    expect(JSON.parse(said[0] ?? "")).toEqual([[], "", true]);
  });
  it("hold in an image that a process names, and one that is not there is not pulled but named", async () => {
    const bundle = await pythonBundle(made.folder, "wait_for_start()\nsay_results()");
    const missing = { ...bundle, process: { ...bundle.process, image: "example.org/no/such:1" } };
    await expect(made.engine.create(missing)).rejects.toMatchObject({
      message: expect.stringMatching(/docker pull example\.org\/no\/such:1/),
    });
  });
});

describe("a daemon that is not there", () => {
  it.skipIf(!isRoot)(
    `is a problem with a line that cures it${isRoot ? "" : " (skipped: needs root to start a spawner with leases)"}`,
    async () => {
      const socket = `/var/tmp/terrarium-no-daemon-${process.pid}`;
      const made = await makeSealedEngine({ daemons: [socket] });
      const engine = await makeDockerEngine({ name: "docker", spawner: made.spawner, socket });
      expect(await engine.probe()).toMatchObject({ ok: false, problem: expect.stringMatching(/systemctl start docker/) });
      await made.tearDown();
    },
  );
});
