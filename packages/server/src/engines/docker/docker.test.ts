// The suite of every engine against real daemons, which the test starts itself.
import { it } from "vitest";
import { describeEngine } from "../conformance/suite.js";
import { makeSealedEngine, type SealedEngine, tracesOf } from "../sealed-engine.js";

const isRoot = process.getuid?.() === 0;
function describeWith(name: "docker" | "podman"): void {
  let made: SealedEngine | undefined;
  describeEngine({
    name,
    async setUp() {
      made = await makeSealedEngine({}, name);
      return made;
    },
    traces: async () => [...(await tracesOf(made?.folder ?? "")), ...((await made?.daemon?.traces()) ?? [])],
    endsTheWholeTree: true,
    runsCommands: true,
  });
}

if (!isRoot) it.skip("the docker and podman engines pass the suite of every engine (skipped: needs root to start a daemon)", () => {});
else for (const name of ["docker", "podman"] as const) describeWith(name);
