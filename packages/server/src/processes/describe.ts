// Asks a process for its description, in a sandbox of the engine that will run it, once per content. What it says is checked by
// check-description.ts before anybody relies on it.
import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { ProcessDescription } from "@terrarium/sdk";
import { checkDescription } from "./check-description.js";
import { type OnceParts, type OnceProcess, runOnce } from "./run-once.js";
import { replaceFile } from "./runtime.js";

/** Where a process runs; absent parts are the server's default. */
export interface Choice {
  readonly engine?: string;
  readonly image?: string;
}

interface Said {
  readonly description: ProcessDescription;
  /** Libraries of the host that it loads. */
  readonly modules: readonly string[];
}

/** A description, and where it was given. */
interface Described extends Choice, Said {}

export interface DescribeParts extends OnceParts {
  /** Keeps what was said. Its name must change with the code. */
  readonly cacheFile: string;
  /** Where the process that describes itself so runs. Throws an Error if it cannot run there. */
  readonly choose: (description: ProcessDescription) => Choice;
  /** Where it runs while nobody knows its identifier. */
  readonly first: Choice;
}

function isSame(a: Choice, b: Choice): boolean {
  return a.engine === b.engine && a.image === b.image;
}

/** A power cut may leave the file without its text: then the process is asked again. */
async function readCache(file: string): Promise<Described | undefined> {
  const known = await readFile(file, "utf8")
    .then((text) => JSON.parse(text) as Partial<Described>)
    .catch(() => undefined);
  return known?.description === undefined ? undefined : { ...known, description: known.description, modules: known.modules ?? [] };
}

/**
 * The description that the process gives of itself where it will run. Which engine that is depends on its identifier; what nobody has heard before
 * speaks in `first`, and once more in its own. Throws an Error with one sentence that an author understands.
 */
export async function describeProcess(parts: DescribeParts, process: OnceProcess): Promise<Described> {
  const known = await readCache(parts.cacheFile);
  let at = known === undefined ? parts.first : parts.choose(known.description);
  if (known !== undefined && isSame(known, at)) return known;
  let said = await ask(parts, { ...process, ...at });
  const { id } = said.description;
  const own = parts.choose(said.description);
  if (!isSame(own, at)) {
    at = own;
    said = await ask(parts, { ...process, ...at });
    if (said.description.id !== id) throw new Error(`It calls itself ${id} in one engine and ${said.description.id} in another.`);
  }
  const described: Described = { ...at, ...said };
  await replaceFile(parts.cacheFile, JSON.stringify(described));
  return described;
}

/** What a process says of itself is not believed: names, and not too many. The zygote imports only what the host has. */
export function moduleNames(said: readonly string[] = []): string[] {
  return said.filter((name) => /^[A-Za-z_][A-Za-z0-9_.]{0,199}$/.test(name)).slice(0, 1000);
}

async function ask(parts: OnceParts, process: OnceProcess): Promise<Said> {
  const { messages, exit } = await runOnce(parts, `describe-${randomBytes(8).toString("hex")}`, process);
  for (const message of messages) {
    if (message.terrarium === "description")
      return { description: checkDescription(message.description), modules: moduleNames(message.modules) };
    if (message.terrarium === "error") throw new Error(message.message);
  }
  if (exit.reason === "timeout") throw new Error(`It did not describe itself within ${parts.limits.wallMs / 1000} s.`);
  const lastLine = exit.log.trim().split("\n").at(-1) ?? "";
  throw new Error(
    `It ended (${exit.reason}${exit.code === undefined ? "" : `, code ${exit.code}`}) without a description. ${lastLine}`.trim(),
  );
}
