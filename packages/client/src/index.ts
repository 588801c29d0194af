// The door of the client: what a caller of an OGC API - Processes server needs, in a browser or in Node.js.
export { type Client, type ClientOptions, type ExecuteOptions, type Execution, makeClient } from "./client.js";
export { ProblemError } from "./problem.js";
export { JobEndedError } from "./run.js";
export type * from "./types.js";
