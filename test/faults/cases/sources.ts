// Faults 37 to 41: somebody else's server from which an input comes, or to which a callback goes, is cut off, not found, not trusted or busy.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import type { RequestListener } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect } from "vitest";
import type { Fault, Stage } from "../case.js";
import { startNameServer } from "../name-server.js";
import { listen } from "../source.js";

const layer = (href: string) => ({ href, type: "text/plain" });

/** A job that gets its input from a source that fails at first, and one whose source fails for ever. */
async function comesBack(stage: Stage, broken: RequestListener): Promise<void> {
  let asked = 0;
  const { host, close } = await listen((request, response) => {
    asked += 1;
    if (request.url === "/never" || asked < 2) broken(request, response);
    else response.writeHead(200, { "content-type": "text/plain" }).end("at last");
  });
  stage.after(close);
  const site = await stage.own({ config: `[fetch]\nallow = ["${host}"]\n` });
  const { client } = await site.start();
  const id = await client.submit({ inputs: { name: "later", layer: layer(`http://${host}/later`) } });
  const info = await client.ended(id);
  expect([info.status, info.message]).toEqual(["successful", expect.anything()]);
  expect(await client.result(id, "said")).toBe("later read 7");
  const never = await client.ended(await client.submit({ inputs: { name: "never", layer: layer(`http://${host}/never`) } }));
  expect(never).toMatchObject({ status: "failed", message: expect.stringMatching(/layer/) });
}

async function fails(stage: Stage, host: string, href: string): Promise<void> {
  const site = await stage.own({ config: `[fetch]\nallow = ["${host}"]\n` });
  const { client } = await site.start();
  const info = await client.ended(await client.submit({ inputs: { name: "refused", layer: layer(href) } }));
  expect(info).toMatchObject({ status: "failed", message: expect.stringMatching(/layer/) });
  expect(await client.ended(await client.submit({ inputs: { name: "next" } }))).toMatchObject({ status: "successful" });
}

export const sources: readonly Fault[] = [
  {
    number: 37,
    title: "a download that is cut off is tried again, then fails in words, and nothing half is used",
    injection: "a source that cuts the connection in the middle",
    how: "real",
    run: (stage) =>
      comesBack(stage, (_request, response) => {
        response.writeHead(200, { "content-length": 1000 }).write("half");
        setImmediate(() => response.destroy());
      }),
  },
  {
    number: 38,
    title: "a host that cannot be found fails the job in words",
    injection: "a name below .invalid",
    how: "real",
    run: (stage) => fails(stage, "nowhere.invalid", "http://nowhere.invalid/layer"),
  },
  {
    number: 38,
    letter: "b",
    title: "a host that is found when it is asked for again serves the job; one that never is fails it in words",
    injection: "a name server of its own, which knows the name the second time",
    how: "real",
    needs: ["root", "unshare"],
    async run(stage) {
      const names = await startNameServer("late.source.test");
      stage.after(names.close);
      const source = await listen((_request, response) => response.writeHead(200, { "content-type": "text/plain" }).end("at last"));
      stage.after(source.close);
      const port = source.host.split(":")[1];
      const site = await stage.own({ config: `[fetch]\nallow = ["late.source.test:${port}"]\n` });
      const { client } = await site.start({ before: names.before(site.folder) });
      const [late, never] = await Promise.all(
        ["late", "never"].map((name) =>
          client.submit({ inputs: { name, layer: layer(`http://${name}.source.test:${port}/layer`) }, outputs: ["said"] }),
        ),
      );
      expect(await client.ended(late ?? "")).toMatchObject({ status: "successful" });
      expect(await client.result(late ?? "", "said")).toBe("late read 7");
      expect(names.asked("late.source.test")).toBe(2);
      const info = await client.ended(never ?? "");
      expect(info).toMatchObject({ status: "failed", message: expect.stringMatching(/layer.*never\.source\.test/) });
      expect(names.asked("never.source.test")).toBe(3);
    },
  },
  {
    number: 39,
    title: "a certificate that nobody vouches for fails the job in words",
    injection: "a source with a certificate of its own making",
    how: "real",
    isHeavy: true,
    needs: ["openssl"],
    async run(stage) {
      const [key, certificate] = ["key.pem", "certificate.pem"].map((name) => join(stage.site.folder, name));
      const words = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1"];
      execFileSync("openssl", [...words, "-keyout", key ?? "", "-out", certificate ?? ""], { stdio: "ignore" });
      const server = createServer({ key: readFileSync(key ?? ""), cert: readFileSync(certificate ?? "") }, (_request, response) =>
        response.end("x"),
      );
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      stage.after(() => new Promise((resolve) => server.close(resolve)));
      const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
      await fails(stage, host, `https://${host}/layer`);
    },
  },
  {
    number: 40,
    title: "a source that is busy is asked again, then the job fails in words",
    injection: "a source that answers 503",
    how: "real",
    run: (stage) => comesBack(stage, (_request, response) => response.writeHead(503, { "retry-after": "1" }).end()),
  },
  {
    number: 41,
    title: "a subscriber that is away is told when it is back, also by the next server, and the job is not touched",
    injection: "nobody listens at the address of the callback until the server was killed and started again",
    how: "real",
    async run(stage) {
      const first = await listen((_request, response) => response.end());
      const port = Number(first.host.split(":")[1]);
      await first.close();
      const site = await stage.own({ config: `[fetch]\nallow = ["${first.host}"]\n` });
      const live = await site.start();
      const subscriber = { successUri: `http://${first.host}/success` };
      const id = await live.client.submit({ inputs: { name: "told" }, outputs: ["said"], more: { subscriber } });
      expect(await live.client.ended(id)).toMatchObject({ status: "successful" });
      await live.end("SIGKILL");
      const heard: string[] = [];
      const second = await listen((request, response) => {
        request.setEncoding("utf8").on("data", (text: string) => heard.push(text));
        request.on("end", () => response.end());
      }, port);
      stage.after(second.close);
      await site.start();
      await expect.poll(() => heard.join(""), { timeout: 60_000 }).toContain("told read 0");
    },
  },
];
