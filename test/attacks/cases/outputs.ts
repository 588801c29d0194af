// Group F, outputs: the trusted side must not be led elsewhere by what a job leaves to be collected.
import { spawnSync } from "node:child_process";
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { JsonValue } from "@terrarium/sdk";
import { expect } from "vitest";
import { settled } from "../../../packages/server/src/spawner/records.js";
import type { Case, Options, Outcome, Scene } from "../case.js";
import { daemons, endDaemons } from "../daemons.js";
import { besideHonest, gotBy, mebibyte } from "./expectations.js";

/** Runs an attack to its end and looks at what can be collected before it is removed. */
async function afterwards(
  scene: Scene,
  attack: readonly [string, JsonValue?],
  look: (outcome: Outcome, into: string) => Promise<void>,
  options?: Options,
) {
  const [name, told = null] = attack;
  const outcome = await (await scene.begin(name, told, options)).ended();
  try {
    await look(outcome, join(outcome.bundle.dir, "collected"));
  } finally {
    await outcome.remove();
  }
}

async function expectNotCollected(scene: Scene, { handle }: Outcome, names: readonly string[], into: string): Promise<void> {
  for (const name of names)
    await expect(scene.engine.collect(handle, [name], into), name).rejects.toMatchObject({ code: "process-failed" });
  expect(await readdir(into).catch(() => [])).toEqual([]);
}

const inOut = (outcome: Outcome, name: string) => join(outcome.bundle.dir, "job", "out", name);

let marks = 0;
/** Seconds that no other sleep on this machine has. */
const marker = () => `600.${process.pid}${marks++}`;

export const outputs: readonly Case[] = [
  {
    number: "F94",
    title: "an output that is a link is refused by name, and nothing of the host is read",
    isSample: true,
    attack: (scene) =>
      afterwards(scene, ["f94", join(scene.secrets, "canary")], async (outcome, into) => {
        expect(outcome.got).toBe("set");
        await expectNotCollected(scene, outcome, ["link", "magic", "above"], into);
      }),
    // Who follows the link reads the host's file.
    control: (scene) =>
      afterwards(scene, ["f94", join(scene.secrets, "canary")], async (outcome) => {
        expect(await readFile(inOut(outcome, "link"), "utf8")).toContain("canary");
      }),
  },
  {
    number: "F95",
    title: "links that dangle where the server writes are not written through",
    attack: (scene) =>
      afterwards(scene, ["f95", join(scene.secrets, "written")], async (outcome, into) => {
        await expectNotCollected(scene, outcome, ["collected", "record.json", "results.json.part"], into);
        const collected = await scene.engine.collect(outcome.handle, ["results.json"], into);
        expect(collected.map(({ name }) => name)).toEqual(["results.json"]);
      }),
    control: (scene) =>
      afterwards(scene, ["f95", join(scene.secrets, "canary")], async (outcome) => {
        expect(await readFile(inOut(outcome, "record.json"), "utf8")).toContain("canary");
      }),
  },
  {
    number: "F96",
    title: "an output that is exchanged with a link all the time is the job's own file or refused, and never before all are dead",
    notOn: { runsc: "its own kernel knows no exchange of names" },
    async attack(scene) {
      for (let round = 0; round < 8; round++) {
        await afterwards(scene, ["f96", join(scene.secrets, "canary")], async (outcome, into) => {
          const found = await scene.engine.collect(outcome.handle, ["file"], into).then(
            ([file]) => readFile(file?.path ?? "", "utf8"),
            (error: { code: string }) => error.code,
          );
          expect(["honest", "process-failed"]).toContain(found);
        });
      }
    },
    control: async (scene) => {
      const begun = await scene.begin("f96_live", join(scene.secrets, "canary"));
      await begun.said("up");
      let isWon = false;
      while (!isWon) isWon = (await readFile(join(begun.bundle.dir, "job", "out", "file"), "utf8")).includes("canary");
      await scene.engine.kill(begun.handle);
      await (await begun.ended()).remove();
      await endDaemons(begun.bundle.dir);
    },
  },
  {
    number: "F97",
    title: "nothing is given to the server or made readable through a link",
    attack: (scene) =>
      afterwards(scene, ["f97", join(scene.secrets, "closed")], async (outcome, into) => {
        const before = await stat(join(scene.secrets, "closed"));
        await expectNotCollected(scene, outcome, ["file", "folder"], into);
        const { uid, mode } = await stat(join(scene.secrets, "closed"));
        expect([uid, mode]).toEqual([before.uid, before.mode]);
      }),
    control: (scene) =>
      afterwards(scene, ["f97", join(scene.secrets, "closed")], async (outcome) => {
        expect((await stat(inOut(outcome, "folder"))).ino).toBe((await stat(join(scene.secrets, "closed"))).ino);
      }),
  },
  {
    number: "F98",
    title: "hard links are refused, and none to a foreign file can be made",
    attack: (scene) =>
      afterwards(scene, ["f98", join(scene.secrets, "canary")], async (outcome, into) => {
        expect(outcome.got).toMatch(/^E/);
        await expectNotCollected(scene, outcome, ["one", "two", "foreign"], into);
      }),
    control: (scene) =>
      afterwards(scene, ["f98", join(scene.secrets, "canary")], async (outcome) => {
        expect(outcome.got).toBe("linked");
        expect(await readFile(inOut(outcome, "foreign"), "utf8")).toContain("canary");
      }),
  },
  {
    number: "F99",
    title: "pipes, sockets, devices and folders are refused at once",
    attack: (scene) =>
      afterwards(scene, ["f99"], async (outcome, into) => expectNotCollected(scene, outcome, ["pipe", "socket", "device", "folder"], into)),
    // A plain read of the pipe waits for a writer that never comes.
    control: (scene) =>
      afterwards(scene, ["f99"], async (outcome) => {
        expect((await stat(inOut(outcome, "pipe"))).isFIFO()).toBe(true);
        expect(spawnSync("/usr/bin/timeout", ["0.3", "/bin/cat", inOut(outcome, "pipe")]).status).toBe(124);
      }),
  },
  {
    number: "F100",
    title: "a sparse file of a terabyte is refused by its size, unread",
    attack: (scene) =>
      afterwards(scene, ["f100", 2 ** 40], async (outcome, into) => {
        // The limit of file sizes may have refused it before.
        if (outcome.got === "made")
          await expect(scene.engine.collect(outcome.handle, ["sparse"], into)).rejects.toMatchObject({ code: "limit-exceeded" });
        else expect(outcome.got).toBe("EFBIG");
        expect(await readdir(into).catch(() => [])).toEqual([]);
      }),
    control: (scene) =>
      afterwards(scene, ["f100", 2 ** 40], async (outcome) => expect((await stat(inOut(outcome, "sparse"))).size).toBe(2 ** 40)),
  },
  {
    number: "F100b",
    title: "a sparse file above the limit of outputs is refused by its size",
    attack: (scene) =>
      afterwards(scene, ["f100", 20 * mebibyte], async (outcome, into) => {
        expect(outcome.got).toBe("made");
        await expect(scene.engine.collect(outcome.handle, ["sparse"], into)).rejects.toMatchObject({ code: "limit-exceeded" });
        expect(await readdir(into)).toEqual([]);
      }),
    control: (scene) =>
      afterwards(
        scene,
        ["f100", 20 * mebibyte],
        async (outcome, into) => expect(await scene.engine.collect(outcome.handle, ["sparse"], into)).toHaveLength(1),
        { limits: { outputBytes: 30 * mebibyte } },
      ),
  },
  {
    number: "F101",
    title: "an output that somebody writes to for ever stands still before it is read",
    attack: (scene) =>
      afterwards(scene, ["f101"], async (outcome, into) => {
        const [file] = await scene.engine.collect(outcome.handle, ["file"], into);
        const [again] = await scene.engine.collect(outcome.handle, ["file"], `${into}-again`);
        expect(again?.sha256).toBe(file?.sha256);
      }),
    control: (scene) =>
      afterwards(scene, ["f101"], async (outcome) => {
        const path = inOut(outcome, "file");
        const before = (await stat(path)).size;
        while ((await stat(path)).size === before) await new Promise((resolve) => setTimeout(resolve, 5));
        await endDaemons(outcome.bundle.dir);
      }),
  },
  {
    number: "F104",
    title: "results whose files are named above, absolutely or not at all are no results, and such names are not collected",
    attack: (scene) =>
      afterwards(scene, ["f104"], async (outcome, into) => {
        expect(outcome.got).toBe("said");
        await expectNotCollected(scene, outcome, ["../job.json", "/etc/passwd", "..", ".", "", "a\0b", "n".repeat(256)], into);
        const [odd] = await scene.engine.collect(outcome.handle, ["a\r\nSet-Cookie: x"], into);
        expect(odd?.byteLength).toBe(0);
      }),
    // A server that joins names reads the job's own order.
    control: (scene) =>
      afterwards(scene, ["f104"], async (outcome) => expect(await readFile(inOut(outcome, "../job.json"), "utf8")).toContain("hostile")),
  },
  {
    number: "F105",
    title: "a daemon of its own session is dead before anything is collected, and writes nothing more",
    async attack(scene) {
      const told = marker();
      await afterwards(scene, ["f105", told], async (outcome, into) => {
        expect(outcome.got).toBe("left a daemon");
        expect(await daemons(told)).toEqual([]);
        await scene.engine
          .collect(outcome.handle, ["late"], into)
          .catch((error: { code: string }) => expect(error.code).toBe("process-failed"));
      });
    },
    async control(scene) {
      const told = marker();
      // Ended before anything is removed: what it writes meanwhile would fill the folder again.
      await afterwards(scene, ["f105", told], async ({ bundle }) => {
        expect(await settled(async () => (await daemons(told)).length === 1, 10_000)).toBe(true);
        await endDaemons(bundle.dir);
      });
    },
  },
  {
    number: "F105b",
    title: "a daemon that keeps the job's pipes open does not keep the job",
    async attack(scene) {
      const told = marker();
      const { exit, got } = await scene.run("f105_pipes", told, { limits: { wallMs: 20_000 } });
      expect([exit.reason, got]).toEqual(["exited", "left a daemon"]);
      expect(await daemons(told)).toEqual([]);
    },
    // Without isolation it lives on.
    async control(scene) {
      const told = marker();
      await scene.run("f105_pipes", told);
      let left: number[] = [];
      // It may still be about to become what it is known by.
      await settled(async () => {
        left = await daemons(told);
        return left.length > 0;
      }, 10_000);
      for (const pid of left) process.kill(pid, "SIGKILL");
      expect(left).toHaveLength(1);
    },
  },
  {
    number: "F105c",
    title: "children that are born in the instant of the end are dead with the others",
    needs: ["pids"],
    attack: async (scene) => {
      for (let round = 0; round < 3; round++) expect((await scene.run("f105_fork", 10)).got).toBe("forking");
    },
    control: { unsafe: "without a pid namespace nobody could find the children again" },
  },
  {
    number: "F106",
    title: "5 GB of an output stop at the quota of 100 MB, and the disk is as it was",
    needs: ["disk"],
    async attack(scene) {
      const { exit, got } = await besideHonest(scene, "f106", 5000 * mebibyte, { limits: { diskBytes: 100 * mebibyte } });
      const [size, why] = got as [number, string];
      expect([why, exit.limitsHit]).toEqual(["ENOSPC", expect.arrayContaining(["disk"])]);
      expect(size).toBeLessThan(105 * mebibyte);
    },
    control: async (scene) =>
      expect(await gotBy(scene, "f106", 110 * mebibyte, { limits: { diskBytes: 100 * mebibyte } })).toEqual([110 * mebibyte, null]),
  },
  {
    number: "F106b",
    title: "the folder of outputs cannot be taken away",
    attack: (scene) =>
      afterwards(scene, ["f106_place"], async (outcome, into) => {
        expect(outcome.got).toMatch(/^E/);
        await expectNotCollected(scene, outcome, ["file"], into);
      }),
    control: (scene) =>
      afterwards(scene, ["f106_place"], async (outcome) => {
        expect(outcome.got).toBe("removed");
        expect((await stat(join(outcome.bundle.dir, "job", "out"))).isFIFO()).toBe(true);
      }),
  },
];
