// What the help and docs/reference-commands.md say of each verb beyond its options: an example, what `--json` prints, and its exit codes. A test runs a case
// of every code. Which options there are, each verb's own file says.
import type { Command } from "commander";
import { exitCodes, meanings } from "./exit-codes.js";

export interface Verb {
  readonly example: string;
  /** What `--json` prints: one document, or one on each line. */
  readonly json?: { readonly form: "document" | "lines"; readonly of: string };
  /** Beyond those that every verb has. */
  readonly codes?: readonly number[];
}

const { invalidInput, processFailed, limit, dismissed, infrastructure, notFound } = exitCodes;

const job = "`statusInfo` of OGC API - Processes";
const outputs =
  "an object with a member for each output: its value, `{href}`, `{value, encoding, mediaType}`, or with `-o` the path of its file";
const control: Verb = { example: "", json: { form: "lines", of: job }, codes: [notFound] };
const version = "`{id, version: {number, version, file, hash, atMs}, warnings}`";

/** By the words that call it. */
export const verbs: Readonly<Record<string, Verb>> = {
  create: { example: "terrarium create count --lang python" },
  test: {
    example: "terrarium test count --junit report.xml",
    json: { form: "document", of: "an array of `{process, example, problems, ms}`; `problems` is empty for an example that holds" },
    codes: [invalidInput, processFailed, notFound],
  },
  lint: {
    example: "terrarium lint count",
    json: { form: "document", of: "an array of `{process, sentence, at}`" },
    codes: [invalidInput, notFound],
  },
  dev: { example: "terrarium dev --port 5010" },
  "config import": { example: "terrarium config import pywps.cfg --output imported.toml" },
  processes: {
    example: "terrarium processes",
    json: { form: "document", of: "an array of `processSummary` of OGC API - Processes" },
  },
  describe: {
    example: "terrarium describe count --as md",
    json: { form: "document", of: "`process` of OGC API - Processes" },
    codes: [notFound],
  },
  run: {
    example: "terrarium run count -i layer=@examples/points.geojson -o out",
    json: {
      form: "document",
      of: `${outputs}; with \`--async\` a ${job}, with \`--dry-run\` \`{valid, errors: [{code, detail, pointer}]}\``,
    },
    codes: [invalidInput, processFailed, limit, dismissed, notFound],
  },
  rerun: {
    example: "terrarium rerun JOB -i delay=0.1",
    json: { form: "document", of: "as `run`" },
    codes: [invalidInput, processFailed, limit, dismissed, notFound],
  },
  jobs: {
    example: "terrarium jobs --process sleep --since 12h",
    json: { form: "document", of: `an array of ${job}` },
    codes: [invalidInput],
  },
  status: {
    example: "terrarium status JOB --watch",
    json: { form: "document", of: `${job}; with \`--watch\` one on each line, whenever something has changed` },
    codes: [invalidInput, processFailed, limit, dismissed, notFound],
  },
  logs: {
    example: "terrarium logs JOB --follow",
    json: { form: "document", of: "`{id, log}`; with `--follow` `{level, text}` on each line" },
    codes: [notFound],
  },
  results: {
    example: "terrarium results JOB -o kept",
    json: { form: "document", of: outputs },
    codes: [invalidInput, processFailed, limit, notFound],
  },
  dismiss: { ...control, example: "terrarium dismiss JOB" },
  pause: { ...control, example: "terrarium pause JOB", codes: [invalidInput, notFound] },
  resume: { ...control, example: "terrarium resume JOB", codes: [invalidInput, notFound] },
  pin: { ...control, example: "terrarium pin JOB" },
  unpin: { ...control, example: "terrarium unpin JOB" },
  types: { example: "terrarium types --out client.ts", codes: [notFound] },
  serve: { example: "terrarium serve --config terrarium.toml" },
  doctor: { example: "terrarium doctor --config terrarium.toml", codes: [invalidInput, infrastructure] },
  deploy: {
    example: "terrarium deploy count.process.py",
    json: { form: "lines", of: version },
    codes: [invalidInput],
  },
  undeploy: { example: "terrarium undeploy count", json: { form: "document", of: "`{id}`" }, codes: [notFound] },
  versions: {
    example: "terrarium versions count",
    json: { form: "document", of: "an array of `{id, current, versions: [{number, version, file, hash, atMs}]}`" },
    codes: [notFound],
  },
  rollback: { example: "terrarium rollback count", json: { form: "document", of: version }, codes: [notFound] },
  queue: {
    example: "terrarium queue drain",
    json: {
      form: "document",
      of: "`{mode, waiting, places: {all, syncOnly, taken}, running, down}`, and `sinceMs` and `oldestMs` where there are such",
    },
  },
  gc: {
    example: "terrarium gc --dry-run",
    json: { form: "document", of: "`{found: [{kind, name, bytes, why}], bytes, removed, failed}`" },
  },
  backup: {
    example: "terrarium backup copy",
    json: { form: "document", of: "`{format, version, made, files, bytes}`" },
    codes: [invalidInput],
  },
  restore: {
    example: "terrarium restore copy --data restored",
    json: { form: "document", of: "`{manifest, jobs, missing}`: the backup, jobs by state, files that it lacks" },
    codes: [invalidInput],
  },
  "token create": {
    example: "terrarium token create --role use --owner ada --expires 90d",
    json: { form: "document", of: "`{token, record: {id, owner, role, createdMs, expiresMs}}`" },
    codes: [invalidInput],
  },
  "token list": {
    example: "terrarium token list",
    json: { form: "document", of: "an array of `{id, owner, role, createdMs, expiresMs}`" },
  },
  "token revoke": { example: "terrarium token revoke TOKEN", json: { form: "document", of: "`{id}`" }, codes: [notFound] },
  completion: { example: "terrarium completion bash > terrarium.bash" },
};

/** The verbs of the program with the words that call them. */
export function leavesOf(command: Command, path: readonly string[] = []): (readonly [words: string, command: Command])[] {
  return command.commands.flatMap((one) => {
    const words = [...path, one.name()];
    return one.commands.length > 0 ? leavesOf(one, words) : [[words.join(" "), one] as const];
  });
}

/** Adds to the help of each verb what stands here. */
export function addHelp(program: Command): void {
  const said = new Map(meanings);
  for (const [words, command] of leavesOf(program)) {
    const verb = verbs[words];
    if (verb === undefined) continue;
    const { example, json, codes = [] } = verb;
    const lines = [
      `Example: ${example}`,
      ...(json === undefined ? [] : [`--json: ${json.form === "lines" ? "on each line " : ""}${json.of.replaceAll("`", "")}`]),
      ...(codes.length === 0
        ? []
        : [`Exit codes: ${codes.map((code) => `${code} ${said.get(code)}`).join("; ")}; and those of all commands.`]),
    ];
    command.addHelpText("after", `\n${lines.join("\n")}`);
  }
}
