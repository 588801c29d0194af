// What administrators are told, as documents: how the server stands, and what nobody needs any more. Their schemas stand beside them.
import type { Administration, Dismissal, GarbageReport } from "../../core/administration.js";
import type { Schema } from "./schemas.js";

const time = (ms: number): string => new Date(ms).toISOString();

/** Times are RFC 3339; sizes in bytes, durations in milliseconds. */
export function administrationDocument({ startedMs, queue, ...rest }: Administration): Record<string, unknown> {
  const { sinceMs, oldestMs, ...told } = queue;
  return {
    ...rest,
    started: time(startedMs),
    queue: {
      ...told,
      ...(sinceMs === undefined ? {} : { since: time(sinceMs) }),
      ...(oldestMs === undefined ? {} : { oldest: time(oldestMs) }),
    },
  };
}

export function garbageDocument({
  report,
  isDryRun,
}: {
  readonly report: GarbageReport;
  readonly isDryRun: boolean;
}): Record<string, unknown> {
  return { isDryRun, ...report };
}

export function dismissalDocument({ isDryRun, found, dismissed, failed, jobs }: Dismissal): Record<string, unknown> {
  const told = jobs.map(({ id, processId, owner, status, createdMs }) => ({
    ...{ jobID: id, processID: processId, owner, status, created: time(createdMs) },
  }));
  return { isDryRun, found, dismissed, failed, jobs: told };
}

const text: Schema = { type: "string" };
const flag: Schema = { type: "boolean" };
const count: Schema = { type: "integer", minimum: 0 };
const bytes: Schema = { type: "integer" };
const moment: Schema = { type: "string", format: "date-time" };
const list = (items: Schema): Schema => ({ type: "array", items });
const numbers = (description: string): Schema => ({ type: "object", description, additionalProperties: { type: "number" } });

/** All members are there but those that are named. */
function object(properties: Readonly<Record<string, Schema>>, optional: readonly string[] = []): Schema {
  return { type: "object", required: Object.keys(properties).filter((name) => !optional.includes(name)), properties };
}

const queue = object(
  {
    mode: { ...text, enum: ["open", "held", "draining"] },
    since: moment,
    waiting: count,
    oldest: { ...moment, description: "When the job that waits longest was accepted." },
    places: object({ all: count, syncOnly: count, taken: count }),
    running: list(object({ owner: text, processId: text, count })),
    down: list(object({ engine: text, reason: text })),
  },
  ["since", "oldest"],
);
const engine = object({ name: text, title: text, version: text, isDefault: flag, enforced: list(text), notEnforced: list(text) }, [
  "version",
]);
const disk = object({
  folder: text,
  isWritable: flag,
  freeBytes: bytes,
  totalBytes: bytes,
  freeInodes: { type: "number" },
  totalInodes: { type: "number" },
});
const bounds: Schema = {
  ...object({ running: count, waiting: count, isSet: flag }, ["running", "waiting"]),
  description: "How many of its jobs may run and wait; `isSet`: by an administrator while the server ran.",
};
const published = object({ id: text, version: text, engine: text, limits: numbers("Of one job."), ready: count, creating: count, bounds });
const garbage = object({
  kind: { ...text, enum: ["job", "output", "upload", "log", "bundle", "code"] },
  name: text,
  bytes: { ...bytes, description: "-1 where nobody can tell." },
  why: text,
});

/** The components of the OpenAPI document that these documents are. */
export const administrationComponents: Readonly<Record<string, Schema>> = {
  administration: object({
    version: text,
    started: moment,
    checks: list(object({ name: text, problem: text }, ["problem"])),
    engines: list(engine),
    disks: list(disk),
    retentionMs: { type: "number" },
    hidden: list(object({ file: text, reason: text })),
    queue,
    jobs: numbers("Jobs on record, by state."),
    processes: list(published),
  }),
  dismissal: object({
    ...{ isDryRun: flag, found: count, dismissed: count, failed: count },
    jobs: {
      ...list(object({ jobID: text, processID: text, owner: text, status: text, created: moment })),
      description: "The first of those that fit.",
    },
  }),
  garbageReport: object({
    isDryRun: flag,
    found: list(garbage),
    bytes,
    removed: count,
    failed: list(object({ garbage, reason: text })),
  }),
};
