// Writes docs/configuration.md out of the schema, so that every key and every default stands in one table that cannot go stale.
import { z } from "zod";
import { configSchema } from "./schema.js";
import type { KeyFacts } from "./values.js";
import { inner, keysOf } from "./walk.js";

const opening = `# Configuration

Made from the schema by \`node scripts/config-docs.mjs\`; do not edit by hand.

Terrarium needs no configuration. What you want different goes into a file, by custom \`terrarium.toml\`, named by \`--config FILE\` or by the
environment variable \`TERRARIUM_CONFIG\`. Unknown keys are errors, and all mistakes are told together. What comes first here wins:

1. the command line: \`--host\`, \`--port\`, \`--data\`
2. the environment: \`TERRARIUM__SERVER__PORT=8080\` is \`port\` in \`[server]\`; lists as TOML or separated by commas. With \`_FILE\` at the end
   (\`TERRARIUM__FETCH__PROXY_FILE=/run/secrets/proxy\`) the value is read from that file
3. the file
4. the defaults below

Sizes are written \`"64MiB"\`, \`"1GiB"\` (binary) or \`"500MB"\` (decimal), durations \`"500ms"\`, \`"60s"\`, \`"10m"\`, \`"2h"\`, \`"7d"\`. Relative paths
in the file are meant from the file's own folder, others from the working directory.

The \`[limits]\` from \`wall\` on bind each job. A process may declare smaller ones beside its code; what is given for it in
\`[processes.override.ID]\` is final.
`;

/** The text of docs/configuration.md. */
export function configurationDocument(): string {
  return [opening, ...sections(configSchema, [])].join("\n");
}

function sections(schema: z.ZodType, path: readonly string[]): string[] {
  const keys = Object.entries(keysOf(schema) ?? {});
  const rows = keys.flatMap(([name, value]) => row(name, value));
  const head = path.at(-1) === "entry" ? `## [[${path.join(".")}]]` : `## [${path.join(".")}]`;
  const table = rows.length === 0 ? [] : [`${head}\n`, "| key | value | default | meaning |", "|---|---|---|---|", ...rows, ""];
  return [...table, ...keys.flatMap(([name, value]) => below(value, [...path, name]))];
}

/** Tables inside a table: fixed ones, lists of tables, and tables by names of the administrator's choice. */
function below(schema: z.ZodType, path: readonly string[]): string[] {
  const bare = inner(schema);
  if (bare instanceof z.ZodObject) return sections(bare, path);
  if (bare instanceof z.ZodArray) return sections(bare.element as z.ZodType, path);
  if (bare instanceof z.ZodRecord) return sections(bare.valueType as z.ZodType, [...path, "ID"]);
  return [];
}

function row(name: string, schema: z.ZodType): string[] {
  const facts = schema.meta() as KeyFacts | undefined;
  if (facts === undefined) return [];
  const preset = schema instanceof z.ZodPrefault ? `\`${toml(schema.def.defaultValue)}\`` : (facts.computed ?? "none");
  return [`| \`${name}\` | ${facts.kind} | ${preset} | ${facts.description} |`];
}

/** A default as one would write it in the file. */
function toml(value: unknown): string {
  const empty = typeof value === "object" && value !== null && Object.keys(value).length === 0;
  if (empty) return Array.isArray(value) ? "[]" : "{}";
  return Array.isArray(value) ? `[${value.map(toml).join(", ")}]` : JSON.stringify(value);
}
