// Faults that are put to the test elsewhere, and those that there is nothing to put to the test of.

export interface Elsewhere {
  readonly number: number;
  readonly letter?: string;
  readonly title: string;
  readonly how: "real" | "simulated" | "not applicable";
  /** File and title of each test. */
  readonly tests?: readonly (readonly [file: string, title: string])[];
  /** Why there is no test. */
  readonly reason?: string;
}

const slurm = "there is no such engine yet";
const stores = "packages/server/src/stores";

export const elsewhere: readonly Elsewhere[] = [
  {
    number: 10,
    title: "kills at random instants lose no job and end none twice",
    how: "real",
    tests: [
      ["test/faults/soak.test.ts", "kills at random instants lose none of"],
      ["test/faults/crash-points.test.ts", "a server that is killed at any point of a job's way breaks no promise"],
    ],
  },
  {
    number: 16,
    letter: "b",
    title: "containers of a daemon that died are told lost, and are swept when it is back",
    how: "real",
    tests: [["packages/server/src/engines/docker/survival.test.ts", "daemon"]],
  },
  { number: 46, title: "Slurm: slurmctld down", how: "not applicable", reason: slurm },
  { number: 47, title: "Slurm: a node is lost", how: "not applicable", reason: slurm },
  { number: 48, title: "Slurm: a job is purged from sacct", how: "not applicable", reason: slurm },
  { number: 49, title: "Slurm: the shared file system is stale or slow", how: "not applicable", reason: slurm },
  {
    number: 51,
    letter: "b",
    title: "a newer schema is refused with a sentence, an older one is brought forward with its jobs",
    how: "simulated",
    tests: [[`${stores}/sqlite/sqlite-store.test.ts`, "refuses a file of a newer server, with a sentence"]],
  },
];
