import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describeEngine } from "../conformance/suite.js";
import { makeChildEngine } from "./child.js";

/** Children of this test run that are Python. */
async function traces(): Promise<string[]> {
  const own = await readFile(`/proc/self/task/${process.pid}/children`, "latin1");
  return own.split(" ").filter(Boolean);
}

describeEngine({
  name: "child",
  async setUp() {
    const folder = await mkdtemp(join(tmpdir(), "terrarium-child-"));
    return { engine: makeChildEngine(), folder, tearDown: async () => {} };
  },
  traces,
  endsTheWholeTree: false,
  runsCommands: true,
});
