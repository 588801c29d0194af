// Many at once, on the default configuration: nothing is lost, nothing is mixed up.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { complex, executeDocument, literal, stored } from "./requests.js";
import { ask, follow, type Server, startServer } from "./server.js";

let server: Server;

beforeAll(async () => {
  server = await startServer();
});

afterAll(async () => {
  await server.stop();
});

async function submit(body: string): Promise<string> {
  const { status, text } = await ask(`${server.url}/wps`, body);
  expect(status, text).toBe(200);
  return /statusLocation="([^"]+)"/.exec(text)?.[1] ?? "";
}

/** Runs `work` for 0..count-1, at most `width` at once. */
async function crowd(count: number, width: number, work: (n: number) => Promise<void>): Promise<void> {
  let next = 0;
  const one = async () => {
    for (let n = next++; n < count; n = next++) await work(n);
  };
  await Promise.all(Array.from({ length: width }, one));
}

describe("under load", () => {
  it("1,000 asynchronous say_hello at once: 1,000 succeed, each with its own answer", async () => {
    const locations: string[] = new Array(1000);
    await crowd(1000, 200, async (n) => {
      locations[n] = await submit(
        executeDocument({ process: "say_hello", inputs: [literal("name", `client ${n}`)], form: stored("response") }),
      );
    });
    expect(new Set(locations).size).toBe(1000);
    const wrong: string[] = [];
    await crowd(1000, 4, async (n) => {
      const { document } = await follow(locations[n] ?? "", 300_000);
      if (!document.includes(`>Hello client ${n}<`)) wrong.push(document);
    });
    expect(wrong).toEqual([]);
  }, 400_000);

  it("60 concurrent buffers with different inputs: 60 own results", async () => {
    const point = (n: number) =>
      `<gml:FeatureCollection xmlns:gml="http://www.opengis.net/gml"><gml:featureMember><place><gml:pointProperty><gml:Point srsName="EPSG:3857"><gml:coordinates>${n * 1000},7</gml:coordinates></gml:Point></gml:pointProperty></place></gml:featureMember></gml:FeatureCollection>`;
    const form =
      "<wps:ResponseForm><wps:RawDataOutput mimeType='application/geojson'><ows:Identifier>buff_out</ows:Identifier></wps:RawDataOutput></wps:ResponseForm>";
    await crowd(60, 60, async (n) => {
      const { text } = await ask(
        `${server.url}/wps`,
        executeDocument({ process: "buffer", inputs: [complex("poly_in", point(n)), literal("buffer", "10")], form }),
      );
      expect(easternmost(text)).toBeCloseTo(n * 1000 + 10, 3);
    });
  }, 400_000);
});

/** The largest first coordinate of a GeoJSON polygon in EPSG:3857, whatever the document says around it. */
function easternmost(text: string): number {
  const { features } = JSON.parse(text) as { features: { geometry: { coordinates: number[][][] } }[] };
  return Math.max(...(features[0]?.geometry.coordinates[0] ?? []).map(([x = Number.NaN]) => x));
}
