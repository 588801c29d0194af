// Group H: the kernel's surface. Controls call with arguments that can change nothing, so that without isolation the kernel refuses them for
// another reason than "not permitted" or "not there".
import { readFileSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "vitest";
import { allowed } from "../../../packages/server/src/engines/sealed/syscalls.js";
import type { Case, Scene } from "../case.js";
import { expectReached, expectRefused, gotBy, refusals, refusedCalls } from "./expectations.js";

const isRoot = process.getuid?.() === 0;
const none = "0000000000000000";

const golden = () =>
  readFileSync(join(import.meta.dirname, "..", "allowed-calls.txt"), "utf8")
    .trim()
    .split("\n");

/** Numbers of x86-64 up to which the census goes: a little beyond the newest call. */
const numbers = 600;

/** What Docker's own first child of a container needs beside, which the same filter is for. */
const initCalls = ["rt_sigtimedwait", "signalfd4"];

function nameOf(number: number): string {
  if (number === 128 || number === 289) return number === 128 ? "rt_sigtimedwait" : "signalfd4";
  return allowed.find(([, x64]) => x64 === number)?.[0] ?? `call ${number}`;
}

/** Reads a file of the system while an attack watches its folder. */
async function watched(scene: Scene): Promise<unknown> {
  const folder = "/usr/share/common-licenses";
  const names = await readdir(folder);
  const begun = await scene.begin("h129_watch", folder);
  await begun.said("up");
  const ended = begun.ended();
  let isOver = false;
  void ended.finally(() => {
    isOver = true;
  });
  while (!isOver) for (const name of names) await readFile(join(folder, name));
  const outcome = await ended;
  await outcome.remove();
  return outcome.got;
}

export const kernel: readonly Case[] = [
  {
    number: "H117",
    title: "no new namespaces, by none of three calls and none of seven flags",
    isSample: true,
    attack: async (scene) => {
      const [unshare, clone3, made] = (await gotBy(scene, "h117", true)) as [string, string, string[]];
      expectRefused({ unshare, clone3, ...made });
      expect(made).toHaveLength(7);
    },
    control: async (scene) => {
      const [unshare, clone3] = (await gotBy(scene, "h117", false)) as [string, string];
      expect([unshare, clone3]).toEqual(["done", "EINVAL"]);
    },
  },
  {
    number: "H118",
    title: "no other namespace can be entered",
    attack: async (scene) => expectRefused({ setns: (await gotBy(scene, "h118")) ?? "nothing" }),
    control: async (scene) => expect(await gotBy(scene, "h118")).toBe("EBADF"),
  },
  refusedCalls("H119", "bpf and perf_event_open are refused", 1),
  refusedCalls("H120", "io_uring is refused", 1),
  refusedCalls("H121", "userfaultfd is refused", 0, {
    attack: async (scene) => expectRefused({ userfaultfd: (await gotBy(scene, "h121")) ?? "nothing" }),
    control: async (scene) => expectReached({ userfaultfd: (await gotBy(scene, "h121")) ?? "nothing" }, 0),
  }),
  refusedCalls("H122", "keys and keyrings are refused", 2),
  refusedCalls("H123", "modules, kexec, reboot, swap, accounting, the kernel's log and ports are refused", isRoot ? 4 : 1),
  {
    number: "H124",
    title: "the conventions of x32 and of 32 bits end their caller, and personalities are refused",
    notOn: { runsc: "its own kernel knows neither convention, and no call reaches the host's" },
    attack: async (scene) => {
      const [x32, int80, ...others] = (await gotBy(scene, "h124")) as [number, number, string, string];
      expect(x32).toBe(-31);
      expect([-31, -11]).toContain(int80);
      expectRefused({ ...others });
    },
    control: async (scene) => {
      const [x32, , personality] = (await gotBy(scene, "h124")) as [number, number, string];
      // Many kernels have no x32; it then says so, and nobody is ended.
      expect([0, 7]).toContain(x32);
      expect(personality).toBe("done");
    },
  },
  {
    number: "H125",
    title: "there are no rights, and no way to any: no capability, no new privileges, a filter",
    attack: async ({ run, engine }) => {
      const [status, capset, setuid, ambient] = (await run("h125")).got as [Record<string, string>, string, string, string];
      expect(status).toMatchObject({ CapEff: none, CapPrm: none, CapBnd: none });
      // gVisor does not tell of these.
      if (engine.name !== "runsc") expect(status).toMatchObject({ CapAmb: none, NoNewPrivs: "1", Seccomp: "2" });
      for (const refused of [capset, setuid, ambient]) expect(["EPERM", "ENOSYS", "EINVAL", "EFAULT"]).toContain(refused);
    },
    control: async ({ run }) => {
      const [status] = (await run("h125", "harmless")).got as [Record<string, string>];
      expect(status).toMatchObject({ NoNewPrivs: "0", Seccomp: "0" });
      if (isRoot) expect(status["CapEff"]).not.toBe(none);
    },
  },
  {
    number: "H126",
    title: "the control group can be neither left nor changed nor seen from above",
    attack: async (scene) => {
      const [own, isWritable, agents, mount] = (await gotBy(scene, "h126")) as [string[], boolean, string[], string];
      expect(own.every((path) => path === "/")).toBe(true);
      expect([isWritable, agents, refusals.has(mount)]).toEqual([false, [], true]);
    },
    control: async (scene) => {
      const [, isWritable, , mount] = (await gotBy(scene, "h126")) as [string[], boolean, string[], string];
      if (isRoot) expect([isWritable, refusals.has(mount)]).toEqual([true, false]);
    },
  },
  refusedCalls("H127", "clocks and names of the host are refused", isRoot ? 4 : 0),
  {
    number: "H128",
    title: "neither real time nor priority nor affinity nor locked memory can be had",
    attack: async ({ run, engine }) => {
      const { priority, ...calls } = (await run("h128")).got as Record<string, string>;
      // gVisor's own kernel takes all of it for its own children; the host's never hears of it.
      if (engine.name === "runsc") return;
      expect(["EACCES", "EPERM"]).toContain(priority);
      expectRefused(calls);
    },
    control: async ({ run }) => {
      const { priority, ...calls } = (await run("h128")).got as Record<string, string>;
      if (isRoot) expect(priority).toBe("raised");
      expectReached(calls, 3);
    },
  },
  {
    number: "H129",
    title: "descriptors of every kind stop at their limit, and watches and timers are refused",
    notOn: { runsc: "its own kernel makes them; they are memory of the sandbox" },
    attack: async (scene) => {
      const [files, events, calls] = (await gotBy(scene, "h129", 400, { limits: { fds: 100 } })) as [
        string,
        string,
        Record<string, string>,
      ];
      expect([files, events]).toEqual(["EMFILE", "EMFILE"]);
      // Timers by descriptor are bounded as the rest; a library may need them.
      const { timerfd_create: _, ...refused } = calls;
      expectRefused(refused);
    },
    control: async (scene) =>
      expect(((await gotBy(scene, "h129", 400, { limits: { fds: 100 } })) as unknown[]).slice(0, 2)).toEqual([null, null]),
  },
  {
    number: "H129b",
    title: "what others do with files that all can read cannot be watched",
    notOn: { runsc: "its own kernel knows only its own accesses" },
    attack: async (scene) => expect(await watched(scene)).toEqual(["EPERM", false]),
    control: async (scene) => expect(await watched(scene)).toEqual([0, true]),
  },
  refusedCalls("H130", "ten public exploits stop at their first forbidden call", 6, {
    notOn: { runsc: "its own kernel answers; none of these calls reaches the host's" },
  }),
  {
    number: "H130b",
    title: "a write through the own memory file changes no file",
    attack: async (scene) => expect(await gotBy(scene, "h130_copy", "/usr/bin/env")).toBe(true),
    control: { unsafe: "it works on kernels before 4.8.3 only" },
  },
  {
    number: "H131",
    title: "what tools that look for ways out of containers look for is not found",
    notOn: { runsc: "gVisor's /proc tells of its own kernel" },
    attack: async ({ run }) => expect((await run("h131")).got).toEqual([]),
    control: async ({ run }) => expect(((await run("h131")).got as string[]).length).toBeGreaterThan(isRoot ? 5 : 3),
  },
  {
    number: "H132",
    title: "a census of all calls finds those of the golden list, no more and no fewer",
    notOn: { runsc: "its own kernel answers; the list is that of the host's" },
    attack: async (scene) => {
      const got = (await gotBy(scene, "h132", numbers, { limits: { pids: 100, wallMs: 60_000 } })) as number[];
      expect(got.map(nameOf).sort()).toEqual([...golden(), ...(scene.engine.name === "docker" ? initCalls : [])].sort());
    },
    // The control of the others: forbidden calls reach the kernel without the filter.
    control: async ({ run }) => {
      expect(golden().length).toBeLessThanOrEqual(150);
      expectReached((await run("h130")).got, 6);
    },
  },
];
