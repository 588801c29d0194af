// What is said to a server that does not listen.
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { connect, createServer, type Socket } from "node:net";
import { join } from "node:path";
import { expect, it } from "vitest";
import { type Reply, readLines, writeLine, writeMessage } from "./lines.js";

it("of the progress for a server that does not read only the newest waits, before all that is said later", async () => {
  const folder = await mkdtemp("/var/tmp/terrarium-lines-");
  const listener = createServer().listen(join(folder, "socket"));
  await once(listener, "listening");
  const reader = connect(join(folder, "socket"));
  const [writer] = (await once(listener, "connection")) as [Socket];
  reader.pause();
  const text = "x".repeat(16_000);
  for (let percent = 1; percent <= 2000; percent++) writeMessage(writer, "one", { terrarium: "progress", percent, message: text });
  writeMessage(writer, "two", { terrarium: "progress", percent: 7 });
  writeMessage(writer, "two", { terrarium: "results", outputs: [] });
  expect(writer.writableLength).toBeLessThan(1024 * 1024);
  const heard: Reply[] = [];
  const isOver = new Promise<void>((resolve) => {
    readLines(reader, (line) => {
      const reply = JSON.parse(line) as Reply;
      heard.push(reply);
      if ("warning" in reply) resolve();
    });
  });
  reader.resume();
  await once(writer, "drain");
  writeLine(writer, { warning: "over" });
  await isOver;
  const told = heard.flatMap((reply) =>
    "message" in reply ? [[reply.id, "percent" in reply.message ? reply.message.percent : "results"]] : [],
  );
  expect(told.slice(-2)).toEqual([
    ["two", "results"],
    ["one", 2000],
  ]);
  expect(told).not.toContainEqual(["two", 7]);
  writer.destroy();
  reader.destroy();
  listener.close();
  await rm(folder, { recursive: true, force: true });
});
