// Connections to a PostgreSQL database: pools for writes that must be on the disk and for those that need not, time-outs, and a gate that is closed while
// the database is away, so that nobody waits for what fails anyhow. It knows nothing of jobs.
import { type ClientBase, Pool, type PoolConfig } from "pg";
import { printable } from "../sql/row.js";
import type { Row, Statement } from "../sql/statement.js";
import { explain, isLost, unreachable } from "./trouble.js";

/** Whether a write must be on the disk of the database before it resolves. */
export type Haste = "promised" | "late";

export interface Connections {
  query(statement: Statement, haste: Haste): Promise<readonly Row[]>;
  close(): Promise<void>;
}

export interface ConnectionParts {
  /** postgres://user@host:port/database, or with ?host=/folder of a unix socket. */
  readonly url: string;
  readonly password?: string;
  /** Schema of the tables. */
  readonly schema: string;
  /** Most connections at once, besides the one that listens. */
  readonly connections: number;
  readonly warn: (error: unknown, message: string) => void;
}

/** A statement that takes longer is given up, and so is its connection. */
const queryMs = 15_000;
const connectMs = 5_000;
const idleMs = 60_000;
/** How long the gate stays closed after the first failure in a row, and at most. */
const firstPauseMs = 100;
const longestPauseMs = 5_000;

/** How to reach the database. Keep-alive: a server that vanishes is noticed. */
export function reach({ url, password }: Pick<ConnectionParts, "url" | "password">): PoolConfig {
  return {
    connectionString: url,
    ...(password === undefined ? {} : { password }),
    application_name: "terrarium",
    connectionTimeoutMillis: connectMs,
    keepAlive: true,
  };
}

/** The words that each new connection begins with. */
export function greeting(schema: string, isLate: boolean): string {
  return `set search_path = "${schema}"; set statement_timeout = ${queryMs}; set synchronous_commit = ${isLate ? "off" : "on"}`;
}

/** Closed for a while after each failure; whoever comes first after that tries the database again. */
function makeGate(warn: ConnectionParts["warn"]) {
  let failures = 0;
  let openMs = 0;
  return {
    isClosed: (): boolean => performance.now() < openMs,
    failed(error: unknown): void {
      if (failures === 0) warn(error, "the job database cannot be reached; requests are told to come again");
      openMs = performance.now() + Math.min(longestPauseMs, firstPauseMs * 2 ** failures);
      failures = Math.min(failures + 1, 10);
    },
    worked(): void {
      failures = 0;
      openMs = 0;
    },
  };
}

/** A name for each text, by which the database keeps it ready; only for texts that come again and again. */
function makeNames() {
  const names = new Map<string, { readonly name: string; readonly text: string }>();
  return (text: string) => {
    const known = names.get(text);
    if (known !== undefined) return known;
    let count = 0;
    const numbered = text.replaceAll("?", () => {
      count += 1;
      return `$${count}`;
    });
    if (names.size >= 200) return { text: numbered };
    const made = { name: `s${names.size}`, text: numbered };
    names.set(text, made);
    return made;
  };
}

/** Connects when it is first asked. */
export function openConnections(parts: ConnectionParts): Connections {
  const { schema, connections, warn } = parts;
  const gate = makeGate(warn);
  const named = makeNames();
  const makePool = (haste: Haste): Pool => {
    const max = Math.max(1, Math.ceil(connections / 2));
    const onConnect = async (client: ClientBase): Promise<void> => void (await client.query(greeting(schema, haste === "late")));
    const pool = new Pool({ ...reach(parts), max, idleTimeoutMillis: idleMs, query_timeout: queryMs + 1_000, onConnect });
    // Of connections that nobody uses at the moment.
    pool.on("error", () => undefined);
    return pool;
  };
  const pools = { promised: makePool("promised"), late: makePool("late") };

  return {
    async query(statement, haste) {
      if (gate.isClosed()) throw unreachable();
      try {
        const values = statement.values.map((value) => (typeof value === "string" ? printable(value) : value));
        const { rows } = await pools[haste].query({ ...named(statement.text), values });
        gate.worked();
        return rows as Row[];
      } catch (error) {
        if (isLost(error)) gate.failed(error);
        throw explain(error);
      }
    },
    async close() {
      await Promise.all([pools.promised.end(), pools.late.end()]);
    },
  };
}
