// The command line on a server that asks for tokens: how each command ends in each case, by its exit code and its words; what it prints for programs; and
// what Ctrl-C and a closed pipe do to it. The commands run in this program, which is quick, but where it is about signals and pipes.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Client, makeClient } from "@terrarium/client";
import type { Command } from "commander";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Verb } from "../../packages/server/src/commands/verbs.js";
import { buildPackages } from "../runners/node-bundle.js";
import { newToken } from "./access-ground.js";
import { root, type Server, startServer } from "./server.js";

const dist = join(root, "packages/server/dist/commands");
const folder = mkdtempSync(join(tmpdir(), "terrarium-commands-"));
const file = (name: string) => join(folder, name);
/** Nobody listens there. */
const nowhere = "http://127.0.0.1:9";
let server: Server;
let client: Client;
let makeProgram: () => Command;
let verbs: Readonly<Record<string, Verb>>;
let leaves: readonly (readonly [words: string, command: Command])[];
/** Ended jobs by how they ended, and one that is none. */
const jobs: Record<string, string> = { none: "abcdefghijklmnopqrstuvwxyz" };

/** A process that calls a program. */
const process_ = (id: string, run: string, more = "") =>
  `id = "${id}"\nversion = "1.0.0"\ntitle = "${id}"\nrun = ${run}\n${more}\n[outputs.said]\ntype = "string"\n`;

async function begun(id: string, inputs: Record<string, number>): Promise<string> {
  const answer = await client.execute(id, inputs, { mode: "async" });
  if (answer.kind !== "job") throw new Error("The server answered synchronously.");
  return answer.job.id;
}

async function reaches(id: string, status: string): Promise<void> {
  for await (const job of client.watch(id)) if (job.status === status) return;
}

beforeAll(async () => {
  buildPackages();
  chmodSync(folder, 0o755);
  writeFileSync(file("fails.process.toml"), process_("fails", '["false"]'));
  writeFileSync(file("late.process.toml"), process_("late", '["sleep", "60"]', '[limits]\nwall = "1s"'));
  const paths = ["fails", "late"].map((name) => file(`${name}.process.toml`));
  server = await startServer({ config: `[access]\nanonymous = "none"\n[processes]\npaths = ${JSON.stringify(paths)}\n` });
  const token = newToken(server, "administer", "ada");
  vi.stubEnv("TERRARIUM_TOKEN", token);
  vi.stubEnv("TERRARIUM_URL", server.url);
  client = makeClient(server.url, { token });
  ({ makeProgram } = (await import(join(dist, "program.js"))) as { makeProgram: () => Command });
  const told = (await import(join(dist, "verbs.js"))) as typeof import("../../packages/server/src/commands/verbs.js");
  verbs = told.verbs;
  leaves = told.leavesOf(makeProgram());
  for (const [name, id, inputs] of [
    ["successful", "sleep", { delay: 0.001 }],
    ["invalid", "sleep", { delay: -1 }],
    ["failed", "fails", {}],
    ["late", "late", {}],
    ["dismissed", "sleep", { delay: 60 }],
  ] as const)
    jobs[name] = await begun(id, inputs);
  await client.dismiss(String(jobs["dismissed"]));
  for (const [name, id] of Object.entries(jobs))
    if (name !== "none") await reaches(id, name === "successful" || name === "dismissed" ? name : "failed");
  writeFileSync(file("wrong.process.toml"), process_("wrong", "[]"));
  const example = (title: string, said: string) => `[[examples]]\ntitle = "${title}"\ninputs = {}\nexpect = { said = ${said} }\n`;
  const examples = `${example("One", '"two"')}${example("Two", '{ file = "said.txt" }')}`;
  writeFileSync(file("poor.process.toml"), process_("poor", '["echo", "one"]', examples));
  writeFileSync(file("terrarium.toml"), `[processes]\npaths = ["fails.process.toml"]\n`);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await server.stop();
  rmSync(folder, { recursive: true });
});

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command in this program. */
async function terrarium(...words: readonly string[]): Promise<Ended> {
  const said = { out: "", err: "" };
  const hear = (stream: NodeJS.WriteStream, name: "out" | "err") =>
    vi.spyOn(stream, "write").mockImplementation((text) => {
      said[name] += String(text);
      return true;
    });
  const ears = [hear(process.stdout, "out"), hear(process.stderr, "err")];
  const complaints = vi.spyOn(console, "error").mockImplementation((text: unknown) => {
    said.err += `${String(text)}\n`;
  });
  const before = process.exitCode;
  process.exitCode = undefined;
  try {
    await makeProgram().parseAsync(words, { from: "user" });
    return { code: Number(process.exitCode ?? 0), ...said };
  } catch (error) {
    return { code: (error as { exitCode?: number }).exitCode === 0 ? 0 : 2, ...said };
  } finally {
    process.exitCode = before;
    for (const ear of [...ears, complaints]) ear.mockRestore();
  }
}

/** JOB.how is the job that ended so; DATA the server's folder; AT where files of this test are. */
const meant = (word: string) =>
  word
    .replace(/^JOB\.(\w+)$/, (_, how: string) => String(jobs[how]))
    .replace("DATA", server.data)
    .replace("AT/", `${folder}/`)
    .replace("URL", server.url);

type Row = readonly [code: number, words: string, says: RegExp, json?: unknown];
const noJob = /^There is no such job\.\n$/;
/** Each command in each case that it has an exit code of its own for. */
const rows: readonly Row[] = [
  [3, "test AT/wrong.process.toml", /wrong\.process\.toml.*run/],
  [
    4,
    "test AT/poor.process.toml --json -u",
    /^wrote .*\/said\.txt\n$/,
    [
      { process: "poor", example: "One", problems: [expect.stringContaining("two")], ms: expect.any(Number) },
      { process: "poor", example: "Two", problems: [], ms: expect.any(Number) },
    ],
  ],
  [9, "test nix --config AT/terrarium.toml", /^There is no process nix\.\n$/],
  [3, "lint AT/poor.process.toml --json", /^$/, expect.arrayContaining([{ process: "poor", sentence: "It has no abstract." }])],
  [9, "lint nix --config AT/terrarium.toml", /^There is no process nix\.\n$/],
  [9, "describe nix --server URL", /no process "nix"/],
  [3, "run say_hello --server URL", /^The input name is missing\.\n$/],
  [3, "run say_hello --server URL --dry-run", /^The input name is missing\.\n$/],
  [4, "run fails --server URL", /ended with code 1/],
  [5, "run late --server URL", /its time limit/],
  [9, "run nix --server URL", /no process "nix"/],
  [3, "rerun JOB.invalid", /^The delay must be from 0 to 86400 seconds\.$/m],
  [4, "rerun JOB.failed", /ended with code 1/],
  [5, "rerun JOB.late", /its time limit/],
  [9, "rerun JOB.none", noJob],
  [3, "jobs --datetime yesterday", /datetime/],
  [3, "status JOB.invalid -w", /^$/],
  [4, "status JOB.failed -w", /^$/],
  [5, "status JOB.late -w", /^$/],
  [6, "status JOB.dismissed -w", /^$/],
  [9, "status JOB.none", noJob],
  [9, "logs JOB.none", noJob],
  [3, "results JOB.invalid", /delay/],
  [4, "results JOB.failed", /ended with code 1/],
  [5, "results JOB.late", /its time limit/],
  [9, "results JOB.none", noJob],
  [9, "dismiss JOB.none", noJob],
  [3, "pause JOB.successful", /\.\n$/],
  [9, "pause JOB.none", noJob],
  [3, "resume JOB.successful", /\.\n$/],
  [9, "resume JOB.none", noJob],
  [9, "pin JOB.none JOB.none", /^abc.*: There is no such job\.\nabc/],
  [9, "unpin JOB.none", noJob],
  [9, "types --process nix", /no process "nix"/],
  [3, "deploy AT/wrong.process.toml --data DATA", /run/],
  [9, "undeploy nix --data DATA", /nix was not deployed/],
  [9, "versions nix --data DATA", /nix was never deployed/],
  [9, "rollback nix --data DATA", /no version of nix/],
  [3, "backup AT/ --data DATA", /not empty/],
  [3, "restore AT/ --data AT/restored", /no whole backup/],
  [3, "token create --role use --owner anonymous --data DATA", /owner/],
  [9, "token revoke nix --data DATA", /no token nix/],
];

/** Wrong words of other kinds than an unknown option, which every command is tried with below. */
const wrongWords: readonly Row[] = [
  [2, "jbos", /unknown command 'jbos'\n\(Did you mean jobs\?\)/],
  [2, "token creat", /\(Did you mean create\?\)/],
  [2, "jobs --stauts running", /\(Did you mean --status\?\)/],
  [2, "jobs --limit many", /no number of jobs/],
  [2, "jobs --since yesterday", /no duration/],
  [2, "jobs --server here", /no address/],
  [2, "jobs --token-file AT/none", /cannot be read \(ENOENT\)/],
  [2, "queue stop", /Allowed choices are show, pause, resume, drain/],
  [2, "status", /missing required argument 'job'/],
  [2, "run say_hello --server URL -i nam=x", /There is no input nam; there are: name/],
  [2, "run say_hello --server URL --inputs @AT/none", /cannot be read/],
  [2, "run say_hello --async", /--server/],
  [2, "describe AT/none.process.ts", /There is no file/],
  [2, "lint --config AT/none.toml", /There is no .*none\.toml/],
  [2, "create Big --dir AT/", /small letters/],
  [2, "config import AT/none.cfg", /none\.cfg/],
  [2, "deploy AT/none.process.py --data DATA", /no file/],
];

/** Arguments that a command needs, as far as they matter for how it ends here. */
const needed = (words: string, { registeredArguments }: Command): string[] =>
  registeredArguments.filter(({ required }) => required).map(() => (words === "deploy" ? file("fails.process.toml") : "x"));
const having = (option: string) => leaves.filter(([, { options }]) => options.some(({ long }) => long === option));
/** Those that ask a server over HTTP; the first two start one unless they are told of one, as they are here. */
const asking = () => having("--url").map(([words, command]) => [...words.split(" "), ...needed(words, command)]);

describe("a command ends with its code and a sentence", () => {
  it.for([...rows, ...wrongWords])("%i: %s", async ([code, words, says, json]) => {
    const ended = await terrarium(...words.split(" ").map(meant));
    expect(ended, words).toMatchObject({ code, err: expect.stringMatching(says) });
    expect(ended.err).not.toMatch(/^ {4}at .*packages/m);
    if (json !== undefined) expect(JSON.parse(ended.out)).toEqual(json);
  });
  it("and test -u has written the file that an example expects", () => {
    expect(readFileSync(file("said.txt"), "utf8").trim()).toBe("one");
  });
  it("2: whatever it is, for an option that does not exist", async () => {
    for (const [words] of leaves) expect(await terrarium(...words.split(" "), "--nonesuch"), words).toMatchObject({ code: 2, out: "" });
  });
  it("7: whatever it is, where no server answers", async () => {
    for (const words of asking()) {
      const ended = await terrarium(...words, "--server", nowhere);
      expect(ended, words[0]).toMatchObject({ code: 7, out: "", err: expect.stringMatching(/^There is no answer from [^\n]*\n$/) });
    }
    const local = having("--data").filter(([words]) => !["serve", "doctor", "backup", "restore"].includes(words));
    for (const [words, command] of local) {
      const more = words === "token create" ? ["--role", "use", "--owner", "ada"] : needed(words, command);
      const ended = await terrarium(...words.split(" "), ...more, "--data", file("nowhere"));
      expect(ended, words).toMatchObject({ code: 7, out: "", err: expect.stringMatching(/^No server works on [^\n]*\n$/) });
    }
  });
  it("8: whatever it is, for a token that is wrong", async () => {
    for (const words of asking())
      expect(await terrarium(...words, "--server", server.url, "--token", "terrarium_wrong"), words[0]).toMatchObject({
        code: 8,
        out: "",
        err: expect.stringMatching(/^[^\n]+\n$/),
      });
  });
  it("6: for a job that somebody dismisses meanwhile", async () => {
    for (const words of [
      ["run", "sleep", "--server", server.url],
      ["rerun", String(jobs["successful"])],
    ]) {
      const ended = terrarium(...words, "-i", "delay=60");
      await vi.waitUntil(async () => (await client.jobs({ status: ["running"] })).length === 1, { timeout: 60_000 });
      await client.dismiss(String((await client.jobs({ status: ["running"] }))[0]?.id));
      expect(await ended).toMatchObject({ code: 6, out: "" });
    }
  });
  it("as the reference says, which names no code that is not tried here", () => {
    // The doctor's are tried in doctor.test.ts and move.test.ts.
    const tried = [...rows, [6, "run"], [6, "rerun"], [3, "doctor"], [7, "doctor"]] as readonly (readonly [number, string])[];
    for (const [words] of leaves) {
      const own = tried.filter(([, line]) => line === words || line.startsWith(`${words} `)).map(([code]) => code);
      expect([...new Set(own)].sort(), words).toEqual(verbs[words]?.codes ?? []);
    }
  });
});

const number = expect.objectContaining({ number: expect.any(Number), version: "1.0.0", file: "fails.process.toml" });
const version = { id: "fails", version: number, warnings: [] };
const made = { jobID: expect.any(String), status: expect.any(String), processID: "sleep" };
const token = expect.objectContaining({ id: expect.any(String), owner: "bob", role: "use", createdMs: expect.any(Number) });
const slept = { sleep_output: "done sleeping" };
/** What each command prints for programs, in an order in which each can. */
const documents: readonly (readonly [words: string, document: unknown])[] = [
  ["processes", expect.arrayContaining([expect.objectContaining({ id: "sleep", jobControlOptions: expect.any(Array) })])],
  ["describe sleep --server URL", expect.objectContaining({ id: "sleep", inputs: { delay: expect.objectContaining({ minOccurs: 1 }) } })],
  ["run sleep --server URL -i delay=0.001", slept],
  ["run sleep --server URL -i delay=0.001 -o AT/out", { sleep_output: expect.stringMatching(/\/out\/sleep_output$/) }],
  ["run sleep --server URL -i delay=0.001 --dry-run", { valid: true, errors: [] }],
  ["run sleep --server URL -i delay=60 --async", expect.objectContaining(made)],
  ["rerun JOB.successful", slept],
  ["jobs --limit 2", [expect.objectContaining(made), expect.objectContaining(made)]],
  ["status JOB.successful", expect.objectContaining({ ...made, status: "successful" })],
  ["status JOB.successful --watch", expect.objectContaining({ ...made, status: "successful" })],
  ["logs JOB.failed", { id: expect.any(String), log: expect.any(String) }],
  ["results JOB.successful", slept],
  ["pin JOB.successful", expect.objectContaining({ ...made, pinned: true })],
  ["unpin JOB.successful", expect.objectContaining(made)],
  ["pause JOB.running", expect.objectContaining(made)],
  ["resume JOB.running", expect.objectContaining({ ...made, status: "running" })],
  ["dismiss JOB.running", expect.objectContaining({ ...made, status: "dismissed" })],
  ["deploy AT/fails.process.toml --data DATA", version],
  ["deploy AT/fails.process.toml --data DATA", version],
  ["versions --data DATA", [{ id: "fails", current: 2, versions: [number, number] }]],
  ["rollback fails --data DATA", version],
  ["undeploy fails --data DATA", { id: "fails" }],
  ["queue --data DATA", expect.objectContaining({ mode: "open", waiting: 0, places: { all: expect.any(Number), syncOnly: 1, taken: 0 } })],
  ["gc --dry-run --data DATA", { found: expect.any(Array), bytes: expect.any(Number), removed: 0, failed: [] }],
  ["backup AT/copy --data DATA", expect.objectContaining({ format: 1, files: expect.any(Number), bytes: expect.any(Number) })],
  [
    "restore AT/copy --data AT/back",
    { manifest: expect.any(Object), jobs: expect.objectContaining({ failed: expect.any(Number) }), missing: [] },
  ],
  ["token create --role use --owner bob --data DATA", { token: expect.stringMatching(/^terrarium_/), record: token }],
  ["token list --data DATA", expect.arrayContaining([token])],
  ["token revoke TOKEN --data DATA", { id: expect.any(String) }],
];

it("each command prints for programs what the reference says", { timeout: 120_000 }, async () => {
  let revocable = "";
  const changes = ["second", "first"];
  for (const [words, document] of documents) {
    if (words.startsWith("deploy"))
      writeFileSync(file("fails.process.toml"), process_("fails", '["false"]', `abstract = "${changes.pop()}"`));
    if (words.startsWith("pause")) await reaches(String(jobs["running"]), "running");
    const ended = await terrarium(
      ...words
        .split(" ")
        .map(meant)
        .map((word) => (word === "TOKEN" ? revocable : word)),
      "--json",
    );
    expect(ended.code, `${words}: ${ended.err}`).toBe(0);
    const said = JSON.parse(ended.out) as { readonly jobID?: string; readonly record?: { readonly id: string } };
    expect(said, words).toEqual(document);
    if (words.endsWith("--async")) jobs["running"] = String(said.jobID);
    revocable = said.record?.id ?? revocable;
  }
  const shown = [...documents.map(([words]) => words), "test", "lint"];
  for (const words of having("--json").map(([name]) => name))
    expect(
      shown.some((one) => `${one} `.startsWith(`${words} `)),
      words,
    ).toBe(true);
});

/** A command as a program of its own; `meanwhile` may do something to it. */
async function child(
  words: readonly string[],
  meanwhile?: (one: ReturnType<typeof spawn>, err: () => string) => Promise<void>,
): Promise<Ended> {
  const one = spawn(process.execPath, [join(dist, "cli.js"), ...words], { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  const said = { out: "", err: "" };
  one.stdout.setEncoding("utf8").on("data", (text: string) => {
    said.out += text;
  });
  one.stderr.setEncoding("utf8").on("data", (text: string) => {
    said.err += text;
  });
  const ended = once(one, "close") as Promise<[number | null]>;
  await meanwhile?.(one, () => said.err);
  const [code] = await ended;
  return { code: code ?? -1, ...said };
}

describe("a command that is a program of its own", () => {
  it("dismisses the job that it waits for at Ctrl-C, says so, and ends with 6", async () => {
    const { code, out, err } = await child(["run", "sleep", "--server", server.url, "-i", "delay=60"], async (one, said) => {
      await vi.waitUntil(() => said().includes("running"), { timeout: 60_000 });
      one.kill("SIGINT");
    });
    expect({ code, out }).toEqual({ code: 6, out: "" });
    const id = /^The job (\w+) is dismissed\.$/m.exec(err)?.[1] ?? "";
    expect(await client.status(id)).toMatchObject({ status: "dismissed" });
  });
  it("ends at once at a second Ctrl-C, though nobody answers it", async () => {
    // Takes connections, answers that it has the process, and then nothing more.
    const { createServer } = await import("node:http");
    const silent = createServer((request, response) => {
      if (request.method === "GET") response.end('{"id":"p","version":"1","title":"P","inputs":{},"outputs":{}}');
      else silent.emit("asked");
    }).listen(0, "127.0.0.1");
    await once(silent, "listening");
    const address = silent.address();
    const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
    const asked = once(silent, "asked");
    const { code } = await child(["run", "p", "--server", url], async (one) => {
      await asked;
      one.kill("SIGINT");
      const second = setInterval(() => one.kill("SIGINT"), 200);
      one.once("close", () => clearInterval(second));
    });
    silent.closeAllConnections();
    silent.close();
    expect(code).toBe(6);
  });
  it("ends quietly when nobody reads on", async () => {
    const shell = spawn("bash", ["-o", "pipefail", "-c", `"$0" "$1" types | head -1`, process.execPath, join(dist, "cli.js")], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    let err = "";
    shell.stderr.setEncoding("utf8").on("data", (text: string) => {
      err += text;
    });
    expect([await once(shell, "close"), err]).toEqual([[0, null], ""]);
  });
  it("says something where a server closes each connection at once", async () => {
    const { createServer } = await import("node:net");
    const rude = createServer((socket) => socket.destroy()).listen(0, "127.0.0.1");
    await once(rude, "listening");
    const address = rude.address();
    const ended = await child(["jobs", "--server", `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`]);
    rude.close();
    expect(ended).toMatchObject({ code: 7, err: expect.stringMatching(/^.* (?:no|an) answer.*\n$/) });
  });
});
