// The command line as a program: its words are read, and wrong usage gets its exit code.
import { CommanderError } from "commander";
import { CommandError, exitCodes, fail } from "./exit-codes.js";
import { watchReaders } from "./giving-up.js";
import { makeProgram } from "./program.js";

watchReaders();
// In Node.js 20 fetch may wait for ever for a connection that was closed as soon as it was open; then there is nothing left to do, and nothing was said.
const fallSilent = (): void =>
  fail(new CommandError("The server has closed the connection without an answer; does it just start?", exitCodes.infrastructure));
process.once("beforeExit", fallSilent);
makeProgram()
  .parseAsync()
  .then(
    () => process.off("beforeExit", fallSilent),
    (error: unknown) => {
      process.off("beforeExit", fallSilent);
      if (!(error instanceof CommanderError)) throw error;
      process.exitCode = error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
    },
  );
