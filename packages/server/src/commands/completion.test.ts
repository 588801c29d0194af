// The script of completion in bash itself, as a shell loads it.
import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";
import { bashCompletion } from "./completion.js";
import { makeProgram } from "./program.js";

/** What bash offers after these words, the last of them begun. */
function offered(...lines: readonly (readonly string[])[]): string[] {
  const asked = lines.map(
    (words) =>
      `COMP_WORDS=(terrarium ${words.map((word) => `'${word}'`).join(" ")}); COMP_CWORD=${words.length}; _terrarium; echo "\${COMPREPLY[*]}"`,
  );
  const { stdout, stderr } = spawnSync("bash", ["-u"], {
    input: `${bashCompletion(makeProgram())}\n${asked.join("\n")}\n`,
    encoding: "utf8",
  });
  expect(stderr).toBe("");
  return stdout.trimEnd().split("\n");
}

it("a shell is offered commands, commands below them, options and their values", () => {
  const [first, ...others] = offered(
    [""],
    ["ro"],
    ["token", "cr"],
    ["token", "create", "--role", ""],
    ["execute", "sleep", "--dry"],
    ["run", "--server", "http://localhost:5000", "--mode", ""],
    ["queue", "dr"],
  );
  expect(first?.split(" ")).toEqual(expect.arrayContaining(["serve", "run", "completion", "--version"]));
  expect(others).toEqual(["rollback", "create", "describe use deploy administer", "--dry-run", "sync async", "drain"]);
});
