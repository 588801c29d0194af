// Makes or upgrades the tables, one server at a time; says at the start what is wrong with the database, in a sentence.
import { Client } from "pg";
import { fault, ServiceError } from "../../core/errors.js";
import { stepsFrom } from "../sql/migrate.js";
import { type ConnectionParts, greeting, reach } from "./connections.js";
import { migrations } from "./schema.js";

/** Any number that nobody else locks with. */
const migrationLock = 7_236_451_902;

async function migrate(client: Client, schema: string, name: string): Promise<void> {
  await client.query("begin");
  // A large table takes its time, and so does the other server that upgrades it.
  await client.query("set local statement_timeout = 0");
  await client.query("select pg_advisory_xact_lock($1)", [migrationLock]);
  const { rows: schemas } = await client.query("select 1 from pg_namespace where nspname = $1", [schema]);
  if (schemas.length === 0) await client.query(`create schema "${schema}"`);
  await client.query("create table if not exists schema_version (version integer not null)");
  const { rows } = await client.query("select version from schema_version");
  const found = Number((rows as { version?: unknown }[])[0]?.version ?? 0);
  for (const { version, script } of stepsFrom(found, migrations, name)) {
    await client.query(script);
    await client.query("delete from schema_version");
    await client.query("insert into schema_version (version) values ($1)", [version]);
  }
  await client.query("commit");
}

/** `name` is what the administrator knows the database by: its address without the password. */
export async function prepareDatabase(parts: ConnectionParts, name: string): Promise<void> {
  const client = new Client(reach(parts));
  // A connection that breaks fails its query; this is said then.
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.query(greeting(parts.schema, false));
    await migrate(client, parts.schema, name);
  } catch (error) {
    if (error instanceof ServiceError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw fault("internal", `The job database ${name} cannot be used: ${reason}.`, undefined, error);
  } finally {
    await client.end().catch(() => undefined);
  }
}
