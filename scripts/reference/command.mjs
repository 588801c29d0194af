// The reference of *.process.toml, out of the code that reads it: each key that is read, as what it is read, and what it means.
import { readFileSync } from "node:fs";
import ts from "typescript";

const file = "packages/command/src/command-file.ts";

/** What a key is read as, by the method that reads it. */
const kinds = /** @type {Readonly<Record<string, string>>} */ ({
  text: "text",
  texts: "list of texts",
  number: "number",
  flag: "true or false",
  plain: "text, number, true or false",
  list: "list",
  size: 'size, e.g. `"512MiB"`',
  duration: 'duration, e.g. `"10m"`',
  table: "table",
  tables: "list of tables",
  named: "a table for each",
  values: "table",
});

/** @type {Readonly<Record<string, readonly [heading: string, meanings: Readonly<Record<string, string>>]>>} */
const groups = {
  readCommandFile: [
    "The file",
    {
      id: "what clients call it; needed",
      version: "of the process; needed",
      title: "for people; needed",
      inputs: "one table for each input, in the order in which they are described",
      outputs: "one table for each output",
      image: "container image that has the program; the process is then published only by an engine that runs images",
      needs: "what brings the program, for the administrator whose host lacks it",
      environment: "variables for the program, each a text",
      network: "hosts that it may reach, e.g. `example.org:443`; absent: none",
    },
  ],
  wordsOf: [
    "The command",
    {
      run: "the program and its arguments: texts, groups (lists of texts), and tables of `when` and `words`; needed",
      when: "of such a table: the boolean input by which it is there",
      words: "of such a table: its words",
    },
  ],
  progressOf: [
    "Progress",
    { progress: '`"gdal"`, `"grass"`, or a regular expression whose first group is the percentage in what the program prints' },
  ],
  limitsOf: [
    "[limits]",
    {
      limits: "the table itself; the administrator's limits are the upper bound",
      wall: "time from begin to end",
      memory: "memory of all its children together",
      cpus: "share of processor cores, e.g. 1.5",
      pids: "children at one time",
      disk: "working folder and outputs together",
      inodes: "files in them",
      fds: "open files of one child",
      output: "one output",
      log: "what is kept of the log",
    },
  ],
  textsOf: [
    "Words for people: of the file, an input, an output",
    {
      abstract: "a few sentences",
      keywords: "words to be found by",
      metadata: "links to more information",
      title: "of a link: its words",
      href: "of a link: its address",
      role: "of a link: what it is to the process",
    },
  ],
  translationsOf: [
    "[translations.TAG]: by BCP 47 tag",
    {
      translations: "of the file, of an input or output; one table for each language",
      title: "in that language",
      abstract: "in that language",
      keywords: "in that language",
    },
  ],
  inputOf: [
    "[inputs.ID]",
    {
      title: "for people; else the id",
      min_occurs: "0 where it may be left out; else 1, and 0 where it has a default",
      max_occurs: "more than 1 makes it a list; else 1",
    },
  ],
  domainOf: [
    "Inputs and outputs: what they are",
    {
      maximum_megabytes: "of a file: upper bound of its size in 10^6 bytes",
      crs: "of a bounding box: reference systems, the default first",
      type: "of a literal: the XML Schema type",
      uoms: "of a literal: units of measure, the default first",
      default: "of a literal",
    },
  ],
  allowedOf: ["Literals: what is allowed", { choices: "these values", minimum: "the least number", maximum: "the greatest number" }],
  formatsOf: [
    "Files: their formats",
    {
      formats: "makes it a file: media types, or tables of the keys below; the default first",
      media_type: "needed in such a table",
      encoding: '`"base64"` where clients send it so; the file is plain in any case',
      schema: "address of a schema",
      name: "what the program calls it: `{ID.name}`",
      extension: "ending of the names of output files",
    },
  ],
  outputOf: [
    "[outputs.ID]",
    {
      title: "for people; else the id",
      file: "name of the file that the program writes; else the id",
      pattern: "of a literal: its first group in what the program prints, or in the file",
      stdout: "of a file: it is what the program prints",
    },
  ],
  examplesOf: [
    "[[examples]]",
    {
      examples: "`terrarium test` runs them, and people try them",
      title: "needed",
      inputs: "as in an execute request of OGC API - Processes; `{ file = NAME }` is a file beside the process; needed",
      expect: "what comes of it, by output; see [authors.md](authors.md)",
    },
  ],
};

/** @param {ts.FunctionDeclaration} declaration @returns {ReadonlyMap<string, string>} */
function keysOf(declaration) {
  const keys = new Map();
  /** @param {ts.Node} node */
  const visit = (node) => {
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      const kind = kinds[node.expression.name.text];
      const [key] = node.arguments;
      if (kind !== undefined && key !== undefined && ts.isStringLiteral(key)) keys.set(key.text, kind);
    }
    ts.forEachChild(node, visit);
  };
  visit(declaration);
  return keys;
}

/** The text of docs/reference-command.md. Throws an Error for a key without a meaning, and for a meaning without a key. */
export function commandReference() {
  const text = readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found = new Map(
    source.statements.flatMap((statement) => {
      if (!ts.isFunctionDeclaration(statement) || statement.name === undefined) return [];
      const keys = keysOf(statement);
      return keys.size === 0 ? [] : [[statement.name.text, keys]];
    }),
  );
  const odd = [...found.keys()].filter((name) => groups[name] === undefined);
  if (odd.length > 0) throw new Error(`scripts/reference/command.mjs says nothing of the keys that ${odd.join(", ")} reads.`);
  const parts = Object.entries(groups).map(([name, [heading, meanings]]) => {
    const keys = found.get(name) ?? new Map();
    const wrong = [...new Set([...keys.keys(), ...Object.keys(meanings)])].filter((key) => !keys.has(key) || meanings[key] === undefined);
    if (wrong.length > 0) throw new Error(`scripts/reference/command.mjs is not true of ${name}: ${wrong.join(", ")}.`);
    const rows = Object.entries(meanings).map(([key, meaning]) => `| \`${key}\` | ${keys.get(key)} | ${meaning} |`);
    return `## ${heading}\n\n| key | value | meaning |\n|---|---|---|\n${rows.join("\n")}\n`;
  });
  return `# Reference: commands as processes

Made from the code that reads \`*.process.toml\` by \`node scripts/reference-docs.mjs\`; do not edit by hand. How such a file is written is told in
[commands.md](commands.md). Keys that are not here are errors.

${parts.join("\n")}`;
}
