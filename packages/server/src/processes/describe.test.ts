// In which engine a process describes itself.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ProcessDescription } from "@terrarium/sdk";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeFakeEngine } from "../engines/fake/fake.js";
import { type Choice, describeProcess } from "./describe.js";

const limits = { wallMs: 1000, memoryBytes: 1, cpus: 1, pids: 1, diskBytes: 1, inodes: 1, fds: 1, outputBytes: 1, logBytes: 1 };
let dir = "";
const described: (string | undefined)[] = [];
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "terrarium-describe-"));
  described.length = 0;
});
afterEach(() => rm(dir, { recursive: true }));

/** Asks a process that calls itself what `idIn` says for the engine that it is in. */
function ask(
  choose: (description: ProcessDescription) => Choice,
  first: Choice = { engine: "strict" },
  idIn: (engine?: string) => string = () => "p",
) {
  const engine = makeFakeEngine({
    script(bundle) {
      described.push(bundle.process.engine);
      const outputs = [{ id: "o", title: "O", kind: "literal", dataType: "string" }];
      const description = {
        id: idIn(bundle.process.engine),
        title: "P",
        version: "1",
        inputs: [],
        outputs,
      } as unknown as ProcessDescription;
      return { messages: [{ terrarium: "description", description }] };
    },
  });
  const parts = { engine, bundlesDir: dir, limits, cacheFile: join(dir, "p.json"), choose, first };
  return describeProcess(parts, { command: ["x"], mounts: [], environment: {} });
}

describe("a process that nobody knows", () => {
  it("speaks in the engine for strangers, then in its own, and after that only there", async () => {
    expect(await ask(() => ({}))).toMatchObject({ description: { id: "p" } });
    expect(described).toEqual(["strict", undefined]);
    await ask(() => ({}));
    expect(described).toHaveLength(2);
  });
  it("speaks once where the engine for strangers is its own", async () => {
    expect(await ask(() => ({ engine: "strict" }))).toMatchObject({ engine: "strict" });
    expect(described).toEqual(["strict"]);
  });
  it("is not believed if it calls itself differently where it runs", async () => {
    await expect(
      ask(
        ({ id }) => (id === "good" ? {} : { engine: "strict" }),
        undefined,
        (engine) => (engine === "strict" ? "good" : "evil"),
      ),
    ).rejects.toThrow("calls itself good in one engine and evil in another");
  });
});

describe("a process that is known", () => {
  it("goes straight to its new engine when the administrator changes that", async () => {
    await ask(() => ({ engine: "strict" }));
    expect(await ask(() => ({ engine: "other", image: "i" }))).toMatchObject({ engine: "other", image: "i" });
    expect(described).toEqual(["strict", "other"]);
  });
  it("does not speak at all where its engine cannot run", async () => {
    await ask(() => ({}));
    described.length = 0;
    const refuse = () => {
      throw new Error("Its engine runsc cannot run here");
    };
    await expect(ask(refuse)).rejects.toThrow("cannot run here");
    expect(described).toEqual([]);
  });
});
