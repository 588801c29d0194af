// Which engines a configuration may name, what settings each takes, and which of them are in use. What an engine is made of is left to engine-kinds.ts.

import type { Settings } from "./schema.js";
import { shown } from "./values.js";
import { nearest } from "./walk.js";

/** One thing that is wrong with settings that are right each for itself. */
export interface Contradiction {
  readonly path: readonly string[];
  readonly message: string;
}

/** Settings of one engine; paths are absolute. */
export interface EngineSettings {
  readonly program?: string;
  readonly platform?: string;
  readonly socket?: string;
  readonly image?: string;
}

export type EngineKind = "bwrap" | "oci" | "docker" | "child";

/** The engines that need no `[engines.NAME]`, by name. */
const known: Readonly<Record<string, EngineKind>> = {
  bwrap: "bwrap",
  crun: "oci",
  runc: "oci",
  runsc: "oci",
  docker: "docker",
  podman: "docker",
  child: "child",
};

/** What an engine of this name is; a name that only `[engines.NAME]` knows is an OCI runtime. */
export function kindOf(name: string): EngineKind {
  return Object.hasOwn(known, name) ? (known[name] ?? "oci") : "oci";
}

/** Which settings make sense for which kind. */
const settingsOf: Readonly<Record<EngineKind, readonly string[]>> = {
  bwrap: [],
  oci: ["program", "platform"],
  docker: ["socket", "image"],
  child: [],
};

/** What is wrong with the names of engines and their settings. */
export function engineProblems({ isolation, engines, processes }: Settings): Contradiction[] {
  const problems: Contradiction[] = [];
  const names = [...new Set([...Object.keys(known), ...Object.keys(engines)])];
  const check = (path: readonly string[], name: string | undefined) => {
    if (name === undefined) return;
    if (!names.includes(name)) {
      const meant = nearest(name, names);
      const hint = meant === undefined ? `known are ${names.join(", ")}.` : `did you mean "${meant}"?`;
      problems.push({ path, message: `there is no engine ${shown(name)}; ${hint}` });
    } else if (name === "child" && !isolation.i_accept_that_jobs_can_read_and_change_everything) {
      problems.push({
        path,
        message: '"child" isolates nothing; use "bwrap", or add i_accept_that_jobs_can_read_and_change_everything = true to [isolation].',
      });
    }
  };
  check(["isolation", "engine"], isolation.engine);
  for (const [name, settings] of Object.entries(engines)) {
    const useful = settingsOf[kindOf(name)];
    for (const key of Object.keys(settings).filter((key) => !useful.includes(key)))
      problems.push({ path: ["engines", name, key], message: `means nothing to ${name}.` });
  }
  for (const { engine } of processes.entry) check(["processes", "entry", "engine"], engine);
  for (const [id, { engine, instances }] of Object.entries(processes.override)) {
    check(["processes", "override", id, "engine"], engine);
    if (instances?.max !== undefined && instances.max < instances.min)
      problems.push({ path: ["processes", "override", id, "instances"], message: "max is below min." });
  }
  return problems;
}

/** Names of the engines that this configuration uses, the default first. */
export function enginesInUse(config: {
  readonly isolation: { readonly engine: string };
  readonly processes: {
    readonly entries: readonly { readonly engine?: string }[];
    readonly overrides: Readonly<Record<string, { readonly hidden: boolean; readonly engine?: string }>>;
  };
}): string[] {
  const { entries, overrides } = config.processes;
  const others = [...entries, ...Object.values(overrides).filter(({ hidden }) => !hidden)].flatMap(({ engine }) => engine ?? []);
  return [...new Set([config.isolation.engine, ...others])];
}
