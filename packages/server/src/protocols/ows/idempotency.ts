// Idempotency keys as all protocols take them: the header Idempotency-Key (draft-ietf-httpapi-idempotency-key-header), and in queries of WPS, which has
// clients that cannot set headers, a parameter. What a key does is left to the jobs room.
import { fault } from "../../core/errors.js";
import type { HttpRequest } from "../../core/message.js";
import type { Call } from "../../core/operation.js";

/** The parameter's name in any case, in the query of GET and of POST. */
const parameterName = "idempotencykey";
const longest = 255;

/** A string of a structured field (RFC 8941 clause 3.3.3) stands in quotes; clients that send it bare mean the same. */
function headerKey(value: string): string {
  const quoted = /^"((?:[^"\\]|\\["\\])*)"$/.exec(value.trim())?.[1];
  return quoted === undefined ? value.trim() : quoted.replace(/\\(.)/g, "$1");
}

function parameterKey(query: string): string | undefined {
  return [...new URLSearchParams(query)].find(([name]) => name.toLowerCase() === parameterName)?.[1];
}

/** The call with the key that came with its request, if it is an execute. Throws invalid-parameter for what cannot be a key. */
export function withKey<Form>(call: Call<Form>, { headers, query }: HttpRequest, where: "header" | "header or query"): Call<Form> {
  if (call.operation.kind !== "execute") return call;
  const header = headers["idempotency-key"];
  const key = header === undefined ? (where === "header" ? undefined : parameterKey(query)) : headerKey(header);
  if (key === undefined) return call;
  if (key.length > longest || !/^[\x20-\x7e]+$/.test(key))
    throw fault("invalid-parameter", "An idempotency key has 1 to 255 printable characters of ASCII.", "idempotencyKey");
  return { ...call, operation: { ...call.operation, idempotencyKey: key } };
}
