// A client of a server under test, by OGC API - Processes. It remembers every job that it was told of: none of them may ever be lost.
import { settled } from "../../packages/server/src/spawner/records.js";

export interface Asked {
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly process?: string;
  /** Names of outputs; default: all. */
  readonly outputs?: readonly string[];
  readonly mode?: "sync" | "async";
  readonly key?: string;
  readonly signal?: AbortSignal;
  readonly more?: Readonly<Record<string, unknown>>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

export type Info = Readonly<Record<string, unknown>> & { readonly status: string; readonly message?: string; readonly attempt?: number };

export interface Client {
  ask(path: string, options?: RequestInit): Promise<Answer>;
  execute(asked: Asked): Promise<Answer>;
  /** Begins an asynchronous job: its id. */
  submit(asked: Asked): Promise<string>;
  /** undefined: there is no such job. */
  info(id: string): Promise<Info | undefined>;
  /** The first info that `fits`, within the patience. */
  until(id: string, fits: (info: Info) => boolean, what: string, patienceMs?: number): Promise<Info>;
  /** The info of a job that has ended. */
  ended(id: string, patienceMs?: number): Promise<Info>;
  /** Resolves when the process runs and has said so. */
  up(id: string): Promise<Info>;
  /** The output as text. */
  result(id: string, output: string): Promise<string>;
  dismiss(id: string): Promise<Answer>;
}

/** How often a status is asked for: a client has nothing else to wait for. */
export const pollMs = 20;
const patience = 60_000;

export const isOver = ({ status }: Info): boolean => status !== "accepted" && status !== "running";

function bodyOf({ inputs = {}, outputs, more }: Asked): string {
  const chosen = outputs === undefined ? {} : { outputs: Object.fromEntries(outputs.map((name) => [name, {}])) };
  return JSON.stringify({ inputs, ...chosen, ...more });
}

/** Would any client ask again: a connection that was kept open to a server that was killed, or "come again". */
function isPassing(error: unknown): boolean {
  if (error instanceof Error && error.message.startsWith("status 503")) return true;
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && "code" in cause && cause.code === "ECONNRESET";
}

export function makeClient(url: string, { told }: { readonly told: Set<string> }): Client {
  async function ask(path: string, options: RequestInit = {}): Promise<Answer> {
    const response = await fetch(`${url}${path}`, options);
    return { status: response.status, headers: response.headers, text: await response.text() };
  }
  async function execute(asked: Asked): Promise<Answer> {
    const headers = {
      "content-type": "application/json",
      ...(asked.mode === "sync" ? {} : { prefer: "respond-async" }),
      ...(asked.key === undefined ? {} : { "idempotency-key": asked.key }),
    };
    const path = `/processes/${asked.process ?? "work"}/execution`;
    const answer = await ask(path, { method: "POST", headers, body: bodyOf(asked), ...(asked.signal ? { signal: asked.signal } : {}) });
    const id = answer.headers.get("location")?.split("/").at(-1);
    if (answer.status === 201 && id !== undefined) told.add(id);
    return answer;
  }
  async function info(id: string): Promise<Info | undefined> {
    const { status, text } = await ask(`/jobs/${id}`);
    if (status === 404 || status === 410) return undefined;
    if (status !== 200) throw new Error(`status ${status}: ${text}`);
    return JSON.parse(text) as Info;
  }
  async function until(id: string, fits: (info: Info) => boolean, what: string, patienceMs = patience): Promise<Info> {
    let last: Info | undefined;
    const isThere = async () => {
      try {
        last = await info(id);
      } catch (error) {
        if (isPassing(error)) return false;
        throw error;
      }
      if (last === undefined) throw new Error(`the job ${id} is lost: there is no such job`);
      return fits(last);
    };
    if ((await settled(isThere, patienceMs)) && last !== undefined) return last;
    throw new Error(`the job ${id} did not get to where it ${what}: ${JSON.stringify(last)}`);
  }
  return {
    ask,
    execute,
    info,
    until,
    async submit(asked) {
      const answer = await execute(asked);
      const id = answer.headers.get("location")?.split("/").at(-1);
      if (answer.status !== 201 || id === undefined) throw new Error(`not accepted: ${answer.status} ${answer.text}`);
      return id;
    },
    ended: (id, patienceMs) => until(id, isOver, "has ended", patienceMs),
    up: (id) => until(id, (one) => isOver(one) || one.message === "up" || one.message === "spinning", "says that it is up"),
    async result(id, output) {
      const answer = await ask(`/jobs/${id}/results/${output}`);
      if (answer.status !== 200) throw new Error(`no result: ${answer.status} ${answer.text}`);
      return answer.text;
    },
    dismiss: (id) => ask(`/jobs/${id}`, { method: "DELETE" }),
  };
}
