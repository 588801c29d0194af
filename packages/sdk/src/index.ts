// The SDK's door: types of a process description and of the runner contract.
export * from "./contract.js";
export * from "./description.js";
