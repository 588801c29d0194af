// What a hostile job tries to use up: children, memory, disk, files, output. An honest job works meanwhile and afterwards.
import { execFileSync } from "node:child_process";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Attack, beginAttack, makeStage, runAttack, runHonest, type Stage } from "./stage.js";

const mebibyte = 1024 * 1024;
let stage: Stage;
let before: readonly string[];

beforeAll(async () => {
  stage = await makeStage();
  before = await stage.traces();
});
afterAll(async () => {
  await stage.tearDown();
});

/** Can the machine's control groups limit this; the suite cannot know before it runs. */
const isRoot = process.getuid?.() === 0;
const needsGroups = isRoot ? "" : " (skipped: only root has control groups here)";

/** The attack, sealed, with an honest job beside it. */
async function attackBesideHonest(attack: Attack) {
  const begun = await beginAttack(stage.sealed, stage.folder, attack);
  const honest = await runHonest(stage);
  const outcome = await begun.ended();
  await outcome.remove();
  expect(honest).toBe(42);
  return outcome;
}

it.skipIf(!isRoot)(`500 forks stop at the limit of children${needsGroups}`, async () => {
  const program = `count = 0
read, write = os.pipe()
try:
    for _ in range(told):
        if os.fork() == 0:
            os.close(write)
            os.read(read, 1)
            os._exit(0)
        count += 1
except OSError as error:
    count = [count, errno.errorcode[error.errno]]
got(count)`;
  const { exit, got } = await attackBesideHonest({ program, told: 500, limits: { pids: 50 } });
  expect(got).toEqual([49, "EAGAIN"]);
  expect(exit).toMatchObject({ reason: "exited", limitsHit: ["pids"] });
  expect((await runAttack(stage.open, stage.folder, { program, told: 120 })).got).toBe(120);
});

it.skipIf(!isRoot)(`3 GB of memory end only the job that takes them${needsGroups}`, async () => {
  const program = `hoard = []
for n in range(told):
    hoard.append(bytearray(os.urandom(4096)) * 2560)
got(sum(map(len, hoard)))`;
  const { exit, got } = await attackBesideHonest({ program, told: 300, limits: { memoryBytes: 512 * mebibyte } });
  expect(got).toBeUndefined();
  expect(exit).toMatchObject({ reason: "out-of-memory", limitsHit: ["memory"] });
  expect((await runAttack(stage.open, stage.folder, { program, told: 60, limits: { memoryBytes: 512 * mebibyte } })).got).toBe(
    60 * 2560 * 4096,
  );
});

it.skipIf(!isRoot)(`memory file systems count as memory${needsGroups}`, async () => {
  const program = `def fill(path):
    with open(path, "wb") as file:
        for _ in range(100): file.write(b"x" * 1048576)
got([tried(lambda: fill(place + "/x")) for place in ("/tmp", "/dev/shm")])`;
  const { exit, got } = await runAttack(stage.sealed, stage.folder, { program, limits: { memoryBytes: 512 * mebibyte } });
  expect(got).toEqual(["ENOSPC", "ENOSPC"]);
  const small = await runAttack(stage.sealed, stage.folder, { program, limits: { memoryBytes: 60 * mebibyte } });
  expect(exit.reason).toBe("exited");
  expect(small.exit).toMatchObject({ reason: "out-of-memory", limitsHit: ["memory"] });
});

const fill = `size = 0
try:
    with open("big", "wb", buffering=0) as file:
        while size < told: size += file.write(b"x" * 1048576)
except OSError as error:
    size = [size, errno.errorcode[error.errno]]
got(size)`;

it.each([
  ["in memory", 40 * mebibyte],
  ["on disk", 100 * mebibyte],
])("5 GB of files stop at the quota %s", async (_where, diskBytes) => {
  const { exit, got } = await attackBesideHonest({ program: fill, told: 5000 * mebibyte, limits: { diskBytes } });
  const [size = 0, why] = got as [number, string];
  expect(why).toBe("ENOSPC");
  expect(size).toBeGreaterThan(diskBytes * 0.95);
  expect(size).toBeLessThan(diskBytes * 1.05);
  expect(exit).toMatchObject({ reason: "exited", limitsHit: ["disk"] });
  const control = await runAttack(stage.open, stage.folder, { program: fill, told: 110 * mebibyte, limits: { diskBytes } });
  expect(control.got).toBe(110 * mebibyte);
});

it.skipIf(!isRoot).each([
  ["in memory", mebibyte],
  ["on disk", 80 * mebibyte],
])("files without number stop at the quota of inodes %s", async (_where, diskBytes) => {
  const program = `count = 0
try:
    for n in range(2000):
        open(str(n), "w").close()
        count += 1
except OSError as error:
    count = [count, errno.errorcode[error.errno]]
got(count)`;
  const { exit, got } = await runAttack(stage.sealed, stage.folder, { program, limits: { inodes: 500, diskBytes } });
  const [count = 0, why] = got as [number, string];
  expect(why).toBe("ENOSPC");
  expect(count).toBeGreaterThan(400);
  expect(count).toBeLessThan(600);
  expect(exit.limitsHit).toContain("inodes");
  expect((await runAttack(stage.open, stage.folder, { program, limits: { inodes: 500 } })).got).toBe(2000);
});

it("open files stop at their limit", async () => {
  const program = `files = []
try:
    for _ in range(400): files.append(open("/dev/null"))
except OSError as error:
    files.append(errno.errorcode[error.errno])
got([len(files) < 100, files[-1] if isinstance(files[-1], str) else "all"])`;
  expect((await runAttack(stage.sealed, stage.folder, { program, limits: { fds: 100 } })).got).toEqual([true, "EMFILE"]);
  expect((await runAttack(stage.open, stage.folder, { program, limits: { fds: 100 } })).got).toEqual([false, "all"]);
});

it("a flood of output and of progress keeps the spawner small and other jobs working", async () => {
  const program = `end = time.monotonic() + 1.5
while time.monotonic() < end:
    os.write(2, b"no newline " * 6000)
    channel.write('{"terrarium":"progress","percent":1}\\n' * 1000)
    channel.write('{"terrarium":"results","outputs":"' + "x" * 100000 + '"}\\n')
got("done")`;
  const { exit, got } = await attackBesideHonest({ program });
  expect(got).toBe("done");
  expect(exit.limitsHit).toEqual(["log"]);
  expect(exit.log.length).toBeLessThanOrEqual(64 * 1024);
});

it("an endless message ends the job as output-limit", async () => {
  const program = `channel.write('{"terrarium":"results","outputs":[')
while True: channel.write('"' + "x" * 1000000 + '",')`;
  const { exit } = await runAttack(stage.sealed, stage.folder, { program });
  expect(exit).toMatchObject({ reason: "output-limit" });
  expect(exit.limitsHit).toContain("output");
});

const nested = `[${"[".repeat(100_000)}${"]".repeat(100_000)}]`;

it.each([
  ["an error", `{"terrarium":"error","kind":"user","message":"x","detail":${nested}}`],
  ["a description", `{"terrarium":"description","description":{"a":${nested}}}`],
  ["results", `{"terrarium":"results","outputs":[{"id":"got","kind":"literal","value":"x","more":${nested}}]}`],
])("%s too deep for who passes it on is no message, and the spawner lives", async (_what, line) => {
  const program = 'channel.write(told + "\\n")\ngot("later")';
  expect((await attackBesideHonest({ program, told: line })).got).toBe("later");
  // Control: it is good JSON, and would have to be written again on its way to the server.
  const read: unknown = JSON.parse(line);
  expect(() => JSON.stringify(read)).toThrow(RangeError);
});

it("descriptions without end are one message", async () => {
  const program = `line = json.dumps({"terrarium": "description", "description": {"a": "x" * 500000}}) + "\\n"
for _ in range(40): channel.write(line)`;
  const begun = await beginAttack(stage.sealed, stage.folder, { program });
  await (await begun.ended()).remove();
  expect(begun.messages).toHaveLength(1);
});

it.skipIf(!isRoot)(`a spin on every core leaves the others their share${needsGroups}`, async () => {
  const program = `for _ in range(7): os.fork()
end = time.monotonic() + 1
while time.monotonic() < end: pass
os._exit(0) if os.getppid() != 1 else None
got(1)`;
  const { exit } = await attackBesideHonest({ program, limits: { cpus: 0.2, pids: 200 } });
  // 0.2 cores for the seconds that it lasted, with as much again for the boot.
  expect(exit.usage.cpuMs).toBeLessThan(exit.usage.wallMs * 0.4 + 500);
});

it("leaves nothing on the host after all of this", async () => {
  expect(await stage.traces()).toEqual(before);
  expect(await runHonest(stage)).toBe(42);
  expect(execFileSync("/bin/ls", ["/dev/shm"], { encoding: "utf8" })).not.toContain("terrarium");
});
