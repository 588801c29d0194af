// Group F, the channel: the trusted side must not be filled up, or made to believe, by what a job says.
import { readFile } from "node:fs/promises";
import { expect } from "vitest";
import type { Case } from "../case.js";
import { besideHonest, mebibyte } from "./expectations.js";
import { rawLines } from "./raw.js";

async function residentBytes(pid: number): Promise<number> {
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(await readFile(`/proc/${pid}/status`, "latin1"))?.[1] ?? 0) * 1024;
}

export const channel: readonly Case[] = [
  {
    number: "F102",
    title: "200 MB of output without a line break keep the trusted side small; the end of it is kept, and said to be an end",
    async attack(scene) {
      const pid = scene.ground.trustedPid;
      const before = pid === undefined ? 0 : await residentBytes(pid);
      const { exit, got } = await besideHonest(scene, "f102", 200 * mebibyte);
      expect(got).toBe("said");
      expect(exit.limitsHit).toEqual(["log"]);
      expect(exit.log.length).toBeLessThanOrEqual(64 * 1024);
      if (pid !== undefined) expect((await residentBytes(pid)) - before).toBeLessThan(96 * mebibyte);
    },
    // With the bound of the log off all of it is kept.
    control: async (_open, sealed) => {
      const { exit } = await sealed.run("f102", 20 * mebibyte, { limits: { logBytes: 32 * mebibyte } });
      expect(exit.log.length).toBeGreaterThan(19 * mebibyte);
    },
  },
  {
    number: "F103",
    title: "100,000 reports and forged ones are a few messages of the own job, and the result is the true one",
    async attack(scene) {
      const { exit, got, messages } = await besideHonest(scene, "f103", 100_000);
      expect(got).toBe("said");
      // One in 50 ms, and the last.
      expect(messages).toBeLessThan(exit.usage.wallMs / 50 + 10);
    },
    control: async ({ ground }) => expect((await rawLines(ground, "f103", 100_000)).length).toBeGreaterThan(100_000),
  },
  {
    number: "F103b",
    title: "a result without end ends the job as output-limit",
    async attack(scene) {
      const { exit, got } = await scene.run("f103_long", 500 * mebibyte);
      expect(got).toBeUndefined();
      expect(exit).toMatchObject({ reason: "output-limit", limitsHit: expect.arrayContaining(["output"]) });
    },
    // Whoever has no bound must take it all before it sees that it is no message.
    control: async ({ ground }) => {
      const lines = await rawLines(ground, "f103_long", 40 * mebibyte);
      expect(Math.max(...lines.map((line) => line.length))).toBeGreaterThan(40_000_000);
    },
  },
  ...deepMessages(),
  {
    number: "F103d",
    title: "descriptions without end are one message",
    attack: async (scene) => expect((await scene.run("f103_again", 40)).messages).toBe(1),
    control: async ({ ground }) =>
      expect((await rawLines(ground, "f103_again", 40)).filter((line) => line.startsWith('{"terrarium": "desc'))).toHaveLength(40),
  },
];

/** Good JSON, but too deep to be written again by whoever passes it on. */
function deepMessages(): Case[] {
  const nested = `[${"[".repeat(100_000)}${"]".repeat(100_000)}]`;
  const lines = {
    "an error": `{"terrarium":"error","kind":"user","message":"x","detail":${nested}}`,
    "a description": `{"terrarium":"description","description":{"a":${nested}}}`,
    results: `{"terrarium":"results","outputs":[{"id":"got","kind":"literal","value":"x","more":${nested}}]}`,
  };
  return Object.entries(lines).map(([what, line], index) => ({
    number: `F103c${index + 1}`,
    title: `${what} too deep for who passes it on is no message`,
    attack: async (scene) => expect((await besideHonest(scene, "f103_line", line)).got).toBe("later"),
    control: async () => {
      const read: unknown = JSON.parse(line);
      expect(() => JSON.stringify(read)).toThrow(RangeError);
    },
  }));
}
