// The part of the suite that any WPS 1.0.0 server can be put to which offers the process "hostile" (test/fixtures/hostile): attacks whose
// outcome a client sees. Asserts nothing: says of each attack whether it was held, so that servers can be compared.
import { randomInt } from "node:crypto";
import type { JsonValue } from "@terrarium/sdk";

export interface Finding {
  readonly number: string;
  readonly title: string;
  /** "no answer": the connection broke or nothing came in time. */
  readonly outcome: "held" | "open" | "no answer";
  /** What was seen, in a word. */
  readonly seen: string;
}

type Got = JsonValue | undefined;

export interface Client {
  /** The result; undefined if the server answered with an exception. Throws if there was no answer. */
  execute(name: string, told?: JsonValue, output?: "got" | "file"): Promise<Got>;
  /** The port of the server on its own loopback, as far as the URL tells. */
  readonly port: number;
}

interface Probe {
  readonly number: string;
  readonly title: string;
  /** What the attack got hold of; an empty list, false, null or 0 is "held". undefined: it did not get to its end. */
  readonly attack: (client: Client) => Promise<JsonValue | undefined>;
  /** It is held by a limit or a refusal that ends the execution. */
  readonly mayEnd?: true;
}

const patienceMs = 90_000;

function makeClient(url: string): Client {
  const document = (name: string, told: JsonValue, output: string) => `<?xml version="1.0" encoding="UTF-8"?>
<wps:Execute xmlns:wps="http://www.opengis.net/wps/1.0.0" xmlns:ows="http://www.opengis.net/ows/1.1" service="WPS" version="1.0.0">
<ows:Identifier>hostile</ows:Identifier><wps:DataInputs>
<wps:Input><ows:Identifier>case</ows:Identifier><wps:Data><wps:LiteralData>${name}</wps:LiteralData></wps:Data></wps:Input>
<wps:Input><ows:Identifier>told</ows:Identifier><wps:Data><wps:LiteralData>${JSON.stringify(told).replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</wps:LiteralData></wps:Data></wps:Input>
</wps:DataInputs><wps:ResponseForm><wps:RawDataOutput><ows:Identifier>${output}</ows:Identifier></wps:RawDataOutput></wps:ResponseForm></wps:Execute>`;
  return {
    port: Number(new URL(url).port || 80),
    async execute(name, told = null, output = "got") {
      const headers = { "content-type": "text/xml" };
      const signal = AbortSignal.timeout(patienceMs);
      const response = await fetch(url, { method: "POST", headers, body: document(name, told, output), signal });
      const text = await response.text();
      if (/<(\w+:)?(ExceptionReport|ProcessFailed|ExecuteResponse)\b/.test(text)) return undefined;
      if (output === "file") return text;
      try {
        return JSON.parse(text) as JsonValue;
      } catch {
        return undefined;
      }
    },
  };
}

const list = (got: Got) => (Array.isArray(got) ? got : []);

/** Did it get all that it asked for, without being stopped: [count, null]. */
const unstopped = (got: Got) => (got === undefined ? undefined : list(got)[1] === null ? (list(got)[0] ?? null) : null);

/** A number that no other child of the machine sleeps for. */
const someSeconds = () => `20.${randomInt(100_000, 999_999)}`;

const probes: readonly Probe[] = [
  { number: "C62", title: "a crash in native code breaks the server's answer", attack: crash },
  {
    number: "E76",
    title: "files of the host are read",
    attack: ({ execute }) => execute("r_files", ["/etc/passwd", "/etc/hostname", "/etc/os-release"]),
  },
  {
    number: "E77",
    title: "files are written outside of the job's folder and scratch memory",
    attack: ({ execute }) => execute("r_write", ["/var/tmp", "/run/lock", "/run", "/var/lib"]),
  },
  { number: "E78", title: "a secret of a sibling that runs at the same time is read", attack: sibling },
  { number: "E79", title: "descriptors of the server are open in the job", attack: ({ execute }) => execute("r_descriptors") },
  { number: "E89", title: "state of a former execution is found", attack: residue },
  { number: "E90", title: "environments of other children are read", attack: ({ execute }) => execute("r_environments") },
  { number: "F94", title: "a file of the host is served as an output that is a link", attack: servedLink },
  { number: "F105", title: "a daemon outlives its execution", attack: daemon },
  { number: "G107", title: "sockets of the internet and of the kernel are made", attack: ({ execute }) => execute("r_families") },
  {
    number: "G108",
    title: "the server's own loopback is reached",
    attack: async ({ execute, port }) => {
      const got = await execute("r_loopback", port);
      return got === undefined ? undefined : got === "connected";
    },
  },
  { number: "G112", title: "other children can be signalled", attack: ({ execute }) => execute("r_signal") },
  { number: "G113", title: "the memory of other children is opened", attack: ({ execute }) => execute("r_memory") },
  { number: "H117", title: "calls reach the kernel that no geoprocess needs", attack: ({ execute }) => execute("r_calls") },
  { number: "H125", title: "there are rights, a way to more, or no filter", attack: rights },
  { number: "H131", title: "ways out are found as tools for containers look for them", attack: ({ execute }) => execute("h131") },
  {
    number: "I133",
    title: "200 children live at once",
    attack: async ({ execute }) => unstopped(await execute("i133", 200)),
    mayEnd: true,
  },
  { number: "I134", title: "200 threads live at once", attack: async ({ execute }) => unstopped(await execute("i134", 200)), mayEnd: true },
  {
    number: "I135",
    title: "1,200 MB of memory are taken",
    attack: async ({ execute }) => unstopped(await execute("i135", ["anonymous", 1200])),
    mayEnd: true,
  },
  {
    number: "I136",
    title: "1,200 MB of disk are taken",
    attack: async ({ execute }) => unstopped(await execute("i136", [1_258_291_200, "big"])),
    mayEnd: true,
  },
  { number: "I137", title: "20,000 files are made", attack: async ({ execute }) => unstopped(await execute("i137", 20_000)), mayEnd: true },
  { number: "I138", title: "2,000 files are open at once", attack: async ({ execute }) => unstopped(await execute("i138", 2000)) },
];

async function crash({ execute }: Client): Promise<JsonValue | undefined> {
  await execute("c62");
  return (await execute("r_honest", 6)) === 42 ? null : "the next execution is wrong";
}

async function sibling({ execute }: Client): Promise<JsonValue | undefined> {
  const [, found] = await Promise.all([execute("r_secret", 5), execute("r_spy", 5)]);
  return found;
}

async function residue({ execute }: Client): Promise<JsonValue | undefined> {
  const found = new Set<JsonValue>();
  await execute("r_remember", "leave");
  // A server with several workers may hand each to another.
  for (let round = 0; round < 4; round++) for (const each of list(await execute("r_remember", "look"))) found.add(each);
  for (let round = 0; round < 4; round++) await execute("r_remember", "clean");
  return [...found];
}

async function servedLink({ execute }: Client): Promise<JsonValue | undefined> {
  const text = await execute("served_link", "/etc/passwd", "file");
  return typeof text === "string" && text.includes("root:") ? "/etc/passwd" : null;
}

async function daemon({ execute }: Client): Promise<JsonValue | undefined> {
  const seconds = someSeconds();
  await execute("r_daemon", seconds);
  return execute("r_is_there", seconds);
}

async function rights({ execute }: Client): Promise<JsonValue | undefined> {
  const got = (await execute("r_rights")) as Readonly<Record<string, JsonValue>> | undefined;
  if (got === undefined) return undefined;
  const found = [
    got["NoNewPrivs"] !== "1" && "new privileges",
    got["Seccomp"] !== "2" && "no filter",
    got["CapEff"] !== 0 && "capabilities",
    got["uid"] === 0 && "uid 0",
  ];
  return found.filter((each) => each !== false);
}

function wordOf(got: Got): string {
  const text = typeof got === "string" ? got : JSON.stringify(got ?? null);
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}

function isNothing(got: Got): boolean {
  return got === null || got === false || got === 0 || (Array.isArray(got) && got.length === 0);
}

async function tryOne(probe: Probe, client: Client): Promise<Finding> {
  const { number, title } = probe;
  try {
    const found = await probe.attack(client);
    const got = found === undefined && probe.mayEnd ? null : found;
    if (got === undefined) return { number, title, outcome: "no answer", seen: "the attack failed" };
    return { number, title, outcome: isNothing(got) ? "held" : "open", seen: isNothing(got) ? "" : wordOf(got) };
  } catch (error) {
    return { number, title, outcome: "no answer", seen: wordOf(String((error as Error).message)) };
  }
}

/** Runs all attacks against the WPS at `url`, one after the other, each followed by an honest execution that must be right. */
export async function attackUrl(url: string): Promise<Finding[]> {
  const client = makeClient(url);
  const findings: Finding[] = [];
  if ((await client.execute("r_honest", 6)) !== 42) throw new Error(`${url} does not run the process "hostile" (test/fixtures/hostile).`);
  for (const probe of probes) {
    const found = await tryOne(probe, client);
    const honest = await client.execute("r_honest", 6).catch(() => undefined);
    findings.push(
      honest === 42 || found.outcome !== "held" ? found : { ...found, outcome: "no answer", seen: "the next execution failed" },
    );
  }
  return findings;
}

/** The findings as lines for people. */
export function tableOf(findings: readonly Finding[]): string {
  const rows = findings.map(
    ({ number, title, outcome, seen }) => `${number.padEnd(5)} ${outcome.padEnd(10)} ${title}${seen === "" ? "" : ` (${seen})`}`,
  );
  const held = findings.filter(({ outcome }) => outcome === "held").length;
  return [...rows, `${held} of ${findings.length} attacks were held.`].join("\n");
}
