// What `--pywps`, `--pywps-config` and `--pywps-python` of the command line mean: a project more to publish, and settings below all others.
import { resolve } from "node:path";
import { ConfigError, type ProcessEntry } from "./config.js";
import { importedTable, loadCfg, openQuestions } from "./pywps-import.js";

export interface PywpsOptions {
  readonly pywps?: string;
  readonly pywpsConfig?: string;
  readonly pywpsPython?: string;
}

/** The settings that a pywps.cfg stands for. Says on standard error what must be decided. Throws ConfigError. */
export function pywpsBase({ pywps, pywpsConfig, pywpsPython }: PywpsOptions): Readonly<Record<string, unknown>> | undefined {
  const [needing] = [...(pywpsConfig === undefined ? [] : ["config"]), ...(pywpsPython === undefined ? [] : ["python"])];
  if (needing !== undefined && pywps === undefined)
    throw new ConfigError([`--pywps-${needing}: say with --pywps where the processes are.`]);
  if (pywpsConfig === undefined) return undefined;
  const cfg = loadCfg(pywpsConfig, process.env);
  for (const question of openQuestions(cfg)) console.error(`${pywpsConfig}: ${question}`);
  return importedTable(cfg);
}

/** The project of `--pywps`. */
export function pywpsEntries({ pywps, pywpsConfig, pywpsPython }: PywpsOptions): ProcessEntry[] {
  if (pywps === undefined) return [];
  const config = pywpsConfig === undefined ? {} : { config: resolve(pywpsConfig) };
  const python = pywpsPython === undefined ? {} : { python: resolve(pywpsPython) };
  return [{ path: resolve(pywps), kind: "pywps", environment: {}, ...config, ...python }];
}
