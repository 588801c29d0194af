// Group E: files of the host, /proc, devices, and what former jobs left behind.
import { createHash } from "node:crypto";
import { readFile, readlink, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "vitest";
import type { Case, Scene } from "../case.js";
import { uids } from "../ground.js";
import { bystander, expectReached, expectRefused, gotBy, mebibyte, refusals } from "./expectations.js";

const isRoot = process.getuid?.() === 0;

const hostPaths = ({ secrets, ground }: Scene) => [
  join(secrets, "terrarium.db"),
  join(secrets, "closed", "canary"),
  secrets,
  ground.folder,
  "/root",
  "/home",
  "/etc/passwd",
  "/etc/ssh",
  ...(isRoot ? ["/etc/shadow"] : []),
];

const systemPlaces = [
  "/",
  "/usr",
  "/usr/bin",
  "/etc",
  "/dev",
  "/proc/sys/kernel",
  "/var",
  "/run",
  "/process",
  "/python/terrarium",
  "/job",
  "/job/in",
  "/sys/fs/cgroup",
];

/** The flags of open mounts and rights that a control shows to be there without isolation. */
const anyError = expect.stringMatching(/^E[A-Z]+$/);

async function siblingTrial(scene: Scene): Promise<unknown> {
  const sibling = await scene.begin("sibling");
  await sibling.said("up");
  const got = await gotBy(scene, "e78", join(sibling.bundle.dir, "job", "work"));
  await scene.engine.kill(sibling.handle);
  await (await sibling.ended()).remove();
  return got;
}

async function programHash(): Promise<string> {
  return createHash("sha256")
    .update(await readFile("/usr/bin/env"))
    .digest("hex");
}

export const files: readonly Case[] = [
  {
    number: "E76",
    title: "files of the host are not there: the database, the data folder, /etc/shadow, homes",
    isSample: true,
    attack: async (scene) => {
      expect(await gotBy(scene, "e76", hostPaths(scene))).toEqual([]);
    },
    control: async (scene) => {
      const told = [join(scene.secrets, "terrarium.db"), scene.ground.folder, "/root", "/etc/passwd"];
      expect(await gotBy(scene, "e76", told)).toEqual(told);
    },
  },
  {
    number: "E77",
    title: "nothing but work, out and scratch memory takes a byte",
    attack: async (scene) => expect(await gotBy(scene, "e77", [...systemPlaces, scene.secrets])).toEqual([]),
    control: async (scene) => {
      expect(await gotBy(scene, "e77", [scene.secrets])).toEqual([scene.secrets]);
      await rm(join(scene.secrets, "left-by-a-job"));
    },
  },
  {
    number: "E78",
    title: "a sibling's work folder is found neither by its path nor through /proc",
    attack: async (scene) => expect(await siblingTrial(scene)).toBe(false),
    control: async (scene) => expect(await siblingTrial(scene)).toBe(true),
  },
  {
    number: "E79",
    title: "only 0, 1, 2 and the runner's channel are open, and no descriptor leads above",
    attack: async (scene) => expect(await gotBy(scene, "e79", scene.secrets)).toEqual([[], []]),
    // A descriptor of a folder that leaks leads out, as in CVE-2024-21626.
    control: async (scene) => {
      const [, above] = (await gotBy(scene, "e79_leak", scene.secrets)) as [number[], number[]];
      expect(above.length).toBeGreaterThan(0);
    },
  },
  {
    number: "E80",
    title: "the runner, the interpreter and the code of the process cannot be replaced",
    attack: async (scene) => {
      const got = (await gotBy(scene, "e80", true)) as string[];
      expect(got).toHaveLength(4);
      for (const refused of got) expect(["EROFS", "ETXTBSY", "EACCES", "ENOENT"]).toContain(refused);
    },
    control: async (scene) => expect(await gotBy(scene, "e80", false)).toEqual(["opened", "opened"]),
  },
  {
    number: "E81",
    title: "dots and folder descriptors end at the sandbox's root, and files are not opened by handle",
    attack: async (scene) => {
      const [above, beside, ...byHandle] = (await gotBy(scene, "e81", join(scene.secrets, "canary"))) as [boolean, boolean, string, string];
      expect([above, beside]).toEqual([false, false]);
      expectRefused({ ...byHandle });
    },
    control: async (scene) => {
      const [above, beside, ...byHandle] = (await gotBy(scene, "e81", join(scene.secrets, "canary"))) as [boolean, boolean, string, string];
      expect([above, beside]).toEqual([true, true]);
      expectReached({ ...byHandle });
    },
  },
  {
    number: "E82",
    title: "no call of the mount family is permitted",
    attack: async ({ run }) => expectRefused((await run("e82")).got),
    control: async ({ run }) => expectReached((await run("e82")).got, isRoot ? 9 : 1),
  },
  {
    number: "E83",
    title: "what the sandbox mounts on cannot be swapped for links, and the next job finds its folders",
    attack: async (scene) => {
      for (const answer of (await gotBy(scene, "e83", null)) as string[])
        expect(["EBUSY", "EROFS", "EACCES", "EPERM", "ENOENT", "EISDIR", "EXDEV"]).toContain(answer);
    },
    control: async (scene) => {
      const { bundle, ...begun } = await scene.begin("e83_own");
      const outcome = await begun.ended();
      expect(outcome.got).toEqual(["swapped"]);
      expect(await readlink(join(bundle.dir, "job", "in"))).toBe("/etc");
      await outcome.remove();
    },
  },
  {
    number: "E84",
    title: "setuid files and file capabilities give nothing: every writable folder is nosuid, and no_new_privs holds",
    notOn: { runsc: "gVisor tells neither the flags of its mounts nor whether new privileges can be had" },
    attack: async ({ run }) => expect((await run("e84")).got).toEqual([[], "1", anyError]),
    control: async ({ run }) => {
      const [suid, privileges] = (await run("e84")).got as [string[], string];
      expect([suid.length > 0, privileges]).toEqual([true, "0"]);
    },
  },
  {
    number: "E85",
    title: "there are null, zero, full, random and urandom, and no device can be made",
    attack: async ({ run, engine }) => {
      const [found, ...made] = (await run("e85")).got as [string[], string, string];
      // gVisor's own kernel has a file system in user space, which is none of the host's.
      const known = ["full", "null", "random", "tty", "urandom", "zero", "console", ...(engine.name === "runsc" ? ["fuse", "net"] : [])];
      expect(found.filter((name) => !known.includes(name))).toEqual([]);
      expect(made).toEqual([anyError, anyError]);
    },
    control: async ({ run }) => {
      const [found, ...made] = (await run("e85")).got as [string[], string, string];
      expect(found.length).toBeGreaterThan(8);
      if (isRoot) expect(made).toEqual(["made", "made"]);
    },
  },
  {
    number: "E86",
    title: "code from memory is refused, and code from the work folder runs as confined as all else",
    attack: async ({ run, engine }) => {
      const [memory, status] = (await run("e86")).got as [string, string[]];
      expect(refusals.has(memory)).toBe(true);
      // gVisor's own /proc tells of its own kernel.
      expect(status).toEqual(engine.name === "runsc" ? expect.any(Array) : ["0000000000000000", "1", "2"]);
    },
    control: async ({ run }) => {
      const [memory, status] = (await run("e86")).got as [string, string[]];
      expect([memory, status[1], status[2]]).toEqual([expect.not.stringMatching(/^(EPERM|ENOSYS)$/), "0", "0"]);
    },
  },
  {
    number: "E87",
    title: "trees 60 deep with odd names and closed folders are removed whole",
    attack: async (scene) => expect(await gotBy(scene, "e87", [60, 500], { limits: { diskBytes: 32 * mebibyte } })).toBeGreaterThan(7),
    control: async (scene) => {
      const { bundle, ...begun } = await scene.begin("e87", [60, 500]);
      const outcome = await begun.ended();
      // Who removes by path finds the path too long, or the link followed.
      await expect(stat(join(bundle.dir, "job", "work", ...Array.from({ length: 60 }, () => "d".repeat(200))))).rejects.toMatchObject({
        code: "ENAMETOOLONG",
      });
      await outcome.remove();
    },
  },
  {
    number: "E87b",
    title: "trees 1,000 deep and 100,000 files on disk are removed whole",
    isHeavy: true,
    needs: ["inodes"],
    attack: async (scene) => {
      const limits = { diskBytes: 1024 * mebibyte, inodes: 120_000, wallMs: 300_000 };
      expect(await gotBy(scene, "e87", [1000, 100_000], { limits })).toBeGreaterThan(7);
    },
    control: { unsafe: "as E87, with a number of files that would only take time" },
  },
  {
    number: "E88",
    title: "marks of overlay file systems change no lower layer",
    attack: async (scene) => {
      const before = await programHash();
      for (const answer of (await gotBy(scene, "e88", null)) as string[]) expect(answer).toMatch(/^E[A-Z]+$|^not tried$/);
      expect(await programHash()).toBe(before);
    },
    control: async (scene) => {
      const [set] = (await gotBy(scene, "e88", "control")) as string[];
      expect(set).toBe(isRoot ? "set" : "EPERM");
    },
  },
  {
    number: "E89",
    title: "nothing of a former job is found by the next, whichever uid it has",
    attack: async (scene) => {
      await scene.run("e89", "leave");
      for (let slot = 0; slot < uids.count + 1; slot++) expect(await gotBy(scene, "e89", "look")).toEqual([]);
    },
    control: async (scene) => {
      await scene.run("e89", "leave");
      const found = (await gotBy(scene, "e89", "look")) as string[];
      expect(found).toEqual(expect.arrayContaining(["/tmp", "/dev/shm", "shared memory", "messages"]));
      await scene.run("e89_clean");
    },
  },
  {
    number: "E90",
    title: "/proc gives nothing away of the host and takes nothing",
    attack: async (scene) => {
      const other = await bystander({ SECRET: "of-the-server" });
      expect(await gotBy(scene, "e90", other.pid)).toEqual([]);
      await other.end();
    },
    control: async (scene) => {
      const other = await bystander({ SECRET: "of-the-server" });
      const got = (await gotBy(scene, "e90", other.pid)) as string[];
      expect(got).toContain(`/proc/${other.pid}/environ`);
      if (isRoot) expect(got).toContain("/proc/sys/kernel/core_pattern");
      await other.end();
    },
  },
  {
    number: "E91",
    title: "/sys is not there",
    attack: async ({ run }) => expect((await run("e91")).got).toEqual([]),
    control: async ({ run }) => expect((await run("e91")).got).toContain("/sys/kernel"),
  },
  {
    number: "E92",
    title: "the environment has at most ten known names and no secret",
    attack: async ({ run }) => {
      const got = (await run("e92")).got as string[];
      expect(got.length).toBeLessThanOrEqual(10);
      expect(got.filter((each) => !/^(HOME|HOSTNAME|LANG|PATH|TMPDIR|USER|TERRARIUM_JOB)=/.test(each))).toEqual([]);
      expect(got.join(" ")).not.toContain(process.env["TERRARIUM_CANARY"]);
    },
    // A server that runs a process itself shows it all that it was started with.
    control: async (scene) => {
      const other = await bystander({ TERRARIUM_CANARY: "shown" });
      expect(await readFile(`/proc/${other.pid}/environ`, "utf8")).toContain("shown");
      await scene.run("e92");
      await other.end();
    },
  },
  {
    number: "E93",
    title: "a crash leaves no core and starts no handler of the host, and that cannot be changed",
    attack: async ({ run, engine }) => {
      const [code, limit, lowered, cores] = (await run("e93")).got as [number, string, string, string[]];
      expect([code, cores]).toEqual([-11, []]);
      // One byte: the kernel's own mark, at which it neither writes a file nor starts a handler.
      if (engine.name !== "runsc") expect([limit, lowered]).toEqual(["1", "EPERM"]);
    },
    control: async (scene) => {
      const [code, , lowered, cores] = (await gotBy(scene, "e93", "ask for more")) as [number, number, string, string[]];
      expect([code, lowered]).toEqual([-11, "done"]);
      // Where the pattern leads elsewhere, cores are not found in the work folder.
      const pattern = await readFile("/proc/sys/kernel/core_pattern", "utf8");
      if (isRoot && pattern.trim() === "core") expect(cores.length).toBe(1);
    },
  },
];
