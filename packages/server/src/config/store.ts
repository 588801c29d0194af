// The table [store] of terrarium.toml: where jobs are kept.
import { z } from "zod";
import { key } from "./key.js";
import { duration, text, whole } from "./values.js";

// What is told of a wrong address does not show it: it may hold a password.
const address = () =>
  text()
    .refine((given) => /^postgres(ql)?:\/\//.test(given) && URL.canParse(given.replace("@/", "@localhost/")), {
      error:
        'is no address such as "postgres://terrarium@db.example.org/terrarium", or "postgres://terrarium@/terrarium?host=/run/postgresql".',
    })
    .refine((given) => !/^[a-z]+:\/\/[^:@/?]*:[^@/?]+@|[?&]password=/i.test(given), {
      error: "holds a password; put that into TERRARIUM__STORE__PASSWORD, or a file that TERRARIUM__STORE__PASSWORD_FILE names.",
    });

export const store = z
  .strictObject({
    url: key(
      address().optional(),
      "address",
      "Address of a PostgreSQL database, for several servers on one store. The parameters of libpq such as `sslmode` and `host` (folder of a socket) may follow; no password.",
      "SQLite in the data directory",
    ),
    password: key(
      text().optional(),
      "text",
      "Password of the database. Not for this file: set `TERRARIUM__STORE__PASSWORD`, or `TERRARIUM__STORE__PASSWORD_FILE` to the path of a file.",
    ),
    schema: key(
      text()
        .regex(/^[a-z_][a-z0-9_]{0,40}$/, { error: "is no name of small letters, digits and underscores." })
        .prefault("terrarium"),
      "text",
      "Schema of the tables in the database; made if it is not there. Servers with the same one share their jobs.",
    ),
    lease: key(
      duration().prefault("30s"),
      "duration",
      "How long a server of a PostgreSQL store may be silent before others take its jobs; the clock is that of the database.",
    ),
    connections: key(
      whole(2, 1000).prefault(10),
      "whole number",
      "Most connections of one server to the database, besides the one that listens.",
    ),
  })
  .prefault({});

export interface PostgresAddress {
  readonly url: string;
  readonly password?: string;
  readonly schema: string;
  readonly connections: number;
  readonly leaseMs: number;
}

/** Without an address: SQLite. */
export function toStore({ url, password, schema, connections, lease: leaseMs }: z.output<typeof store>): {
  readonly postgres?: PostgresAddress;
} {
  if (url === undefined) return {};
  return { postgres: { url, schema, connections, leaseMs, ...(password === undefined ? {} : { password }) } };
}
