// Which processes fit what somebody looks for: each word stands somewhere in what is told of a process. The pages' scripts do the same as one types.
import type { ProcessDescription } from "@terrarium/sdk";
import type { ProcessFacts } from "../../core/operation.js";

/** Letters without their accents, in one case. */
function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

interface Offered {
  readonly processes: readonly ProcessDescription[];
  readonly facts?: ReadonlyMap<string, ProcessFacts>;
}

/** Those that fit, in their order; all where there is nothing to look for. How and where a process is written counts as well, as far as that is told. */
export function findProcesses({ processes, facts }: Offered, text: string | undefined): readonly ProcessDescription[] {
  const words = plain(text ?? "")
    .split(/\s+/)
    .filter((word) => word !== "");
  if (words.length === 0) return processes;
  return processes.filter(({ id, title, abstract = "", keywords = [], metadata = [] }) => {
    const bare = metadata.filter(({ href, role }) => href === undefined && role === undefined).map((one) => one.title);
    const { kind = "", name = "" } = facts?.get(id)?.source ?? {};
    const hay = plain([id, title, abstract, kind, name, ...keywords, ...bare].join("\n"));
    return words.every((word) => hay.includes(word));
  });
}
