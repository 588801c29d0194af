// Tries the engine for real: one sandbox looks at itself and says what it sees. Where it cannot be made, cure.ts finds the one line that helps.
import { execFile } from "node:child_process";
import type { Engine, Health } from "../../core/engine.js";
import type { SpawnerFacts } from "../../core/spawner.js";
import { always, failed, findings, isProcMasked, lookInside } from "../sealed/look.js";
import { cureFor } from "./cure.js";

function versionOf(): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile("bwrap", ["--version"], { env: { PATH: "/usr/bin:/bin" } }, (error, text) => {
      resolve(error ? undefined : text.trim().replace(/^bubblewrap /, ""));
    });
  });
}

/** Health of the bubblewrap engine on this host. Never throws. */
export async function probeBwrap(engine: Engine, facts: SpawnerFacts): Promise<Health> {
  const version = await versionOf();
  if (version === undefined) return failed(await cureFor("bwrap: not found"));
  try {
    const seen = await lookInside(engine, facts.bundlesDir);
    const wrong = findings(seen);
    if (wrong.length > 0) return failed(`A sandbox was made but does not hold: ${wrong.join(", ")} is missing. Do not use this host.`);
    const [enforced, notEnforced] = isProcMasked(seen, true) ? [["masked /proc"], []] : [[], ["masked /proc"]];
    return {
      ...{ ok: true, version },
      enforced: [...always, ...enforced, ...facts.enforced],
      notEnforced: [...notEnforced, ...facts.notEnforced],
    };
  } catch (error) {
    return failed(await cureFor((error as Error).message));
  }
}
