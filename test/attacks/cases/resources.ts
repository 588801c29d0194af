// Group I: using up what others need. An honest job works meanwhile and afterwards.
import { expect } from "vitest";
import type { Case } from "../case.js";
import { besideHonest, gotBy, mebibyte } from "./expectations.js";

/** Fills each kind of memory beyond the limit; the job, and nobody else, is ended or refused. */
function memoryCase(letter: string, kind: string, more: Partial<Case> & { megabytes: number; harmless: number; counts?: number }): Case {
  const { megabytes, harmless, counts = 1, ...rest } = more;
  return {
    number: `I135${letter}`,
    title: `memory as ${kind} stops at the job's limit, and only that job ends`,
    needs: ["memory"],
    attack: async (scene) => {
      const { exit, got } = await besideHonest(scene, "i135", [kind, megabytes], {
        limits: { memoryBytes: 64 * mebibyte, fds: 4000, diskBytes: 200 * mebibyte },
      });
      if (got === undefined) expect(exit).toMatchObject({ reason: "out-of-memory", limitsHit: expect.arrayContaining(["memory"]) });
      // Refused before the limit, or given back by the kernel when it was reached: the peak tells.
      // The kernel counts in portions.
      else expect(exit.usage.memoryPeakBytes).toBeLessThanOrEqual(65 * mebibyte + scene.ground.overhead.memoryBytes);
    },
    control: async (scene) =>
      expect(await gotBy(scene, "i135", [kind, harmless], { limits: { memoryBytes: 16 * mebibyte } })).toEqual([harmless / counts, null]),
    ...rest,
  };
}

const endings = ["ignores", "stops", "spins"] as const;

export const resources: readonly Case[] = [
  {
    number: "I133",
    title: "500 forks stop at the limit of children",
    isSample: true,
    needs: ["pids"],
    attack: async (scene) => {
      const { exit, got } = await besideHonest(scene, "i133", 500, { limits: { pids: 50 } });
      const [count, why] = got as [number, string];
      expect(why).toBe("EAGAIN");
      // A sandbox that brings its own first child counts it, and one that is a virtual kernel its threads.
      expect(count).toBeGreaterThan(20);
      expect(count).toBeLessThan(50 + scene.ground.overhead.pids);
      expect(exit.limitsHit).toContain("pids");
    },
    control: async (scene) => expect(await gotBy(scene, "i133", 120, { limits: { pids: 50 } })).toEqual([120, null]),
  },
  {
    number: "I133b",
    title: "a fork bomb ends at the wall time with all its children, and an honest job works beside it",
    needs: ["pids"],
    attack: async (scene) => {
      const { exit } = await besideHonest(scene, "i133_bomb", 600, { limits: { pids: 64, wallMs: 2500, cpus: 0.5 } });
      expect(exit).toMatchObject({ reason: "timeout", limitsHit: expect.arrayContaining(["wall", "pids"]) });
    },
    control: { unsafe: "it would take the machine down" },
  },
  {
    number: "I134",
    title: "threads stop at the limit of children",
    needs: ["pids"],
    attack: async (scene) => {
      const { exit, got } = await besideHonest(scene, "i134", 500, { limits: { pids: 50 } });
      expect(got).toEqual([expect.any(Number), "refused"]);
      expect(exit.limitsHit).toContain("pids");
    },
    control: async (scene) => expect(await gotBy(scene, "i134", 120, { limits: { pids: 50 } })).toEqual([120, null]),
  },
  memoryCase("a", "anonymous", { megabytes: 500, harmless: 80 }),
  memoryCase("b", "shared", { megabytes: 500, harmless: 80 }),
  memoryCase("c", "/tmp", {
    megabytes: 100,
    harmless: 80,
    control: async (open) => {
      expect(await gotBy(open, "i135", ["/tmp", 80], { limits: { memoryBytes: 16 * mebibyte } })).toEqual([80, null]);
      await open.run("i135_clean");
    },
  }),
  memoryCase("d", "/dev/shm", {
    megabytes: 100,
    harmless: 80,
    control: async (open) => {
      expect(await gotBy(open, "i135", ["/dev/shm", 80], { limits: { memoryBytes: 16 * mebibyte } })).toEqual([80, null]);
      await open.run("i135_clean");
    },
  }),
  memoryCase("e", "pipes", { megabytes: 1500, harmless: 300 }),
  memoryCase("f", "sockets", { megabytes: 1500, harmless: 100 }),
  memoryCase("g", "page cache", { megabytes: 150, harmless: 40, counts: 10 }),
  {
    number: "I135h",
    title: "scratch memory has a size of its own below the limit of memory",
    attack: async (scene) => {
      for (const place of ["/tmp", "/dev/shm"]) {
        const got = await gotBy(scene, "i135", [place, 100], { limits: { memoryBytes: 512 * mebibyte } });
        expect(got).toEqual([64, "ENOSPC"]);
      }
    },
    control: async (scene) => {
      for (const place of ["/tmp", "/dev/shm"]) expect(await gotBy(scene, "i135", [place, 70])).toEqual([70, null]);
      await scene.run("i135_clean");
    },
  },
  ...(
    [
      ["in memory", 40, "a"],
      ["on disk", 100, "b"],
    ] as const
  ).map(
    ([where, megabytes, letter]): Case => ({
      number: `I136${letter}`,
      title: `5 GB of files stop at the quota ${where}`,
      needs: ["disk"],
      attack: async (scene) => {
        const { exit, got } = await besideHonest(scene, "i136", [5000 * mebibyte, "big"], { limits: { diskBytes: megabytes * mebibyte } });
        const [count, why] = got as [number, string];
        expect(why).toBe("ENOSPC");
        expect(count).toBeGreaterThan(megabytes * 0.93);
        expect(count).toBeLessThan(megabytes * 1.05);
        expect(exit.limitsHit).toContain("disk");
      },
      control: async (scene) =>
        expect(await gotBy(scene, "i136", [110 * mebibyte, "big"], { limits: { diskBytes: megabytes * mebibyte } })).toEqual([110, null]),
    }),
  ),
  ...(
    [
      ["in memory", 1, "a"],
      ["on disk", 80, "b"],
    ] as const
  ).map(
    ([where, megabytes, letter]): Case => ({
      number: `I137${letter}`,
      title: `files, links and folders without number stop at the quota of inodes ${where}`,
      needs: ["inodes"],
      attack: async (scene) => {
        const { exit, got } = await scene.run("i137", 1500, { limits: { inodes: 500, diskBytes: megabytes * mebibyte } });
        const [count, why] = got as [number, string];
        expect(why).toBe("ENOSPC");
        expect(count).toBeGreaterThan(300);
        expect(count).toBeLessThan(600);
        expect(exit.limitsHit).toEqual(expect.arrayContaining([expect.stringMatching(/^inodes$|^disk$/)]));
      },
      control: async (scene) => expect(await gotBy(scene, "i137", 1500, { limits: { inodes: 500 } })).toEqual([1500, null]),
    }),
  ),
  {
    number: "I138",
    title: "open files stop at their limit",
    attack: async (scene) => {
      const [count, why] = (await gotBy(scene, "i138", 400, { limits: { fds: 100 } })) as [number, string];
      expect([count < 100, why]).toEqual([true, "EMFILE"]);
    },
    control: async (scene) => expect(await gotBy(scene, "i138", 400, { limits: { fds: 100 } })).toEqual([400, null]),
  },
  {
    number: "I139",
    title: "64 spinning children take no more than the job's share of the processors",
    needs: ["cpu"],
    attack: async (scene) => {
      const { exit } = await besideHonest(scene, "i139", [64, 1.5], { limits: { cpus: 0.2, pids: 200 } });
      // 0.2 cores for the time that it lasted, with as much again for the boot.
      expect(exit.usage.cpuMs).toBeLessThan(exit.usage.wallMs * 0.4 + 500);
    },
    // Beside each other, whatever else the machine does: the one without a limit gets more.
    control: async (_open, sealed) => {
      const [limited, free] = await Promise.all([0.05, 16].map((cpus) => sealed.run("i139", [2, 1.5], { limits: { cpus } })));
      expect(free?.exit.usage.cpuMs).toBeGreaterThan((limited?.exit.usage.cpuMs ?? 0) * 1.3);
    },
  },
  {
    number: "I140",
    title: "a storm of small synced writes leaves others working",
    attack: async (scene) => {
      const { got } = await besideHonest(scene, "i140", 1.5, { limits: { diskBytes: 100 * mebibyte } });
      expect(got).toBe(true);
    },
    control: { unsafe: "no rate of I/O is limited: the case shows that jobs beside the storm are right, not how fast" },
  },
  ...endings.map(
    (how, index): Case => ({
      number: `I141${"abc"[index]}`,
      title: `a job that ${how === "ignores" ? "ignores every signal and sleeps" : how === "stops" ? "stops itself" : "ignores every signal and spins"} ends at its wall time`,
      attack: async (scene) => {
        const { exit } = await besideHonest(scene, "i141", how, { limits: { wallMs: 1500 } });
        expect(exit).toMatchObject({ reason: "timeout", limitsHit: expect.arrayContaining(["wall"]) });
      },
      // What ignores the polite signal is still there.
      control: async (scene) => {
        const begun = await scene.begin("i141", how);
        await begun.said("up");
        process.kill(Number((begun.handle.state as { pid: number }).pid), "SIGTERM");
        const isOver = await Promise.race([
          begun.ended().then(() => true),
          new Promise<false>((resolve) => setTimeout(() => resolve(false), 300)),
        ]);
        expect(isOver).toBe(false);
        await scene.engine.kill(begun.handle);
        await (await begun.ended()).remove();
      },
    }),
  ),
  {
    number: "I142",
    title: "orphans of their own sessions and unreaped dead are gone with the job",
    needs: ["pids"],
    attack: async (scene) => {
      const { got } = await besideHonest(scene, "i142", 200, { limits: { pids: 60 } });
      expect(got).toEqual([expect.any(Number), "EAGAIN"]);
    },
    control: { unsafe: "the orphans would be left on the host; F105 shows one that is" },
  },
  {
    number: "I143",
    title: "arguments end at the kernel's bound, and a traceback of a million lines is cut and said to be",
    attack: async (scene) => {
      const { exit, got } = await besideHonest(scene, "i143", 1_000_000);
      expect(got).toEqual([0, expect.stringMatching(/^(E2BIG|ENAMETOOLONG)$/)]);
      expect(exit.limitsHit).toContain("log");
      expect(exit.log.length).toBeLessThanOrEqual(64 * 1024);
    },
    control: async (_open, sealed) => {
      const { exit } = await sealed.run("i143", 10_000, { limits: { logBytes: 8 * mebibyte } });
      expect([exit.limitsHit, exit.log.split("\n").length > 10_000]).toEqual([[], true]);
    },
  },
];
