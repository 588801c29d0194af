// What a process prints, while it prints it where the server tells that, else once the job has ended.

import type { Job, JobEvent, LogLine, LogPart } from "./types.js";
import { isOver } from "./watch.js";

export interface Followed {
  status(): Promise<Job>;
  /** undefined: nobody tells. */
  events(job: Job): AsyncIterable<JobEvent> | undefined;
  /** Resolves when the job is over. */
  end(): Promise<void>;
  /** All that was printed. */
  log(): Promise<string>;
}

function linesOf(text: string): LogLine[] {
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines.map((line) => ({ level: "info", text: line }));
}

/** Pieces of the log, until the job is over. */
export async function* follow({ status, events, end, log }: Followed, signal: AbortSignal | undefined): AsyncGenerator<LogPart> {
  const job = await status();
  const stream = isOver(job) ? undefined : events(job);
  let hasTold = false;
  if (stream !== undefined) {
    try {
      for await (const event of stream) {
        if (event.kind === "end") return;
        if (event.kind !== "log") continue;
        const { lines, missedBytes, isAnew } = event;
        hasTold = true;
        yield { lines, missedBytes, isAnew };
      }
    } catch {
      signal?.throwIfAborted();
    }
  }
  await end();
  yield { lines: linesOf(await log()), missedBytes: 0, isAnew: hasTold };
}
