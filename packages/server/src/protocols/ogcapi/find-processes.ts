// Which processes fit what somebody looks for: each word stands somewhere in what is told of a process. The pages' scripts do the same as one types.
import type { ProcessDescription } from "@terrarium/sdk";

/** Letters without their accents, in one case. */
function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** Those that fit, in their order; all where there is nothing to look for. */
export function findProcesses(processes: readonly ProcessDescription[], text: string | undefined): readonly ProcessDescription[] {
  const words = plain(text ?? "")
    .split(/\s+/)
    .filter((word) => word !== "");
  if (words.length === 0) return processes;
  return processes.filter(({ id, title, abstract = "", keywords = [], metadata = [] }) => {
    const bare = metadata.filter(({ href, role }) => href === undefined && role === undefined).map((one) => one.title);
    const hay = plain([id, title, abstract, ...keywords, ...bare].join("\n"));
    return words.every((word) => hay.includes(word));
  });
}
