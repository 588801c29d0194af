// What a sandbox shows of the host, looked at from inside; and that under the filter of system calls real programs still do their work.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import type { JsonValue } from "@terrarium/sdk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Bundle } from "../../core/engine.js";
import { pythonBundle, runJob } from "../conformance/python-bundle.js";
import { makeSealedEngine, type SealedEngine } from "../sealed-engine.js";

const mebibyte = 1024 * 1024;
let sealed: SealedEngine;

beforeAll(async () => {
  sealed = await makeSealedEngine();
});
afterAll(async () => {
  await sealed.tearDown();
});

async function run(bundle: Bundle) {
  const { exit, messages, handle } = await runJob(sealed.engine, bundle);
  await sealed.engine.remove(handle);
  const last = messages.at(-1);
  const output = last?.terrarium === "results" ? last.outputs[0] : undefined;
  return { exit, got: output?.kind === "literal" ? (JSON.parse(String(output.value)) as JsonValue) : undefined };
}

/** Runs a Python program that says what it found with `got(value)`. */
async function look(program: string) {
  const opening = 'wait_for_start()\ndef got(value): say_results({"id": "got", "kind": "literal", "value": json.dumps(value)})\n';
  return (await run(await pythonBundle(sealed.folder, opening + program))).got;
}

const opened = `import errno
def opened(path, flags):
    try:
        os.close(os.open(path, flags))
        return "opened"
    except OSError as error: return errno.errorcode[error.errno]
`;

describe("inside a sandbox", () => {
  it("/dev has five devices and no terminal", async () => {
    const program = `import stat
got(sorted(name for name in os.listdir("/dev") if stat.S_ISCHR(os.stat("/dev/" + name).st_mode) and not os.path.islink("/dev/" + name)))`;
    expect(await look(program)).toEqual(["full", "null", "random", "urandom", "zero"]);
  });

  it("/proc is read-only, and tells nothing of the kernel and of other users", async () => {
    const names = ["kallsyms", "keys", "interrupts", "timer_list", "kmsg", "sysrq-trigger"].filter((name) => existsSync(`/proc/${name}`));
    const program = `${opened}
read = [opened("/proc/" + name, os.O_RDONLY) for name in ${JSON.stringify(names)}]
write = [opened(path, os.O_WRONLY) for path in ("/proc/self/comm", "/proc/self/oom_score_adj")]
got([read, write, os.path.exists("/sys"), [os.listdir(path) for path in ("/proc/scsi", "/proc/acpi") if os.path.isdir(path)]])`;
    const found = (await look(program)) as [string[], string[], boolean, string[][]];
    expect(found[0]).toEqual(names.map(() => "EACCES"));
    expect(found[1]).toEqual(["EROFS", "EROFS"]);
    expect([found[2], found[3].flat()]).toEqual([false, []]);
    // Control: outside the same files can be opened.
    const outside = `import json, os\n${opened}print(json.dumps([opened("/proc/" + name, os.O_RDONLY) for name in ${JSON.stringify(names.filter((name) => ["kallsyms", "interrupts"].includes(name)))}] + [opened("/proc/self/comm", os.O_WRONLY)]))`;
    const { stdout } = spawnSync("/usr/bin/python3", ["-c", outside], { encoding: "utf8" });
    expect(new Set(JSON.parse(stdout) as string[])).toEqual(new Set(["opened"]));
  });

  it("there are ten environment variables at most", async () => {
    const bundle = await pythonBundle(
      sealed.folder,
      'wait_for_start()\nsay_results({"id": "got", "kind": "literal", "value": str(len(os.environ))})',
    );
    const environment = { A: "1", B: "2", C: "3", D: "4" };
    expect((await run({ ...bundle, process: { ...bundle.process, environment } })).got).toBe(10);
  });
});

interface Tool {
  readonly name: string;
  readonly needs: string;
  readonly script: string;
}

/** Shell scripts; each must end with code 0 and print DONE. */
const tools: readonly Tool[] = [
  {
    name: "shell tools",
    needs: "/bin/sh",
    script: `set -e; seq 1000 | sort -rn | head -3 | tr '\\n' ' '; printf x > a; cp -a a b; mv b c; ln -s a l; ln a h; mkfifo f; touch -d yesterday a
      find . | xargs ls -la > /dev/null; tar cf t.tar a c; tar xf t.tar; gzip -k t.tar; dd if=/dev/zero of=z bs=1k count=9 conv=fsync status=none
      timeout 5 sleep 0.01; (sleep 0.01 & wait); nice true; split -b 3k z; install -m 600 z y; df . > /dev/null; du -s . > /dev/null`,
  },
  {
    name: "Python with its standard library and NumPy",
    needs: "/usr/lib/python3/dist-packages/numpy",
    script: `/usr/bin/python3 - <<'END'
import asyncio, multiprocessing, mmap, os, shutil, sqlite3, subprocess, tempfile, threading, zipfile
import numpy
numpy.linalg.inv(numpy.random.rand(200, 200))
open("a", "w").write("x"); shutil.copy2("a", "b"); shutil.copytree(".", "/tmp/tree"); shutil.rmtree("/tmp/tree"); os.truncate("a", 0)
base = sqlite3.connect("base"); base.execute("pragma journal_mode=wal"); base.execute("create table t(v)"); base.commit(); base.close()
zipfile.ZipFile("z", "w").write("b")
thread = threading.Thread(target=len, args=("x",)); thread.start(); thread.join()
with multiprocessing.get_context("fork").Pool(2) as pool: assert pool.map(abs, [-1, -2]) == [1, 2]
async def child(): return await (await asyncio.create_subprocess_exec("true")).wait()
assert asyncio.run(child()) == 0 and subprocess.run("exit 3", shell=True).returncode == 3
mmap.mmap(-1, 4096).flush(); tempfile.TemporaryFile().write(b"x"); os.nice(1)
END`,
  },
  {
    name: "Node.js",
    needs: "/usr/bin/node",
    script: `cat > a.mjs <<'END'
import { Worker } from "node:worker_threads"; import fs from "node:fs"; import { execFileSync } from "node:child_process"; import { gzipSync } from "node:zlib";
await new Promise((resolve) => new Worker("0", { eval: true }).once("exit", resolve));
fs.writeFileSync("b", "x"); fs.copyFileSync("b", "c"); fs.renameSync("c", "d"); fs.truncateSync("b", 0); fs.cpSync("d", "e"); fs.statfsSync("."); fs.rmSync("e");
for await (const _ of fs.createReadStream("d")); gzipSync(execFileSync("sh", ["-c", "echo hi | cat"]));
END
/usr/bin/node a.mjs`,
  },
  {
    name: "GDAL",
    needs: "/usr/bin/ogr2ogr",
    script: `set -e; echo 'id,x,y' > p.csv; for n in 1 2 3 4 5 6 7 8 9; do echo "$n,$n,$n" >> p.csv; done
      ogr2ogr -f GPKG p.gpkg p.csv -oo X_POSSIBLE_NAMES=x -oo Y_POSSIBLE_NAMES=y -a_srs EPSG:4326; ogr2ogr -t_srs EPSG:3857 p.shp p.gpkg; ogr2ogr -f GML p.gml p.gpkg
      ogr2ogr -f GeoJSON -dialect sqlite -sql 'select st_buffer(geom, 1) from p' b.json p.gpkg; gdal_rasterize -q -burn 1 -tr 0.5 0.5 -ot Byte p.gpkg r.tif
      gdalwarp -q -multi -wo NUM_THREADS=2 -t_srs EPSG:3857 r.tif w.tif; gdal_translate -q -of PNG r.tif r.png; gdaldem hillshade -q r.tif h.tif; ogrinfo -al -so p.gpkg > /dev/null`,
  },
  {
    name: "GRASS",
    needs: "/usr/bin/grass",
    script: `set -e; printf 'x,y\\n1,1\\n2,2\\n' > p.csv; grass -c EPSG:4326 -e loc > /dev/null 2>&1
      printf 'set -e; v.in.ascii input=p.csv output=p separator=comma skip=1 x=1 y=2; v.buffer input=p output=b distance=1; v.out.ogr input=b output=b.gpkg format=GPKG; g.region vector=b res=0.1; v.to.rast input=b output=r use=cat; r.univar r' > s.sh
      grass loc/PERMANENT --exec sh s.sh > said 2>&1 || { tail -20 said; exit 1; }`,
  },
  {
    name: "R",
    needs: "/usr/bin/Rscript",
    script: `Rscript -e 'x <- solve(matrix(rnorm(900), 30)); f <- tempfile(); saveRDS(x, f); system("true"); library(parallel); stopifnot(sum(unlist(mclapply(1:4, identity, mc.cores = 2))) == 10)'`,
  },
];

async function works(script: string): Promise<void> {
  const wrapped = `echo '{"terrarium":"ready"}'; read -r line || exit 0; ( ${script}\n) || exit 1; echo DONE`;
  const bundle = await pythonBundle(sealed.folder, "", { memoryBytes: 1024 * mebibyte, diskBytes: 60 * mebibyte, pids: 256, inodes: 5000 });
  const { exit } = await run({ ...bundle, process: { ...bundle.process, command: ["/bin/sh", "-c", wrapped] } });
  expect(exit.log).toMatch(/DONE\n$/);
  expect(exit.log).not.toMatch(/not permitted|Function not implemented/);
  expect(exit).toMatchObject({ reason: "exited", code: 0 });
}

describe("under the filter of system calls", () => {
  for (const { name, needs, script } of tools) {
    const isThere = existsSync(needs);
    it.skipIf(!isThere)(`${name}: all is done${isThere ? "" : ` (skipped: ${needs} is not installed)`}`, () => works(script));
  }
});
