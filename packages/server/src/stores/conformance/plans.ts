// What is asked of a database with many finished jobs on record, as statements with a name each: the test of each database looks at how it answers them.
// That it is an index, and how many rows are read, is looked at, never how long it takes.
import type { JobFilter } from "../../core/job.js";
import { type Dialect, makeRepository } from "../sql/repository.js";
import type { Statement, Steps } from "../sql/statement.js";

/** Everything is between 0 and `jobs` milliseconds; nothing has expired. One job in a thousand waits or runs. */
export const jobs = 20_000;
const owners = 50;
const processes = 20;

const live = ["running", "paused"] as const;

/** Pages as clients ask for them, and lists as the server does. */
const lists: Readonly<Record<string, JobFilter>> = {
  "a page of all": { newestFirst: true, limit: 11 },
  "a page of an owner": { owner: "owner 7", newestFirst: true, limit: 11 },
  "a page of an owner who has none": { owner: "nobody", newestFirst: true, limit: 11 },
  "a page of a process": { processIds: ["process 3"], newestFirst: true, limit: 11 },
  "a page of what failed": { status: ["failed"], newestFirst: true, limit: 11 },
  "a page of what waits or runs": { status: ["accepted", ...live], newestFirst: true, limit: 11 },
  "a page of an owner's that failed": { owner: "owner 7", status: ["failed"], newestFirst: true, limit: 11 },
  "a page of the jobs of an hour": { createdFromMs: jobs - 200, createdToMs: jobs - 100, newestFirst: true, limit: 11 },
  "what has expired": { expiredAtMs: jobs, limit: 200 },
  "what an older version ended": { finishedBeforeMs: 0, limit: 200 },
  "what runs": { status: live },
  "what runs and nobody holds": { status: live, freeFor: "" },
  "jobs of other servers": { createdFromMs: jobs - 50, limit: 200 },
};

/** The first statement of each; what it changes is not to be kept. */
export function questions(dialect: Dialect): readonly (readonly [name: string, statement: Statement])[] {
  const nothing = (): undefined => undefined;
  const rows = makeRepository(dialect, { find: nothing, add: nothing, change: nothing, forget: nothing });
  const all: readonly (readonly [string, Steps<unknown>])[] = [
    ...Object.entries(lists).map(([name, filter]) => [name, rows.list(filter)] as const),
    ["one job", rows.read("job 77")],
    ["the job of a key", rows.keyed("owner 7", { key: "key", digest: "" })],
    ["the events of a job", rows.events("job 77")],
    ["its newest events", rows.events("job 77", 5)],
    ["how the newest of a process ended", rows.ended("process 3", 200)],
    ["how those of a process without any ended", rows.ended("none", 200)],
    ["what waits", rows.backlog()],
    ["who has places", rows.running()],
    ["how many go first", rows.ahead("job 1000")],
    ["the next to run", rows.claim("worker", 1_000)],
    ["why a job is gone", rows.traceOf("gone")],
  ];
  return all.map(([name, steps]) => {
    const step = steps.next([]);
    if (step.done === true) throw new Error(`${name} asks nothing`);
    return [name, step.value];
  });
}

/** The number `n` becomes a row; both databases know these words. */
export const filling = `insert into jobs (id, process_id, owner, status, attempt, progress, created_ms, updated_ms, started_ms, finished_ms, expires_ms, is_sync, rank, state, execute)
  select 'job ' || n, 'process ' || (n % ${processes}), 'owner ' || (n % ${owners}),
    case when n % 1000 = 0 then 'accepted' when n % 1000 = 1 then 'running' when n % 50 = 2 then 'failed' else 'successful' end,
    1, 100, n, n, n, case when n % 1000 < 2 then null else n + 1 end, case when n % 1000 < 2 then null else n + 1000000 end, 0, n, '{}', '{"mode":"async"}'
  from numbers`;
