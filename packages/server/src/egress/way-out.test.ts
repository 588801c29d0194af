// The proxy of a sandbox, spoken with by clients that mean no good; the guard is the real one, the resolver the test's own.
import { existsSync, mkdirSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { wayOutSocket } from "../core/engine.js";
import { mostRefusals } from "./account.js";
import { openWayOut, type WayOut } from "./way-out.js";
import { dial, type Ground, type Listening, listening, makeGround, say } from "./way-out-ground.js";

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

async function open(ground: Ground, hosts: readonly string[], innerNetworks: readonly string[] = []): Promise<WayOut> {
  const way = await openWayOut(ground.reach(hosts, innerNetworks), ground.parts);
  undo.push(
    () => ground.close(),
    () => way.close(),
  );
  return way;
}

async function target(answer?: string): Promise<Listening> {
  const server = await listening(answer);
  undo.push(() => server.close());
  return server;
}

const ok = "HTTP/1.1 200 OK\r\ncontent-length: 4\r\nconnection: close\r\n\r\nhere";
const get = (address: string, ...headers: string[]) =>
  `GET ${address} HTTP/1.1\r\n${["Host: x", "Connection: close", ...headers].join("\r\n")}\r\n\r\n`;
const tunnel = (to: string) => `CONNECT ${to} HTTP/1.1\r\nHost: ${to}\r\n\r\n`;

describe("what is on the list", () => {
  it("is reached by plain http and by CONNECT, and what went there is counted", async () => {
    const server = await target(ok);
    const ground = makeGround();
    const way = await open(ground, [`127.0.0.1:${server.port}`]);
    expect(await say(ground.socket, get(`http://127.0.0.1:${server.port}/a?b`))).toMatch(/^HTTP\/1.1 200 OK[\s\S]*here$/);
    const { client, said, closed } = dial(ground.socket);
    client.write(tunnel(`127.0.0.1:${server.port}`));
    await said("200 Connection established\r\n\r\n");
    client.write("anything\r\n\r\n");
    expect(await closed).toMatch(/here$/);
    expect(server.heard[1]).toBe("anything\r\n\r\n");
    way.close();
    expect(ground.ended).toEqual([{ connections: 2, refused: 0, bytesSent: expect.any(Number), bytesReceived: 4 + ok.length }]);
  });

  it("is reached by a name at its vetted address, in every spelling of the name", async () => {
    const server = await target(ok);
    const ground = makeGround({}, { "data.example.org": () => ["127.0.0.1"] });
    await open(ground, [`data.example.org:${server.port}`], ["127.0.0.0/8"]);
    for (const host of ["data.example.org", "DATA.example.org.", "data.example.org."])
      expect(await say(ground.socket, get(`http://${host}:${server.port}/`))).toMatch(/here$/);
    expect(server.heard).toHaveLength(3);
  });

  it("lets one side end while the other goes on", async () => {
    const server = await target();
    const ground = makeGround();
    await open(ground, [`127.0.0.1:${server.port}`]);
    const { client, said, closed } = dial(ground.socket);
    client.write(tunnel(`127.0.0.1:${server.port}`));
    await said("\r\n\r\n");
    client.end("all that I have");
    expect(await closed).toMatch(/^HTTP\/1.1 200/);
    expect(server.heard).toEqual(["all that I have"]);
  });

  it("may be a body in pieces, and a request is never two at the other end", async () => {
    const server = await target();
    const ground = makeGround();
    await open(ground, [`127.0.0.1:${server.port}`]);
    const { client } = dial(ground.socket);
    const smuggled = "GET / HTTP/1.1\r\nHost: other\r\n\r\n";
    const piece = `${smuggled.length.toString(16)}\r\n${smuggled}\r\n0\r\n\r\n`;
    client.write(`GET http://127.0.0.1:${server.port}/ HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n${piece}`);
    await expect.poll(() => server.heard[0], { timeout: 30_000 }).toMatch(/0\r\n\r\n$/);
    expect(server.heard[0]).toContain("Transfer-Encoding: chunked");
    expect(server.heard[0]?.indexOf(smuggled)).toBeGreaterThan(server.heard[0]?.indexOf("\r\n\r\n") ?? 0);
    client.destroy();
  });
});

describe("what is not on the list", () => {
  it("is not reached: other hosts, other ports, the address of a name, the name of an address, odd spellings", async () => {
    const server = await target(ok);
    const ground = makeGround({}, { "data.example.org": () => ["127.0.0.1"], "other.example.org": () => ["127.0.0.1"] });
    const way = await open(ground, [`data.example.org:${server.port}`, "10.0.0.1:80"], ["127.0.0.0/8"]);
    const { port } = server;
    const wrong = [
      ...[`other.example.org:${port}`, `data.example.org:${port + 1}`, `127.0.0.1:${port}`, `127.1:${port}`, `2130706433:${port}`],
      ...[`[::ffff:127.0.0.1]:${port}`, `xdata.example.org:${port}`, `data.example.org.other.example.org:${port}`, "169.254.169.254:80"],
    ];
    for (const one of wrong) {
      expect(await say(ground.socket, tunnel(one)), one).toMatch(/^HTTP\/1.1 403 The network policy of this process does not allow /);
      expect(await say(ground.socket, get(`http://${one}/`)), one).toMatch(/^HTTP\/1.1 403 /);
    }
    const broken = [`data.example.org:${port}@other.example.org:${port}`, "data.example.org", "", "/", `data.example.org:${port}/x`];
    for (const one of broken) expect(await say(ground.socket, tunnel(one)), one).toMatch(/^HTTP\/1.1 400 |^$/);
    for (const one of [
      `https://data.example.org:${port}/`,
      `ftp://data.example.org:${port}/`,
      "/path",
      `http://u:p@data.example.org:${port}/`,
    ])
      expect(await say(ground.socket, get(one)), one).toMatch(/^HTTP\/1.1 400 /);
    expect(server.heard).toEqual([]);
    // The control: the one right spelling.
    expect(await say(ground.socket, get(`http://data.example.org:${port}/`))).toMatch(/here$/);
    way.close();
    expect(ground.ended[0]?.refused).toBeGreaterThan(2 * wrong.length);
    expect(ground.lines.filter(({ message }) => message.includes("did not reach")).length).toBe(10);
  });

  it("is not reached by a header: the host is that of the judged address", async () => {
    const server = await target(ok);
    const ground = makeGround();
    await open(ground, [`127.0.0.1:${server.port}`]);
    const tricks = ["Host: secret.example", "Proxy-Authorization: Basic eA==", "X-Kept: yes", "Connection: x-hop", "X-Hop: gone"];
    await say(ground.socket, get(`http://127.0.0.1:${server.port}/`, ...tricks.slice(1)).replace("Host: x", tricks[0] ?? ""));
    expect(server.heard[0]).toContain(`\r\nHost: 127.0.0.1:${server.port}\r\n`);
    expect(server.heard[0]).toContain("X-Kept: yes");
    expect(server.heard[0]).not.toMatch(/secret|Proxy-Auth|X-Hop/);
  });

  it("is not reached by a redirect: it is handed on, and asked for anew", async () => {
    const [inner, server] = [await target(ok), await target()];
    const ground = makeGround();
    await open(ground, [`127.0.0.1:${server.port}`]);
    const asked = say(ground.socket, get(`http://127.0.0.1:${server.port}/`));
    await expect.poll(() => server.heard[0], { timeout: 30_000 }).toMatch(/\r\n\r\n$/);
    server.sockets[0]?.end(`HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:${inner.port}/\r\ncontent-length: 0\r\n\r\n`);
    expect(await asked).toMatch(/^HTTP\/1.1 302 Found/);
    expect(await say(ground.socket, get(`http://127.0.0.1:${inner.port}/`))).toMatch(/^HTTP\/1.1 403/);
    expect(inner.heard).toEqual([]);
  });

  it("is not reached by a second request on a connection whose first was good", async () => {
    const server = await target("HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nhere");
    const ground = makeGround();
    await open(ground, [`127.0.0.1:${server.port}`]);
    const both = get(`http://127.0.0.1:${server.port}/`).replace("Connection: close\r\n", "") + get("http://127.0.0.1:1/");
    expect(await say(ground.socket, both)).toMatch(/^HTTP\/1.1 200 [\s\S]*here[\s\S]*HTTP\/1.1 403 /);
  });
});

describe("a name", () => {
  it("that leads inside is refused, if only one of its addresses does", async () => {
    const server = await target(ok);
    const names = {
      "a.example": () => ["127.0.0.1"],
      "b.example": () => ["93.184.216.34", "127.0.0.1"],
      "m.example": () => ["169.254.169.254"],
    };
    const ground = makeGround({}, names);
    await open(
      ground,
      ["a.example", "b.example", "m.example", "none.example"].map((name) => `${name}:${server.port}`),
    );
    for (const name of ["a.example", "b.example", "m.example", "none.example"])
      expect(await say(ground.socket, tunnel(`${name}:${server.port}`)), name).toMatch(
        /^HTTP\/1.1 403 \S+ has no address that the network policy allows/,
      );
    expect(server.heard).toEqual([]);
    const granted = makeGround({}, names);
    await open(granted, [`a.example:${server.port}`], ["127.0.0.0/8"]);
    expect(await say(granted.socket, get(`http://a.example:${server.port}/`)), "the control").toMatch(/here$/);
  });

  it("that changes between check and connection leads where it was checked", async () => {
    const server = await target(ok);
    let asked = 0;
    // Whoever asks a second time is led to another place.
    const ground = makeGround({}, { "rebind.example": () => (asked++ === 0 ? ["127.0.0.2"] : ["127.0.0.1"]) });
    await open(ground, [`rebind.example:${server.port}`], ["127.0.0.0/8"]);
    expect(await say(ground.socket, tunnel(`rebind.example:${server.port}`))).toMatch(/^HTTP\/1.1 50[24] /);
    expect([asked, server.heard]).toEqual([1, []]);
    expect(await say(ground.socket, get(`http://rebind.example:${server.port}/`)), "the control").toMatch(/here$/);
  });
});

describe("bounds", () => {
  it("hold the number of open connections, and a place is given back", async () => {
    const server = await target();
    const ground = makeGround({ connections: 2 });
    await open(ground, [`127.0.0.1:${server.port}`]);
    const held = [dial(ground.socket), dial(ground.socket)];
    for (const { client, said } of held) {
      client.write(tunnel(`127.0.0.1:${server.port}`));
      await said("200 ");
    }
    expect(await say(ground.socket, tunnel(`127.0.0.1:${server.port}`))).toMatch(
      /^HTTP\/1.1 503 This job has as many connections as it may have/,
    );
    held[0]?.client.destroy();
    await expect.poll(() => server.sockets[0]?.destroyed, { timeout: 30_000 }).toBe(true);
    const { client, said } = dial(ground.socket);
    client.write(tunnel(`127.0.0.1:${server.port}`));
    await said("200 ");
    client.destroy();
  });

  it("hold the bytes: an upload without end closes the way out", async () => {
    const server = await target();
    const ground = makeGround({ bytes: 200_000 });
    await open(ground, [`127.0.0.1:${server.port}`]);
    const { client, said, closed } = dial(ground.socket);
    client.write(tunnel(`127.0.0.1:${server.port}`));
    await said("200 ");
    const more = () => {
      while (!client.destroyed && client.write("x".repeat(10_000)));
    };
    client.on("drain", more);
    more();
    await closed;
    expect(existsSync(ground.socket)).toBe(false);
    expect(server.heard[0]?.length).toBeLessThan(2_000_000);
    expect(ground.lines).toContainEqual({
      facts: { bundle: "b1", bound: "bytes" },
      message: expect.stringContaining("its way out is closed"),
    });
  });

  it("hold the refusals: a flood of connections closes the way out, and leaves others theirs", async () => {
    const [ground, other, server] = [makeGround(), makeGround(), await target(ok)];
    await open(ground, ["data.example.org:80"]);
    await open(other, [`127.0.0.1:${server.port}`]);
    let tries = 0;
    while (existsSync(ground.socket) && tries < 20 * mostRefusals) {
      await new Promise<void>((resolve) => {
        const client = connect(ground.socket, () => client.destroy()).on("error", () => client.destroy());
        client.once("close", () => resolve());
      });
      tries += 1;
    }
    expect(existsSync(ground.socket)).toBe(false);
    expect(ground.ended[0]?.refused).toBe(mostRefusals + 1);
    expect(await say(other.socket, get(`http://127.0.0.1:${server.port}/`))).toMatch(/here$/);
  });

  it("cut what is idle, at either end, and heads that never end", async () => {
    const server = await target();
    const ground = makeGround({ idleMs: 1000 });
    await open(ground, [`127.0.0.1:${server.port}`]);
    const { client, said, closed } = dial(ground.socket);
    client.write(tunnel(`127.0.0.1:${server.port}`));
    await said("200 ");
    await closed;
    const slow = dial(ground.socket);
    slow.client.write("GET http://127.0.0.1");
    await slow.closed;
  });
});

describe("the socket", () => {
  it("and every connection are gone when the way out is closed, also one that is being made", async () => {
    const server = await target();
    const ground = makeGround({}, { "slow.example": () => new Promise(() => {}) });
    const way = await open(ground, [`127.0.0.1:${server.port}`, "slow.example:9"]);
    const { client, said, closed } = dial(ground.socket);
    client.write(tunnel(`127.0.0.1:${server.port}`));
    await said("200 ");
    const pending = dial(ground.socket);
    pending.client.write(tunnel("slow.example:9"));
    way.close();
    way.close();
    await Promise.all([closed, pending.closed]);
    await expect.poll(() => server.sockets[0]?.destroyed, { timeout: 30_000 }).toBe(true);
    expect(existsSync(ground.socket)).toBe(false);
    expect(ground.ended).toHaveLength(1);
  });

  it("takes the place of what a former server left, and follows no link in its place", async () => {
    const ground = makeGround();
    const { dir } = ground.reach([]);
    writeFileSync(join(dir, "elsewhere"), "untouched");
    symlinkSync(join(dir, "elsewhere"), ground.socket);
    await open(ground, ["data.example.org:80"]);
    expect(statSync(join(dir, "elsewhere")).isFile()).toBe(true);
    expect(statSync(ground.socket).isSocket()).toBe(true);
    expect(statSync(ground.socket).mode & 0o777).toBe(0o666);
  });

  it("is closed also where its socket cannot be removed", async () => {
    const ground = makeGround();
    const way = await open(ground, []);
    rmSync(ground.socket);
    mkdirSync(join(ground.socket, "in the way"), { recursive: true });
    way.close();
    expect(ground.ended).toHaveLength(1);
  });

  it("is not made in a folder that is a link", async () => {
    const ground = makeGround();
    const reach = ground.reach([]);
    const linked = join(reach.dir, "linked");
    mkdirSync(linked);
    symlinkSync(join(reach.dir, "job"), join(linked, "job"));
    await expect(openWayOut({ ...reach, dir: linked }, ground.parts)).rejects.toThrow(/ENOTDIR|ELOOP/);
    ground.close();
  });

  it("may have a path that is longer than a socket's", async () => {
    const ground = makeGround();
    const dir = join(ground.reach([]).dir, "x".repeat(90), "y".repeat(90));
    mkdirSync(join(dir, "job"), { recursive: true });
    const way = await openWayOut({ ...ground.reach(["data.example.org:80"]), dir }, ground.parts);
    expect(statSync(join(dir, wayOutSocket)).isSocket()).toBe(true);
    way.close();
    expect(existsSync(join(dir, wayOutSocket))).toBe(false);
    ground.close();
  });
});
