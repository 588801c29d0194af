// The table [access] of terrarium.toml: who has to sign in, and what who may.
import { z } from "zod";
import type { ProcessRule } from "../core/access.js";
import type { Role } from "../core/role.js";
import { key } from "./config-key.js";
import { choice, words } from "./config-values.js";

const anyRole = ["none", "describe", "use", "deploy", "administer"] as const;
const kinds = "`none`, `describe`, `use`, `deploy` or `administer`";

export const access = z
  .strictObject({
    anonymous: key(
      choice(anyRole).optional(),
      kinds,
      "What those may do who have not signed in: nothing, read what is offered, also execute, also publish processes, or everything.",
      "`use`",
    ),
    proxy_role: key(choice(anyRole).prefault("use"), kinds, "What those may do whom a reverse proxy names in `server.owner_header`."),
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
  /** By process identifier. */
  readonly rules: Readonly<Record<string, ProcessRule>>;
}

type Access = z.output<typeof access>;
type Override = { readonly [K in keyof typeof accessOverride]?: z.output<(typeof accessOverride)[K]> };

export function toAccess(
  { anonymous = "use", proxy_role: proxied, origins }: Access,
  overrides: Readonly<Record<string, Override>>,
): AccessConfig {
  const rules = Object.entries(overrides).flatMap(([id, { role, owners }]) => {
    if (role === undefined && owners === undefined) return [];
    return [[id, { ...(role === undefined ? {} : { role }), ...(owners === undefined ? {} : { owners }) }] as const];
  });
  return { anonymous, proxied, origins, rules: Object.fromEntries(rules) };
}
