// The first half of `npm start`: says in one sentence why this machine cannot run Terrarium, before the `exec` of the second half, which not every system's
// shell knows and which lets signals to npm reach the server. In old syntax (ES2017).
import { machineProblem } from "./machine.mjs";

const problem = machineProblem(process.versions.node, process.platform);
if (problem !== undefined) {
  console.error(problem);
  process.exitCode = 1;
}
