// Readers and writers of vector formats, geometry operations and projections, for processes.
export {};
