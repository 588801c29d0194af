// How much the server's memory grows while a large inline input arrives: GML as elements, and base64 as one text. Usage: node bench/memory.mjs [MEGABYTES]
import { readFileSync } from "node:fs";
import { request } from "node:http";
import { startTerrarium } from "./servers.mjs";

const megabytes = Number(process.argv[2] ?? 500);
const feature =
  '<gml:featureMember><l:road fid="r"><l:geom><gml:LineString srsName="EPSG:3857"><gml:coordinates>1,2 3,4 5,6</gml:coordinates></gml:LineString></l:geom></l:road></gml:featureMember>\n';
const open = '<gml:FeatureCollection xmlns:gml="http://www.opengis.net/gml" xmlns:l="http://example.org/l">';
const close = "</gml:FeatureCollection>";
const features = Math.ceil((megabytes * 1e6) / feature.length);

function* gml() {
  yield open;
  for (let done = 0; done < features; done += 1000) yield feature.repeat(Math.min(1000, features - done));
  yield close;
}

/** The same document as base64: cut at multiples of three bytes. */
function* base64() {
  let rest = Buffer.alloc(0);
  for (const text of gml()) {
    const bytes = Buffer.concat([rest, Buffer.from(text)]);
    const whole = bytes.length - (bytes.length % 3);
    rest = bytes.subarray(whole);
    yield bytes.subarray(0, whole).toString("base64");
  }
  yield rest.toString("base64");
}

const kinds = { "inline GML": ["", gml], "inline base64": [' encoding="base64"', base64] };
console.log("| input | MB | seconds | server before MB | peak MB | growth MB | answer |\n|---|---|---|---|---|---|---|");
for (const [name, [encoding, data]] of Object.entries(kinds)) {
  const server = await startTerrarium();
  try {
    await post(
      server,
      encoding,
      function* () {
        yield open + feature + close;
      },
      encoding ? (text) => Buffer.from(text).toString("base64") : (text) => text,
    );
    const before = memory(server.pid, "VmRSS");
    const started = performance.now();
    const answer = await post(server, encoding, data, (text) => text);
    const peak = memory(server.pid, "VmHWM");
    const count = /<wps:LiteralData[^>]*>(\d+)</.exec(answer)?.[1] ?? answer.slice(0, 300);
    console.log(
      `| ${name} | ${megabytes} | ${((performance.now() - started) / 1000).toFixed(1)} | ${before} | ${peak} | ${peak - before} | ${count === String(features) ? "right" : `WRONG: ${count}`} |`,
    );
  } finally {
    await server.stop();
  }
}

async function post(server, encoding, data, code) {
  const outgoing = request(new URL("/wps", server.base), { method: "POST", headers: { "content-type": "text/xml" } });
  const answered = new Promise((resolve, reject) => {
    outgoing.on("error", reject).on("response", (incoming) => {
      let text = "";
      incoming
        .setEncoding("utf8")
        .on("data", (chunk) => (text += chunk))
        .on("end", () => resolve(text));
    });
  });
  const write = async (text) => {
    if (!outgoing.write(text)) await new Promise((resolve) => outgoing.once("drain", resolve));
  };
  await write(
    `<wps:Execute xmlns:wps="http://www.opengis.net/wps/1.0.0" xmlns:ows="http://www.opengis.net/ows/1.1" service="WPS" version="1.0.0"><ows:Identifier>feature_count</ows:Identifier><wps:DataInputs><wps:Input><ows:Identifier>layer</ows:Identifier><wps:Data><wps:ComplexData mimeType="application/gml+xml"${encoding}>`,
  );
  for (const text of data()) await write(code(text));
  outgoing.end("</wps:ComplexData></wps:Data></wps:Input></wps:DataInputs></wps:Execute>");
  return answered;
}

function memory(pid, field) {
  return Math.round(Number(new RegExp(`${field}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]) / 1024);
}
