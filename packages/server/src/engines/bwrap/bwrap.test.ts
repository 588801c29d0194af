import { describeEngine } from "../conformance/suite.js";
import { makeSealedEngine, tracesOf } from "../sealed-engine.js";

let folder = "";

describeEngine({
  name: "bwrap",
  async setUp() {
    const made = await makeSealedEngine();
    folder = made.folder;
    return made;
  },
  traces: () => tracesOf(folder),
  endsTheWholeTree: true,
  runsCommands: true,
});
