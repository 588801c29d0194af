// What the OpenAPI document says of signing in: the ways there are, which operations ask for it, and what they answer who has not.
import type { JsonValue } from "@terrarium/sdk";
import { neededRole } from "../../core/access.js";
import { includes, type Role } from "../../core/role.js";
import { ref } from "./openapi-schemas.js";
import type { OperationId } from "./resources.js";

/** How one signs in, and who has to. */
export interface SignInWays {
  /** What those may who have not signed in. */
  readonly anonymous: Role;
  /** Name of the cookie of who has signed in on a page; absent: there are no pages. */
  readonly cookie?: string;
  /** Issuer of tokens of OpenID Connect that are taken; absent: none is trusted. */
  readonly issuer?: string;
}

const reading: ReadonlySet<OperationId> = new Set([
  "getLandingPage",
  "getConformance",
  "getApi",
  "getProcesses",
  "getProcess",
  "getDefinition",
]);

function leastRole(id: OperationId, path: string): Role {
  if (path.startsWith("/administration")) return neededRole["show-administration"];
  return reading.has(id) ? neededRole.describe : neededRole.execute;
}

/** Has one to sign in for this operation. */
export function asksFor({ anonymous }: Pick<SignInWays, "anonymous">, id: OperationId, path: string): boolean {
  return !includes(anonymous, leastRole(id, path));
}

/** The components of the document. OpenAPI 3.0.3 clause 4.8.27 */
export function securitySchemes({ cookie, issuer }: SignInWays): Readonly<Record<string, JsonValue>> {
  return {
    bearer: { type: "http", scheme: "bearer", description: "A token that the administrator of this server has made" },
    basic: {
      type: "http",
      scheme: "basic",
      description: "The same token as the password, with any user name, for programs that know nothing else",
    },
    ...(issuer === undefined
      ? {}
      : {
          openIdConnect: {
            type: "openIdConnect",
            openIdConnectUrl: `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`,
            description: "An access token of this provider, sent as Bearer",
          },
        }),
    ...(cookie === undefined
      ? {}
      : { session: { type: "apiKey", in: "cookie", name: cookie, description: "Of who has signed in on the page /sign-in" } }),
  };
}

/** Any one of the ways. Where nobody has to sign in, one may: there are more rights to be had. */
export function securityOf(ways: SignInWays, id: OperationId, path: string): JsonValue {
  const each = Object.keys(securitySchemes(ways)).map((name) => ({ [name]: [] }));
  return asksFor(ways, id, path) ? each : [{}, ...each];
}

/** What is answered, anywhere, to credentials that are not valid; and where one has to sign in, to those who may not do this. RFC 9110 clause 15.5.2 */
export function refusals(page: Readonly<Record<string, JsonValue>>, isAsked: boolean): Readonly<Record<string, JsonValue>> {
  const content = { "application/json": { schema: ref("exception") as JsonValue }, ...page };
  const challenge = { description: "The schemes by which one can sign in", required: true, schema: { type: "string" } };
  const description = "The role of the caller does not permit this, or the request was sent by a page of another site";
  return {
    "401": { description: "Credentials are lacking, or are not valid here", headers: { "WWW-Authenticate": challenge }, content },
    ...(isAsked ? { "403": { description, content } } : {}),
  };
}
