// The server's log: lines of JSON for machines, or of text for people. One event is one line, whatever it contains. A line that cannot be written is lost:
// a full disk below the log ends no server.
import { writeSync } from "node:fs";
import { Socket } from "node:net";
import pino, { type Logger } from "pino";
import { plain } from "./plain.js";

interface Lines {
  write(line: string): void;
}

/** Makes the log on standard error; standard output belongs to what a command answers. */
export function makeLog({ level, format }: { readonly level: string; readonly format: "text" | "json" }): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { error: pino.stdSerializers.err, cause: pino.stdSerializers.err },
  };
  const lines = standardError();
  return pino(options, format === "json" ? lines : { write: (line: string) => lines.write(toText(line)) });
}

/** A terminal or a pipe tells its errors as events. Of a file Node.js throws them into the code that logs, and writes nothing more from then on. */
function standardError(): Lines {
  return process.stderr instanceof Socket ? process.stderr : makeLines((bytes) => writeSync(2, bytes));
}

/** Lines that are written whole by `write`, which may take a part of what it is given. After one that was cut off the next begins anew. */
export function makeLines(write: (bytes: Uint8Array) => number): Lines {
  const end = "\n".charCodeAt(0);
  let last = end;
  return {
    write(line) {
      let rest = Buffer.from(last === end ? line : `\n${line}`);
      try {
        while (rest.length > 0) {
          const taken = write(rest);
          last = rest[taken - 1] ?? last;
          rest = rest.subarray(taken);
        }
      } catch {
        // There is nobody left to tell.
      }
    },
  };
}

/** One JSON log line as text: time, level, message, then the facts. */
export function toText(line: string): string {
  const { time, level, msg, ...facts } = JSON.parse(line) as Record<string, unknown>;
  const rest = Object.entries(facts)
    .map(([name, value]) => ` ${name}=${plain(value)}`)
    .join("");
  return `${String(time)} ${String(level)} ${plain(msg ?? "")}${rest}\n`;
}
