// The parameters that operations of the table take in their query, each with what it is for and a JSON Schema of its values.

export interface QueryParameter {
  readonly name: string;
  readonly summary: string;
  /** JSON Schema of one value. */
  readonly schema: Readonly<Record<string, unknown>>;
  /** Several values between commas. */
  readonly isList?: true;
}

const profiles = "https://www.opengis.net/def/profile/OGC/0";

function parameter(name: string, summary: string, schema: QueryParameter["schema"], isList?: true): QueryParameter {
  return { name, summary, schema, ...(isList === undefined ? {} : { isList }) };
}

export const format = parameter("f", "The format of the answer, instead of the header Accept", { type: "string", enum: ["json", "html"] });
export const anyFormat = parameter("f", "json asks for one JSON document where several outputs could come in another form too", {
  type: "string",
  enum: ["json", "html"],
});
export const apiFormat = parameter("f", "The version of OpenAPI, or html for a page, instead of the header Accept; json is OpenAPI 3.0", {
  type: "string",
  enum: ["json", "oas30", "oas31", "html"],
});
export const limit = parameter("limit", "How many entries the answer holds at most", {
  type: "integer",
  minimum: 1,
  maximum: 10_000,
  default: 10,
});
export const search = parameter("q", "Words that stand in the identifier, title, description, keywords or source of each process", {
  type: "string",
});
export const offset = parameter("offset", "How many entries are left out before the first", {
  type: "integer",
  minimum: 0,
  maximum: 2_147_483_647,
  default: 0,
});
const seconds = { type: "number", minimum: 0 };
export const filters: readonly QueryParameter[] = [
  parameter("type", "Kinds of jobs; there are none but process", { type: "string" }, true),
  parameter("processID", "Identifiers of processes", { type: "string" }, true),
  parameter(
    "status",
    "States; a job that is held counts as running",
    { type: "string", enum: ["accepted", "running", "paused", "successful", "failed", "dismissed"] },
    true,
  ),
  parameter("datetime", "When the job was made: an instant, or two with a slash between, of which one may be ..", { type: "string" }),
  parameter("minDuration", "Least time in seconds that the job has run", seconds, true),
  parameter("maxDuration", "Most time in seconds that the job has run", seconds, true),
];
const count = { type: "integer", minimum: 0, maximum: 1_000_000 };
export const bounds: readonly QueryParameter[] = [
  parameter("running", "How many jobs of the process may run at one time; nothing: as many as the server lets", count),
  parameter("waiting", "How many jobs of the process may wait at one time; nothing: as many as the server lets", count),
  parameter("configured", "true sets back what the configuration says", { type: "string", enum: ["true"] }),
];
export const dismissals: readonly QueryParameter[] = [
  parameter("processID", "Identifiers of processes", { type: "string" }, true),
  parameter("status", "States of the jobs", { type: "string", enum: ["accepted", "running", "paused"] }, true),
  parameter("owner", "Whose jobs", { type: "string" }),
  parameter("before", "Jobs that were accepted at this instant or before", { type: "string" }),
];
export const outputs = parameter("outputs", "Identifiers of outputs; absent: all that were asked for", { type: "string" }, true);

export const profile = (name: string): QueryParameter =>
  parameter("profile", "The profile of the answer", { type: "string", enum: [`${profiles}/${name}`] });
