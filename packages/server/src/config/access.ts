// The table [access] of terrarium.toml: who has to sign in, and what who may.
import { z } from "zod";
import type { Provider } from "../access/oidc.js";
import type { ProcessRule } from "../core/access.js";
import type { Role } from "../core/role.js";
import { key } from "./key.js";
import { choice, duration, flag, httpAddress, shown, text, words } from "./values.js";

const anyRole = ["none", "describe", "use", "deploy", "administer"] as const;
const kinds = "`none`, `describe`, `use`, `deploy` or `administer`";

const oidc = z.strictObject({
  issuer: key(
    text().refine((given) => URL.canParse(given) && isConfidential(new URL(given)), {
      error: "is no address of an issuer: https, or http on this machine, without a query.",
    }),
    "address",
    "Issuer of the tokens, exactly as it stands in them; where its keys are it says below `/.well-known/openid-configuration`. Required in this table.",
  ),
  audience: key(text().min(1, { error: "is empty." }), "text", "Audience that tokens for this server have. Required in this table."),
  owner_claim: key(text().prefault("sub"), "text", "Claim that names the owner of jobs. Take none that people may choose themselves."),
  roles_claim: key(
    text().prefault("roles"),
    "text",
    "Claim with the words that `roles` knows, as a list or with blanks between; dots lead into objects, e.g. `realm_access.roles`.",
  ),
  roles: key(
    z.record(z.string(), choice(anyRole)).prefault({}),
    "table",
    'The role for each of these words, e.g. { gis-team = "deploy", gis-admin = "administer" }; the highest counts.',
  ),
  role: key(choice(anyRole).prefault("use"), kinds, "The role of whoever has a valid token, and none of these words."),
  keys_url: key(
    httpAddress().optional(),
    "address",
    "Where the keys of the issuer are, if they are under another origin than its own.",
    "what the issuer says",
  ),
});

/** Nobody on the way can put in keys of its own. */
function isConfidential({ protocol, hostname, search, hash, username }: URL): boolean {
  const isHere = protocol === "http:" && ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
  return (protocol === "https:" || isHere) && `${search}${hash}${username}` === "";
}

export const access = z
  .strictObject({
    anonymous: key(
      choice(anyRole).optional(),
      kinds,
      "What those may do who have not signed in: nothing, read what is offered, also execute, also publish processes, or everything.",
      "`use`; `none` with `[access.oidc]`",
    ),
    oidc: oidc.optional(),
    proxy_role: key(choice(anyRole).prefault("use"), kinds, "What those may do whom a reverse proxy names in `server.owner_header`."),
    signed_links: key(
      flag().prefault(true),
      "`true` or `false`",
      "Addresses of outputs and status documents of callers who have signed in open these without credentials, for programs that cannot send any: each opens one of them.",
    ),
    link_lifetime: key(
      duration().prefault("1d"),
      "duration",
      "How long such an address opens anything; at most as long as its job is kept.",
    ),
    origins: key(
      words().prefault([]),
      "list of texts",
      "Origins such as `https://map.example.org` whose pages may make browsers execute, dismiss and so on; of all other sites that is refused. It sends no headers of CORS.",
    ),
  })
  .prefault({});

/** What `[processes.override.ID]` has of it. */
export const accessOverride = {
  role: key(choice(anyRole).optional(), kinds, "The least role that sees and executes this process; to others it is unknown.", "everybody"),
  owners: key(
    words().optional(),
    "list of texts",
    "Who sees and executes this process, beside administrators; to others it is unknown.",
    "everybody",
  ),
};

/** Who may do what. */
export interface AccessConfig {
  readonly anonymous: Role;
  readonly proxied: Role;
  readonly origins: readonly string[];
  /** How long a link to a result opens it; absent: there are none. */
  readonly linkMs?: number;
  /** Absent: none is trusted. */
  readonly oidc?: Provider & { readonly keysUrl?: string };
  /** By process identifier. */
  readonly rules: Readonly<Record<string, ProcessRule>>;
}

type Access = z.output<typeof access>;
type Override = { readonly [K in keyof typeof accessOverride]?: z.output<(typeof accessOverride)[K]> };

function toProvider({
  owner_claim: ownerClaim,
  roles_claim: rolesClaim,
  keys_url: keysUrl,
  ...rest
}: z.output<typeof oidc>): AccessConfig["oidc"] {
  return { ...rest, ownerClaim, rolesClaim, ...(keysUrl === undefined ? {} : { keysUrl }) };
}

/** Origins that no browser could ever name. */
export function originProblems({ access: { origins } }: { readonly access: Access }): { path: string[]; message: string }[] {
  const odd = origins.filter((one) => !/^https?:/.test(one) || !URL.canParse(one) || new URL(one).origin !== one);
  const wanted = 'an origin as browsers write it, such as "https://map.example.org", without a path';
  return odd.map((one) => ({ path: ["access", "origins"], message: `${shown(one)} is not ${wanted}.` }));
}

/** What one may who has not signed in. */
export function anonymousRole({ anonymous, oidc: provider }: Access): Role {
  return anonymous ?? (provider === undefined ? "use" : "none");
}

export function toAccess(given: Access, overrides: Readonly<Record<string, Override>>): AccessConfig {
  const rules = Object.entries(overrides).flatMap(([id, { role, owners }]) => {
    if (role === undefined && owners === undefined) return [];
    return [[id, { ...(role === undefined ? {} : { role }), ...(owners === undefined ? {} : { owners }) }] as const];
  });
  const provider = given.oidc && toProvider(given.oidc);
  return {
    anonymous: anonymousRole(given),
    proxied: given.proxy_role,
    origins: given.origins,
    ...(given.signed_links ? { linkMs: given.link_lifetime } : {}),
    rules: Object.fromEntries(rules),
    ...(provider === undefined ? {} : { oidc: provider }),
  };
}
