// A sandbox from a zygote is as tight as one that bubblewrap makes: all that can be observed inside is compared, and what differs is named here with
// its reason. Then what only a zygote could get wrong: siblings, and memory of others.
import { readdirSync, readFileSync } from "node:fs";
import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { RunnerMessage } from "@terrarium/sdk";
import { afterEach, describe, expect, it } from "vitest";
import type { Engine } from "../../core/engine.js";
import { placeName } from "../../spawner/place.js";
import { begin, pythonBundle, runJob } from "../conformance/python-bundle.js";
import { makeSealedEngine, type SealedEngine } from "../sealed-engine.js";
import { makeBwrapEngine } from "./bwrap.js";
import { sealReport } from "./seal-report.js";
import { forkAll, makePreload } from "./zygote-engine.js";

const isRoot = process.getuid?.() === 0;
const open: SealedEngine[] = [];

async function sealed(name: "bwrap" | "zygote" = "zygote"): Promise<SealedEngine> {
  const made = await makeSealedEngine({}, name);
  open.push(made);
  return made;
}

afterEach(async () => {
  for (const made of open.splice(0)) await made.tearDown();
});

function messageOf(messages: readonly RunnerMessage[]): string {
  const [first] = messages;
  return first?.terrarium === "progress" ? (first.message ?? "") : "";
}

/** The text of a result's file. */
async function tell(engine: Engine, folder: string, program: string): Promise<string> {
  const bundle = await pythonBundle(folder, `${program}\nopen(job + "/out/told", "w").write(json.dumps(told))\nsay_results()`);
  const { exit, handle } = await runJob(engine, bundle);
  expect([exit.reason, exit.code, exit.log]).toEqual(["exited", 0, ""]);
  const [file] = await engine.collect(handle, ["told"], join(bundle.dir, "collected"));
  await engine.remove(handle);
  return readFileSync(file?.path ?? "", "utf8")
    .replaceAll(bundle.dir, "BUNDLE")
    .replaceAll(bundle.id, "ID")
    .replaceAll(folder, "DATA");
}

type Report = Record<string, unknown> & { status: Record<string, string>; maps: string[][] };

/** Host uids and the folders of the host are each sandbox's own. */
function withoutOwn(text: string): Report {
  // Bubblewrap's root is a folder of its memory file system, and its mounts would follow the spawner's: neither shows in what can be done.
  const same = text.replaceAll('"rw,mode=755,uid', '"rw,uid').replaceAll(/"master:\d+", /g, "");
  return JSON.parse(same.replaceAll(/\b[ug]id=\d+/g, "id=OWN").replaceAll(/terrarium-[0-9a-f]{12}/g, "PLACE")) as Report;
}

/** What differs, and why that makes the sandbox no weaker. */
const explained: readonly (readonly [path: readonly string[], cold: unknown, zygote: unknown])[] = [
  // The runner's parent is outside of its pid namespace, where the job can name nobody.
  [["status", "PPid"], "1", "0"],
  // It leads a session and a group of its own, not those of its init.
  [["status", "NSsid"], "1", "2"],
  [["status", "NSpgid"], "1", "2"],
  // The same filter twice: the parent has it too, with the few calls added that it needs.
  [["status", "Seccomp_filters"], "1", "2"],
];

function takeAt(report: Report, path: readonly string[]): unknown {
  const [first = "", second = ""] = path;
  const group = report[first] as Record<string, unknown>;
  const value = group[second];
  delete group[second];
  return value;
}

/** Values of the files that hold limits, of one sandbox's groups; the number of children counts what is not the job's. */
async function groupLimits(folder: string, id: string): Promise<Record<string, string>> {
  const mounts = readFileSync("/proc/self/mountinfo", "latin1")
    .split("\n")
    .filter((line) => / - cgroup2? /.test(line));
  const found: Record<string, string> = {};
  for (const line of mounts) {
    const dir = join(line.split(" ")[4] ?? "", placeName(folder), id);
    for (const name of await readdir(dir).catch(() => [])) {
      if (!/^(memory\.(memsw\.)?limit_in_bytes|memory\.(max|swap\.max)|pids\.max|cpu\.(cfs_quota_us|cfs_period_us|max))$/.test(name))
        continue;
      found[name] = readFileSync(join(dir, name), "latin1").trim();
    }
  }
  return found;
}

const wait =
  'wait_for_start()\nsay(terrarium="progress", message="up")\nwhile not os.path.exists(job + "/in/go"): time.sleep(0.005)\nsay_results()';

describe("a sandbox from a zygote", () => {
  it("observes what one of bubblewrap's observes, but for what is named here", async () => {
    const [cold, zygote] = [await sealed("bwrap"), await sealed("zygote")];
    const program = `${sealReport}\nwait_for_start()\ntold = report()`;
    const texts = await Promise.all([tell(cold.engine, cold.folder, program), tell(zygote.engine, zygote.folder, program)]);
    const [ofCold, ofZygote] = texts.map(withoutOwn) as [Report, Report];
    for (const [path, before, after] of explained) {
      expect([path, takeAt(ofCold, path), takeAt(ofZygote, path)]).toEqual([path, before, after]);
    }
    // Which uid of its parent namespace it is: one number, of bubblewrap's intermediate namespace or of the host.
    for (const report of [ofCold, ofZygote]) for (const map of report.maps.slice(0, 2)) expect(map.splice(1, 1)).toHaveLength(1);
    expect(ofZygote).toEqual(ofCold);
    // The control: another limit, another descriptor is seen.
    const other = withoutOwn(
      await tell(zygote.engine, zygote.folder, `${program.replace("wait_for_start()", "os.open('/', 0)\nwait_for_start()")}`),
    );
    expect(other["fds"]).not.toEqual(ofCold["fds"]);
  });

  it.skipIf(!isRoot)(`is held by the same limits${isRoot ? "" : " (skipped: control groups need root)"}`, async () => {
    const [cold, zygote] = [await sealed("bwrap"), await sealed("zygote")];
    const limits: Record<string, string>[] = [];
    for (const { engine, folder } of [cold, zygote]) {
      const bundle = await pythonBundle(folder, wait, { pids: 40, cpus: 0.5 });
      const { handle, exited, said } = await begin(engine, bundle);
      await said("up");
      limits.push(await groupLimits(folder, bundle.id));
      await writeFile(join(bundle.dir, "job", "in", "go"), "");
      expect((await exited).reason).toBe("exited");
      await engine.remove(handle);
    }
    // Bubblewrap has two children of its own in the group, a zygote's sandbox one.
    expect([limits[0]?.["pids.max"], limits[1]?.["pids.max"]]).toEqual(["42", "41"]);
    expect({ ...limits[1], "pids.max": "42" }).toEqual(limits[0]);
  });

  it("lives apart from its siblings, in namespaces and under a uid of its own", async () => {
    const { engine, folder } = await sealed();
    const look = `import socket
spaces = " ".join(os.readlink(f"/proc/self/ns/{name}") for name in ("cgroup", "ipc", "mnt", "net", "pid", "user", "uts"))
server = socket.socket(socket.AF_UNIX)
try: reached = socket.socket(socket.AF_UNIX).connect("\\0meeting") or "met"
except OSError: reached = "alone"
server.bind("\\0meeting")
server.listen()
socket.socket(socket.AF_UNIX).connect("\\0meeting")
pids = [name for name in os.listdir("/proc") if name.isdigit()]
open("/tmp/mark", "x")
open("/dev/shm/mark", "x")
wait_for_start()
say(terrarium="progress", message=" ".join([spaces, reached, *sorted(pids)]))
while not os.path.exists(job + "/in/go"): time.sleep(0.005)
say_results()`;
    const bundles = await Promise.all([1, 2, 3].map(() => pythonBundle(folder, look)));
    const running = await Promise.all(bundles.map((bundle) => begin(engine, bundle)));
    for (const { messages } of running) await expect.poll(() => messages.length, { timeout: 20_000 }).toBe(1);
    const told = running.map(({ messages }) => messageOf(messages).split(" "));
    for (const one of told) expect(one.slice(7)).toEqual(["alone", "1", "2"]);
    for (let space = 0; space < 7; space++) expect(new Set(told.map((one) => one[space])).size).toBe(3);
    const uids = bundles.map((bundle) => uidOf(bundle.id, folder));
    expect(new Set(uids).size).toBe(isRoot ? 3 : 1);
    for (const bundle of bundles) await writeFile(join(bundle.dir, "job", "in", "go"), "");
    for (const { exited, handle } of running) {
      expect((await exited).reason).toBe("exited");
      await engine.remove(handle);
    }
  });

  it("holds nothing of a former job in its memory", async () => {
    const { engine, folder } = await sealed();
    const search = (word: string) => `
needle = bytes(ord(c) ^ 1 for c in "${[...word].map((c) => String.fromCharCode(c.charCodeAt(0) ^ 1)).join("")}")
wait_for_start()
kept = open(job + "/in/secret").read() if os.path.exists(job + "/in/secret") else ""
def count():
    found = 0
    with open("/proc/self/maps") as maps, open("/proc/self/mem", "rb", 0) as memory:
        for line in maps.readlines():
            where, rights = line.split()[:2]
            if "r" not in rights or "[v" in line: continue
            begin, end = (int(part, 16) for part in where.split("-"))
            memory.seek(begin)
            try: found += memory.read(end - begin).count(needle + b"-of-a-job")
            except OSError: pass
    return found
say(terrarium="progress", message=str(count()))
say_results()`;
    const counts: number[] = [];
    for (const secret of ["quetzalcoatl-of-a-job", "quetzalcoatl-of-a-job", undefined]) {
      const bundle = await pythonBundle(folder, search("quetzalcoatl"));
      const handle = await engine.create(bundle);
      if (secret) await writeFile(join(bundle.dir, "job", "in", "secret"), secret, { mode: 0o444 });
      const messages: RunnerMessage[] = [];
      const exited = engine.wait(handle, (message) => messages.push(message));
      await engine.start(handle);
      expect(await exited).toMatchObject({ code: 0 });
      counts.push(Number(messageOf(messages)));
      await engine.remove(handle);
    }
    // The control: the jobs that were given it find it.
    expect(counts.map((count) => count > 0)).toEqual([true, true, false]);
  });

  it("shares no memory with its siblings, whatever its libraries do", async () => {
    const { spawner, folder, warnings } = await sealed("bwrap");
    const library = join(folder, "shared_block.py");
    await writeFile(library, "import mmap\nblock = mmap.mmap(-1, 4096)", { mode: 0o644 });
    const preload = await makePreload(folder, ["mmap", "shared_block"]);
    const mounts = [...preload.mounts, { source: library, target: "/python/shared_block.py" }];
    const engine = forkAll(makeBwrapEngine({ spawner }), { ...preload, mounts });
    const program = `sys.path.append("/python")
import shared_block
wait_for_start()
before = shared_block.block[:4]
# The control: memory of this kind is shared with who is forked.
child = os.fork()
if child == 0:
    shared_block.block[:4] = b"told"
    os._exit(0)
os.waitpid(child, 0)
say(terrarium="progress", message=f"{before} {shared_block.block[:4]}")
say_results()`;
    const told: string[] = [];
    for (let n = 0; n < 2; n++) {
      const bundle = await pythonBundle(folder, program);
      const shown = [...bundle.process.mounts, { source: library, target: "/python/shared_block.py" }];
      const { messages, handle } = await runJob(engine, { ...bundle, process: { ...bundle.process, mounts: shown } });
      told.push(messageOf(messages));
      await engine.remove(handle);
    }
    const alone = String.raw`b'\x00\x00\x00\x00' b'told'`;
    expect(told).toEqual([alone, alone]);
    expect(warnings).toEqual(["The Python module shared_block shares memory when it is imported, so it is not imported ahead of jobs."]);
  });

  it("draws random numbers, temporary names and identifiers of its own", async () => {
    const { spawner, folder } = await sealed("bwrap");
    const preload = await makePreload(folder, ["random", "tempfile", "uuid", "secrets", "numpy", "numpy.random"]);
    const engine = forkAll(makeBwrapEngine({ spawner }), preload);
    const program = `import random, tempfile, uuid
drawn = [random.random(), tempfile.mktemp(), str(uuid.uuid1()), str(uuid.uuid4())]
if "numpy.random" in sys.modules: drawn += [sys.modules["numpy"].random.rand(), sys.modules["numpy"].random.default_rng().random()]
wait_for_start()
say(terrarium="progress", message=" ".join(map(str, drawn)))
say_results()`;
    const drawn: string[] = [];
    for (let n = 0; n < 3; n++) {
      const { messages, handle } = await runJob(engine, await pythonBundle(folder, program));
      drawn.push(...messageOf(messages).split(" "));
      await engine.remove(handle);
    }
    expect(drawn.length % 3).toBe(0);
    expect(new Set(drawn).size).toBe(drawn.length);
  });
});

/** The host uid of the children in a sandbox's groups, or of this test. */
function uidOf(id: string, folder: string): string | undefined {
  for (const name of readdirSync("/proc").filter((one) => /^\d+$/.test(one))) {
    try {
      if (!readFileSync(`/proc/${name}/cgroup`, "latin1").includes(`${placeName(folder)}/${id}`)) continue;
      const uid = /^Uid:\t(\d+)/m.exec(readFileSync(`/proc/${name}/status`, "latin1"))?.[1];
      if (uid !== undefined) return uid;
    } catch {
      // It died in between.
    }
  }
  return undefined;
}
