import { describe, expect, it } from "vitest";
import { fault } from "./errors.js";
import { say, together, type Words, words } from "./sentence.js";
import { spokenIn, tell } from "./tell.js";

describe("a sentence", () => {
  const missing = say("The input {id} is missing.", { id: "layer" });

  it("is English where it is made, and remembers how", () => {
    expect(missing).toEqual({
      message: "The input layer is missing.",
      said: { sentence: "The input {id} is missing.", values: { id: "layer" } },
    });
    expect(fault("missing-input", missing, "layer").message).toBe("The input layer is missing.");
  });

  it("is told in the language of the reader, after it was kept as JSON too", () => {
    expect(tell(missing, "cs-CZ")).toBe("Chybí vstup layer.");
    expect(tell(JSON.parse(JSON.stringify(missing)) as Words, "cs")).toBe("Chybí vstup layer.");
    expect(tell("Paused.", "cs")).toBe("Úloha je pozastavena.");
    for (const tag of ["en", "en-US", "de", "", "x"]) expect(tell(missing, tag)).toBe("The input layer is missing.");
  });

  it("may stand in another one", () => {
    const told = together(
      say("The value {value} of input {id} {problem}.", { value: '"x"', id: "n", problem: words("is not a number") }),
      "Paused.",
    );
    expect(told.message).toBe('The value "x" of input n is not a number. Paused.');
    expect(tell(told, "cs")).toBe('Hodnota "x" vstupu n není číslo. Úloha je pozastavena.');
  });

  it("takes its values as they are, whatever stands in them", () => {
    const told = say("The input {id} is missing.", { id: "{id} $& {first} __proto__" });
    expect(told.message).toBe("The input {id} $& {first} __proto__ is missing.");
    expect(tell(told, "cs")).toBe("Chybí vstup {id} $& {first} __proto__.");
  });

  it("of a process, or of another version, stays as it is", () => {
    for (const message of ["The lake is frozen.", "toString", "__proto__", "constructor"]) expect(tell(message, "cs")).toBe(message);
    expect(tell({ message: "Old words: 3.", said: { sentence: "Old words: {n}.", values: { n: 3 } } }, "cs")).toBe("Old words: 3.");
  });
});

it("the language of our messages is English for who reads a language that we do not speak", () => {
  expect(["cs-CZ", "CS", "en-GB", "fr", "csb"].map(spokenIn)).toEqual(["cs", "cs", "en", "en", "en"]);
});
