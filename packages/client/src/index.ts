// The door of the client: what a caller of an OGC API - Processes server needs, in a browser or in Node.js.
export { type Client, type ClientOptions, type ExecuteOptions, type Execution, makeClient } from "./client.js";
export { type CopyKind, copyAs, copyKinds, sendingOf } from "./copy-as/copy-as.js";
export { CopyError } from "./copy-as/copy-error.js";
export type { CopyRequest } from "./copy-as/copy-request.js";
export { ProblemError } from "./problem.js";
export { JobEndedError } from "./run.js";
export { formatsOf, type SchemaFormat, type Shape, shapeOf } from "./schemas.js";
export type * from "./types.js";
