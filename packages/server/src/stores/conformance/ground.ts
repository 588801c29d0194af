// What all parts of the suite of stores begin with: a job as it is when it is accepted, and a store with a clock that a test moves.
import type { Execute } from "../../core/execute.js";
import { type Job, type JobStatus, type Store, transitions } from "../../core/job.js";

/** Gives an empty store; the one before it is closed. */
export type Fresh = () => Promise<Store>;

export const statuses = Object.keys(transitions) as JobStatus[];

const execute: Execute = {
  processId: "say_hello",
  inputs: [{ id: "name", data: { kind: "value", value: "Ünïcode; 'quoted'" } }],
  outputs: [],
  mode: "async",
  response: "document",
  store: true,
  status: true,
  lineage: false,
};

/** A job as it is when it is accepted; any field may be set. */
export function makeJob(id: string, over: Partial<Job> = {}): Job {
  return {
    id,
    processId: "say_hello",
    processVersion: "1",
    execute,
    status: "accepted",
    progress: 0,
    attempt: 0,
    owner: "anyone",
    createdMs: 1000,
    updatedMs: 1000,
    ...over,
  };
}
