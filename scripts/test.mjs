// `npm test`: checks the machine in old syntax (ES2017), then leaves everything to run-tests.mjs, which old versions of Node.js could not even read.
import { machineProblem } from "./machine.mjs";

const problem = machineProblem(process.versions.node, process.platform);
if (problem === undefined) {
  import("./run-tests.mjs").then((entry) => entry.test(process.argv.slice(2)));
} else {
  console.error(problem);
  process.exitCode = 1;
}
