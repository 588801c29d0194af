// What is looked for in the catalogue, what fits it, and how it stands in the address. Pure.
import type { JsonObject, ProcessSummary } from "@terrarium/client";

export interface Search {
  readonly text: string;
  /** A process that fits has them all. */
  readonly keywords: readonly string[];
}

/** From the fragment of the address, as `searchFragment` wrote it. */
export function searchOf(fragment: string): Search {
  const query = new URLSearchParams(fragment.replace(/^#/, ""));
  return { text: query.get("q") ?? "", keywords: query.getAll("keyword") };
}

/** The fragment that stands for this search; empty where all is shown. */
export function searchFragment({ text, keywords }: Search): string {
  const query = new URLSearchParams(keywords.map((word): [string, string] => ["keyword", word]));
  if (text.trim() !== "") query.set("q", text.trim());
  return query.size === 0 ? "" : `#${query}`;
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}

/** Its keywords, and metadata that are words and nothing else. */
export function keywordsOf({ raw }: ProcessSummary): string[] {
  const metadata = Array.isArray(raw["metadata"]) ? (raw["metadata"] as JsonObject[]) : [];
  const bare = metadata.filter((one) => one["href"] === undefined && one["role"] === undefined).map((one) => one["title"]);
  return [...new Set([...texts(raw["keywords"]), ...texts(bare)])];
}

/** How the newest jobs of a process went, as far as the server tells it. */
export interface Outcomes {
  readonly count: number;
  readonly successful: number;
  /** In which half of those that succeeded had run, in milliseconds. */
  readonly usualMs?: number;
}

/** undefined: there were none, or the server does not tell. */
export function outcomesOf({ raw }: Pick<ProcessSummary, "raw">): Outcomes | undefined {
  const { successful, failed, runMs } = (raw["statistics"] ?? {}) as JsonObject;
  if (typeof successful !== "number" || typeof failed !== "number" || successful + failed === 0) return undefined;
  const usualMs = (runMs as JsonObject | undefined)?.["p50"];
  return { count: successful + failed, successful, ...(typeof usualMs === "number" ? { usualMs } : {}) };
}

/** Where a process comes from: how it is written, and the name of its file or project. */
export interface Source {
  readonly kind: "typescript" | "python" | "pywps" | "command" | "image";
  readonly name: string;
}

const kinds: readonly unknown[] = ["typescript", "python", "pywps", "command", "image"];

/** undefined: the server does not tell. */
export function sourceOf({ raw }: Pick<ProcessSummary, "raw">): Source | undefined {
  const { kind, name } = (raw["source"] ?? {}) as JsonObject;
  return kinds.includes(kind) && typeof name === "string" ? { kind: kind as Source["kind"], name } : undefined;
}

/** How each job of it is sealed, in short; `missing` are limits that cannot be enforced. */
export interface Seal {
  readonly by: string;
  /** None: it is not sealed. */
  readonly walls: readonly string[];
  readonly limits: "all" | "some" | "none";
  readonly missing: readonly string[];
}

/** undefined: the server does not tell. */
export function sealOf({ raw }: Pick<ProcessSummary, "raw">): Seal | undefined {
  const { engine, runtime, enforced, notEnforced } = (raw["isolation"] ?? {}) as JsonObject;
  if (typeof engine !== "string") return undefined;
  const held = texts(enforced);
  const bounds = ["memory", "cpu", "pids", "disk"].filter((name) => held.includes(name)).length;
  return {
    by: typeof runtime === "string" ? runtime : engine,
    walls: held.includes("namespaces") ? ["namespaces", "seccomp", "no network"].filter((name) => held.includes(name)) : [],
    limits: bounds === 4 ? "all" : bounds > 0 ? "some" : "none",
    missing: texts(notEnforced),
  };
}

/** Letters without their accents, in one case: who looks for "posk" finds "Pošk". */
function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** Does each word of the text stand somewhere in it, and has it all keywords? */
export function matches(process: ProcessSummary, { text, keywords }: Search): boolean {
  const own = keywordsOf(process);
  const { kind = "", name = "" } = sourceOf(process) ?? {};
  const hay = plain([process.id, process.title, process.description ?? "", kind, name, ...own].join("\n"));
  const words = plain(text).split(/\s+/);
  return words.every((word) => hay.includes(word)) && keywords.every((word) => own.includes(word));
}
