// A client whose calls are checked against the descriptions of processes: its types are written by `terrarium types`, its calls are those of any client.
import { makeClient } from "./client.js";
import type { Client, ClientOptions, RunOptions } from "./contract.js";
import type { Input, Job, Output, OutputChoice } from "./types.js";
import { JobEndedError } from "./watch.js";

/** Of one process: what it takes and gives. */
export interface ProcessTypes {
  readonly inputs: object;
  readonly outputs: object;
}

/** Processes by their identifiers, and no others. */
export type Described<Processes> = { readonly [Id in keyof Processes]: ProcessTypes };

/** Data by its address, fetched by the server. */
export interface Reference<MediaType extends string = string> {
  readonly href: string;
  readonly type?: MediaType;
}

/** A number or a text with its unit. */
export interface Measured<Value> {
  readonly value: Value;
  readonly uom: string;
}

export interface Box<Crs extends string = string> {
  /** Lower corner, then upper corner. */
  readonly bbox: readonly [number, number, number, number] | readonly [number, number, number, number, number, number];
  readonly crs?: Crs;
}

/** JSON data. */
export interface JsonData<MediaType extends string> {
  readonly value: object;
  readonly mediaType?: MediaType;
}

/** Text, or bytes in base64. */
export interface TextData<MediaType extends string> {
  readonly value: string;
  readonly mediaType?: MediaType;
  readonly encoding?: "base64";
}

/** Complex results, as the server gave them: JSON or text, bytes, or a link. */
export type Data<MediaType extends string> = Output & { readonly mediaType?: MediaType };

/** Which outputs, and how: those that are data may be given by reference and in other formats. */
export type OutputsOf<Outputs extends object> = {
  readonly [Id in keyof Outputs]?: Outputs[Id] extends Data<string> ? OutputChoice : Readonly<Record<string, never>>;
};

export interface TypedOptions<Outputs extends object> extends Omit<RunOptions, "outputs" | "response"> {
  readonly outputs?: OutputsOf<Outputs>;
}

/** Throws as Client does. */
export interface TypedClient<Processes extends Described<Processes>> {
  /** For all that needs no types. */
  readonly client: Client;
  /** Executes and waits for the results. Where outputs are chosen, the others are missing. */
  run<Id extends keyof Processes & string>(
    processId: Id,
    inputs: Processes[Id]["inputs"],
    options?: TypedOptions<Processes[Id]["outputs"]>,
  ): Promise<Processes[Id]["outputs"]>;
  /** Executes and does not wait. */
  submit<Id extends keyof Processes & string>(
    processId: Id,
    inputs: Processes[Id]["inputs"],
    options?: TypedOptions<Processes[Id]["outputs"]>,
  ): Promise<Job>;
  /** Of a job of that process that has ended. */
  results<Id extends keyof Processes & string>(processId: Id, jobId: string): Promise<Processes[Id]["outputs"]>;
}

/** Literals and boxes are their values, data stay outputs. */
function valuesOf(outputs: readonly Output[], data: readonly string[]): object {
  return Object.fromEntries(outputs.map((one) => [one.id, one.kind === "value" && !data.includes(one.id) ? one.value : one]));
}

/** A typed client of the server at `url`. `data`: for each process the outputs that are no literals or boxes. */
export function makeTypedClient<Processes extends Described<Processes>>(
  url: string,
  data: { readonly [Id in keyof Processes]: readonly string[] },
  options?: ClientOptions,
): TypedClient<Processes> {
  const client = makeClient(url, options);
  const given = ({ outputs, ...rest }: TypedOptions<object> = {}): RunOptions =>
    outputs === undefined ? rest : { ...rest, outputs: outputs as Readonly<Record<string, OutputChoice>> };
  return {
    client,
    run: async (processId, inputs, asked) =>
      valuesOf(await client.run(processId, inputs as Record<string, Input>, given(asked)), data[processId]),
    async submit(processId, inputs, asked) {
      const execution = await client.execute(processId, inputs as Record<string, Input>, { ...given(asked), mode: "async" });
      if (execution.kind === "job") return execution.job;
      throw new TypeError(`The server ${url} executes ${processId} synchronously only: use run.`);
    },
    async results(processId, jobId) {
      const job = await client.status(jobId);
      if (job.status === "failed" || job.status === "dismissed") throw new JobEndedError(job);
      return valuesOf(await client.results(jobId), data[processId]);
    },
  };
}
