// Who sends a request, as far as anybody can tell: the name that a reverse proxy puts into a header, if the administrator has named one. Nobody logs in here.
import type { IncomingMessage } from "node:http";
import { fault } from "../core/errors.js";
import type { Caller } from "../core/operation.js";
import { say } from "../core/sentence.js";

/** All whose name is not known are one. */
export const nobody = "anonymous";

const longestName = 256;

/** The value of a header that is sent at most once. Throws invalid-parameter: of two names it cannot be said which the proxy has put there. */
function onlyValue({ rawHeaders }: Pick<IncomingMessage, "rawHeaders">, name: string): string | undefined {
  const values = rawHeaders.filter((_, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === name.toLowerCase());
  if (values.length > 1) throw fault("invalid-parameter", say("The header {name} was sent more than once.", { name }), name);
  return values[0]?.trim();
}

/** `ownerHeader` names the header; absent: nobody is told apart. Throws invalid-parameter for a name that cannot be one. */
export function callerOf(
  request: Pick<IncomingMessage, "rawHeaders" | "headers">,
  ownerHeader?: string,
): Pick<Caller, "owner" | "priority"> {
  const name = ownerHeader === undefined ? undefined : onlyValue(request, ownerHeader);
  if (name !== undefined && name.length > longestName) throw fault("invalid-parameter", "The name of the owner is too long.", ownerHeader);
  // RFC 7240: preferences that a server does not know or grant are passed over.
  const [, asked] = /(?:^|[,;])\s*priority\s*=\s*"?(-?\d{1,6})"?\s*(?:$|[,;])/i.exec(String(request.headers["prefer"] ?? "")) ?? [];
  return { owner: name || nobody, ...(asked === undefined ? {} : { priority: Number(asked) }) };
}
