// `npm start`: checks the machine in old syntax (ES2017), then leaves everything to set-up and server, which old versions of Node.js could not even read.
import { machineProblem } from "./machine.mjs";

const problem = machineProblem(process.versions.node, process.platform);
if (problem === undefined) {
  import("./start-server.mjs").then((entry) => entry.start(process.argv.slice(2)));
} else {
  console.error(problem);
  process.exitCode = 1;
}
