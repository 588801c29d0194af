// The Python client against a real server, by Debian's Python: one program does what a user does and tells what it saw.
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { root, type Server, startServer } from "./server.js";

const program = `
import json, pydoc, sys
from terrarium.client import JobFailed, Link, ServerError, connect

t = connect(sys.argv[1])
seen = {}
seen["offered"] = "say_hello" in dir(t)
seen["help"] = pydoc.plain(pydoc.render_doc(t.buffer))
seen["hello"] = t.say_hello("Ädä").get().response
seen["sync"] = repr(t.execute("say_hello", {"name": "x"}, mode="sync"))
points = {"type": "FeatureCollection", "features": [
    {"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [x, 0]}} for x in (0, 2)]}
asked = {"out": {"transmissionMode": "reference", "format": {"mediaType": "application/json"}}}
job = t.centroids(layer=points, outputs=asked)
seen["link"] = isinstance(job.get().out, Link)
seen["followed"] = job.get(asobj=True).out["features"][0]["geometry"]["coordinates"]
seen["chained"] = t.feature_count(job.get().out).get()[0]
seen["box"] = t.boundingbox([1, 2, 3, 4]).get(asobj=True).bboxout["bbox"]

told = []
t.sleep(0.3, progress=lambda job: told.append(job.progress))
seen["progress"] = told
job = t.submit.sleep(delay=60)
while not job.raw.get("paused"):
    try:
        job.pause()
    except ServerError as error:
        # It waits, or is being prepared.
        if error.status != 409:
            raise
seen["paused"] = [bool(job.raw.get("paused")), bool(job.resume().raw.get("paused"))]
seen["cancelled"] = [job.cancel().status, t.job(job.id).status, job.id in [one.id for one in t.jobs(process="sleep")]]
try:
    job.get()
except JobFailed as error:
    seen["gone"] = str(error)
try:
    t.sleep(-1)
except JobFailed as error:
    seen["failed"] = str(error)
try:
    t.execute("say_hello", {"nome": "x"})
except ServerError as error:
    seen["refused"] = [error.status, str(error)]
print(json.dumps(seen))
`;

let server: Server;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

it("the Python client executes, follows, cancels and explains, with signatures and help from the descriptions", {
  timeout: 240_000,
}, async () => {
  const env = { ...process.env, PYTHONPATH: join(root, "python") };
  const { stdout } = await promisify(execFile)("/usr/bin/python3", ["-B", "-c", program, server.url], { env });
  const { help, progress, ...seen } = JSON.parse(stdout) as { readonly help: string; readonly progress: readonly number[] };
  expect(help).toContain("buffer(poly_in: Any, buffer: ");
  expect(help).toContain("Returns buffers of the given size around the features of a vector layer");
  expect(progress.at(-1)).toBe(100);
  expect(progress).toEqual([...progress].sort((a, b) => a - b));
  expect(seen).toEqual({
    offered: true,
    hello: "Hello Ädä",
    sync: "<Job (done) of say_hello: successful 100%>",
    link: true,
    followed: [0, 0],
    chained: 2,
    box: [1, 2, 3, 4],
    paused: [true, false],
    cancelled: ["dismissed", "dismissed", true],
    gone: expect.stringMatching(/dismissed/i),
    failed: expect.stringContaining("delay must be"),
    refused: [400, expect.stringContaining("nome")],
  });
});
