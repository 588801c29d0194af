// Every limit, run into by a real job in a real sandbox, and the sentence that its client is told.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Limits } from "@terrarium/sdk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exitFault, hitByWords, limitSentence } from "../../jobs/exit-sentence.js";
import { pythonBundle, roomy, runJob } from "../conformance/python-bundle.js";
import { makeSealedEngine, type SealedEngine } from "../sealed-engine.js";

const mebibyte = 1024 * 1024;
let sealed: SealedEngine;

beforeAll(async () => {
  sealed = await makeSealedEngine();
});
afterAll(async () => {
  await sealed.tearDown();
});

interface Case {
  readonly limit: string;
  readonly limits: Partial<Limits>;
  readonly program: string;
  readonly sentence: RegExp;
  readonly needsRoot?: boolean;
}

const fill = (where: string) => `block = os.urandom(1 << 20)
with open("${where}", "wb", buffering=0) as file:
    while True: file.write(block)`;

const cases: readonly Case[] = [
  { limit: "wall", limits: { wallMs: 300 }, program: "time.sleep(600)", sentence: /ended after 0\.3 s, its time limit\. Try less data/ },
  {
    limit: "memory",
    limits: { memoryBytes: 64 * mebibyte },
    program: "hoard = []\nwhile True: hoard.append(os.urandom(1 << 20))",
    sentence: /more than 64 MiB of memory, its limit, and was ended\. Try less data/,
    needsRoot: true,
  },
  {
    limit: "pids",
    limits: { pids: 10 },
    program: "while True:\n    if os.fork() == 0: time.sleep(600)",
    sentence: /limit of 10 child processes and threads/,
    needsRoot: true,
  },
  { limit: "disk", limits: { diskBytes: 8 * mebibyte }, program: fill("full"), sentence: /disk space of 8 MiB was full/ },
  {
    limit: "disk",
    limits: { diskBytes: 80 * mebibyte },
    program: fill("/job/out/full"),
    sentence: /disk space of 80 MiB was full/,
    needsRoot: true,
  },
  {
    limit: "inodes",
    limits: { inodes: 50 },
    program: 'for n in range(1000): open(f"file{n}", "w").close()',
    sentence: /when it had made 50 files, its limit/,
    needsRoot: true,
  },
  { limit: "fds", limits: { fds: 40 }, program: "held = [os.open('/', 0) for _ in range(100)]", sentence: /limit of 40 open files/ },
];

describe("a job that runs into its limit", () => {
  for (const { limit, limits, program, sentence, needsRoot = false } of cases) {
    const isSkipped = needsRoot && process.getuid?.() !== 0;
    const title = `of ${limit} (${JSON.stringify(limits)}) ends, and its client is told the limit${isSkipped ? " (skipped: only root can enforce it)" : ""}`;
    it.skipIf(isSkipped)(title, async () => {
      const bundle = await pythonBundle(sealed.folder, `wait_for_start()\n${program}`, limits);
      const { exit, handle } = await runJob(sealed.engine, bundle);
      await sealed.engine.remove(handle);
      const told = hitByWords(exit, exit.log);
      expect(told.limitsHit).toContain(limit);
      expect(exitFault(told, { ...roomy, ...limits })).toMatchObject({ code: "limit-exceeded", message: expect.stringMatching(sentence) });
      // Control: with room for it the same program does not hit this limit in its first moments.
      if (limit !== "fds") return;
      const control = await runJob(sealed.engine, await pythonBundle(sealed.folder, `wait_for_start()\n${program}`));
      await sealed.engine.remove(control.handle);
      expect(hitByWords(control.exit, control.exit.log)).toMatchObject({ reason: "exited", code: 0, limitsHit: [] });
    });
  }

  it("of disk, and gives the space back before it ends, is told what it said itself", async () => {
    const program = `wait_for_start()\ntry:\n    ${fill("full").replaceAll("\n", "\n    ")}\nexcept OSError as error:\n    os.unlink("full")\n    raise error`;
    const limits = { diskBytes: 8 * mebibyte };
    const { exit, handle } = await runJob(sealed.engine, await pythonBundle(sealed.folder, program, limits));
    await sealed.engine.remove(handle);
    expect(exit.limitsHit).toEqual([]);
    expect(exitFault(exit, { ...roomy, ...limits }).message).toMatch(/says that no space was left; its limit is 8 MiB in 1000 files/);
  });

  it("of one output has that refused when it is collected, with the limit", async () => {
    const program = 'wait_for_start()\nopen("/job/out/large", "wb").write(bytes(3 << 20))\nsay_results()';
    const bundle = await pythonBundle(sealed.folder, program, { outputBytes: 2 * mebibyte });
    const { handle } = await runJob(sealed.engine, bundle);
    const into = join(bundle.dir, "collected");
    await mkdir(into);
    await expect(sealed.engine.collect(handle, ["large"], into)).rejects.toMatchObject({ code: "limit-exceeded" });
    await sealed.engine.remove(handle);
  });

  it("of what it prints goes on, and it is known that some was lost", async () => {
    const program = 'wait_for_start()\nprint("x" * 5000)\nsay_results()';
    const limits = { logBytes: 1024 };
    const { exit, handle } = await runJob(sealed.engine, await pythonBundle(sealed.folder, program, limits));
    await sealed.engine.remove(handle);
    expect(exit).toMatchObject({ reason: "exited", code: 0, limitsHit: ["log"] });
    expect(limitSentence("log", { ...roomy, ...limits }).message).toBe(
      "Of what the process printed, only the last 1 KiB were kept, its limit.",
    );
  });
});
