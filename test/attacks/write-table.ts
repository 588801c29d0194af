// The last step of `npm run attacks`: writes docs/attacks.md from what the run found. Nothing in it changes as long as the outcomes do not.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { arch, release } from "node:os";
import { elsewhere } from "./elsewhere.js";
import type { Finding } from "./over-wps.js";

interface Attack {
  readonly number: string;
  readonly title: string;
  readonly engine: string;
  /** Why there is none, or "". */
  readonly control: string;
  readonly skipped?: string;
}

interface Report {
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly status: string; readonly meta?: { readonly attack?: Attack } }[];
  }[];
}

interface Compared {
  readonly terrarium: readonly Finding[];
  readonly pywps?: readonly Finding[];
}

/** Numbers for reasons, in the order of their first use. */
function makeNotes() {
  const reasons: string[] = [];
  return {
    mark(reason: string): string {
      if (!reasons.includes(reason)) reasons.push(reason);
      return `(${reasons.indexOf(reason) + 1})`;
    },
    lines: () => reasons.map((reason, index) => `${index + 1}. ${reason}.`),
  };
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return [row(head), row(head.map(() => "---")), ...rows.map(row)];
}

function firstLine(command: string, args: readonly string[]): string {
  try {
    return (
      execFileSync(command, args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] })
        .split("\n")[0]
        ?.trim() ?? ""
    );
  } catch {
    return "";
  }
}

/** What of the machine decides about outcomes. */
function machine(engines: readonly string[]): string[] {
  const groups = existsSync("/sys/fs/cgroup/cgroup.controllers")
    ? "v2"
    : existsSync("/sys/fs/cgroup/unified")
      ? "v1 and v2 (hybrid)"
      : "v1";
  const versions: Readonly<Record<string, string>> = {
    bwrap: firstLine("bwrap", ["--version"]),
    crun: firstLine("crun", ["--version"]),
    runc: firstLine("runc", ["--version"]),
    runsc: firstLine("runsc", ["--version"]),
    docker: firstLine("dockerd", ["--version"]),
  };
  const known = engines.map((name) => versions[name]).filter((text) => text !== undefined && text !== "");
  const who = process.getuid?.() === 0 ? "root" : "a plain user";
  return [`Linux ${release()} on ${arch()}, control groups ${groups}, as ${who}; ${known.join("; ")}.`];
}

function sealedTable(attacks: readonly (Attack & { readonly status: string })[], notes: ReturnType<typeof makeNotes>): string[] {
  const engines = [...new Set(attacks.map((attack) => attack.engine))];
  const numbers = [...new Set(attacks.map((attack) => attack.number))];
  const rows = numbers.map((number) => {
    const own = attacks.filter((attack) => attack.number === number);
    const [first] = own;
    const cells = engines.map((engine) => {
      const one = own.find((attack) => attack.engine === engine);
      if (one?.skipped !== undefined) return notes.mark(one.skipped);
      return one?.status === "passed" ? "held" : "**failed**";
    });
    const control = first?.control ?? "";
    return [number, first?.title ?? "", ...cells, control === "" ? "works" : notes.mark(control)];
  });
  return table(["case", "what holds", ...engines, "control"], rows);
}

function comparison({ terrarium, pywps }: Compared): string[] {
  const word = (finding: Finding | undefined) =>
    finding === undefined ? "" : finding.outcome === "held" ? "held" : `**${finding.outcome}**`;
  const others = pywps === undefined ? [] : ["PyWPS 4.5.2"];
  const rows = terrarium.map((finding) => {
    const other = pywps?.find(({ number }) => number === finding.number);
    return [finding.number, finding.title, word(finding), ...(pywps === undefined ? [] : [word(other)])];
  });
  return table(["case", "attack", "Terrarium", ...others], rows);
}

function references(): string[] {
  const rows = elsewhere.map(({ number, title, tests = [], noSurface, open }) => {
    const files = [...new Set(tests.map(([file]) => `\`${file}\``))].join(", ");
    return [number, title, [files, noSurface, open].filter((part) => part !== undefined && part !== "").join("; ")];
  });
  return table(["case", "attack", "tested in, or what is left open"], rows);
}

function attacksOf(path: string): (Attack & { status: string })[] {
  const report = JSON.parse(readFileSync(path, "utf8")) as Report;
  const results = report.testResults.flatMap(({ assertionResults }) => assertionResults);
  return results.flatMap(({ status, meta }) => (meta?.attack === undefined ? [] : [{ ...meta.attack, status }]));
}

const [reportPath = "", comparedPath = "", target = ""] = process.argv.slice(2);
const attacks = attacksOf(reportPath);
const compared = JSON.parse(readFileSync(comparedPath, "utf8")) as Compared;
const notes = makeNotes();
const lines = [
  "# Attacks",
  "",
  "Made by `npm run attacks`; do not edit by hand.",
  "",
  "A case counts as held only if the attack gets what the table says and nothing else, no canary (a file of the host, the server's environment, a",
  "database, a sibling's folder) was read or changed, nothing is left on the host (children, mounts, control groups, IPC objects, files), and the",
  'next honest job in the same place is right. "Control" says that the same attack works with the guard off, or why that is not tried. `npm test`',
  "runs all cases on bubblewrap and one of each group on every other engine; `npm run attacks` runs all on all that the machine has.",
  "",
  "A shared kernel cannot promise anything against its own unknown faults or against side channels. Against the first, run code that you do not",
  "trust on an engine with a kernel of its own (`runsc`).",
  "",
  "## The machine of this run",
  "",
  ...machine([...new Set(attacks.map(({ engine }) => engine))]),
  "",
  "## Attacks of a job",
  "",
  ...sealedTable(attacks, notes),
  "",
  ...notes.lines(),
  "",
  "## What a client sees of them",
  "",
  "The same process, asked over WPS: `npm run attacks -- --url URL` puts any WPS 1.0.0 server to this that offers the process of",
  "`test/fixtures/hostile` (for PyWPS there is `hostile_pywps.py`). PyWPS runs as its documentation sets it up, as a plain user, behind gunicorn.",
  "",
  ...comparison(compared),
  "",
  "## Attacks of a client, and what has no surface yet",
  "",
  ...references(),
  "",
];
writeFileSync(target, lines.join("\n"));
