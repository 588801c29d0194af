import { describe, expect, it } from "vitest";
import { argumentsOf, namesIn, type Word } from "./words.js";

const values: Readonly<Record<string, string | readonly string[]>> = {
  dem: "/job/in/0",
  z: "2",
  name: "two words; rm -rf $HOME 'quoted' {z}",
  layers: ["/job/in/1", "/job/in/2"],
  labels: ["a", "b"],
  one: ["x"],
  yes: "true",
  no: "false",
};
const fill = (...words: Word[]) => argumentsOf(words, (name) => values[name]);

describe("the words of a command", () => {
  it("stay one argument each, whatever a client puts into them", () => {
    expect(fill("-z", "{z}", "{name}", "pre-{name}")).toEqual(["-z", "2", values["name"], `pre-${String(values["name"])}`]);
  });
  it("keep braces that are doubled", () => {
    expect(fill("{{z}}={z}")).toEqual(["{z}=2"]);
  });
  it("are left out where an input in them has no value, a group as a whole", () => {
    expect(fill("{nothing}", { words: ["-az", "{nothing}"] }, { words: ["-z", "{z}"] })).toEqual(["-z", "2"]);
  });
  it("are repeated for each value of an input that has several, a group as a whole", () => {
    expect(fill("{layers}", { words: ["-l", "{layers}", "{labels}", "{z}"] })).toEqual([
      ...["/job/in/1", "/job/in/2"],
      ...["-l", "/job/in/1", "a", "2", "-l", "/job/in/2", "b", "2"],
    ]);
  });
  it("of inputs that are not given equally often cannot be paired", () => {
    expect(() => fill({ words: ["{layers}", "{one}"] })).toThrow("The inputs layers and one must be given equally often.");
  });
  it("that have a condition are there only if it is true", () => {
    expect(fill({ when: "yes", words: ["-a"] }, { when: "no", words: ["-b"] }, { when: "nothing", words: ["-c"] })).toEqual(["-a"]);
  });
  it("name what they use, conditions too", () => {
    expect([...namesIn(["p", "{a}{b}", { words: ["{c}", "{{d}}"], when: "e" }])]).toEqual(["a", "b", "c", "e"]);
  });
});
