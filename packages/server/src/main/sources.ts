// From the configuration's [processes] to the files that are published, and the folders that they need to be seen in.
import { existsSync, realpathSync } from "node:fs";
import { dirname } from "node:path";
import type { ProcessEntry } from "../config/config.js";
import { sandboxCfg } from "../config/pywps-config.js";
import { loadCfg } from "../config/pywps-import.js";
import type { Hidden, Source } from "../processes/deploy.js";
import { findProcessFiles } from "../processes/sources.js";

/** What the processes of a PyWPS project read of its configuration. */
function settingsOf({ config }: ProcessEntry): string {
  return config === undefined ? "" : sandboxCfg(loadCfg(config, process.env));
}

export interface FoundSources {
  readonly sources: readonly Source[];
  /** Real paths of the folders of process files and of Python environments. */
  readonly folders: readonly string[];
  readonly hidden: readonly Hidden[];
}

const nothing = "No process file is there; their names end in .process.ts, .process.js, .process.mjs, .process.py or .process.toml.";

/** All process files of the entries, each once. */
export async function findSources(entries: readonly ProcessEntry[]): Promise<FoundSources> {
  const sources = new Map<string, Source>();
  const folders = new Set<string>();
  const hidden: Hidden[] = [];
  const empty: Hidden[] = [];
  for (const entry of entries) {
    const { path, python, environment, engine, image } = entry;
    try {
      const special = {
        ...(python === undefined ? {} : { python }),
        ...(engine === undefined ? {} : { engine }),
        ...(image === undefined ? {} : { image }),
      };
      if (entry.kind === "pywps" && !existsSync(path)) throw new Error(`There is no ${path}.`);
      const pywps = entry.kind === "pywps" ? { pywps: { settings: settingsOf(entry) } } : {};
      const files = entry.kind === "pywps" ? [path] : await findProcessFiles(path);
      if (files.length === 0) empty.push({ file: path, reason: nothing });
      for (const file of files) {
        const real = realpathSync(file);
        sources.set(real, { file: real, environment, ...special, ...pywps });
        folders.add(dirname(real));
      }
      if (python !== undefined) folders.add(dirname(dirname(python)));
    } catch (error) {
      hidden.push({ file: path, reason: error instanceof Error ? error.message : String(error) });
    }
  }
  // Of several patterns some may fit nothing, one for each language say; but a name that is misspelt is no server without processes.
  if (sources.size === 0) hidden.push(...empty);
  return { sources: [...sources.values()], folders: [...folders], hidden };
}
