// The door to the daemon, from the side of somebody who has taken over the server: what a sandbox needs passes, what would make root of it does not.
import { readdir, stat } from "node:fs/promises";
import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DoorWay } from "../../core/lease.js";
import { judge, wrongContainer } from "../../spawner/door-rules.js";
import { pythonBundle, runJob } from "../conformance/python-bundle.js";
import { seccompProfile } from "../sealed/seccomp-profile.js";
import { makeSealedEngine, type SealedEngine } from "../sealed-engine.js";
import { type Client, makeClient } from "./client.js";
import { containerOf, type Place } from "./container.js";

const isRoot = process.getuid?.() === 0;
const lease = { uid: 700_001, out: "/run/l/b/out", work: "/run/l/b/work", group: "/l/b", hasQuota: true };
const profile = seccompProfile("x64");
if (profile === undefined) throw new Error("There is no profile.");

const place: Place = {
  daemon: {
    ...{
      kind: "docker",
      version: "20",
      storage: "overlay2",
      cgroupDriver: "cgroupfs",
      cgroupVersion: "2",
      isRootless: false,
      isRemapped: true,
    },
    limits: { memory: true, cpu: true, pids: true },
  },
  lease,
  image: "sha256:0",
  isBare: true,
  settings: ["alternatives"],
  seccomp: JSON.stringify(profile),
  labels: {},
  own: { uid: 1, gid: 1 },
};
const limits = { wallMs: 1, memoryBytes: 2 ** 26, cpus: 1, pids: 9, diskBytes: 2 ** 20, inodes: 9, fds: 9, outputBytes: 1, logBytes: 1 };
const process_ = { command: ["/bin/true"], mounts: [{ source: "/code", target: "/process" }], environment: {} };
const honest = containerOf({ id: "b", dir: "/data/b", process: process_, limits, network: { kind: "none" } }, place);

describe("the rules of the door", () => {
  it("let the container of a bundle pass", () => {
    expect(wrongContainer(honest, lease)).toBeUndefined();
  });
  const host = honest.HostConfig;
  const [bound] = host.Mounts;
  it.each<[string, object]>([
    ["root", { User: "0:0" }],
    ["the user of another lease", { User: "700002:700002" }],
    ["nobody in particular", { User: undefined }],
    ["a port", { ExposedPorts: { "80/tcp": {} } }],
    ["a volume", { Volumes: { "/x": {} } }],
    ["a health check, which is a command", { Healthcheck: { Test: ["CMD", "true"] } }],
    ["all privileges", { HostConfig: { ...host, Privileged: true } }],
    ["a capability", { HostConfig: { ...host, CapAdd: ["SYS_ADMIN"] } }],
    ["capabilities that stay", { HostConfig: { ...host, CapDrop: ["MKNOD"] } }],
    ["the host's network", { HostConfig: { ...host, NetworkMode: "host" } }],
    ["the host's processes", { HostConfig: { ...host, PidMode: "host" } }],
    ["the network of another container", { HostConfig: { ...host, NetworkMode: "container:x" } }],
    ["a device", { HostConfig: { ...host, Devices: [{ PathOnHost: "/dev/sda" }] } }],
    ["no filter of system calls", { HostConfig: { ...host, SecurityOpt: ["no-new-privileges", "seccomp=unconfined"] } }],
    ["new privileges", { HostConfig: { ...host, SecurityOpt: [host.SecurityOpt[1]] } }],
    ["another control group", { HostConfig: { ...host, CgroupParent: "/" } }],
    ["a writable root", { HostConfig: { ...host, ReadonlyRootfs: false } }],
    ["a log that leaves the host", { HostConfig: { ...host, LogConfig: { Type: "syslog", Config: {} } } }],
    ["a folder of the host to write", { HostConfig: { ...host, Mounts: [{ ...bound, ReadOnly: false }] } }],
    ["a folder by the old key", { HostConfig: { ...host, Binds: ["/:/host"] } }],
    ["a mount that spreads to the host", { HostConfig: { ...host, Mounts: [{ ...bound, BindOptions: { Propagation: "rshared" } }] } }],
    ["a volume driver", { HostConfig: { ...host, Mounts: [{ Type: "volume", Source: "x", Target: "/x" }] } }],
    ["another runtime", { HostConfig: { ...host, Runtime: "evil" } }],
    ["no host settings at all", { HostConfig: {} }],
  ])("refuse %s", (_what, change) => {
    const body = JSON.parse(JSON.stringify({ ...honest, ...change })) as unknown;
    expect(wrongContainer(body, lease)).toBeDefined();
  });
  const facts = { namePrefix: "terrarium-m-", listFilter: '{"label":["a"]}', leaseOf: async () => undefined };
  it.each([
    ["POST", "/containers/other/start"],
    ["POST", "/containers/terrarium-m-a/exec"],
    ["POST", "/containers/terrarium-m-a/update"],
    ["PUT", "/containers/terrarium-m-a/archive?path=/"],
    ["GET", "/containers/terrarium-m-a/archive?path=/"],
    ["GET", "/containers/terrarium-m-a/../other/json"],
    ["POST", "/containers/terrarium-m-a/kill?signal=SIGSTOP"],
    ["GET", "/containers/json?all=1"],
    ["POST", "/containers/create"],
    ["POST", "/containers/create?name=other"],
    ["POST", "/images/create?fromImage=evil"],
    ["POST", "/build"],
    ["POST", "/volumes/create"],
    ["POST", "/swarm/init"],
    ["GET", "/v1.41/info"],
  ])("refuse %s %s", (method, url) => {
    expect(judge(method, url, facts).kind).toBe("refuse");
  });
  it("refuse a container for which nothing was lent", async () => {
    const verdict = judge("POST", "/containers/create?name=terrarium-m-a", facts);
    expect(verdict.kind === "check" && (await verdict.check(honest))).toBe("the lease");
  });
});

/** The status of the answer to a text that nobody has looked at. */
function post(socketPath: string, path: string, text: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(text) };
    const asked = request({ socketPath, method: "POST", path, headers, agent: false }, (answer) => {
      answer.resume().once("end", () => resolve(answer.statusCode));
    });
    asked.once("error", reject).end(text);
  });
}

describe.skipIf(!isRoot)(`the door${isRoot ? "" : " (skipped: needs root to start a daemon)"}`, () => {
  let made: SealedEngine;
  let way: DoorWay;
  let client: Client;
  beforeAll(async () => {
    made = await makeSealedEngine({}, "docker");
    way = await made.spawner.leases.door(made.daemon?.socket ?? "");
    client = makeClient(way.socket);
  });
  afterAll(async () => made.tearDown());

  it("is not the daemon's own socket, and leads to no other daemon than was named at the start", async () => {
    expect(way.socket).not.toBe(made.daemon?.socket);
    await expect(made.spawner.leases.door("/run/other.sock")).rejects.toMatchObject({ code: "engine-failed" });
  });
  it("turns away what the daemon itself would do", async () => {
    const { handle } = await runJob(made.engine, await pythonBundle(made.folder, "wait_for_start()\nsay_results()"));
    await made.engine.remove(handle);
    const [image] = (await makeClient(made.daemon?.socket ?? "").expect({ method: "GET", path: "/images/json" }, 200)) as { Id: string }[];
    const body = { Image: image?.Id, Entrypoint: ["/bin/true"], HostConfig: { Privileged: true, Binds: ["/:/host"] } };
    const create = { method: "POST", path: `/containers/create?name=terrarium-${way.mark}-evil`, body } as const;
    expect((await client.call(create)).status).toBe(403);
    expect((await client.call({ method: "GET", path: "/containers/json" })).status).toBe(403);
    expect((await client.call({ method: "POST", path: "/containers/prune" })).status).toBe(403);
    expect(await readdir(`${made.daemon?.folder}/data/containers`)).toEqual([]);
    // The control: without the door the daemon obeys.
    const open = makeClient(made.daemon?.socket ?? "");
    expect((await open.call(create)).status).toBe(201);
    expect((await open.call({ method: "DELETE", path: `/containers/terrarium-${way.mark}-evil` })).status).toBe(204);
  });
  it("hands on only what it has read: a key that is there twice means something else to the daemon", async () => {
    const open = makeClient(made.daemon?.socket ?? "");
    const bundle = await pythonBundle(made.folder, "");
    const lent = await made.spawner.leases.lease({ id: bundle.id, dir: bundle.dir, limits: bundle.limits });
    const [image] = (await open.expect({ method: "GET", path: "/images/json" }, 200)) as { Id: string }[];
    const body = containerOf(bundle, { ...place, lease: lent, image: image?.Id ?? "" });
    const { UsernsMode, CgroupParent, Mounts, ...plain } = body.HostConfig as typeof body.HostConfig & { UsernsMode?: string };
    const text = JSON.stringify({ ...body, HostConfig: { ...plain, Mounts: Mounts.filter(({ Source }) => Source === "/usr") } });
    const twice = text.replace(/^\{/, '{"HostConfig":{"Binds":["/:/host"],"PidMode":"host"},');
    const bindsOf = async (socket: string) => {
      const path = `/containers/terrarium-${way.mark}-${bundle.id}`;
      expect(await post(socket, `/containers/create?name=${path.split("/")[2]}`, twice)).toBe(201);
      const made_ = (await open.expect({ method: "GET", path: `${path}/json` }, 200)) as {
        HostConfig: { Binds: unknown; PidMode: string };
      };
      await open.expect({ method: "DELETE", path }, 204);
      return [made_.HostConfig.Binds, made_.HostConfig.PidMode];
    };
    expect(await bindsOf(way.socket)).toEqual([null, ""]);
    // The control: the daemon takes both.
    expect(await bindsOf(open.socket)).toEqual([["/:/host"], "host"]);
    await made.spawner.leases.release(bundle.id);
  });
  it("can be passed by its owner alone", async () => {
    expect((await stat(way.socket)).mode & 0o777).toBe(0o600);
  });
});
