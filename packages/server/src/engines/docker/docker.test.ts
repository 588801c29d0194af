// The suite of every engine against a real daemon, which the test starts itself.
import { it } from "vitest";
import { describeEngine } from "../conformance.js";
import { makeSealedEngine, type SealedEngine, tracesOf } from "../sealed-engine.js";

const isRoot = process.getuid?.() === 0;
let made: SealedEngine | undefined;

if (!isRoot) it.skip("the docker engine passes the suite of every engine (skipped: needs root to start a daemon)", () => {});
else
  describeEngine({
    name: "docker",
    async setUp() {
      made = await makeSealedEngine({}, "docker");
      return made;
    },
    traces: async () => [...(await tracesOf(made?.folder ?? "")), ...((await made?.daemon?.traces()) ?? [])],
    endsTheWholeTree: true,
    runsCommands: true,
  });
