// Jobs with an allow-list and a real server on another address: the processes of docs/network.md as they stand there, and what they must not reach.
import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeElsewhere } from "./elsewhere.js";
import { root, type Server, startServer } from "./server.js";

const elsewhere = process.getuid?.() === 0 ? await makeElsewhere() : "network namespaces with a link need root";
const isMissing = typeof elsewhere === "string";
const why = isMissing ? ` (skipped: ${elsewhere})` : "";
const needsGdal = existsSync("/usr/bin/ogr2ogr") ? "" : " (skipped: needs gdal-bin)";
const needsPywps = existsSync("/usr/lib/python3/dist-packages/pywps") ? "" : " (skipped: needs python3-pywps)";

const project = mkdtempSync(join(tmpdir(), "terrarium-network-"));
const host = isMissing ? "" : elsewhere.host;
let server: Server;

/** The blocks of that language in the page, with the host that is there. */
function blocks(language: string): string[] {
  const page = readFileSync(join(root, "docs/network.md"), "utf8");
  const found = [...page.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, "gms"))];
  return found.map(([, text = ""]) => text.replaceAll("data.example.org:443", host));
}

const busy = `import time
from urllib.error import HTTPError
from urllib.request import urlopen
from terrarium import process

@process(version="1.0.0", network=["${host}"])
def patient(url: str) -> str:
    """Asks until it is told to go, and gives what it was told before."""
    seen = []
    while "go" not in seen:
        try:
            with urlopen(url, timeout=10) as page:
                word = page.read().decode().strip()
        except HTTPError as error:
            word = str(error.code)
        except OSError:
            word = "cut"
        if word not in seen:
            seen.append(word)
        time.sleep(0.02)
    return " ".join(seen)
`;

const typescript = `import { defineProcess } from "@terrarium/sdk";

export const curled = defineProcess({
  id: "curled", version: "1.0.0", title: "Curled", network: ["${host}"],
  inputs: { url: { kind: "literal", dataType: "string" } },
  outputs: { page: { kind: "literal", dataType: "string" } },
  run: async ({ inputs, job }) => ({ page: (await job.exec("curl", ["-sS", "--max-time", "20", inputs.url])).stdout }),
});
`;

const pywps = `from urllib.request import urlopen
from pywps import LiteralInput, LiteralOutput, Process

class Remote(Process):
    def __init__(self):
        super().__init__(self.handle, identifier="remote", title="Remote", version="1",
            inputs=[LiteralInput("url", "Address", data_type="string")], outputs=[LiteralOutput("page", "Page", data_type="string")])

    def handle(self, request, response):
        with urlopen(request.inputs["url"][0].data, timeout=20) as page:
            response.outputs["page"].data = page.read().decode()
`;

function writeProject(): string {
  const files: Record<string, string> = { "first-line.process.py": blocks("python")[0] ?? "", "patient.process.py": busy };
  if (needsGdal === "") files["convert-remote.process.toml"] = blocks("toml")[0] ?? "";
  if (existsSync("/usr/bin/curl")) files["curled.process.ts"] = typescript;
  for (const [name, text] of Object.entries(files)) writeFileSync(join(project, name), text);
  mkdirSync(join(project, "classes"));
  writeFileSync(join(project, "classes", "remote.py"), pywps);
  writeFileSync(join(project, "pywps.cfg"), blocks("ini")[0] ?? "");
  const bridged = `[[processes.entry]]\nkind = "pywps"\npath = "${project}/classes"\nconfig = "${project}/pywps.cfg"\n`;
  const grants = ["convert-remote", "patient", "curled", "remote"].map((id) => `[processes.override.${id}]\negress = ["${host}"]\n`);
  return `[processes]\npaths = ["${project}"]\n${needsPywps === "" ? bridged : ""}${blocks("toml")[1]}${grants.join("")}`;
}

async function execute(id: string, url: string): Promise<string> {
  const response = await fetch(`${server.url}/processes/${id}/execution`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ inputs: { url } }),
  });
  return response.text();
}

describe.skipIf(isMissing)(`jobs with an allow-list and a server in another network${why}`, () => {
  beforeAll(async () => {
    chmodSync(project, 0o755);
    if (isMissing) return;
    copyFileSync(join(root, "processes/data/points.geojson"), join(elsewhere.folder, "points.geojson"));
    writeFileSync(join(elsewhere.folder, "page.txt"), "first\nsecond\n");
    server = await startServer({ config: writeProject() });
  });
  afterAll(async () => {
    await server?.stop();
    if (!isMissing) await elsewhere.close();
    rmSync(project, { recursive: true, force: true });
  });
  const asked = () => (isMissing ? [] : elsewhere.asked()).length;

  it("a Python process fetches what it asked for and was granted", async () => {
    expect(await execute("first-line", `http://${host}/page.txt`)).toContain("first");
  });

  it("nothing else is reached, and the server there hears nothing", async () => {
    const before = asked();
    const other = host.replace(/\d+$/, (port) => String(Number(port) ^ 1));
    const refused = [
      `http://${other}/`,
      `http://${server.url.replace("http://", "")}/`,
      "http://169.254.169.254/latest/",
      "http://127.0.0.1:1/",
    ];
    for (const url of refused)
      expect(await execute("first-line", url)).toMatch(/The network policy of this process does not allow [\d.a-z]+:\d+/);
    expect(asked()).toBe(before);
  });

  it.skipIf(needsGdal !== "")(`a command reads it by /vsicurl/${needsGdal}`, async () => {
    expect(await execute("convert-remote", `http://${host}/points.geojson`)).toContain('"FeatureCollection"');
    expect(await execute("convert-remote", `http://${host.replace(/:.*/, ":1")}/points.geojson`)).toContain("process-failed");
  });

  it.skipIf(!existsSync("/usr/bin/curl"))("a TypeScript process does so by a program", async () => {
    expect(await execute("curled", `http://${host}/page.txt`)).toContain("first");
    expect(await execute("curled", "http://example.org/")).toContain("The network policy of this process does not allow example.org:80");
  });

  it.skipIf(needsPywps !== "")(`an unmodified PyWPS class is asked for in pywps.cfg${needsPywps}`, async () => {
    expect(await execute("remote", `http://${host}/page.txt`)).toContain("first");
    expect(await execute("remote", "http://example.org/")).toContain("does not allow example.org:80");
    expect(server.output()).toContain("remote asks for tiles.example.org:443, which its jobs cannot reach");
  });

  it("the policy stands in the description and in the record of the job, and is counted", async () => {
    const description = (await (await fetch(`${server.url}/processes/first-line`)).json()) as {
      metadata: { role?: string; title: string }[];
    };
    expect(description.metadata.find(({ role }) => role === "urn:terrarium:network")?.title).toBe(`Network: only ${host}`);
    const metrics = await (await fetch(`${server.url}/metrics`)).text();
    for (const result of ["opened", "refused"])
      expect(metrics).toMatch(new RegExp(`^terrarium_egress_connections_total\\{result="${result}"\\} [1-9]`, "m"));
    const echoed = await (await fetch(`${server.url}/processes/say_hello`)).text();
    expect(echoed).toContain("Network: none");
  });

  it("a job without a policy has no socket in its bundle, and one with has", async () => {
    await fetch(`${server.url}/processes/say_hello/execution`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ inputs: { name: "World" } }),
    });
    // Sandboxes of the pool are made as those of jobs are.
    const bundles = join(server.data, "bundles");
    const sockets = () => readdirSync(bundles).filter((id) => existsSync(join(bundles, id, "job", "egress.sock")));
    await expect.poll(() => readdirSync(bundles).length - sockets().length, { timeout: 30_000 }).toBeGreaterThan(0);
    await expect.poll(() => sockets().length, { timeout: 30_000 }).toBeGreaterThan(0);
  });

  it("a job that the next server takes over is told in between, and reaches its host again", async () => {
    if (isMissing) return;
    const started = await fetch(`${server.url}/processes/patient/execution`, {
      method: "POST",
      headers: { "content-type": "application/json", prefer: "respond-async" },
      body: JSON.stringify({ inputs: { url: `http://${host}/go.txt` } }),
    });
    const { jobID } = (await started.json()) as { jobID: string };
    await expect.poll(() => elsewhere.asked().some((line) => line.includes("/go.txt")), { timeout: 30_000 }).toBe(true);
    await server.leave("SIGTERM");
    server = await startServer({ folder: server.folder, args: ["--config", join(server.folder, "terrarium.toml")] });
    writeFileSync(join(elsewhere.folder, "go.txt"), "go\n");
    const job = async () => (await fetch(`${server.url}/jobs/${jobID}`)).json() as Promise<{ status: string; isolation?: object }>;
    await expect.poll(async () => (await job()).status, { timeout: 60_000, interval: 200 }).toBe("successful");
    expect(await (await fetch(`${server.url}/jobs/${jobID}/results`)).text()).toMatch(/404 .*503 .*go/);
    expect(JSON.stringify(await job())).toContain(`"network":{"kind":"allow-list","hosts":["${host}"]}`);
    expect(JSON.stringify(await job())).toContain("network policy");
  });
});
