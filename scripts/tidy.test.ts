import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { sourceFiles } from "./source-files.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const folders = ["packages", "processes", "python", "scripts", "test", "bench"];
const self = "scripts/tidy.test.ts";
const code = sourceFiles(root, folders).filter((name) => /\.(tsx?|mjs|cjs|js|py)$/.test(name) && name !== self);

/** A rule: what is wrong with a file, in a word or two; undefined if nothing is. */
type Rule = (name: string, text: string) => string | undefined;

const isTest = (name: string) => /\.test\.\w+$|\/conformance\.ts$|(^|\/)test_\w+\.py$/.test(name);
const length: Rule = (name, text) => {
  const lines = text.split("\n").length - 1;
  return lines > (isTest(name) ? 500 : 300) ? `${lines} lines` : undefined;
};
/** What OpenTelemetry calls a thing of its own. */
const foreign = /\b\w*ContextManager\b/g;
const names: Rule = (name, text) => {
  const inName = /(^|[-_./])(tasks?|managers?|helpers?|utils?|common|info)(?=[-_./])/.exec(basename(name))?.[2];
  const inText =
    /\b\w*(Task|Manager|Helper|Util)s?(?![a-z])\w*|\b(const|let|function|class|type|interface|def) (task|manager|helper|util)s?\b/.exec(
      text.replace(foreign, ""),
    )?.[0];
  return inName ?? inText;
};
const marks: Rule = (_name, text) => /\b(TODO|FIXME|XXX|HACK)\b/.exec(text)?.[0];
const machine: Rule = (_name, text) => /\/work\/(main|shared)\b|registry\.npmjs/.exec(text)?.[0];
const defaults: Rule = (name, text) => (name.startsWith("packages/") && !isTest(name) ? /^export default\b/m.exec(text)?.[0] : undefined);
const opening: Rule = (name, text) => {
  const isPlain = name.startsWith("packages/") && /\.tsx?$/.test(name) && !isTest(name);
  return isPlain && !text.startsWith("//") && !text.startsWith("#!") ? "no opening comment" : undefined;
};

const rules: readonly [string, Rule, bad: readonly [string, string]][] = [
  ["code files have at most 300 lines, tests 500", length, ["a.ts", "x\n".repeat(301)]],
  ["nothing is called Task, Manager, Helper or Util", names, ["a.ts", "class JobManager {}"]],
  ["no marks of unfinished work", marks, ["a.ts", "// TODO later"]],
  ["no paths or addresses of a certain machine", machine, ["a.ts", 'open("/work/shared/x")']],
  ["no default exports in packages", defaults, ["packages/a.ts", "export default 1;"]],
  ["each file of a package opens by saying what it does", opening, ["packages/a.ts", 'import "b";']],
];

describe("tidiness", () => {
  it.each(rules)("%s", (_title, rule, [badName, badText]) => {
    expect(rule(badName, badText)).toBeDefined();
    const faults = code.flatMap((name) => {
      const fault = rule(name, readFileSync(join(root, name), "utf8"));
      return fault === undefined ? [] : [`${name}: ${fault}`];
    });
    expect(faults).toEqual([]);
  });
});

describe("documents", () => {
  const documents = [...sourceFiles(root, ["docs"]), "README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"].filter((name) =>
    name.endsWith(".md"),
  );

  it.each(documents)("%s links to files that exist", (name) => {
    const links = [...readFileSync(join(root, name), "utf8").matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(([, target]) => target ?? "");
    expect(links.filter((target) => !existsSync(join(root, dirname(name), target)))).toEqual([]);
  });

  it("have the sizes that make them read", () => {
    const lines = (name: string) => readFileSync(join(root, name), "utf8").split("\n").length - 1;
    expect(lines("ARCHITECTURE.md")).toBeLessThanOrEqual(200);
    expect(lines("CONTRIBUTING.md")).toBeLessThanOrEqual(100);
  });
});
