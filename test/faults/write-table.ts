// The last step of `npm run faults`: writes docs/faults.md from what the run found. Nothing in it changes as long as the outcomes do not.
import { readFileSync, writeFileSync } from "node:fs";
import { elsewhere } from "./elsewhere.js";

/** As the tests hand it on (drive.ts). */
interface ToldFault {
  readonly number: string;
  readonly title: string;
  readonly injection: string;
  readonly how: string;
  readonly open?: string;
}

interface Report {
  readonly testResults: readonly {
    readonly assertionResults: readonly {
      readonly status: string;
      readonly title: string;
      readonly meta?: { readonly fault?: ToldFault };
    }[];
  }[];
}

interface Row {
  readonly number: string;
  readonly title: string;
  readonly how: string;
  readonly injection: string;
  readonly outcome: string;
}

function outcomeOf(status: string, title: string, { open }: ToldFault): string {
  if (open !== undefined) return `**open**: ${open}`;
  if (status === "passed") return "held";
  return status === "failed" ? "**failed**" : `not run: ${/\(skipped: (.*)\)$/.exec(title)?.[1] ?? status}`;
}

function rowsOf(reportPath: string): Row[] {
  const report = JSON.parse(readFileSync(reportPath, "utf8")) as Report;
  const results = report.testResults.flatMap(({ assertionResults }) => assertionResults);
  const own = results.flatMap(({ status, title, meta }) => {
    const fault = meta?.fault;
    return fault === undefined ? [] : [{ ...fault, outcome: outcomeOf(status, title, fault) }];
  });
  const others = elsewhere.map(({ number, letter = "", title, how, tests = [], reason = "" }) => {
    const isRun = tests.map(([, name]) => results.find((one) => one.title.includes(name))?.status).find((status) => status !== undefined);
    const outcome = how === "not applicable" ? reason : isRun === "failed" ? "**failed**" : "held";
    return { number: `${number}${letter}`, title, how, injection: tests.map(([file]) => `\`${file}\``).join(", "), outcome };
  });
  return [...own, ...others].sort(
    (a, b) => Number.parseInt(a.number, 10) - Number.parseInt(b.number, 10) || a.number.localeCompare(b.number),
  );
}

const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;

const [reportPath = "", target = ""] = process.argv.slice(2);
const rows = rowsOf(reportPath).map(({ number, title, how, injection, outcome }) => line([number, title, how, injection, outcome]));
writeFileSync(
  target,
  `# Faults

Made by \`npm run faults\`; do not edit by hand.

What is promised, and what is done to it. After every fault the same is checked: no job that a client was told of is lost; none ends twice or is published
twice; none says that it runs without a sandbox; nothing is left on the host or in the data directory (children, mounts, control groups, bundles, files);
what each job has used is booked once; and as many jobs run at one time as there are places.

"Real" faults are really brought about, on the built server: it is killed by SIGKILL at numbered calls between its rooms (\`test/faults/within\`), disks really
run full. "Simulated" ones are made by a stand-in that is named. \`npm test\` runs what is quick, \`npm run faults\` all of it and every numbered point of a
job's way, \`npm run faults:soak\` 1,000 kills at random instants over 10,000 jobs. Laws hold under random operations too (\`test/faults/laws.test.ts\`).

${[line(["fault", "outcome that is demanded", "how", "brought about by", "result"]), line(["---", "---", "---", "---", "---"]), ...rows].join("\n")}
`,
);
