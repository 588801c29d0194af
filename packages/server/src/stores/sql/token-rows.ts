// Tokens, and what servers sign by, as rows: statements only, run by the stores.
import { fault } from "../../core/errors.js";
import type { Role } from "../../core/role.js";
import type { KeptToken, TokenRecord, TokenStore } from "../../core/token.js";
import { type Row, type Steps, sql } from "./statement.js";

function recordOf(row: Row): TokenRecord {
  const expires = row["expires_ms"];
  return {
    id: String(row["id"]),
    owner: String(row["owner"]),
    role: String(row["role"]) as Role,
    createdMs: Number(row["created_ms"]),
    ...(expires === null || expires === undefined ? {} : { expiresMs: Number(expires) }),
  };
}

const rows = {
  *add({ id, secretSha256, owner, role, createdMs, expiresMs }: KeptToken): Steps<void> {
    const [added] = yield sql`insert into tokens (id, secret_sha256, owner, role, created_ms, expires_ms)
      values (${id}, ${secretSha256}, ${owner}, ${role}, ${createdMs}, ${expiresMs ?? null}) on conflict do nothing returning id`;
    if (added === undefined) throw fault("conflict", "There is a token with this id already.");
  },
  *get(id: string): Steps<KeptToken | undefined> {
    const [row] = yield sql`select * from tokens where id = ${id}`;
    return row === undefined ? undefined : { ...recordOf(row), secretSha256: String(row["secret_sha256"]) };
  },
  *list(): Steps<TokenRecord[]> {
    return (yield sql`select * from tokens order by created_ms, id`).map(recordOf);
  },
  *remove(id: string): Steps<boolean> {
    return (yield sql`delete from tokens where id = ${id} returning id`).length > 0;
  },
  *secret(name: string, fresh: string): Steps<string> {
    yield sql`insert into secrets (name, secret) values (${name}, ${fresh}) on conflict do nothing`;
    const [row] = yield sql`select secret from secrets where name = ${name}`;
    return String(row?.["secret"]);
  },
};

/** Runs steps; what `write` has resolved is on the disk. */
interface Runs {
  read<T>(steps: () => Steps<T>): Promise<T>;
  write<T>(steps: () => Steps<T>): Promise<T>;
}

/** The tokens of a database. */
export function makeTokenStore({ read, write }: Runs): TokenStore {
  return {
    add: (token) => write(() => rows.add(token)),
    get: (id) => read(() => rows.get(id)),
    list: () => read(() => rows.list()),
    remove: (id) => write(() => rows.remove(id)),
    secret: (name, fresh) => write(() => rows.secret(name, fresh)),
  };
}
