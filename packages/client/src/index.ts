// The door of the client: what a caller of an OGC API - Processes server needs, in a browser or in Node.js.
export { makeClient } from "./client.js";
export type { Asking, Client, ClientOptions, ExecuteOptions, Execution, RunOptions } from "./contract.js";
export { type CopyKind, copyAs, copyKinds, sendingOf } from "./copy-as/copy-as.js";
export { CopyError } from "./copy-as/copy-error.js";
export type { CopyRequest } from "./copy-as/copy-request.js";
export { ProblemError } from "./problem.js";
export { formatsOf, type SchemaFormat, type Shape, shapeOf } from "./schemas.js";
export {
  type Box,
  type Data,
  type JsonData,
  type Measured,
  makeTypedClient,
  type ProcessTypes,
  type Reference,
  type TextData,
  type TypedClient,
} from "./typed.js";
export type * from "./types.js";
export { typesModule } from "./types-module.js";
export { JobEndedError } from "./watch.js";
