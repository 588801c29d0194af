import { describeEngine } from "../conformance/suite.js";
import { makeSealedEngine, tracesOf } from "../sealed-engine.js";

let folder = "";

describeEngine({
  name: "bwrap with zygote",
  async setUp() {
    const made = await makeSealedEngine({}, "zygote");
    folder = made.folder;
    return made;
  },
  traces: () => tracesOf(folder),
  endsTheWholeTree: true,
  runsCommands: true,
});
