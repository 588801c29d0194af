// G116: a job with an allow-list tries whatever is not on it, on every engine that holds one. What the proxy does with clients that speak to it is tested beside it
// (packages/server/src/egress).
import { once } from "node:events";
import { existsSync, mkdirSync } from "node:fs";
import { createServer } from "node:net";
import { networkInterfaces } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { wayOutSocket } from "../../packages/server/src/core/engine.js";
import { type Listening, listening, makeGround as makePlace } from "../../packages/server/src/egress/way-out-ground.js";
import { withEgress } from "../../packages/server/src/egress/with-egress.js";
import type { Scene } from "./case.js";
import { type Ground, makeOpenGround, offers } from "./ground.js";
import { makeScene } from "./scene.js";

const addresses = Object.values(networkInterfaces()).flatMap((found) =>
  (found ?? []).flatMap(({ address, family, internal }) => (family === "IPv4" && !internal ? [address] : [])),
);
const here = "HTTP/1.1 200 OK\r\ncontent-length: 4\r\nconnection: close\r\n\r\nhere";
let server: Listening;
let other: Listening;
const place = makePlace();
beforeAll(async () => {
  [server, other] = [await listening(here), await listening(here)];
});
afterAll(async () => {
  await Promise.all([server.close(), other.close()]);
  place.close();
});

const hostOf = ({ port }: Listening) => `127.0.0.1:${port}`;
const policy = (...hosts: string[]) => ({ network: { kind: "allow-list" as const, hosts } });
const told = (sockets: readonly string[], others: readonly string[] = []) => ({
  allowed: hostOf(server),
  others: [hostOf(other), ...others],
  addresses: addresses.slice(0, 2),
  sockets: [...sockets],
});
const sceneOf = (ground: Ground): Scene => makeScene({ ...ground, engine: withEgress(ground.engine, place.parts) }, "", () => {});

for (const offer of offers().filter(({ name }) => name !== "runsc")) {
  const why = offer.problem === undefined ? "" : ` (skipped: ${offer.problem})`;
  describe.skipIf(offer.problem !== undefined)(`a job with an allow-list on ${offer.name}${why}`, () => {
    let ground: Ground;
    let scene: Scene;
    beforeAll(async () => {
      ground = await offer.make();
      scene = sceneOf(ground);
    });
    afterAll(() => ground?.tearDown());

    it("reaches what is on the list, and nothing else by proxy, route, name, kind of socket or another job's way out", async () => {
      const [was, wasOther] = [server.heard.length, other.heard.length];
      const foreign = await scene.begin("g116_held", [hostOf(server), true], policy(hostOf(server)));
      await foreign.said("held");
      const sockets = [join(foreign.bundle.dir, wayOutSocket), `/proc/1/root${join(foreign.bundle.dir, wayOutSocket)}`];
      const { got, exit } = await scene.run("g116", told(sockets, ["169.254.169.254:80", "example.org:80"]), policy(hostOf(server)));
      await scene.engine.kill(foreign.handle);
      await (await foreign.ended()).remove();
      expect(got, exit.log).toEqual({
        allowed: "here",
        others: { [hostOf(other)]: 403, "169.254.169.254:80": 403, "example.org:80": 403 },
        direct: ["ECONNREFUSED", ...addresses.slice(0, 2).map(() => "ENETUNREACH")],
        datagram: expect.stringMatching(/^E(AFNOSUPPORT|PERM)$/),
        six: "EAFNOSUPPORT",
        raw: expect.stringMatching(/^E(AFNOSUPPORT|PERM)$/),
        name: "no name",
        sockets: [expect.stringMatching(/^E(NOENT|ACCES)$/), expect.stringMatching(/^E(NOENT|ACCES)$/)],
        changes: [
          expect.stringMatching(refusal),
          expect.stringMatching(refusal),
          expect.stringMatching(refusal),
          expect.stringMatching(refusal),
        ],
      });
      expect([server.heard.length - was, other.heard.length - wasOther]).toEqual([2, 0]);
    });

    it("loses its connections at its end, whoever holds them", async () => {
      const at = server.sockets.length;
      const { got, exit } = await scene.run("g116_held", [hostOf(server)], policy(hostOf(server)));
      expect([exit.reason, got]).toEqual(["exited", "HTTP/1.1 200 Connection established"]);
      await expect.poll(() => server.sockets[at]?.destroyed, { timeout: 30_000 }).toBe(true);
    });

    it("keeps its connections while it is paused", async () => {
      const at = server.sockets.length;
      const held = await scene.begin("g116_held", [hostOf(server), true], policy(hostOf(server)));
      await held.said("held");
      await scene.engine.pause(held.handle);
      await scene.engine.resume(held.handle);
      expect(server.sockets[at]?.destroyed).toBe(false);
      await scene.engine.kill(held.handle);
      await (await held.ended()).remove();
      await expect.poll(() => server.sockets[at]?.destroyed, { timeout: 30_000 }).toBe(true);
    });

    it("leaves nothing on the host", async () => {
      const ofJobs = async () => (await ground.traces()).filter((trace) => trace.includes("attack-"));
      await expect.poll(ofJobs, { timeout: 30_000 }).toEqual([]);
    });

    it("is alone in that: without a list the same job has no proxy, and no socket of TCP", async () => {
      const { got, exit } = await scene.run("g116_held", [hostOf(server)]);
      expect([got, exit.log]).toEqual([undefined, expect.stringContaining("http_proxy")]);
      const { got: plain } = await scene.run("g107", server.port);
      expect(plain).toMatchObject({ tcp: expect.stringMatching(/^E(AFNOSUPPORT|PERM)$/) });
    });
  });
}

const refusal = /^E(ROFS|PERM|ACCES|XDEV)$/;

describe("the control", () => {
  it("what the list keeps from is there: granted, the other host is reached", async () => {
    const [offer] = offers();
    const ground = await offer?.make();
    if (ground === undefined) throw new Error("bubblewrap is not here");
    const { got } = await sceneOf(ground).run("g116", told([]), policy(hostOf(server), hostOf(other)));
    expect(got).toMatchObject({ others: { [hostOf(other)]: "here" } });
    await ground.tearDown();
  });

  it("what the sandbox keeps from is there: without one, hosts and sockets of others are reached", async () => {
    const ground = await makeOpenGround();
    const path = join(ground.folder, "foreign", "job", "egress.sock");
    mkdirSync(dirname(path), { recursive: true });
    const foreign = createServer((socket) => socket.destroy()).listen(path);
    await once(foreign, "listening");
    const { got, exit } = await makeScene(ground, "", () => {}).run("g116", told([path]));
    expect(existsSync(path)).toBe(true);
    expect(got, exit.log).toMatchObject({
      allowed: "here",
      direct: ["connected", ...addresses.slice(0, 2).map(() => expect.any(String))],
      sockets: ["connected"],
    });
    expect(got).toMatchObject({ others: { [hostOf(other)]: "here" }, datagram: "connected" });
    foreign.close();
    await ground.tearDown();
  });
});
