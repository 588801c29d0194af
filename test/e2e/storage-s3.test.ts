// A server that keeps its results in S3: OpenStack Swift's S3 interface on loopback, as Debian packages it.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasSwift, type PrivateSwift, startSwift } from "../../packages/server/src/staging/private-swift.js";
import { makeS3Requests } from "../../packages/server/src/staging/s3/requests.js";
import { root, type Server, startServer } from "./server.js";

const needsSwift = describe.skipIf(!hasSwift || process.getuid?.() !== 0);

needsSwift("a server that keeps its results in S3 (Debian's swift packages, root)", () => {
  let swift: PrivateSwift;
  let server: Server;

  beforeAll(async () => {
    swift = await startSwift();
    const { endpoint, accessKey, secretKey } = swift;
    await makeS3Requests({ endpoint, bucket: "results", region: "us-east-1", accessKey, secretKey, pathStyle: true }).text({
      method: "PUT",
      object: "",
    });
  }, 120_000);
  afterAll(() => swift?.stop());

  function start(delivery: string): Promise<Server> {
    const processes = join(root, "test", "fixtures", "processes", "storage");
    const s3 = `endpoint = "${swift.endpoint}"\nbucket = "results"\nprefix = "${delivery}"\ndelivery = "${delivery}"\npart = "5MiB"\n`;
    return startServer({
      config: `[processes]\npaths = [${JSON.stringify(processes)}]\n[isolation]\npool_total = 0\n[storage.s3]\n${s3}`,
      env: { TERRARIUM__STORAGE__S3__ACCESS_KEY: swift.accessKey, TERRARIUM__STORAGE__S3__SECRET_KEY: swift.secretKey },
    });
  }

  async function run(size: number): Promise<string> {
    const response = await fetch(`${server.url}/processes/fill/execution`, {
      method: "POST",
      headers: { "content-type": "application/json", prefer: "respond-async" },
      body: JSON.stringify({ inputs: { size } }),
    });
    const job = response.headers.get("location") ?? "";
    for (;;) {
      const { status, message } = (await (await fetch(job)).json()) as { status: string; message?: string };
      if (status === "successful") return job;
      if (status === "failed") throw new Error(message);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  const outputAt = (job: string): string => `${server.url}/outputs/${job.split("/").at(-1)}/data`;

  it.each(["stream", "redirect"])("hands them out by %s, whole and in part, and removes them with their job", async (delivery) => {
    server = await start(delivery);
    try {
      const job = await run(6_000_001);
      expect(await readdir(join(server.data, "files", "outputs"))).toEqual([]);
      const direct = await fetch(outputAt(job), { redirect: "manual" });
      await direct.body?.cancel();
      expect(direct.status).toBe(delivery === "redirect" ? 307 : 200);
      expect((await (await fetch(outputAt(job))).arrayBuffer()).byteLength).toBe(6_000_001);
      const part = await fetch(outputAt(job), { headers: { range: "bytes=5999999-" } });
      expect([part.status, (await part.arrayBuffer()).byteLength]).toEqual([206, 2]);
      const raw = await fetch(`${job}/results`);
      expect((await raw.arrayBuffer()).byteLength).toBe(6_000_001);
      const address = direct.headers.get("location") ?? outputAt(job);
      await fetch(job, { method: "DELETE" });
      expect((await fetch(address)).status).toBe(delivery === "redirect" ? 404 : 410);
      const gone = await fetch(outputAt(job));
      expect([gone.status, await gone.text()]).toEqual([410, expect.stringMatching(/dismissed/)]);
      expect(server.output()).not.toContain(swift.secretKey);
      const config = await readFile(join(server.folder, "terrarium.toml"), "utf8");
      expect(config).not.toContain(swift.secretKey);
    } finally {
      await server.stop();
    }
  });
});
