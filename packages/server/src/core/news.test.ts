// The log as it is followed, and the words of a stream that come back from clients.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeLogRing } from "./log-ring.js";
import { lookOut, unknownUse } from "./lookout.js";
import { linesOf, readCursor, writeCursor } from "./news.js";

describe("a log that is followed", () => {
  it("is told in whole lines, all of it and once, however it was written and cut", () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: "grapheme", maxLength: 40 }), { maxLength: 30 }),
        fc.integer({ min: 1, max: 9 }),
        (texts, step) => {
          const all = texts.join("\n");
          const bytes = Buffer.from(all);
          const ring = makeLogRing(100_000);
          let told = "";
          let at = 0;
          for (let from = 0; from < bytes.length; from += step) {
            ring.push(bytes.subarray(from, from + step));
            const part = ring.since(at, false);
            expect(part.from).toBe(at);
            expect(part.text === "" || part.text.endsWith("\n")).toBe(true);
            told += part.text;
            at = part.to;
          }
          const rest = ring.since(at, true);
          expect(told + rest.text).toBe(bytes.toString());
          expect(rest.to).toBe(bytes.length);
        },
      ),
    );
  });

  it("says how much was dropped before it was read, and cuts a line without end", () => {
    const ring = makeLogRing(10);
    ring.push(Buffer.from("0123456789"));
    ring.push(Buffer.from("abc\n"));
    expect(ring.since(0, false)).toEqual({ from: 4, to: 14, text: "456789abc\n" });
    const endless = makeLogRing(100_000);
    endless.push(Buffer.from("é".repeat(20_000)));
    const { to, text } = endless.since(0, false);
    expect(to).toBeLessThanOrEqual(16 * 1024);
    expect(text).toMatch(/^é+$/);
  });

  it("is answered at once where there is more, at its end, and else after the time", async () => {
    const ring = makeLogRing(1000);
    let isEnded = false;
    let end = (): void => undefined;
    const exited = new Promise<void>((resolve) => {
      end = () => {
        isEnded = true;
        resolve();
      };
    });
    const parts = { ring, exited, isOver: () => isEnded, used: () => ({ ...unknownUse, cpuMs: 7 }) };
    expect(await lookOut(parts, 0, 1)).toEqual({ log: { from: 0, to: 0, text: "" }, ...unknownUse, cpuMs: 7, isOver: false });
    const waits = lookOut(parts, 0, 60_000);
    ring.push(Buffer.from("one\ntw"));
    expect((await waits).log.text).toBe("one\n");
    const last = lookOut(parts, 4, 60_000);
    end();
    expect(await last).toEqual({ log: { from: 4, to: 6, text: "tw" }, ...unknownUse, isOver: true });
  });
});

describe("lines", () => {
  it("have the level that they begin with", () => {
    const level = (line: string): string | undefined => linesOf(`${line}\n`)[0]?.level;
    for (const line of [
      "ERROR 1: no",
      "2026-01-01 10:00:00,123 ERROR no",
      "root - CRITICAL - x",
      "ValueError: x",
      "Traceback (most recent call last):",
    ])
      expect([line, level(line)]).toEqual([line, "error"]);
    for (const line of ["Warning 1: x", "[WARN] x", "DeprecationWarning: x"]) expect([line, level(line)]).toEqual([line, "warning"]);
    expect(level("DEBUG:root:x")).toBe("debug");
    for (const line of ["no error here", "line 3", ""]) expect([line, level(line)]).toEqual([line, "info"]);
  });

  it("are what a terminal would show, and of a bounded length", () => {
    expect(linesOf("10 %\r20 %\r\nnext\n").map(({ text }) => text)).toEqual(["20 %", "next"]);
    expect(linesOf("x".repeat(100_000))[0]?.text.length).toBeLessThan(5_000);
  });
});

describe("a cursor", () => {
  it("comes back as it was, and what is none is nothing", () => {
    const cursor = { seq: 12, attempt: 2, logBytes: 4096 };
    expect(readCursor(writeCursor(cursor))).toEqual(cursor);
    expect(readCursor(writeCursor({ ...cursor, hasEnded: true }))).toEqual({ ...cursor, hasEnded: true });
    for (const word of ["", "1.2", "1.2.x", "-1.2.3", "1.2.3.end ", "9".repeat(20)]) expect(readCursor(word)).toBeUndefined();
  });
});
