// Walks the configuration schema: finds the part behind a path, guesses what an unknown key was meant to be, reads texts of the environment.
// Knows zod's shapes so that nobody else must; holds no key of its own.
import { parse } from "smol-toml";
import { z } from "zod";

export type Path = readonly (string | number)[];

/** The schema without what wraps it (default, optional, transform). */
export function inner(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodPrefault || schema instanceof z.ZodDefault || schema instanceof z.ZodOptional)
    return inner(schema.unwrap() as z.ZodType);
  if (schema instanceof z.ZodPipe) return inner(schema.in as z.ZodType);
  return schema;
}

/** Schemas of the keys of a table; undefined if the schema is no table with fixed keys. */
export function keysOf(schema: z.ZodType): Readonly<Record<string, z.ZodType>> | undefined {
  const bare = inner(schema);
  return bare instanceof z.ZodObject ? (bare.shape as Record<string, z.ZodType>) : undefined;
}

/** The schema at a path; undefined where the path leads nowhere. */
export function schemaAt(schema: z.ZodType, path: Path): z.ZodType | undefined {
  const [head, ...rest] = path;
  if (head === undefined) return schema;
  const bare = inner(schema);
  if (bare instanceof z.ZodRecord) return schemaAt(bare.valueType as z.ZodType, rest);
  if (bare instanceof z.ZodArray) return schemaAt(bare.element as z.ZodType, rest);
  const keys = keysOf(bare);
  const next = keys !== undefined && Object.hasOwn(keys, head) ? keys[head] : undefined;
  return next === undefined ? undefined : schemaAt(next, rest);
}

/** "SERVER__PORT" as ["server", "port"]: segments that name fixed keys in lower case, names chosen by the administrator as they are. */
export function environmentPath(schema: z.ZodType, name: string): string[] {
  let at: z.ZodType | undefined = schema;
  return name.split("__").map((segment) => {
    const chosen = at !== undefined && inner(at) instanceof z.ZodRecord;
    const key = chosen ? segment : segment.toLowerCase();
    at = at === undefined ? undefined : schemaAt(at, [key]);
    return key;
  });
}

/** What a text of the environment means at a place of the schema: the text itself, a TOML value, or a list separated by commas. */
export function readText(schema: z.ZodType | undefined, text: string): unknown {
  if (schema === undefined) return text;
  const list = inner(schema) instanceof z.ZodArray ? text.split(",").map((item) => item.trim()) : undefined;
  const candidates = [text, tomlValue(text), list];
  return candidates.find((candidate) => candidate !== undefined && schema.safeParse(candidate).success) ?? text;
}

function tomlValue(text: string): unknown {
  try {
    return parse(`value = ${text}`)["value"];
  } catch {
    return undefined; // Not TOML: then the text is meant as it stands.
  }
}

/** The known word nearest to a mistyped one, if any is near enough to be meant. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const ranked = known.map((candidate) => ({ candidate, distance: distance(word.toLowerCase(), candidate) }));
  ranked.sort((a, b) => a.distance - b.distance);
  const best = ranked[0];
  return best !== undefined && best.distance <= Math.ceil(word.length / 3) ? best.candidate : undefined;
}

/** Edits (insert, delete, replace a letter) between two words. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replace = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, replace));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
