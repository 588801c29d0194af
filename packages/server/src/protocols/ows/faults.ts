// The faults of parameters that all OGC protocols share, and the words they are told in.
import { type Fault, fault } from "../../core/errors.js";

/** A mandatory parameter that is absent or empty. */
export function missing(name: string): Fault {
  return { code: "missing-parameter", message: `The parameter ${name} is missing or empty.`, locator: name };
}

export function invalid(name: string, message: string): Fault {
  return { code: "invalid-parameter", message, locator: name };
}

/** The start of a client's text, for use in a sentence. */
export function quote(text: string): string {
  return `"${text.length > 60 ? `${text.slice(0, 60)}...` : text}"`;
}

/** The parameter `service`; real clients write it in either case. */
export function checkService(service: string | undefined, faults: Fault[]): void {
  if (!service) faults.push(missing("service"));
  else if (service.toUpperCase() !== "WPS")
    faults.push(invalid("service", `The service ${quote(service)} is not offered here. Use service=WPS.`));
}

/** Throws unsupported for any method but GET, HEAD and POST. */
export function checkMethod(method: string): void {
  if (method === "GET" || method === "HEAD" || method === "POST") return;
  throw fault("unsupported", `The method ${method.slice(0, 20)} is not offered. Use GET or POST.`, "request");
}
