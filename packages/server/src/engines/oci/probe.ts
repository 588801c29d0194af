// Tries a runtime for real: one sandbox looks at itself and says what it sees. Where it cannot be made, says what is missing and how to get it.
import type { Engine, Health } from "../../core/engine.js";
import { always, failed, findings, isProcMasked, lookInside } from "../sealed/look.js";
import { findProgram, type OciParts, versionOf } from "./runtimes.js";

/** What keeps this runtime from being tried at all. */
function obstacle({ runtime, spawner, program: given }: OciParts, program: string | undefined): string | undefined {
  const { facts } = spawner;
  const { name } = runtime;
  if (program === undefined && given !== undefined) return `The program ${given} of the engine ${name} is not there, or may not be run.`;
  if (program === undefined) {
    const cure = runtime.package === undefined ? `Name its program in [engines.${name}].` : `Type: apt-get install ${runtime.package}`;
    return `${name} is not installed. ${cure}`;
  }
  if (!facts.isRoot) return `The engine ${name} needs a server that was started by root; bwrap does not.`;
  if (facts.scratch !== "given") return `The engine ${name} needs a host on which root may mount; bwrap does not.`;
  return undefined;
}

/** Health of one runtime on this host. Never throws. */
export async function probeOci(engine: Engine, parts: OciParts): Promise<Health> {
  const { runtime, spawner } = parts;
  const program = await findProgram(runtime.name, parts.program);
  const problem = obstacle(parts, program);
  if (program === undefined || problem !== undefined) return failed(problem ?? "");
  try {
    const seen = await lookInside(engine, spawner.facts.bundlesDir);
    const wrong = findings(seen, runtime.hasOwnKernel);
    if (wrong.length > 0) return failed(`A sandbox of ${runtime.name} was made but does not hold: ${wrong.join(", ")} is missing.`);
    const version = await versionOf(program);
    // What goes on in a kernel of its own cannot be counted from outside.
    const uncounted = runtime.hasOwnKernel ? ["pids"] : [];
    const [masked, unmasked] = isProcMasked(seen, false) ? [["masked /proc"], []] : [[], ["masked /proc"]];
    const enforced = [...always, ...masked, ...spawner.facts.enforced].filter((name) => !uncounted.includes(name));
    const notEnforced = [
      ...unmasked,
      ...spawner.facts.notEnforced,
      ...uncounted.filter((name) => !spawner.facts.notEnforced.includes(name)),
    ];
    return { ok: true, ...(version === undefined ? {} : { version }), enforced, notEnforced };
  } catch (error) {
    return failed(`A sandbox of ${runtime.name} could not be made: ${(error as Error).message}`);
  }
}
