// What is looked up when somebody asks for the metrics: the figures that nobody has to count. Where they come from is the wiring's affair.
import type { JobStatus } from "../core/job.js";

export interface Figures {
  /** Jobs on record by state. */
  readonly jobs: Readonly<Record<JobStatus, number>>;
  /** When the oldest of those that wait was made; absent: none waits. */
  readonly oldestMs?: number;
  readonly slots: { readonly total: number; readonly taken: number };
  /** Waiting sandboxes by process. */
  readonly pool: ReadonlyMap<string, { readonly ready: number; readonly creating: number }>;
  /** Of the fullest of the file systems that the server writes to. */
  readonly disk: { readonly freeBytes: number; readonly sizeBytes: number };
}
