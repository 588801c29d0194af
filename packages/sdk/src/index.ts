// The SDK's door: what a process author writes with, the types of a process description, and the runner contract.
export * from "./contract.js";
export { type Call, type DefinedProcess, defineProcess, type ProcessDefinition } from "./define-process.js";
export * from "./description.js";
export { type ExecOptions, type ExecResult, toolProgress } from "./exec.js";
export type { ComplexHandle } from "./file-handle.js";
export type { BoundingBox, ComplexResult, JobContext, OutputValues, Values } from "./process-values.js";
export { type RasterBand, type RasterFacts, type RasterHandle, raster } from "./raster-file.js";
export {
  type BoundingBoxSpec,
  bbox,
  type ComplexSpec,
  complex,
  type FileKind,
  type FileOptions,
  fileBuilder,
  type LiteralSpec,
  literal,
  type Only,
  type Spec,
  type Specs,
} from "./specs.js";
export { type Row, type TableHandle, table } from "./table-file.js";
export { UserError } from "./user-error.js";
