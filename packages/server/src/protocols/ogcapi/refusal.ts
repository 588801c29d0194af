// What HTTP itself refuses before anything is asked of the service: an address, a method, a language, a type of body.
import { ServiceError } from "../../core/errors.js";
import type { HttpProblem } from "./errors.js";

/** Carries the problem from where a request is read to where errors are encoded. */
export class Refused extends ServiceError {
  readonly problem: HttpProblem;
  constructor(problem: HttpProblem) {
    super([{ code: "unsupported", ...problem.detail }]);
    this.name = "Refused";
    this.problem = problem;
  }
}
