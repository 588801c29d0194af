// What HTTP itself refuses before anything is asked of the service: an address, a method, a language, a type of body.
import { ServiceError } from "../../core/errors.js";
import type { HttpResponse } from "../../core/message.js";

/** Carries the answer from where a request is read to where errors are encoded. */
export class Refused extends ServiceError {
  readonly response: HttpResponse;
  constructor(response: HttpResponse) {
    super([{ code: "unsupported", message: `Refused with status ${response.status}.` }]);
    this.name = "Refused";
    this.response = response;
  }
}
