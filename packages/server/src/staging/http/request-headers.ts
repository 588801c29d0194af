// Which headers a client's reference may put on our request: an allow-list, because a header can be as dangerous as an address.
import type { ReferenceData } from "../../core/execute.js";
import { say } from "../../core/sentence.js";
import { Refusal } from "./guard.js";

const allowed = new Set(["accept", "accept-language", "authorization", "content-type", "soapaction", "user-agent"]);
// Keys to cloud metadata services, and what makes the next server believe that someone else asks.
const forbidden = /^x-(forwarded|real-ip|original|rewrite|http-method|method|host|aws|google|metadata|client-ip|cluster|remote)/;
const secret = new Set(["authorization"]);

/** The reference's headers, names in lower case. Throws Refusal for one that is not allowed or not well-formed. */
export function referenceHeaders(reference: ReferenceData): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const { name, value } of reference.headers ?? []) {
    const key = name.trim().toLowerCase();
    const isAllowed = allowed.has(key) || (key.startsWith("x-") && !forbidden.test(key));
    if (!/^[a-z0-9-]{1,64}$/.test(key) || !isAllowed)
      throw new Refusal(
        say("the header {name} may not be sent; allowed are {allowed} and x-...", {
          name: JSON.stringify(name.slice(0, 40)),
          allowed: [...allowed].join(", "),
        }),
      );
    if (value.length > 8192 || /[^\t -~\u0080-\u00ff]/.test(value))
      throw new Refusal(say("the value of the header {key} is not allowed.", { key }));
    headers[key] = value;
  }
  return headers;
}

/** What may go on to another origin after a redirect: everything but secrets. */
export function withoutSecrets(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !secret.has(name) && !name.startsWith("x-")));
}
