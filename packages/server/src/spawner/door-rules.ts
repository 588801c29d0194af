// What may pass the door to a container daemon: requests about containers of leases, and for new ones only what a sandbox is. Whoever may speak
// freely with such a daemon is root; the server is not, and what it says is not believed. Pure.
import type { Lease } from "../core/lease.js";

export interface DoorFacts {
  /** Names of containers begin so. */
  readonly namePrefix: string;
  /** The one filter by which containers may be listed, as JSON. */
  readonly listFilter: string;
  /** The lease of a bundle's id. */
  readonly leaseOf: (id: string) => Promise<Lease | undefined>;
}

/** What becomes of a request: it passes as it is, only after its body was found good, or not at all. */
export type Verdict =
  | { readonly kind: "pass" }
  | { readonly kind: "check"; readonly check: (body: unknown) => Promise<string | undefined> }
  | { readonly kind: "refuse" };

const pass: Verdict = { kind: "pass" };
const refuse: Verdict = { kind: "refuse" };

type Found = { readonly [key: string]: unknown };

const isObject = (value: unknown): value is Found => typeof value === "object" && value !== null && !Array.isArray(value);

/** A test of one value; absent values pass unless the key is needed. */
type Test = (value: unknown, lease: Lease) => boolean;

const anything: Test = () => true;
const is =
  (...wanted: readonly unknown[]): Test =>
  (value) =>
    wanted.some((one) => JSON.stringify(one) === JSON.stringify(value));

const mountKeys = ["Type", "Source", "Target", "ReadOnly", "BindOptions"];

function isMount(mount: unknown, lease: Lease): boolean {
  if (!isObject(mount) || !Object.keys(mount).every((key) => mountKeys.includes(key))) return false;
  if (mount["Type"] !== "bind" || JSON.stringify(mount["BindOptions"]) !== '{"Propagation":"rprivate"}') return false;
  return mount["ReadOnly"] === true || mount["Source"] === lease.out || mount["Source"] === lease.work;
}

const isSealing: Test = (value) => {
  if (!Array.isArray(value)) return false;
  const options = value.map(String);
  const [last = ""] = options.slice(-1);
  return options[0] === "no-new-privileges" && /^seccomp=[{/]/.test(last) && options.slice(1, -1).every((one) => one.startsWith("mask=/"));
};

const limitTests = {
  Memory: anything,
  MemorySwap: anything,
  PidsLimit: anything,
  NanoCpus: anything,
  Ulimits: anything,
  ShmSize: anything,
};

const hostTests: Readonly<Record<string, Test>> = {
  ...limitTests,
  Mounts: (value, lease) => Array.isArray(value) && value.every((mount) => isMount(mount, lease)),
  Tmpfs: anything,
  MaskedPaths: anything,
  ReadonlyPaths: anything,
  Dns: anything,
  CgroupParent: (value, lease) => value === lease.group,
  UsernsMode: is("host"),
  NetworkMode: is("none"),
  ReadonlyRootfs: is(true),
  CapDrop: is(["ALL"]),
  SecurityOpt: isSealing,
  IpcMode: is("private"),
  CgroupnsMode: is("private"),
  Init: is(true),
  LogConfig: is({ Type: "none", Config: {} }),
  RestartPolicy: is({ Name: "no" }),
  AutoRemove: is(false),
  Privileged: is(false),
};

const containerTests: Readonly<Record<string, Test>> = {
  ...{ Image: anything, Entrypoint: anything, Cmd: anything, Env: anything, Hostname: anything, WorkingDir: anything, Labels: anything },
  ...{ AttachStdin: anything, AttachStdout: anything, AttachStderr: anything, OpenStdin: anything, StdinOnce: anything },
  Tty: is(false),
  NetworkDisabled: is(true),
  Healthcheck: is({ Test: ["NONE"] }),
  User: (value, lease) => lease.uid !== undefined && value === `${lease.uid}:${lease.uid}`,
  HostConfig: isObject,
};

const needed = ["User", "HostConfig"];
const neededOfHost = ["NetworkMode", "ReadonlyRootfs", "CapDrop", "SecurityOpt", "IpcMode", "LogConfig", "Privileged"];

/** The first key that must not be so, or is missing. */
function wrongKey(found: Found, tests: Readonly<Record<string, Test>>, wanted: readonly string[], lease: Lease): string | undefined {
  const wrong = Object.entries(found).find(([key, value]) => !Object.hasOwn(tests, key) || tests[key]?.(value, lease) !== true);
  return wrong?.[0] ?? wanted.find((key) => !Object.hasOwn(found, key));
}

/** What is wrong with the container that is asked for; undefined: nothing. */
export function wrongContainer(body: unknown, lease: Lease): string | undefined {
  if (!isObject(body)) return "the body";
  const host = body["HostConfig"];
  return wrongKey(body, containerTests, needed, lease) ?? (isObject(host) ? wrongKey(host, hostTests, neededOfHost, lease) : "HostConfig");
}

const verbs = /^(attach\?stream=1&stdin=1&stdout=1&stderr=1|start|pause|unpause|kill\?signal=SIG(TERM|KILL)|wait(\?condition=removed)?)$/;
const plain = ["/version", "/info"];
const image = /^\/images\/[\w%.:@-]+\/json$/;
const bareImage = /^\/images\/create\?fromSrc=-&repo=terrarium%2Fbare-[0-9a-f]{12}&tag=latest$/;

/** Judges a request by its first line. */
export function judge(method: string, url: string, facts: DoorFacts): Verdict {
  if (method === "GET" && (plain.includes(url) || image.test(url))) return pass;
  if (method === "GET" && url === `/containers/json?all=1&filters=${encodeURIComponent(facts.listFilter)}`) return pass;
  if (method === "POST" && bareImage.test(url)) return pass;
  const create = `/containers/create?name=${facts.namePrefix}`;
  if (method === "POST" && url.startsWith(create)) {
    const check = async (body: unknown) => {
      const lease = await facts.leaseOf(url.slice(create.length));
      return lease === undefined ? "the lease" : wrongContainer(body, lease);
    };
    return { kind: "check", check };
  }
  const one = `/containers/${facts.namePrefix}`;
  const [, verb] = (url.startsWith(one) ? /^[\w.-]+(.*)$/.exec(url.slice(one.length)) : undefined) ?? [];
  if (verb === undefined) return refuse;
  if (method === "GET" && verb === "/json") return pass;
  if (method === "DELETE" && verb === "?force=1&v=1") return pass;
  return method === "POST" && verbs.test(verb.slice(1)) ? pass : refuse;
}
