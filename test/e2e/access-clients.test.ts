// Clients as they are, with a token, against a server that tells nothing to who has none: ours in TypeScript and Python, and OWSLib with Basic, as QGIS sends it.
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { makeClient } from "@terrarium/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newToken, send } from "./access-ground.js";
import { root, type Server, startServer } from "./server.js";

let server: Server;
let token: string;
beforeAll(async () => {
  server = await startServer({ config: `[access]\nanonymous = "none"\n` });
  token = newToken(server, "use", "ada");
}, 300_000);
afterAll(async () => {
  await server.stop();
});

async function python(program: string): Promise<unknown> {
  const env = { ...process.env, PYTHONPATH: join(root, "python") };
  const { stdout } = await promisify(execFile)("/usr/bin/python3", ["-c", program, server.url, token], { env });
  return JSON.parse(stdout);
}

const layer = `{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [1, 2]}}]}`;

it("the client in TypeScript lists, describes, executes both ways and follows a reference; without a token it is told to sign in", async () => {
  const client = makeClient(server.url, { token });
  expect((await client.list()).map(({ id }) => id)).toContain("testjson");
  expect((await client.describe("testjson")).id).toBe("testjson");
  expect(await client.execute("say_hello", { name: "x" }, { mode: "sync" })).toMatchObject({ kind: "results" });
  const outputs = { out: { transmissionMode: "reference" as const } };
  const [out] = await client.run("testjson", { name: "x" }, { outputs, mode: "async" });
  const href = out?.kind === "link" ? out.href : "";
  expect(href).toContain("?signed=");
  // Without what the client knows.
  expect(await (await fetch(href)).text()).toContain("foo");
  expect((await send(server, { path: new URL(href).pathname })).status).toBe(401);
  await expect(makeClient(server.url).list()).rejects.toMatchObject({ status: 401 });
});

it("the client in Python does the same", async () => {
  const seen = await python(`
import json, sys, urllib.request
from terrarium.client import ServerError, connect
t = connect(sys.argv[1], token=sys.argv[2])
seen = {"offered": "testjson" in dir(t), "sync": t.execute("say_hello", {"name": "x"}, mode="sync").get().response}
job = t.submit.testjson(name="x", outputs={"out": {"transmissionMode": "reference"}})
link = job.get().out
seen["followed"] = urllib.request.urlopen(link.href).read().decode()[:6]
try:
    dir(connect(sys.argv[1])) and connect(sys.argv[1]).processes()
except ServerError as error:
    seen["refused"] = error.status
print(json.dumps(seen))
`);
  expect(seen).toEqual({ offered: true, sync: "Hello x", followed: '["foo"', refused: 401 });
});

describe("OWSLib with a user name and the token as its password", () => {
  it.each(["1.0.0"])(
    "speaks WPS %s: lists, describes, executes, polls and fetches an output by reference without credentials",
    async (version) => {
      const seen = await python(`
import json, sys, urllib.request
from owslib.wps import ComplexDataInput, WebProcessingService
from owslib.util import Authentication
wps = WebProcessingService(sys.argv[1] + "/wps", version="${version}", skip_caps=True, auth=Authentication(username="ada", password=sys.argv[2]))
wps.getcapabilities()
seen = {"listed": "centroids" in [one.identifier for one in wps.processes]}
seen["described"] = wps.describeprocess("centroids").identifier
data = ComplexDataInput(${JSON.stringify(layer)}, mimeType="application/geo+json")
job = wps.execute("centroids", [("layer", data)], output=[("out", True, "application/json")])
for _ in range(600):
    if job.isComplete():
        break
    job.checkStatus(sleepSecs=0.1)
seen["succeeded"] = job.isSucceded()
reference = job.processOutputs[0].reference
seen["sealed"] = "?signed=" in reference
seen["fetched"] = json.load(urllib.request.urlopen(reference))["type"]
print(json.dumps(seen))
`);
      expect(seen).toEqual({ listed: true, described: "centroids", succeeded: true, sealed: true, fetched: "FeatureCollection" });
    },
  );
});
