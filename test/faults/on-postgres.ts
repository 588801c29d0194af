// A place for faults whose jobs are in a PostgreSQL of the case's own.
import { type PrivatePostgres, startPostgres } from "../../packages/server/src/stores/postgres/private-postgres.js";
import type { Stage } from "./case.js";
import type { Live, Site, SiteOptions } from "./site.js";

/** Removed with the stage. */
export async function makeDatabase(stage: Stage, below?: string): Promise<PrivatePostgres> {
  const database = await startPostgres({ min_wal_size: "32MB", max_wal_size: "32MB" }, below);
  stage.afterAll(() => database.stop());
  return database;
}

export interface Scene {
  readonly database: PrivatePostgres;
  readonly site: Site;
  readonly live: Live;
}

/** A server on a PostgreSQL of its own. */
export async function onPostgres(stage: Stage, options: SiteOptions = {}, below?: string): Promise<Scene> {
  const database = await makeDatabase(stage, below);
  const site = await stage.own({ ...options, database: database.url });
  return { database, site, live: await site.start() };
}
