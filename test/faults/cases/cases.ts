// All cases, by what is hit.
import type { Fault } from "../case.js";
import { children } from "./children.js";
import { clients } from "./clients.js";
import { database } from "./database.js";
import { host } from "./host.js";
import { kills } from "./kills.js";
import { postgres } from "./postgres.js";
import { sharing } from "./sharing.js";
import { sources } from "./sources.js";
import { storage } from "./storage.js";

export const cases: readonly (readonly [title: string, faults: readonly Fault[]])[] = [
  ["the server is killed", kills],
  ["what runs jobs is killed", children],
  ["the disk fails", storage],
  ["the job database fails", database],
  ["PostgreSQL, which has the jobs, fails", postgres],
  ["servers that share a PostgreSQL fail", sharing],
  ["sources and subscribers fail", sources],
  ["clients misbehave", clients],
  ["clocks, power and crowds", host],
];
