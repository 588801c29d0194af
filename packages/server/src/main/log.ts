// The server's log: lines of JSON for machines, or of text for people. One event is one line, whatever it contains.
import { Writable } from "node:stream";
import pino, { type Logger } from "pino";
import { plain } from "./plain.js";

/** Makes the log on standard error; standard output belongs to what a command answers. */
export function makeLog({ level, format }: { readonly level: string; readonly format: "text" | "json" }): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { error: pino.stdSerializers.err, cause: pino.stdSerializers.err },
  };
  return format === "json" ? pino(options, process.stderr) : pino(options, textLines());
}

function textLines(): Writable {
  return new Writable({
    write(line: Buffer, _encoding, done) {
      process.stderr.write(toText(line.toString()), () => done());
    },
  });
}

/** One JSON log line as text: time, level, message, then the facts. */
export function toText(line: string): string {
  const { time, level, msg, ...facts } = JSON.parse(line) as Record<string, unknown>;
  const rest = Object.entries(facts)
    .map(([name, value]) => ` ${name}=${plain(value)}`)
    .join("");
  return `${String(time)} ${String(level)} ${plain(msg ?? "")}${rest}\n`;
}
