// A JobFilter as SQL.
import type { JobFilter } from "../../core/job.js";
import { briefColumns, columns } from "./row.js";
import { joined, listed, type Statement, sql } from "./statement.js";

function conditions(filter: JobFilter, clock: Statement, nowMs: number): Statement[] {
  const { status, owner, processIds, finishedBeforeMs, expiredAtMs, createdFromMs, createdToMs, ranAtLeastMs, ranAtMostMs } = filter;
  const ran = sql`coalesce(finished_ms, ${nowMs}) - started_ms`;
  return [
    ...(status === undefined ? [] : [sql`status in (${listed(status)})`]),
    ...(owner === undefined ? [] : [sql`owner = ${owner}`]),
    ...(processIds === undefined ? [] : [sql`process_id in (${listed(processIds)})`]),
    ...(filter.hasLineage === undefined ? [] : [sql`execute like ${'%"lineage":true%'}`]),
    ...(finishedBeforeMs === undefined ? [] : [sql`finished_ms < ${finishedBeforeMs}`]),
    ...(expiredAtMs === undefined ? [] : [sql`expires_ms <= ${expiredAtMs} and is_pinned = 0`]),
    ...(createdFromMs === undefined ? [] : [sql`created_ms >= ${createdFromMs}`]),
    ...(createdToMs === undefined ? [] : [sql`created_ms <= ${createdToMs}`]),
    ...(ranAtLeastMs === undefined ? [] : [sql`${ran} >= ${ranAtLeastMs}`]),
    ...(ranAtMostMs === undefined ? [] : [sql`${ran} <= ${ranAtMostMs}`]),
    ...(filter.freeFor === undefined ? [] : [sql`(lease_until_ms <= ${clock} or worker = ${filter.freeFor})`]),
  ];
}

/** `clock` is the time by which leases are counted, `nowMs` that of this server. */
export function listStatement(filter: JobFilter, clock: Statement, nowMs: number): Statement {
  const all = conditions(filter, clock, nowMs);
  const where = all.length === 0 ? sql`` : sql`where ${joined(all, " and ")}`;
  const direction = filter.newestFirst === true ? sql`desc` : sql``;
  // By the index that finds them: what has expired, or ended long ago, are few among many.
  const byEnd = filter.finishedBeforeMs === undefined ? sql`` : sql`finished_ms ${direction}, `;
  const first = filter.expiredAtMs === undefined ? byEnd : sql`expires_ms ${direction}, `;
  const { limit = Number.MAX_SAFE_INTEGER, offset = 0 } = filter;
  const read = filter.isBrief === true ? briefColumns : columns;
  return sql`select ${{ text: read, values: [] }} from jobs ${where} order by ${first}seq ${direction} limit ${limit} offset ${offset}`;
}
