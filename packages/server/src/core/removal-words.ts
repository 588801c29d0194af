// What is told of a job that was removed.
import type { RemovalReason } from "./job.js";

export const removalWords: Readonly<Record<RemovalReason, string>> = {
  expired: "The time for which the job and its results were kept is over; they were removed.",
  dismissed: "The job was dismissed; it and its results were removed.",
  removed: "The job and its results were removed by the operator of this server.",
};
