// What `--pywps` and `--pywps-config` of the command line mean: a project more to publish, and settings below all others.
import { resolve } from "node:path";
import { ConfigError, type ProcessEntry } from "./config.js";
import { importedTable, loadCfg, openQuestions } from "./pywps-import.js";

export interface PywpsOptions {
  readonly pywps?: string;
  readonly pywpsConfig?: string;
}

/** The settings that a pywps.cfg stands for. Says on standard error what must be decided. Throws ConfigError. */
export function pywpsBase({ pywps, pywpsConfig }: PywpsOptions): Readonly<Record<string, unknown>> | undefined {
  if (pywpsConfig === undefined) return undefined;
  if (pywps === undefined) throw new ConfigError(["--pywps-config: say with --pywps where the processes are."]);
  const cfg = loadCfg(pywpsConfig, process.env);
  for (const question of openQuestions(cfg)) console.error(`${pywpsConfig}: ${question}`);
  return importedTable(cfg);
}

/** The project of `--pywps`. */
export function pywpsEntries({ pywps, pywpsConfig }: PywpsOptions): ProcessEntry[] {
  if (pywps === undefined) return [];
  const config = pywpsConfig === undefined ? {} : { config: resolve(pywpsConfig) };
  return [{ path: resolve(pywps), kind: "pywps", environment: {}, ...config }];
}
