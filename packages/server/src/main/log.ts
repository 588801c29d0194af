// The server's log: lines of JSON for machines, or of text for people. One event is one line, whatever it contains.
import { Writable } from "node:stream";
import pino, { type Logger } from "pino";

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

/** Control characters are shown as escapes: nobody forges a line or drives a terminal through the log. */
export function plain(value: unknown): string {
  if (typeof value === "object" && value !== null && "stack" in value) return plain(value.stack);
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
