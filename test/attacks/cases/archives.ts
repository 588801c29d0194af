// Group C: archives and formats. The server never opens them; a job that does harms only itself.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "vitest";
import type { Case } from "../case.js";
import { besideHonest, gotBy, mebibyte } from "./expectations.js";

export const archives: readonly Case[] = [
  {
    number: "C55",
    title: "zip entries that name files above and outside write nothing there",
    isSample: true,
    attack: async (scene) => {
      const got = await gotBy(scene, "c55", [join(scene.secrets, "slipped"), "/usr/slipped", "/etc/slipped"]);
      expect(got).toHaveLength(6);
      expect(got).not.toContain("written");
    },
    control: async (scene) => {
      const slipped = join(scene.secrets, "slipped");
      expect(await gotBy(scene, "c55", [slipped])).toEqual(["written", "written"]);
      expect(await readFile(slipped, "utf8")).toBe("slipped");
      await rm(slipped);
    },
  },
  {
    number: "C56",
    title: "a link in an archive and a file through it write nothing outside",
    attack: async (scene) => expect(await gotBy(scene, "c56", scene.secrets)).not.toBe("written"),
    control: async (scene) => {
      expect(await gotBy(scene, "c56", scene.secrets)).toBe("written");
      await rm(join(scene.secrets, "slipped"));
    },
  },
  {
    number: "C57",
    title: "devices and hard links to foreign files cannot be unpacked",
    attack: async (scene) =>
      expect(await gotBy(scene, "c57", join(scene.secrets, "canary"))).toMatchObject({
        device: expect.stringMatching(/^EPERM$|^ENODEV$|^EACCES$/),
        disk: expect.stringMatching(/^EPERM$|^ENODEV$|^EACCES$/),
        hardlink: expect.stringMatching(/^ENOENT$/),
      }),
    control: async (scene) => {
      const made = process.getuid?.() === 0 ? { device: "made", disk: "made" } : {};
      expect(await gotBy(scene, "c57", join(scene.secrets, "canary"))).toMatchObject({ ...made, hardlink: "made" });
    },
  },
  {
    number: "C58",
    title: "a bomb of 1000:1 stops at the quota of the job that unpacks it",
    needs: ["disk"],
    attack: async (scene) => {
      const { got, exit } = await besideHonest(scene, "c58", 400 * mebibyte);
      expect(got).toEqual([true, expect.any(Number), "ENOSPC"]);
      expect(exit.limitsHit).toContain("disk");
    },
    control: async (scene) => expect(await gotBy(scene, "c58", 40 * mebibyte)).toEqual([true, 40, null]),
  },
  {
    number: "C59",
    title: "an archive of very many entries stops at the quota of inodes",
    needs: ["inodes"],
    attack: async (scene) => {
      const { got, exit } = await besideHonest(scene, "c59", 3000);
      expect(got).toEqual([expect.any(Number), "ENOSPC", "ENAMETOOLONG"]);
      expect(exit.limitsHit).toContain("inodes");
    },
    control: async (scene) => expect(await gotBy(scene, "c59", 3000)).toEqual([3000, null, "ENAMETOOLONG"]),
  },
  {
    number: "C60",
    title: "rasters that are too large, circular or lie elsewhere end or fail only their job, and nothing of the host is read",
    attack: async (scene) => {
      const { got, exit } = await besideHonest(scene, "c60", join(scene.secrets, "canary"), { limits: { wallMs: 20_000 } });
      if (got === undefined) expect(["out-of-memory", "signaled", "exited", "timeout"]).toContain(exit.reason);
      else expect(got).toEqual(["refused", expect.any(String), "refused"]);
    },
    // VRT reads the raw bytes of whatever file it names.
    control: async (scene) =>
      expect(await gotBy(scene, "c60", join(scene.secrets, "canary"))).toEqual([expect.any(String), expect.any(String), "canary"]),
  },
  {
    number: "C61",
    title: "code that runs out of a pickle writes nothing outside, and SQLite loads no foreign library",
    attack: async (scene) =>
      expect(await gotBy(scene, "c61", join(scene.secrets, "pickled"))).toEqual([expect.stringMatching(/^E/), "refused"]),
    control: async (scene) => {
      const pickled = join(scene.secrets, "pickled");
      expect(await gotBy(scene, "c61", pickled)).toEqual(["written", "refused"]);
      expect(await readFile(pickled, "utf8")).toBe("by a pickle");
      await rm(pickled);
    },
  },
  {
    number: "C62",
    title: "a crash in native code is told as its signal, and ends nobody else",
    attack: async (scene) => {
      const { exit, got } = await besideHonest(scene, "c62");
      expect(got).toBeUndefined();
      expect(exit).toMatchObject({ reason: "signaled", signal: "SIGSEGV" });
    },
    // Within one child, as a server that runs processes itself, the crash ends the neighbour too.
    control: async ({ ground }) => {
      const program = `import sys, threading, time; sys.path.insert(0, ${JSON.stringify(ground.code)}); import archives
threading.Thread(target=lambda: (time.sleep(2), print("the neighbour is done", flush=True))).start()
archives.c62(None)`;
      const child = spawn("/usr/bin/python3", ["-B", "-c", program], { stdio: ["ignore", "pipe", "ignore"] });
      let said = "";
      child.stdout.on("data", (bytes: Buffer) => {
        said += bytes.toString();
      });
      const [, signal] = (await once(child, "close")) as [number | null, string | null];
      expect([signal, said]).toEqual(["SIGSEGV", ""]);
    },
  },
];
