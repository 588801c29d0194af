// Group G: the network, other children, the terminal, and the standard streams that lead to the trusted side.
import { once } from "node:events";
import { readdir } from "node:fs/promises";
import { createServer, type Server, type Socket } from "node:net";
import { join } from "node:path";
import { expect } from "vitest";
import type { Case, Scene } from "../case.js";
import { besideHonest, bystander, expectReached, gotBy } from "./expectations.js";

const isRoot = process.getuid?.() === 0;

/** A listener of the host that counts who comes. */
async function listener(where: { port: number } | string) {
  let hits = 0;
  const server: Server = createServer((socket: Socket) => {
    hits++;
    socket.destroy();
  });
  if (typeof where === "string") server.listen(where);
  else server.listen(where.port, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return {
    port: typeof address === "object" && address ? address.port : 0,
    hits: () => hits,
    async close() {
      server.close();
      await once(server, "close");
    },
  };
}

async function jobToJob(scene: Scene): Promise<unknown> {
  const name = `terrarium-${process.pid}`;
  const listening = await scene.begin("g109", [name, true]);
  await listening.said("up");
  const got = await gotBy(scene, "g109", [name]);
  await scene.engine.kill(listening.handle);
  await (await listening.ended()).remove();
  return got;
}

async function sharedObjects(scene: Scene): Promise<unknown> {
  const leaving = await scene.begin("g111", "leave");
  await leaving.said("up");
  const got = await gotBy(scene, "g111", "look");
  await scene.engine.kill(leaving.handle);
  await (await leaving.ended()).remove();
  return got;
}

const open = async (pid: number) => (await readdir(`/proc/${pid}/fd`)).length;

export const network: readonly Case[] = [
  {
    number: "G107",
    title: "nothing goes out: there is no network but an own loopback, and no socket of the internet",
    isSample: true,
    async attack(scene) {
      const tcp = await listener({ port: 0 });
      const got = (await gotBy(scene, "g107", tcp.port)) as Record<string, unknown>;
      for (const kind of ["tcp", "tcp6", "udp", "icmp", "packet"]) expect([kind, got[kind]]).toEqual([kind, expect.stringMatching(/^E/)]);
      const interfaces = got["interfaces"];
      if (Array.isArray(interfaces)) expect(interfaces.filter((name) => name !== "lo")).toEqual([]);
      expect(tcp.hits()).toBe(0);
      await tcp.close();
    },
    async control(scene) {
      const tcp = await listener({ port: 0 });
      const got = await gotBy(scene, "g107", tcp.port);
      expect(got).toMatchObject({ tcp: "connected", udp: "sent", ...(isRoot ? { icmp: "made", packet: "made" } : {}) });
      expect(tcp.hits()).toBe(1);
      await tcp.close();
    },
  },
  {
    number: "G108",
    title: "services of the host are out of reach by port and by path",
    async attack(scene) {
      const [tcp, unix] = [await listener({ port: 0 }), await listener(join(scene.ground.folder, "runtime", "canary.sock"))];
      const got = await gotBy(scene, "g108", [
        tcp.port,
        join(scene.ground.folder, "runtime", "canary.sock"),
        "/var/run/docker.sock",
        "/run/docker.sock",
      ]);
      expect(got).not.toContain("connected");
      expect([tcp.hits(), unix.hits()]).toEqual([0, 0]);
      await Promise.all([tcp.close(), unix.close()]);
    },
    async control(scene) {
      const path = join(scene.ground.folder, "runtime", "canary.sock");
      const [tcp, unix] = [await listener({ port: 0 }), await listener(path)];
      expect(await gotBy(scene, "g108", [tcp.port, path])).toEqual(["connected", "connected"]);
      await Promise.all([tcp.close(), unix.close()]);
    },
  },
  {
    number: "G109",
    title: "abstract sockets lead neither from job to job nor to the host",
    async attack(scene) {
      const host = await listener("\0terrarium-canary");
      expect(await gotBy(scene, "g109", ["terrarium-canary"])).toBe("ECONNREFUSED");
      expect(host.hits()).toBe(0);
      await host.close();
      expect(await jobToJob(scene)).toBe("ECONNREFUSED");
    },
    async control(scene) {
      const host = await listener("\0terrarium-canary");
      expect(await gotBy(scene, "g109", ["terrarium-canary"])).toBe("connected");
      expect(host.hits()).toBe(1);
      await host.close();
      expect(await jobToJob(scene)).toBe("connected");
    },
  },
  {
    number: "G110",
    title: "no socket of another family can be made",
    notOn: { runsc: "its own network stack makes them; nothing of them reaches the host" },
    attack: async ({ run }) => {
      const got = (await run("g110")).got as Record<string, string>;
      for (const [family, answer] of Object.entries(got))
        expect([family, answer]).toEqual([family, expect.stringMatching(/^EAFNOSUPPORT$|^EPERM$|^EACCES$/)]);
    },
    control: async ({ run }) => expect((await run("g110")).got).toMatchObject({ netlink: "made", inet: "made" }),
  },
  {
    number: "G111",
    title: "shared memory and messages of one job are not another's",
    attack: async (scene) => expect(await sharedObjects(scene)).toEqual([]),
    async control(scene) {
      expect(await sharedObjects(scene)).toEqual(["segment", "queue", "file"]);
      await scene.run("g111_clean");
    },
  },
  {
    number: "G112",
    title: "children of the host cannot be signalled, nor all, nor the parent",
    async attack(scene) {
      const other = await bystander();
      for (const answer of (await gotBy(scene, "g112", other.pid)) as string[]) expect(["ESRCH", "EPERM", "ENOSYS"]).toContain(answer);
      await scene.run("g112");
      expect(other.isAlive()).toBe(true);
      await other.end();
    },
    async control(scene) {
      const other = await bystander();
      expect(((await gotBy(scene, "g112", other.pid)) as unknown[])[0]).toBe(null);
      await other.exited;
    },
  },
  {
    number: "G113",
    title: "no child of the host can be traced, read or robbed of its descriptors",
    async attack(scene) {
      const other = await bystander();
      const { memory, ...calls } = (await gotBy(scene, "g113", other.pid)) as Record<string, string>;
      expect(["ENOENT", "ESRCH", "EACCES"]).toContain(memory);
      const through = Object.entries(calls).filter(([, answer]) => !["EPERM", "ENOSYS", "ESRCH"].includes(answer));
      expect(through).toEqual([]);
      await other.end();
    },
    async control(scene) {
      const other = await bystander();
      const { memory, pidfd_open: byPid, kcmp } = (await gotBy(scene, "g113", other.pid)) as Record<string, string>;
      expect([memory, byPid, kcmp !== "EPERM"]).toEqual(["opened", "done", true]);
      await other.end();
    },
  },
  {
    number: "G114",
    title: "there is no terminal, and none could be typed into",
    attack: async ({ run, engine }) => {
      const [terminal, ...typed] = (await run("g114")).got as string[];
      expect(terminal).toMatch(/^(ENXIO|ENOENT|EACCES|EIO)$/);
      // Refused before the descriptor is looked at, which is none; gVisor looks at it first.
      if (engine.name !== "runsc") expect(typed.filter((answer) => !/^(EPERM|ENOTTY)$/.test(answer))).toEqual([]);
    },
    control: async ({ run }) => expectReached({ ...((await run("g114")).got as string[]).slice(1) }, 3),
  },
  {
    number: "G115",
    title: "descriptors that are sent to the trusted side stay nowhere, and what is no message is log",
    async attack(scene) {
      const pid = scene.ground.trustedPid;
      const before = pid === undefined ? 0 : await open(pid);
      const { exit, got } = await besideHonest(scene, "g115", 500);
      expect(typeof got).toBe("boolean");
      expect(exit.reason).toBe("exited");
      if (pid !== undefined) expect(await open(pid)).toBeLessThanOrEqual(before);
    },
    // The streams do carry them, if they are sockets.
    control: async ({ run }) => expect((await run("g115", 5)).got).toBe(true),
  },
  {
    number: "G115b",
    title: "nothing can be read from the channel that the trusted side reads",
    attack: async (scene) => expect((await besideHonest(scene, "g115_back")).got).toMatch(/^(EAGAIN|no socket)$/),
    control: { unsafe: "the trusted side writes nothing there" },
  },
  {
    number: "G115c",
    title: "a job that shuts its channel is ended at its wall time",
    attack: async (scene) =>
      expect((await besideHonest(scene, "g115_shut", null, { limits: { wallMs: 3000 } })).exit.reason).toBe("timeout"),
    control: async ({ run }) => expect((await run("g115_shut", null, { limits: { wallMs: 1000 } })).exit.reason).toBe("timeout"),
  },
  {
    number: "G115d",
    title: "streams made non-blocking do no harm to who reads them",
    attack: async (scene) => expect((await besideHonest(scene, "g115_nonblocking")).got).toBe(-15),
    control: { unsafe: "the flags belong to each side's own end" },
  },
];
