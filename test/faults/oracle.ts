// The invariants that are checked after every fault: no accepted job lost, none published twice, none running without a sandbox, nothing left
// on the host, usage booked once, no place leaked.
import { execFileSync } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "vitest";
import { tracesOf } from "../../packages/server/src/engines/sealed-engine.js";
import { placeName } from "../../packages/server/src/spawner/place.js";
import { settled } from "../../packages/server/src/spawner/records.js";
import { postgresPrograms } from "../../packages/server/src/stores/postgres/private-postgres.js";
import { childrenIn, type Live, type Site } from "./site.js";

/** So long after a fault nothing may be left: the promise is 10 s, and machines are slow. */
const cleanMs = 60_000;

export interface Kept {
  readonly id: string;
  /** Its input of that name, by which tests know their jobs. */
  readonly name: string;
  readonly status: string;
  readonly attempt: number;
  readonly results?: readonly { readonly id: string; readonly kind: string; readonly file?: { readonly key: string } }[];
  readonly usage?: object;
  readonly startedMs?: number;
  readonly handle?: { readonly id: string };
  /** How many final states were ever written for it. */
  readonly ends: number;
}

function nameIn(execute: string): string {
  const { inputs } = JSON.parse(execute) as { inputs: readonly { id: string; data: { value?: unknown } }[] };
  return String(inputs.find(({ id }) => id === "name")?.data.value ?? "");
}

/** What a statement gives. In a program of its own: a connection held in this one would keep the next server from having to mend what a kill has left. */
function ask(data: string, query: string): string {
  const program = `
import json, sqlite3, sys
db = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True, timeout=30)
json.dump(db.execute(sys.argv[2]).fetchall(), sys.stdout)
`;
  const words = ["-I", "-c", program, join(data, "store", "jobs.sqlite"), query];
  return execFileSync("/usr/bin/python3", words, { encoding: "utf8", maxBuffer: 2 ** 30 });
}

const over = "status in ('successful', 'failed', 'dismissed')";

/** What the job database says, read beside the server that has it open. */
export function keptJobs(data: string): Kept[] {
  const ends = `select count(*) from events where job_id = jobs.id and events.${over}`;
  return keptIn(ask(data, `select id, status, attempt, state, execute, (${ends}) from jobs`));
}

/** How many jobs have ended: asked for again and again. */
export function countEnded(data: string): number {
  const [[count]] = JSON.parse(ask(data, `select count(*) from jobs where ${over}`)) as [[number]];
  return count;
}

function keptIn(text: string): Kept[] {
  const rows = JSON.parse(text) as [id: string, status: string, attempt: number, state: string, execute: string, ends: number][];
  return rows.map(([id, status, attempt, state, execute, ends]) => {
    return { ...(JSON.parse(state) as object), id, status, attempt, ends, name: nameIn(execute) };
  });
}

/** The same of a PostgreSQL that servers share. */
function keptInPostgres(url: string): Kept[] {
  const ends = `select count(*) from faults.events e where e.job_id = j.id and e.${over}`;
  const query = `select coalesce(json_agg(json_build_array(id, status, attempt, state, execute, (${ends}))), '[]') from faults.jobs j`;
  const psql = join(postgresPrograms() ?? "", "psql");
  return keptIn(execFileSync(psql, ["-XAtq", "-c", query, url], { encoding: "utf8", maxBuffer: 2 ** 30 }));
}

/** What is kept of the jobs of a site, wherever. */
export function keptOf({ data, database }: Site): Kept[] {
  return database === undefined ? keptJobs(data) : keptInPostgres(database);
}

const finals = ["successful", "failed", "dismissed"];

/** Names below a folder of the data directory; none where there is no such folder. */
async function names(...path: string[]): Promise<string[]> {
  return readdir(join(...path)).catch(() => []);
}

/** Output files of the data directory as keys. */
async function outputs(data: string): Promise<string[]> {
  const folder = join(data, "files", "outputs");
  const found: string[] = [];
  for (const id of await names(folder)) for (const index of await names(folder, id)) found.push(`o-${id}-${index}`);
  return found.sort();
}

/** Of the traces of a data directory those of sandboxes. Zygotes serve all jobs and stay; what lives in a sandbox is told by its group. */
async function traces(site: Site): Promise<string[]> {
  const all = await tracesOf(site.data);
  const place = `/run/${placeName(site.data)}`;
  const own = all.filter(
    (one) => !one.includes("zygote-") && !one.startsWith("child") && !one.endsWith(` ${place}`) && !one.endsWith(` ${site.data}`),
  );
  return [...own, ...(await childrenIn(site.data)).map(({ pid }) => `child ${pid}`)];
}

/** What jobs have left on the host and in the data directory, of which none runs any more. */
export async function residue(site: Site): Promise<string[]> {
  const published = keptOf(site).flatMap(({ results = [] }) => results.flatMap(({ file }) => file?.key ?? []));
  const files = (await outputs(site.data)).filter((key) => !published.includes(key));
  return [
    ...(await traces(site)),
    ...(await names(site.data, "bundles")).map((name) => `bundle ${name}`),
    ...(await names(site.data, "files", "uploads")).map((name) => `upload ${name}`),
    ...files.map((key) => `output ${key}`),
  ];
}

/** No job may say that it runs without a sandbox: checked as soon as a server is back. */
export async function expectLive(site: Site): Promise<void> {
  let dead: string[] = [];
  const isSo = async () => {
    const records = new Set(await names(site.data, "spawner", "records"));
    dead = keptOf(site)
      .filter(({ status, handle }) => status === "running" && handle !== undefined && !records.has(`${handle.id}.json`))
      .map(({ id }) => id);
    return dead.length === 0;
  };
  await settled(isSo, 50_000);
  expect(dead, "running without a live attempt").toEqual([]);
}

/** As many jobs as there are places run at one time. */
async function expectPlaces({ client }: Live, places: number): Promise<void> {
  const ids = await Promise.all(Array.from({ length: places }, () => client.submit({ inputs: { name: "place", seconds: 600 } })));
  for (const id of ids) expect((await client.up(id)).status, "a place for each").toBe("running");
  await Promise.all(ids.map((id) => client.dismiss(id)));
}

/** Published files that are neither on the disk nor, being kept elsewhere, handed out. */
async function missing(site: Site, { client }: Live, kept: readonly Kept[]): Promise<string[]> {
  const there = new Set(await outputs(site.data));
  const found: string[] = [];
  for (const { id: job, results = [] } of kept)
    for (const { id, file } of results) {
      if (file === undefined || there.has(file.key)) continue;
      const { status } = await client.ask(`/outputs/${job}/${id}`, { method: "HEAD" });
      if (status !== 200) found.push(file.key);
    }
  return found;
}

export interface OracleOptions {
  /** How many jobs run at one time here. */
  readonly places?: number;
}

/** Checks all invariants on the server that runs, or on a new one. */
export async function checkInvariants(site: Site, { places = 2 }: OracleOptions = {}): Promise<void> {
  const live = await site.live();
  for (const id of site.told) if (!site.forgotten.has(id)) await live.client.ended(id, 120_000);
  await expectPlaces(live, places);
  let left: string[] = [];
  await settled(async () => {
    left = await residue(site);
    return left.length === 0;
  }, cleanMs);
  expect(left, "left on the host").toEqual([]);
  const kept = keptOf(site);
  const byId = new Map(kept.map((job) => [job.id, job]));
  expect(
    [...site.told].filter((id) => !site.forgotten.has(id) && !byId.has(id)),
    "lost",
  ).toEqual([]);
  expect(
    kept.filter(({ status }) => !finals.includes(status)).map(({ id, status }) => `${id} ${status}`),
    "not ended",
  ).toEqual([]);
  expect(
    kept.filter(({ ends }) => ends !== 1).map(({ id, ends }) => `${id} ended ${ends} times`),
    "ended more than once",
  ).toEqual([]);
  const unbooked = kept.filter(({ status, usage }) => status === "successful" && usage === undefined).map(({ id }) => id);
  expect(unbooked, "usage not booked").toEqual([]);
  expect(await missing(site, live, kept), "published, and not there").toEqual([]);
}

/** The spawner's own words since its start, for messages of tests that fail. */
export async function spawnerLog(site: Site): Promise<string> {
  return readFile(join(site.data, "spawner", "spawner.log"), "utf8").catch(() => "");
}
