import { describe, expect, it } from "vitest";
import { makeLines } from "./log.js";

describe("a log on a disk", () => {
  it("loses the lines for which there is no room, and no more: each that stands there begins its own line", () => {
    let written = "";
    let room = 1000;
    const lines = makeLines((bytes) => {
      const taken = Math.min(room, bytes.length, 4);
      if (taken === 0) throw Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
      room -= taken;
      written += Buffer.from(bytes.subarray(0, taken)).toString();
      return taken;
    });
    lines.write("first line\n");
    room = 6;
    lines.write("cut off\n");
    lines.write("lost\n");
    room = 1;
    lines.write("lost, too\n");
    room = 1000;
    lines.write("after it\n");
    lines.write("last line\n");
    expect(written.split("\n")).toEqual(["first line", "cut of", "after it", "last line", ""]);
  });
});
