// The SDK's door: what a process author writes with, the types of a process description, and the runner contract.
export * from "./contract.js";
export { type Call, type DefinedProcess, defineProcess, type ProcessDefinition } from "./define-process.js";
export * from "./description.js";
export { type ExecOptions, type ExecResult, toolProgress } from "./exec.js";
export type { BoundingBox, ComplexHandle, ComplexResult, JobContext, OutputValues, Values } from "./process-values.js";
export { type BoundingBoxSpec, bbox, type ComplexSpec, complex, type LiteralSpec, literal, type Spec, type Specs } from "./specs.js";
export { UserError } from "./user-error.js";
