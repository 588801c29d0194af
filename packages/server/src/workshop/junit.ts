// The report of `terrarium test` in the XML of JUnit, which services of continuous integration read. Pure.

/** One example that was run. */
export interface Tried {
  readonly process: string;
  readonly example: string;
  /** None: it holds. */
  readonly problems: readonly string[];
  readonly ms: number;
}

/** XML 1.0 has no control characters, whatever a process printed. */
function escaped(text: string): string {
  return [...text]
    .map((one) => {
      const code = one.codePointAt(0) ?? 0;
      const isText = code >= 32 ? (code < 0xd800 || code > 0xdfff) && code !== 0xfffe && code !== 0xffff : code === 9 || code === 10;
      if (!isText) return "\uFFFD";
      return '<&>"\n\t'.includes(one) ? `&#${code};` : one;
    })
    .join("");
}

const seconds = (all: readonly Tried[]): string => (all.reduce((sum, { ms }) => sum + ms, 0) / 1000).toFixed(3);
const failures = (all: readonly Tried[]): number => all.filter(({ problems }) => problems.length > 0).length;

function caseOf(one: Tried): string {
  const head = `    <testcase classname="${escaped(one.process)}" name="${escaped(one.example)}" time="${seconds([one])}"`;
  const [first] = one.problems;
  if (first === undefined) return `${head}/>`;
  const line = first.split("\n", 1)[0] ?? "";
  return `${head}>\n      <failure message="${escaped(line)}">${escaped(one.problems.join("\n"))}</failure>\n    </testcase>`;
}

/** A suite for each process, a case for each example. */
export function junitReport(tried: readonly Tried[]): string {
  const suites = [...new Set(tried.map((one) => one.process))].map((name) => {
    const all = tried.filter((one) => one.process === name);
    const head = `  <testsuite name="${escaped(name)}" tests="${all.length}" failures="${failures(all)}" errors="0" skipped="0" time="${seconds(all)}">`;
    return [head, ...all.map(caseOf), "  </testsuite>"].join("\n");
  });
  const counts = `tests="${tried.length}" failures="${failures(tried)}" errors="0" time="${seconds(tried)}"`;
  return ['<?xml version="1.0" encoding="UTF-8"?>', `<testsuites name="terrarium" ${counts}>`, ...suites, "</testsuites>", ""].join("\n");
}
