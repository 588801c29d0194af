// What a client can do, and what it can be told: the contract between whoever calls a server and the calls themselves.

import type {
  Input,
  Job,
  JobEvent,
  JobFilter,
  JobPage,
  JsonObject,
  Landing,
  LogPart,
  Output,
  OutputChoice,
  Process,
  ProcessSummary,
  Validation,
} from "./types.js";
import type { WatchOptions } from "./watch.js";

export interface ClientOptions {
  /** Names the caller to this server: an API token, or one of OpenID Connect. */
  readonly token?: string;
  /** Sent with each request to this server, and to no other that it names. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Default: the one that is there. */
  readonly fetch?: typeof fetch;
  /** How often a request is made again that a busy server asks to make again; default: 3. */
  readonly retries?: number;
}

export interface Asking {
  readonly signal?: AbortSignal | undefined;
}

export interface ExecuteOptions extends Asking {
  /** Absent: the server's choice, which is as a rule "sync". */
  readonly mode?: "sync" | "async";
  /** Seconds for which an asynchronous answer may be waited for. */
  readonly waitS?: number;
  /** How outputs are wanted that say nothing of it themselves: as links or as values. */
  readonly prefer?: "minimal" | "representation";
  /** Which outputs, and how; absent: all. */
  readonly outputs?: Readonly<Record<string, OutputChoice>>;
  /** Default: "document", in which each output has its name. */
  readonly response?: "raw" | "document";
  readonly subscriber?: JsonObject;
  /** The same key is the same job, however often it is sent; for servers that know it. */
  readonly idempotencyKey?: string;
}

export interface RunOptions extends ExecuteOptions, Pick<WatchOptions, "mostMs"> {
  readonly onStatus?: (job: Job) => void;
}

/** What a server answers an execution with: it chooses. */
export type Execution = { readonly kind: "results"; readonly outputs: readonly Output[] } | { readonly kind: "job"; readonly job: Job };

/** All calls throw ProblemError where the server refuses, and the reason of a signal that is aborted. */
export interface Client {
  readonly url: string;
  landing(asking?: Asking): Promise<Landing>;
  /** The classes that the server says it conforms to. */
  conformance(asking?: Asking): Promise<readonly string[]>;
  /** All processes, whatever number of pages they stand on. */
  list(asking?: Asking): Promise<ProcessSummary[]>;
  describe(processId: string, asking?: Asking): Promise<Process>;
  execute(processId: string, inputs: Readonly<Record<string, Input>>, options?: ExecuteOptions): Promise<Execution>;
  /** Executes and waits for the results, at most as long as the signal says; then the job is dismissed. Throws JobEndedError for a job without results. */
  run(processId: string, inputs: Readonly<Record<string, Input>>, options?: RunOptions): Promise<readonly Output[]>;
  /** Jobs, the newest first as a rule, over as many pages as it takes. */
  jobs(filter?: JobFilter, asking?: Asking): Promise<Job[]>;
  /** One page of them; the next one by the address that it tells. */
  jobPage(wanted?: JobFilter | string, asking?: Asking): Promise<JobPage>;
  status(jobId: string, asking?: Asking): Promise<Job>;
  /** The job whenever it has changed, until it is over: by the server's events where it tells them. */
  watch(jobId: string, options?: WatchOptions): AsyncIterable<Job>;
  results(jobId: string, asking?: Asking): Promise<readonly Output[]>;
  /** One result as it is, to be read as a stream. */
  result(jobId: string, outputId: string, asking?: Asking): Promise<Response>;
  /** The bytes behind a link of an output. */
  open(href: string, asking?: Asking): Promise<Response>;
  /** What happens to a job while it goes on; none where the server does not tell. An extension of Terrarium, as are the next ones. */
  events(jobId: string, asking?: Asking): AsyncIterable<JobEvent>;
  /** What the server would say of an execution, without one. */
  validate(
    processId: string,
    inputs: Readonly<Record<string, Input>>,
    options?: Pick<ExecuteOptions, "outputs" | "mode" | "signal">,
  ): Promise<Validation>;
  /** The request that the job was made by: `inputs`, `outputs`, and what is `unavailable` of it. */
  definition(jobId: string, asking?: Asking): Promise<JsonObject>;
  /** What the process printed, once it has ended. */
  log(jobId: string, asking?: Asking): Promise<string>;
  /** What the process prints, as it prints it where the server tells events, else at the end. */
  followLog(jobId: string, asking?: Asking): AsyncIterable<LogPart>;
  dismiss(jobId: string, asking?: Asking): Promise<Job>;
  pause(jobId: string, asking?: Asking): Promise<Job>;
  resume(jobId: string, asking?: Asking): Promise<Job>;
  /** Keeps the job and its results beyond their time; or no longer. */
  pin(jobId: string, asking?: Asking): Promise<Job>;
  unpin(jobId: string, asking?: Asking): Promise<Job>;
}
