// Asks a process for its description, in a sandbox. What it says is checked by check-description.ts before anybody relies on it.
import type { ProcessDescription } from "@terrarium/sdk";
import type { DeployedProcess } from "../core/engine.js";
import { checkDescription } from "./check-description.js";
import { type OnceParts, runOnce } from "./run-once.js";

/** The description that the process gives of itself. Throws an Error with one sentence that an author understands. */
export async function describeProcess(
  parts: OnceParts,
  id: string,
  process: Pick<DeployedProcess, "command" | "mounts" | "environment">,
): Promise<ProcessDescription> {
  const { messages, exit } = await runOnce(parts, id, process);
  for (const message of messages) {
    if (message.terrarium === "description") return checkDescription(message.description);
    if (message.terrarium === "error") throw new Error(message.message);
  }
  if (exit.reason === "timeout") throw new Error(`It did not describe itself within ${parts.limits.wallMs / 1000} s.`);
  const lastLine = exit.log.trim().split("\n").at(-1) ?? "";
  throw new Error(
    `It ended (${exit.reason}${exit.code === undefined ? "" : `, code ${exit.code}`}) without a description. ${lastLine}`.trim(),
  );
}
