// Addresses of results on a server where callers must sign in, followed as programs do that send no credentials with them; and attacks on what opens them. Each
// with its control: the same request with what was not tampered with.
import { join } from "node:path";
import Database from "libsql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeSigner } from "../../packages/server/src/access/signer.js";
import { linkName } from "../../packages/server/src/core/link.js";
import { newToken, type Request, send } from "./access-ground.js";
import { type Server, startServer } from "./server.js";

/** What the process gives, whatever it is given. */
const document = '["foo", {"bar": ["baz", null, 1.0, 2]}]';
const dayMs = 86_400_000;
let server: Server;
let ada: string;
let bob: string;

beforeAll(async () => {
  server = await startServer({ config: `[access]\nanonymous = "describe"\n` });
  ada = newToken(server, "use", "ada");
  bob = newToken(server, "use", "bob");
}, 300_000);
afterAll(async () => {
  await server.stop();
});

const wps1 = "/wps?service=WPS&version=1.0.0&request=Execute&identifier=testjson&datainputs=name=Ada";
const stored = `${wps1}&responsedocument=out=@asReference=true&storeExecuteResponse=true&status=true`;
const namespaces = 'service="WPS" version="2.0.0" xmlns:wps="http://www.opengis.net/wps/2.0" xmlns:ows="http://www.opengis.net/ows/2.0"';
const json = { "content-type": "application/json" };
const execute = (body: object, prefer = "respond-sync"): Request => ({
  path: "/processes/testjson/execution",
  method: "POST",
  headers: { ...json, prefer },
  body: JSON.stringify({ inputs: { name: "Ada" }, ...body }),
});
const byReference = { out: { transmissionMode: "reference" } };

/** As it stands in a document, from the path on. */
const pathOf = (address: string | undefined): string => String(address).replaceAll("&amp;", "&").replace(server.url, "");
const outputIn = ({ text }: { text: string }): string => pathOf(/http:[^"<>\s]*\/outputs\/[a-z2-7]{26}\/[^"<>\s]*/.exec(text)?.[0]);
const statusIn = ({ text }: { text: string }): string => pathOf(/statusLocation="([^"]*)"/.exec(text)?.[1]);
const get = (path: string, token?: string) => send(server, { path }, token);
const tail = (path: string) => path.split("?signed=")[1] ?? "";

/** A job of ada's that has ended, and the addresses of its status document and its output. */
async function ended(): Promise<{ id: string; status: string; output: string }> {
  const accepted = await get(stored, ada);
  const status = statusIn(accepted);
  if (!status.includes("?signed=")) throw new Error(accepted.text);
  await expect.poll(async () => (await get(status)).text, { timeout: 60_000 }).toContain("ProcessSucceeded");
  const output = outputIn(await get(status));
  return { id: /[a-z2-7]{26}/.exec(status)?.[0] ?? "", status, output };
}

describe("an address of a result, followed without credentials", () => {
  const ways: Readonly<Record<string, () => Promise<string>>> = {
    "WPS 1.0.0 asReference": async () => outputIn(await get(`${wps1}&responsedocument=out=@asReference=true`, ada)),
    "WPS 2.0 transmission": async () => {
      const inputs = '<wps:Input id="name"><wps:Data>Ada</wps:Data></wps:Input><wps:Output id="out" transmission="reference"/>';
      const body = `<wps:Execute ${namespaces} mode="sync" response="document"><ows:Identifier>testjson</ows:Identifier>${inputs}</wps:Execute>`;
      return outputIn(await send(server, { path: "/wps", method: "POST", headers: { "content-type": "text/xml" }, body }, ada));
    },
    "JSON document": async () => outputIn(await send(server, execute({ outputs: byReference, response: "document" }), ada)),
    "JSON raw, in the header Link": async () => {
      const { headers } = await send(server, execute({ outputs: byReference, response: "raw" }), ada);
      return pathOf(/<([^>]*\/outputs\/[^>]*)>/.exec(String(headers.get("link")))?.[1]);
    },
    "results of an asynchronous job": async () => {
      const { headers } = await send(server, execute({ outputs: byReference, response: "document" }, "respond-async"), ada);
      const job = pathOf(String(headers.get("location")));
      await expect.poll(async () => (await get(`${job}?f=json`, ada)).text, { timeout: 60_000 }).toContain('"successful"');
      return outputIn(await get(`${job}/results?f=json`, ada));
    },
  };
  it.each(Object.keys(ways))("%s: gives the result; without its seal nothing", async (way) => {
    const path = (await ways[way]?.()) ?? "";
    const opened = await get(path);
    expect([opened.status, opened.text]).toEqual([200, document]);
    expect(opened.headers.get("referrer-policy")).toBe("no-referrer");
    expect((await get(path.replace(/\?.*/, ""))).status).toBe(401);
    expect((await get(path.replace(/\?.*/, ""), ada)).status).toBe(200);
  });
  it("a status document: from the first to the last state, and the results that it names", async () => {
    const { status, output } = await ended();
    expect((await get(output)).text).toBe(document);
    expect((await get(status.replace(/\?.*/, ""))).status).toBe(401);
    // What is told in it goes on being an address that opens it.
    expect((await get(statusIn(await get(status)))).status).toBe(200);
  });
});

describe("a link opens nothing else", () => {
  it("with a seal of which a letter was changed, of another output, job or document, twice, or none", async () => {
    const [one, other] = [await ended(), await ended()];
    const bare = one.output.replace(/\?.*/, "");
    const seal = tail(one.output);
    const swapped = seal.replace(/.$/, (last) => (last === "A" ? "E" : "A"));
    const later = seal.replace(/^[^.]*/, (until) => (Number.parseInt(until, 36) + 9999).toString(36));
    const wrong = [
      ...[`${bare}?signed=${swapped}`, `${bare}?signed=${later}`, `${bare}?signed=`, `${bare}?signed=${seal}&signed=${seal}`],
      ...[`${bare}?Signed=${seal}`, `${bare}x?signed=${seal}`, `/outputs/${one.id}/other?signed=${seal}`],
      ...[`/outputs/${other.id}/out?signed=${seal}`, `${bare}?signed=${tail(one.status)}`, `/outputs/${one.id}.xml?signed=${seal}`],
      ...[`/outputs/${one.id}.json?signed=${tail(one.status)}`, `/outputs/${one.id}.zip?signed=${tail(one.status)}`],
    ];
    for (const path of wrong) expect([path, (await get(path)).status]).toEqual([path, 401]);
    expect([(await get(one.output)).status, (await get(one.status)).status]).toEqual([200, 200]);
    // To who has signed in as somebody else it is as if there were none.
    expect((await get(`${bare}?signed=${swapped}`, bob)).status).toBe(404);
    expect((await get(one.output, bob)).status).toBe(200);
  });
  it("than it says, on all that can be asked of a job", async () => {
    const { id, status, output } = await ended();
    const elsewhere = [`/jobs/${id}`, `/jobs/${id}/results`, `/jobs/${id}/results/out`, `/jobs/${id}/log`, `/jobs/${id}/events`, "/jobs"];
    const asks = ["GetStatus", "GetResult", "Dismiss"].map((ask) => `/wps?service=WPS&version=2.0.0&request=${ask}&jobid=${id}`);
    for (const seal of [tail(status), tail(output)])
      for (const path of [...elsewhere, ...asks]) {
        const sealed = `${path}${path.includes("?") ? "&" : "?"}signed=${seal}`;
        const { status: told } = await get(sealed);
        expect([path, told === 401 || (told === 400 && path.startsWith("/jobs"))]).toEqual([path, true]);
      }
    expect((await send(server, { path: `/jobs/${id}?signed=${tail(status)}`, method: "DELETE" })).status).toBe(400);
    expect((await get(output)).status).toBe(200);
  });
  it("after its time: a seal by the server's own key whose time is over, beside one whose is not", async () => {
    const { id, output } = await ended();
    const database = new Database(join(server.data, "store", "jobs.sqlite"), { readonly: true });
    const { secret } = database.prepare("select secret from secrets where name = 'signing'").get() as { secret: string };
    database.close();
    const signer = makeSigner(Buffer.from(secret, "base64url"), "result", Date.now);
    const at = (untilMs: number) => `${output.replace(/\?.*/, "")}?signed=${signer.seal(linkName(id, "out"), untilMs)}`;
    expect((await get(at(Date.now() + dayMs))).status).toBe(200);
    const over = await get(at(Date.now() - 1000));
    expect([over.status, over.text]).toEqual([401, expect.stringContaining("time of this link is over")]);
    expect(over.headers.get("www-authenticate")).toContain("Bearer");
    // Its owner needs no link.
    expect((await get(at(Date.now() - 1000), ada)).status).toBe(200);
  });
  it("once its job was dismissed", async () => {
    const { id, status, output } = await ended();
    expect([(await get(status)).status, (await get(output)).status]).toEqual([200, 200]);
    expect((await send(server, { path: `/jobs/${id}`, method: "DELETE" }, ada)).status).toBe(200);
    expect([(await get(status)).status, (await get(output)).status]).toEqual([410, 410]);
  });
  it("of a job that was dismissed before it ended", async () => {
    const asked = `/wps?service=WPS&version=1.0.0&request=Execute&identifier=sleep&datainputs=delay=600&storeExecuteResponse=true&status=true`;
    const status = statusIn(await get(asked, ada));
    expect((await get(status)).text).toMatch(/Process(Accepted|Started)/);
    await send(server, { path: `/jobs/${/[a-z2-7]{26}/.exec(status)?.[0]}`, method: "DELETE" }, ada);
    expect((await get(status)).status).toBe(410);
  });
});

describe("a result as an input", () => {
  const layer = (href: string) => ({ href, type: "application/geo+json" });
  const run = async (id: string, body: object, token: string) =>
    (await send(server, { path: `/processes/${id}/execution`, method: "POST", headers: json, body: JSON.stringify(body) }, token)).text;
  it("is read by its owner with a seal, a wrong one and none, and by others with a right one only", async () => {
    const inputs = { layer: layer(`${server.url}/static/data/points.geojson`) };
    const outputs = { out: { transmissionMode: "reference" } };
    const output = outputIn({ text: await run("centroids", { inputs, outputs, response: "document" }, ada) });
    const bare = output.replace(/\?.*/, "");
    const wrong = `${bare}?signed=${tail(output).replace(/.$/, "_")}`;
    const counts = (token: string) =>
      Promise.all([output, wrong, bare].map((path) => run("feature_count", { inputs: { layer: layer(`${server.url}${path}`) } }, token)));
    const own = await counts(ada);
    expect(own[0]).toMatch(/^\d+$/);
    expect(own).toEqual([own[0], own[0], own[0]]);
    const refused = expect.stringContaining("urn:terrarium:error:unreachable-input");
    expect(await counts(bob)).toEqual([own[0], refused, refused]);
  });
});

it("no seal is written into the log, also of requests that fail", async () => {
  const { status, output } = await ended();
  await get(`${output}x`);
  await get(status, "terrarium_wrong");
  for (const path of [status, output]) expect(server.output()).not.toContain(tail(path));
  expect(server.output()).not.toContain("signed=");
});
