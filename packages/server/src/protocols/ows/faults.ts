// The faults of parameters that all OGC protocols share, and the words they are told in.
import { type Fault, fault } from "../../core/errors.js";
import { type Phrase, say, words } from "../../core/sentence.js";

/** A mandatory parameter that is absent or empty. */
export function missing(name: string): Fault {
  return { code: "missing-parameter", ...say("The parameter {name} is missing or empty.", { name }), locator: name };
}

export function invalid(name: string, why: Phrase): Fault {
  return { code: "invalid-parameter", ...words(why), locator: name };
}

/** The start of a client's text, for use in a sentence. */
export function quote(text: string): string {
  return `"${text.length > 60 ? `${text.slice(0, 60)}...` : text}"`;
}

/** The parameter `service`; real clients write it in either case. */
export function checkService(service: string | undefined, faults: Fault[]): void {
  if (!service) faults.push(missing("service"));
  else if (service.toUpperCase() !== "WPS")
    faults.push(invalid("service", say("The service {service} is not offered here. Use service=WPS.", { service: quote(service) })));
}

/** Throws unsupported for any method but GET, HEAD and POST. */
export function checkMethod(method: string): void {
  if (method === "GET" || method === "HEAD" || method === "POST") return;
  throw fault("unsupported", say("The method {method} is not offered. Use GET or POST.", { method: method.slice(0, 20) }), "request");
}
