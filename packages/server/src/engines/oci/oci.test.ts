import { describeEngine } from "../conformance.js";
import { makeSealedEngine, tracesOf } from "../sealed-engine.js";

for (const name of ["crun", "runc", "runsc"] as const) {
  let folder = "";
  describeEngine({
    name,
    async setUp() {
      const made = await makeSealedEngine({}, name);
      folder = made.folder;
      return made;
    },
    traces: () => tracesOf(folder),
    endsTheWholeTree: true,
    runsCommands: true,
  });
}
