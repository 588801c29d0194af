// Sandboxes that lie in wait: code that misbehaves after its sandbox was made and before it gets a job. They carry the numbers of the cases
// whose way they take.
import { expect } from "vitest";
import type { Case, Scene } from "../case.js";
import { besideHonest } from "./expectations.js";

/** The job's own result is told, whatever was said before it. */
const waitingCases: Readonly<Record<string, string>> = {
  ready: "says ready three times",
  progress: "reports progress of nothing, 20,000 times",
  files: "puts files and links where results would be",
  reader: "has a child of its own at the channel",
  spinning: "leaves a child that spins",
  backwards: "fills the stream that it is told to start by",
};

async function misbehaved(scene: Scene, how: string) {
  return besideHonest(scene, "honest_after", null, { atLoad: how, limits: { cpus: 0.5 } });
}

export const waiting: readonly Case[] = [
  ...Object.entries(waitingCases).map(
    ([how, what], index): Case => ({
      number: `F103w${index + 1}`,
      title: `a waiting sandbox that ${what} gives its own job's result and nothing else`,
      attack: async (scene) => {
        const { exit, got } = await misbehaved(scene, how);
        expect([exit.reason, got]).toEqual(["exited", "own result"]);
      },
      control: async (open) => expect((await open.run("at_load")).got).toBe(false),
    }),
  ),
  {
    number: "F103x",
    title: "a result that is said before there is a job is no more than that job's own lie",
    attack: async (scene) => {
      const { exit, messages } = await scene.run("honest_after", null, { atLoad: "results" });
      expect([exit.reason, messages]).toEqual(["exited", 1]);
    },
    control: { unsafe: "a process may always lie about its own result; the count of messages is what is bounded" },
  },
  ...["stopped", "gone"].map(
    (how, index): Case => ({
      number: `I141${"wx"[index]}`,
      title: `a sandbox that is ${how} before it is ready is not handed out, and leaves nothing`,
      attack: async (scene) => {
        const begun = scene.begin("honest_after", null, { atLoad: how });
        await expect(begun).rejects.toMatchObject({ code: "engine-failed" });
      },
      control: async (open) => expect((await open.run("at_load")).got).toBe(false),
      ...(how === "stopped" ? { isHeavy: true as const } : {}),
    }),
  ),
];
