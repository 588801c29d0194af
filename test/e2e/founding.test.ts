// The founding scenario: a buffer of a referenced point, asynchronously, its result by reference; and the guard in front of other servers.
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server as HttpServer } from "node:http";
import { createConnection } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { executeDocument, literal, reference, stored } from "./requests.js";
import { ask, follow, root, type Server, startServer } from "./server.js";

const point = join(root, "processes", "data", "point.gml");
let elsewhere: HttpServer;
let elsewhereUrl: string;

beforeAll(async () => {
  elsewhere = createServer((_request, response) => response.setHeader("content-type", "application/gml+xml").end(readFileSync(point)));
  elsewhere.listen(0, "127.0.0.1");
  await once(elsewhere, "listening");
  const address = elsewhere.address();
  elsewhereUrl = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/point.gml`;
});

afterAll(() => {
  elsewhere.close();
});

function buffer(href: string): string {
  return executeDocument({
    process: "buffer",
    inputs: [reference("poly_in", href), literal("buffer", "1")],
    form: stored("buff_out", 'asReference="true"'),
  });
}

/** All coordinates of a GML document in their order. */
function coordinates(gml: string): number[] {
  const lists = [...gml.matchAll(/<gml:(?:posList|pos|coordinates)[^>]*>([^<]+)</g)].map((match) => match[1] ?? "");
  return lists
    .join(" ")
    .trim()
    .split(/[\s,]+/)
    .map(Number);
}

/** What ogr2ogr makes of the same data. */
function expected(): number[] {
  const folder = mkdtempSync(join(tmpdir(), "ogr-"));
  try {
    copyFileSync(point, join(folder, "point.gml"));
    const facts = execFileSync("ogrinfo", ["-al", "-so", join(folder, "point.gml")], { encoding: "utf8" });
    const layer = /Layer name: (\S+)/.exec(facts)?.[1];
    const geometry = /Geometry Column = (\S+)/.exec(facts)?.[1];
    const query = `select st_buffer(${geometry}, 1, 30) from "${layer}"`;
    execFileSync("ogr2ogr", ["-f", "GML", join(folder, "out.gml"), join(folder, "point.gml"), "-dialect", "sqlite", "-sql", query]);
    return polygonOf(readFileSync(join(folder, "out.gml"), "utf8"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Without the corners of boundedBy. */
function polygonOf(gml: string): number[] {
  return coordinates(gml.replace(/<gml:boundedBy>[\s\S]*?<\/gml:boundedBy>/g, ""));
}

async function isFree(port: number): Promise<boolean> {
  const socket = createConnection(port, "127.0.0.1");
  const free = await Promise.race([once(socket, "connect").then(() => false), once(socket, "error").then(() => true)]).catch(() => true);
  socket.destroy();
  return free;
}

async function run(server: Server, href: string): Promise<{ accepted: string; states: string[]; document: string }> {
  const { status, text } = await ask(`${server.url}/wps`, buffer(href));
  expect(status).toBe(200);
  const location = /statusLocation="([^"]+)"/.exec(text)?.[1] ?? "";
  return { accepted: text, ...(await follow(location)) };
}

describe("the founding scenario", () => {
  it("buffers the sample point on a plain start, from ProcessAccepted to the right polygon", async () => {
    const server = await startServer({ port: (await isFree(5000)) ? 5000 : 0 });
    try {
      const { accepted, states, document } = await run(server, `${server.url}/static/data/point.gml`);
      expect(accepted).toContain("<wps:ProcessAccepted");
      expect(["Accepted", "Started", "Succeeded"]).toEqual(expect.arrayContaining(states));
      expect(states.at(-1)).toBe("Succeeded");
      const href = /<wps:Reference href="([^"]+)"/.exec(document)?.[1] ?? "";
      const polygon = await ask(href);
      expect(polygon.headers.get("content-type")).toContain("application/gml+xml");
      expect(polygon.text).toContain("<gml:Polygon");
      const [ours, ogr] = [polygonOf(polygon.text), expected()];
      expect(ours.length).toBe(ogr.length);
      for (const [index, value] of ogr.entries()) expect(ours[index]).toBeCloseTo(value, 6);
    } finally {
      expect(await server.stop()).toBe(0);
    }
  });

  it("passes through ProcessStarted with a percentage that a poller sees", async () => {
    const server = await startServer();
    try {
      const form = stored("sleep_output");
      const { text } = await ask(`${server.url}/wps`, executeDocument({ process: "sleep", inputs: [literal("delay", "0.2")], form }));
      const { states, document } = await follow(/statusLocation="([^"]+)"/.exec(text)?.[1] ?? "");
      expect(states.slice(-2)).toEqual(["Started", "Succeeded"]);
      expect(document).toContain("done sleeping");
    } finally {
      await server.stop();
    }
  });

  it("refuses a data server on another port of this machine with a clear sentence", async () => {
    const server = await startServer();
    try {
      const { states, document } = await run(server, elsewhereUrl);
      expect(states.at(-1)).toBe("Failed");
      expect(document).toMatch(/<ows:ExceptionText>[^<]*poly_in[^<]*fetch\.allow[^<]*<\/ows:ExceptionText>/);
    } finally {
      await server.stop();
    }
  });

  it("fetches from that server once the administrator allows it", async () => {
    const server = await startServer({ config: `[fetch]\nallow = ["${new URL(elsewhereUrl).host}"]\n` });
    try {
      expect((await run(server, elsewhereUrl)).states.at(-1)).toBe("Succeeded");
    } finally {
      await server.stop();
    }
  });
});
