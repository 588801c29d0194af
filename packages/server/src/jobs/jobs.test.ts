// Executions in the jobs room: from accepted to published, every failure, and load.
import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { JobFile, OutputValue } from "@terrarium/sdk";
import { describe, expect, it } from "vitest";
import type { ExecuteInput } from "../core/execute.js";
import type { FakeScript } from "../engines/fake/fake.js";
import { closeAfterEach, file, finals, hello, literalOnly, makeRig, me, sqlite, sync } from "./rig.js";

closeAfterEach();

describe("an execution", () => {
  it("is accepted before it runs, and ends with its published results", async () => {
    const rig = await makeRig({
      script: () => ({
        messages: [{ terrarium: "progress", percent: 40, message: "Half" }],
        results: [hello, file],
        files: { "out.txt": "content" },
        log: "printed",
      }),
    });
    const accepted = await rig.execute();
    expect(accepted).toMatchObject({ status: "accepted", progress: 0, owner: "me", id: expect.stringMatching(/^[a-z2-7]{26}$/) });
    const job = await rig.reaches(accepted.id, ...finals);
    expect(job).toMatchObject({ status: "successful", progress: 100, attempt: 1, message: "Half", isolation: { engine: "fake" } });
    expect(job.results).toMatchObject([
      hello,
      { id: "file", kind: "complex", file: { byteLength: 7 }, format: { mediaType: "text/plain" } },
    ]);
    expect(job.usage).toMatchObject({ bytesIn: "World".length, bytesOut: "Hello World".length + "content".length });
    expect(job.usage?.queueMs).toBe((job.startedMs ?? 0) - job.createdMs);
    await rig.close();
    expect(await readFile(join(rig.root, "outputs", job.id, "1"), "utf8")).toBe("content");
    expect(await readFile(join(rig.root, "logs", `${job.id}.log`), "utf8")).toBe("printed");
    expect(rig.engine.live()).toEqual([]);
  });

  it("begins again when its sandbox is lost, so often as it may", async () => {
    const losses = [1, 2, 3];
    for (const lost of losses) {
      const rig = await makeRig({ script: (_bundle, nth) => (nth < lost ? { loseHandle: true } : { results: [hello] }) });
      const { id } = await rig.execute(literalOnly);
      const ended = await rig.reaches(id, ...finals);
      if (lost < 3) expect(ended).toMatchObject({ status: "successful", attempt: lost + 1, results: [hello] });
      else expect(ended).toMatchObject({ status: "failed", attempt: 3, error: { message: expect.stringMatching(/was lost/) } });
      await rig.close();
      expect(rig.engine.live()).toEqual([]);
    }
  });

  it("fails at once when its sandbox is lost and its client waits", async () => {
    const rig = await makeRig({ script: (_bundle, nth) => (nth === 0 ? { loseHandle: true } : { results: [hello] }) });
    expect(await rig.execute({ ...sync, ...literalOnly })).toMatchObject({
      status: "failed",
      attempt: 1,
      error: { code: "engine-failed" },
    });
    await rig.close();
  });

  it("tells how its sandbox was made, where its engine has more than one way", async () => {
    const ways = ["zygote", "launcher"] as const;
    const rig = await makeRig({
      engine: (engine) => ({
        ...engine,
        async create(bundle) {
          const madeBy = ways[rig.bundles.length];
          return { ...(await engine.create(bundle)), ...(madeBy === undefined ? {} : { madeBy }) };
        },
      }),
    });
    for (const madeBy of [...ways, undefined]) {
      const { id } = await rig.execute();
      const { isolation } = await rig.reaches(id, "successful");
      expect(isolation).toEqual({ engine: "fake", enforced: [], notEnforced: [], ...(madeBy === undefined ? {} : { madeBy }) });
    }
    await rig.close();
  });

  it("synchronous, waits for the same path and needs no second question", async () => {
    const rig = await makeRig({ script: () => ({ results: [hello] }) });
    expect(await rig.execute({ ...sync, ...literalOnly })).toMatchObject({ status: "successful", results: [hello] });
  });

  it("gives the sandbox the inputs as files of plain bytes, readable for its uid, and job.json", async () => {
    let seen: { job: JobFile; files: string[] } | undefined;
    const rig = await makeRig({
      engine: (engine) => ({
        ...engine,
        async start(handle) {
          const dir = rig.bundles.find((bundle) => bundle.id === handle.id)?.dir ?? "";
          const job = JSON.parse(await readFile(join(dir, "job", "job.json"), "utf8")) as JobFile;
          const files = await Promise.all(
            job.inputs.flatMap((one) => (one.kind === "complex" ? [readFile(join(dir, "job", one.file), "utf8")] : [])),
          );
          seen = { job, files };
          await engine.start(handle);
        },
      }),
    });
    const stored = await rig.upload("streamed");
    const inputs: ExecuteInput[] = [
      { id: "layer", data: { kind: "stored", file: stored } },
      { id: "name", data: { kind: "value", value: "W" } },
      { id: "layer", data: { kind: "value", value: Buffer.from("coded").toString("base64"), format: { encoding: "base64" } } },
    ];
    const { id } = await rig.execute({ inputs });
    await rig.reaches(id, "successful");
    expect(seen?.files).toEqual(["streamed", "coded"]);
    expect(seen?.job.inputs).toEqual([
      { id: "name", kind: "literal", value: "W" },
      { id: "layer", kind: "complex", file: "in/1", byteLength: 8, format: { mediaType: "text/plain" } },
      { id: "layer", kind: "complex", file: "in/2", byteLength: 5, format: { mediaType: "text/plain" } },
    ]);
    await rig.close();
    expect((await rig.keys()).filter((key) => key.startsWith("u-"))).toEqual([]);
  });

  it("with lineage keeps its inputs until the job itself goes", async () => {
    const rig = await makeRig();
    const stored = await rig.upload("kept");
    const { id } = await rig.execute({
      lineage: true,
      inputs: [
        { id: "name", data: { kind: "value", value: "" } },
        { id: "layer", data: { kind: "stored", file: stored } },
      ],
    });
    await rig.reaches(id, "successful");
    await rig.close();
    expect(await rig.keys()).toContain(stored.key);
    await rig.jobs.perform({ kind: "dismiss", jobId: id }, me);
    expect(await rig.keys()).toEqual([]);
    await expect(rig.jobs.perform({ kind: "status", jobId: id }, me)).rejects.toMatchObject({ code: "job-removed" });
  });

  it("that is wrong is refused before anything is kept", async () => {
    const rig = await makeRig();
    await expect(rig.execute({ inputs: [] })).rejects.toMatchObject({ code: "missing-input", faults: [{ locator: "name" }] });
    await expect(rig.execute({ processId: "nothing" })).rejects.toMatchObject({
      code: "no-such-process",
      faults: [{ locator: "identifier" }],
    });
    expect(await rig.store.list({})).toEqual([]);
  });

  it("of someone else is not found", async () => {
    const rig = await makeRig();
    const { id } = await rig.execute();
    for (const kind of ["status", "results", "dismiss", "pause", "resume"] as const)
      await expect(rig.jobs.perform({ kind, jobId: id }, { owner: "you" })).rejects.toMatchObject({ code: "no-such-job" });
  });
});

describe("a failure", () => {
  const failures: [string, FakeScript, { code: string; message: RegExp; locator?: string }][] = [
    [
      "of the time limit",
      { hold: true, exitReason: "timeout" },
      {
        code: "limit-exceeded",
        message:
          /^The process was ended after 60 s, its time limit\. Try less data, or ask the operator of this server to raise the limit\.$/,
      },
    ],
    ["of memory", { exitReason: "out-of-memory", limitsHit: ["memory"] }, { code: "limit-exceeded", message: /more than 1 GiB of memory/ }],
    ["of the disk", { exitCode: 1, limitsHit: ["disk"] }, { code: "limit-exceeded", message: /disk space of 64 MiB was full/ }],
    ["of children", { exitCode: 1, limitsHit: ["pids"] }, { code: "limit-exceeded", message: /limit of 64 child processes/ }],
    ["of files", { exitCode: 1, limitsHit: ["inodes"] }, { code: "limit-exceeded", message: /had made 1000 files/ }],
    [
      "of open files, by its own words",
      { error: { kind: "process", message: "OSError: [Errno 24] Too many open files: 'x'" } },
      { code: "limit-exceeded", message: /limit of 64 open files/ },
    ],
    [
      "of space that was given back before the end, by its own words",
      { exitCode: 1, log: "cp: error writing 'x': No space left on device\n" },
      { code: "limit-exceeded", message: /says that no space was left; its limit is 64 MiB in 1000 files/ },
    ],
    ["by a crash", { exitReason: "signaled" }, { code: "process-failed", message: /crashed/ }],
    ["by an exit code", { exitCode: 3 }, { code: "process-failed", message: /exit code 3/ }],
    ["without a word", {}, { code: "process-failed", message: /without giving results/ }],
    [
      "that the author tells the user",
      { error: { kind: "user", message: "The layer is empty.", input: "layer" } },
      { code: "invalid-input", message: /^The layer is empty\.$/, locator: "layer" },
    ],
    [
      "in the code",
      { error: { kind: "process", message: "KeyError: 'x'\ntraceback" } },
      { code: "process-failed", message: /^The process failed: KeyError: 'x'$/ },
    ],
    [
      "in the code, in the runner's own sentence",
      { error: { kind: "process", message: "The process failed with KeyError: 'x'" } },
      { code: "process-failed", message: /^The process failed with KeyError: 'x'$/ },
    ],
    ["with an output missing", { results: [hello] }, { code: "process-failed", message: /without its output file/, locator: "file" }],
    [
      "with an output of the wrong kind",
      { results: [{ ...file, id: "response" }, file] },
      { code: "process-failed", message: /response is not literal/ },
    ],
    [
      "with a file that is none",
      { results: [hello, file], files: { "out.txt": "x" }, notFiles: ["out.txt"] },
      { code: "process-failed", message: /out\.txt/ },
    ],
    [
      "with a path for a file",
      { results: [hello, { ...file, file: "../../etc/shadow" } as OutputValue] },
      { code: "process-failed", message: /names no file/ },
    ],
    [
      "with too large an output",
      { results: [hello, file], files: { "out.txt": "x".repeat(2000) } },
      { code: "limit-exceeded", message: /larger than/ },
    ],
    [
      "with too long a text",
      { results: [{ id: "response", kind: "literal", value: "x".repeat(2000) }, file], files: { "out.txt": "x" } },
      { code: "limit-exceeded", message: /response is larger than the limit of 1000 bytes/, locator: "response" },
    ],
    [
      "with too long a unit",
      { results: [{ id: "response", kind: "literal", value: "x", uom: "m".repeat(2000) }, file], files: { "out.txt": "x" } },
      { code: "limit-exceeded", message: /response is larger than the limit of 1000 bytes/, locator: "response" },
    ],
    [
      "to create a sandbox",
      { createError: "no namespaces" },
      { code: "engine-failed", message: /^The server could not run this job in a sandbox/ },
    ],
    ["to start it", { startError: "gone" }, { code: "engine-failed", message: /^The server could not run this job in a sandbox/ }],
  ];
  for (const [name, script, error] of failures)
    it(`${name} is told in one sentence, and the place is free again`, async () => {
      const rig = await makeRig({
        limits: { running: 1 },
        script: (_bundle, nth) => (nth === 0 ? endsAtOnce(script) : { results: [hello] }),
      });
      const job = await rig.reaches((await rig.execute()).id, ...finals);
      expect(job).toMatchObject({ status: "failed", error: { code: error.code, message: expect.stringMatching(error.message) } });
      expect(job.error?.locator).toBe(error.locator ?? job.error?.locator);
      expect(await rig.execute({ ...sync, ...literalOnly })).toMatchObject({ status: "successful" });
    });

  it("of a reference is told with its input, and no sandbox is made for it", async () => {
    const rig = await makeRig();
    const reference = { kind: "reference", href: "http://example.org/x", method: "GET" } as const;
    const { id } = await rig.execute({
      inputs: [
        { id: "name", data: { kind: "value", value: "x" } },
        { id: "layer", data: reference },
      ],
    });
    expect(await rig.reaches(id, ...finals)).toMatchObject({ status: "failed", error: { code: "unreachable-input", locator: "layer" } });
    expect(rig.bundles).toEqual([]);
  });
});

/** The fake ends a held job only on its clock; a test of the sentence needs no clock. */
function endsAtOnce(script: FakeScript): FakeScript {
  const { hold: _hold, ...rest } = script;
  return rest;
}

describe("load", () => {
  for (const [name, store] of [
    ["memory", undefined],
    ["sqlite", sqlite],
  ] as const)
    it(`of 1,000 jobs on 10 places with failures of all kinds: all end, each once (${name})`, async () => {
      const scripts: FakeScript[] = [
        { results: [hello] },
        { exitCode: 1 },
        { loseHandle: true },
        { createError: "x" },
        { startError: "x" },
        { results: [] },
      ];
      const rig = await makeRig({
        limits: { running: 10 },
        ...(store === undefined ? {} : { store }),
        script: () => scripts[(randomBytes(1)[0] ?? 0) % scripts.length] ?? {},
        parts: { pool: { perProcess: 2, total: 4, idleMs: 60_000 } },
      });
      const accepted = await Promise.all(Array.from({ length: 1000 }, () => rig.execute(literalOnly)));
      const ended = await Promise.all(accepted.map(({ id }) => rig.reaches(id, ...finals)));
      // Those that lost their sandbox began again.
      expect(ended.filter(({ attempt }) => attempt === 1).length).toBeGreaterThan(700);
      expect(ended.every(({ attempt }) => attempt <= 3)).toBe(true);
      const counts = await rig.store.count();
      expect(counts.successful + counts.failed).toBe(1000);
      expect(counts.successful).toBeGreaterThan(50);
      await rig.close();
      expect(rig.engine.live()).toEqual([]);
    });

  it("above the limit of waiting jobs is told to come again, even when all come at once", async () => {
    const rig = await makeRig({ limits: { running: 1, waiting: 5 }, script: () => ({ hold: true, results: [hello] }) });
    const all = await Promise.allSettled(Array.from({ length: 20 }, () => rig.execute(literalOnly)));
    const refused = all.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
    expect(all.length - refused.length).toBe(1 + 5);
    for (const reason of refused) expect(reason).toMatchObject({ code: "busy", retryAfterS: expect.any(Number) });
  });

  it("is run where nothing may wait but a place is free, and told to come again where none is", async () => {
    const rig = await makeRig({ limits: { running: 1, waiting: 0 }, script: () => ({ hold: true, results: [hello] }) });
    const { id } = await rig.execute(literalOnly);
    const bundle = await rig.begun(id);
    await expect(rig.execute(literalOnly)).rejects.toMatchObject({ code: "busy" });
    rig.engine.release(bundle);
    await rig.reaches(id, "successful");
    await expect.poll(() => rig.execute(literalOnly).then((job) => job.status)).toBe("accepted");
  });
});
