import type { RunnerMessage } from "@terrarium/sdk";
import { describe, expect, it } from "vitest";
import { makeChannel, resultLineBytes } from "./channel.js";
import { makeLogRing } from "./log-ring.js";
import { parseMessage } from "./runner-message.js";

function setUp() {
  const said: RunnerMessage[] = [];
  const ring = makeLogRing(4 * 1024 * 1024);
  const timers: (() => void)[] = [];
  let tooLong = 0;
  let nowMs = 0;
  const channel = makeChannel({
    say: (message) => said.push(message),
    log: (bytes) => ring.push(bytes),
    tooLong: () => tooLong++,
    now: () => nowMs,
    after: (_ms, done) => {
      timers.push(done);
      return () => timers.splice(timers.indexOf(done), 1);
    },
  });
  const push = (text: string) => channel.push(Buffer.from(text));
  return { said, ring, timers, channel, push, passed: () => tooLong, advance: (ms: number) => (nowMs += ms) };
}

const results = '{"terrarium":"results","outputs":[{"id":"a","kind":"literal","value":"ü"}]}';

describe("the channel of a runner", () => {
  it("tells messages and keeps every other byte as log, wherever the chunks are cut", () => {
    const text = `hello\n{"terrarium":"ready"}\n{"terrarium": "no"}\n\n${results}\ntail`;
    const bytes = Buffer.from(text);
    for (let size = 1; size < 40; size++) {
      const { said, ring, channel } = setUp();
      for (let at = 0; at < bytes.length; at += size) channel.push(bytes.subarray(at, at + size));
      channel.end();
      expect(said).toEqual([{ terrarium: "ready" }, JSON.parse(results)]);
      expect(ring.text()).toBe('hello\n{"terrarium": "no"}\n\ntail');
    }
  });
  it("tells only the first of two final messages", () => {
    const { said, push } = setUp();
    push(`${results}\n{"terrarium":"error","kind":"user","message":"late"}\n${results}\n{"terrarium":"progress","percent":3}\n`);
    expect(said).toHaveLength(1);
  });
  it("thins out progress but always tells the last of a burst", () => {
    const { said, push, timers, advance } = setUp();
    for (let percent = 0; percent <= 100; percent++) push(`{"terrarium":"progress","percent":${percent}}\n`);
    expect(said).toEqual([{ terrarium: "progress", percent: 0 }]);
    advance(60);
    timers[0]?.();
    expect(said.at(-1)).toEqual({ terrarium: "progress", percent: 100 });
    expect(said).toHaveLength(2);
  });
  it("thins out progress whatever is said between", () => {
    const { said, push } = setUp();
    for (let n = 0; n < 1000; n++) push('{"terrarium":"progress","percent":1}\n{"terrarium":"ready"}\n');
    expect(said).toEqual([{ terrarium: "progress", percent: 1 }, { terrarium: "ready" }]);
  });
  it("tells one description and nothing after it", () => {
    const { said, push } = setUp();
    for (let n = 0; n < 1000; n++) push('{"terrarium":"description","description":{"id":"a"}}\n{"terrarium":"progress"}\n');
    expect(said).toHaveLength(1);
  });
  it("tells pending progress before the results", () => {
    const { said, push } = setUp();
    push(`{"terrarium":"progress","percent":1}\n{"terrarium":"progress","percent":2}\n${results}\n`);
    expect(said.map((message) => message.terrarium)).toEqual(["progress", "progress", "results"]);
  });
  it("holds no more than one bounded line, and says so when results are too long", () => {
    const { push, passed, said } = setUp();
    push('{"terrarium":"results","outputs":[');
    const block = `"${"x".repeat(1024 * 1024)}",`;
    for (let sent = 0; sent < resultLineBytes * 2; sent += block.length) push(block);
    push(`]}\n${results}\n`);
    expect(passed()).toBe(1);
    expect(said).toHaveLength(1);
  });
  it.each([
    '{"terrarium":"results","outputs":[{"id":"a","kind":"complex","file":"../x","format":{"mediaType":"a/b"}}]}',
    '{"terrarium":"results","outputs":[{"id":"a","kind":"bbox","bbox":[1,2,3,1e999],"crs":"x"}]}',
    '{"terrarium":"results","outputs":{"0":1}}',
    '{"terrarium":"progress","percent":"50"}',
    '{"terrarium":"error","kind":"ours","message":"x"}',
    '{"terrarium":"succeeded"}',
    '{"terrarium":"ready"',
    `{"terrarium":${"[".repeat(200_000)}`,
    `{"terrarium":"error","kind":"user","message":"x","detail":${"[".repeat(100_000)}${"]".repeat(100_000)}}`,
    `{"terrarium":"description","description":{"a":${"[".repeat(100_000)}${"]".repeat(100_000)}}}`,
    `{"terrarium":"results","outputs":[{"id":"a","kind":"literal","value":1,"b":${'{"b":'.repeat(33)}1${"}".repeat(33)}}]}`,
  ])("takes %.60s for no message", (line) => expect(parseMessage(line)).toBeUndefined());
});

describe("the log ring", () => {
  it("keeps the last bytes of any sequence of writes", () => {
    for (const capacity of [0, 1, 7, 64, 5000]) {
      const ring = makeLogRing(capacity);
      let all = "";
      for (let i = 0; i < 300; i++) {
        const piece = String.fromCharCode(97 + (i % 26)).repeat((i * 7) % 53);
        all += piece;
        ring.push(Buffer.from(piece));
      }
      expect(ring.text()).toBe(capacity === 0 ? "" : all.slice(-capacity));
      expect(ring.isFull).toBe(all.length > capacity);
    }
  });
  it("never begins in the middle of a character", () => {
    const ring = makeLogRing(5);
    ring.push(Buffer.from("üüü"));
    expect(ring.text()).toBe("üü");
  });
});
