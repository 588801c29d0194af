// An engine with ways out, over an engine that only keeps account of what it is asked.
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { NetworkPolicy } from "@terrarium/sdk";
import { afterEach, expect, it } from "vitest";
import { type Bundle, type Engine, type Exit, unknownUsage, wayOutSocket } from "../core/engine.js";
import { type Ground, listening, makeGround, say } from "./way-out-ground.js";
import { withEgress } from "./with-egress.js";

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

const exit: Exit = { reason: "exited", limitsHit: [], code: 0, usage: unknownUsage, log: "" };

/** Does nothing; `end` lets what waits go on. */
function bare(change: Partial<Engine> = {}) {
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const nothing = async () => {};
  const engine: Engine = {
    ...{
      name: "bare",
      holdsAllowLists: true,
      start: nothing,
      pause: nothing,
      resume: nothing,
      kill: nothing,
      remove: nothing,
      close: nothing,
    },
    probe: async () => ({ ok: true, enforced: [], notEnforced: [] }),
    create: async ({ id, dir }) => ({ engine: "bare", id, state: { dir } }),
    adopt: async () => true,
    wait: async () => {
      await ended;
      return exit;
    },
    collect: async () => [],
    leave: nothing,
    ...change,
  };
  return { engine, end };
}

function makeBundle(ground: Ground, network: NetworkPolicy): Bundle {
  const { id, dir } = ground.reach([]);
  return { id, dir, process: { command: [], mounts: [], environment: {} }, limits: {} as Bundle["limits"], network };
}

function ground(): Ground {
  const made = makeGround();
  undo.push(() => made.close());
  return made;
}

const listed: NetworkPolicy = { kind: "allow-list", hosts: ["data.example.org:443"] };

it("makes nothing for a bundle without an allow-list: no socket, no listener, the handle as it is", async () => {
  const place = ground();
  const engine = withEgress(bare().engine, {
    ...place.parts,
    vetting: () => {
      throw new Error("a guard was made");
    },
  });
  const handle = await engine.create(makeBundle(place, { kind: "none" }));
  expect(handle).toEqual({ engine: "bare", id: "b1", state: { dir: place.reach([]).dir } });
  expect(existsSync(place.socket)).toBe(false);
  expect(await engine.adopt(handle)).toBe(true);
  await engine.remove(handle);
  await engine.close();
  expect([place.lines, place.ended]).toEqual([[], []]);
});

it("refuses a bundle with an allow-list on an engine that cannot hold one, and takes all others", async () => {
  const place = ground();
  const { holdsAllowLists: _, ...weak } = bare().engine;
  const engine = withEgress(weak, place.parts);
  await expect(engine.create(makeBundle(place, listed))).rejects.toThrow("The engine bare cannot hold a network policy");
  expect(existsSync(place.socket)).toBe(false);
  await expect(engine.create(makeBundle(place, { kind: "none" }))).resolves.toMatchObject({ id: "b1" });
});

it("opens the way before the sandbox is made, and closes it when that fails", async () => {
  const place = ground();
  let wasThere = false;
  const { engine } = bare({
    async create() {
      wasThere = existsSync(place.socket);
      throw new Error("no sandbox");
    },
  });
  await expect(withEgress(engine, place.parts).create(makeBundle(place, listed))).rejects.toThrow("no sandbox");
  expect([wasThere, existsSync(place.socket), place.ended.length]).toEqual([true, false, 1]);
});

it("closes the way when the sandbox has ended, and before it is removed", async () => {
  const place = ground();
  const { engine, end } = bare();
  const open = withEgress(engine, place.parts);
  const handle = await open.create(makeBundle(place, listed));
  const waited = open.wait(handle, () => {});
  expect(existsSync(place.socket)).toBe(true);
  end();
  expect(await waited).toEqual(exit);
  expect(existsSync(place.socket)).toBe(false);
  const again = await open.create(makeBundle(place, listed));
  await open.remove(again);
  expect(existsSync(place.socket)).toBe(false);
});

it("closes the way when the server leaves, and the next one opens it again from the handle alone", async () => {
  const place = ground();
  const server = await listening("HTTP/1.1 200 OK\r\ncontent-length: 4\r\nconnection: close\r\n\r\nhere");
  undo.push(() => server.close());
  const host = `127.0.0.1:${server.port}`;
  const first = withEgress(bare().engine, place.parts);
  const handle = await first.create(makeBundle(place, { kind: "allow-list", hosts: [host] }));
  await first.leave?.();
  expect(existsSync(place.socket)).toBe(false);
  const next = withEgress(bare().engine, place.parts);
  expect(await next.adopt(JSON.parse(JSON.stringify(handle)))).toBe(true);
  expect(await say(place.socket, `GET http://${host}/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)).toMatch(/here$/);
  await next.close();
  expect(existsSync(place.socket)).toBe(false);
});

it("opens nothing for a sandbox that is not there any more", async () => {
  const place = ground();
  const engine = withEgress(bare({ adopt: async () => false }).engine, place.parts);
  const { dir } = place.reach([]);
  expect(await engine.adopt({ engine: "bare", id: "b1", wayOut: { dir, hosts: ["a:1"], innerNetworks: [] }, state: {} })).toBe(false);
  expect(existsSync(join(dir, wayOutSocket))).toBe(false);
});
