// OGC API - Processes over HTTP against a running server: what is offered, and every row of the table of results.
import { describe, expect, it } from "vitest";
import { ended, everything, feature, useGround } from "./ogcapi-ground.js";

const { ask, execute, ground, start, until } = useGround();

describe("what is offered", () => {
  it("every link of the landing page, the lists and the descriptions leads to something", async () => {
    const seen = new Set<string>();
    const visit = async (url: string, depth: number): Promise<void> => {
      if (seen.has(url) || depth > 3 || /\/execution$/.test(url)) return;
      seen.add(url);
      // A stream of events has no end.
      if (/\/events$/.test(url)) {
        const stream = await fetch(url);
        expect([stream.status, stream.headers.get("content-type")]).toEqual([200, expect.stringContaining("text/event-stream")]);
        return stream.body?.cancel();
      }
      const answer = await ask(url, { headers: { accept: "application/json" } });
      expect([url, answer.status]).toEqual([url, 200]);
      if (answer.headers.get("content-type") !== "application/json") return;
      for (const { href } of answer.json().links ?? []) if (href.startsWith(ground().server.url)) await visit(href, depth + 1);
    };
    await visit(`${ground().server.url}/`, 0);
    expect(seen.size).toBeGreaterThan(5);
  });

  it("the first page is HTML for browsers and JSON for all others", async () => {
    expect((await ask("/", { headers: { accept: "text/html,application/xhtml+xml,*/*;q=0.8" } })).text).toContain("<!doctype html>");
    expect((await ask("/?f=html")).text).toContain("<!doctype html>");
    expect((await ask("/", { headers: { accept: "*/*" } })).headers.get("content-type")).toBe("application/json");
  });

  it("the list of processes comes in pages that hold each process once", async () => {
    const ids: string[] = [];
    let next: string | undefined = "/processes?limit=3";
    while (next !== undefined) {
      const page = (await ask(next)).json();
      ids.push(...(page["processes"] as { id: string }[]).map(({ id }) => id));
      next = page.links.find(({ rel }) => rel === "next")?.href;
    }
    expect(new Set(ids).size).toBe(ids.length);
    const all = (await ask("/processes?limit=1000")).json()["processes"] as { id: string }[];
    expect(ids).toEqual(all.map(({ id }) => id));
    expect(ids).toContain("echo");
  });

  it.each([
    ["GET", "/processes?limit=0", 400],
    ["GET", "/processes?limit=1&limit=2", 400],
    ["GET", "/processes?colour=red", 400],
    ["GET", "/processes?limit=%zz", 400],
    ["GET", "/processes?f=xml", 400],
    ["GET", "/processes?profile=x", 400],
    ["GET", "/processes/none", 404],
    ["GET", "/processes/none/execution/deeper", 404],
    ["GET", "/jobs/none", 404],
    ["GET", "/jobs/none/results", 404],
    ["GET", "/jobs/none/results/text", 404],
    ["GET", "/jobs?status=dancing", 400],
    ["GET", "/jobs?datetime=yesterday", 400],
    ["GET", "/jobs?datetime=2026-02-01/2026-01-01", 400],
    ["GET", "/jobs?minDuration=-1", 400],
    ["DELETE", "/jobs/none", 404],
    ["DELETE", "/processes", 405],
    ["PATCH", "/jobs/none", 405],
    ["POST", "/jobs/none/pause", 404],
  ])("%s %s is refused with %d and a problem document", async (method, path, status) => {
    const answer = await ask(path, { method });
    expect([answer.status, answer.headers.get("content-type")]).toEqual([status, "application/json"]);
    expect(answer.json()).toMatchObject({ type: expect.any(String), title: expect.any(String), status, detail: expect.any(String) });
    if (status === 405) expect(answer.headers.get("allow")).toMatch(/^[A-Z, ]+$/);
  });

  it("what cannot be had in JSON is not acceptable", async () => {
    expect((await ask("/processes", { headers: { accept: "image/png" } })).status).toBe(406);
    expect((await ask("/processes", { headers: { accept: "image/png, */*;q=0.1" } })).status).toBe(200);
  });

  it("HEAD is answered as GET, without a body", async () => {
    const answer = await ask("/processes/echo", { method: "HEAD" });
    expect([answer.status, answer.text]).toEqual([200, ""]);
  });
});

describe("the table of results", () => {
  const document = {
    text: "hello",
    count: 9,
    features: { mediaType: "application/geo+json", value: feature },
    image: { mediaType: "image/tiff; application=geotiff", encoding: "base64", value: everything.image.value },
    box: everything.box,
  };

  it("sync, one output by value, raw: its bytes in its media type", async () => {
    const literal = await execute({ inputs: everything, outputs: { text: {} } });
    expect([literal.status, literal.text]).toEqual([200, "hello"]);
    const complex = await execute({ inputs: everything, outputs: { features: { transmissionMode: "value" } } });
    expect([complex.headers.get("content-type"), complex.json()]).toEqual(["application/geo+json", feature]);
    const image = await fetch(`${ground().server.url}/processes/echo/execution`, {
      method: "POST",
      body: JSON.stringify({ inputs: everything, outputs: { image: {} } }),
      headers: { "content-type": "application/json" },
    });
    expect([...new Uint8Array(await image.arrayBuffer())]).toEqual([0, 255, 1, 254]);
    const box = await execute({ inputs: everything, outputs: { box: {} } });
    expect(box.json()).toEqual(everything.box);
  });

  it("sync, several outputs, raw: multipart with a part for each; those by reference have no body", async () => {
    const answer = await execute({ inputs: everything, outputs: { text: {}, features: {}, image: { transmissionMode: "reference" } } });
    const boundary = /^multipart\/related; boundary=(\w+); type="text\/plain"$/.exec(answer.headers.get("content-type") ?? "")?.[1];
    const parts = answer.text.split(`--${boundary}`).slice(1, -1);
    expect(parts.map((part) => /Content-ID: <(\w+)>/.exec(part)?.[1])).toEqual(["text", "features", "image"]);
    expect(parts[0]).toMatch(/\r\n\r\nhello\r\n$/);
    const location = /Content-Location: (\S+)/.exec(parts[2] ?? "")?.[1] ?? "";
    expect(parts[2]?.endsWith("\r\n\r\n\r\n")).toBe(true);
    expect((await ask(location)).headers.get("content-length")).toBe("4");
  });

  it("sync, by reference alone, raw: no content and a link for each", async () => {
    const answer = await execute({
      inputs: everything,
      outputs: { text: { transmissionMode: "reference" }, image: { transmissionMode: "reference" } },
    });
    expect([answer.status, answer.text]).toEqual([204, ""]);
    const links = (answer.headers.get("link") ?? "").split(", ").map((link) => /^<(.*?)>; rel="(\w+)"/.exec(link));
    expect(links.map((link) => link?.[2])).toEqual(["text", "image"]);
    expect((await ask(links[0]?.[1] ?? "")).text.trimEnd()).toBe("hello");
  });

  it("sync, document: all outputs inline, and links where they were asked for", async () => {
    const answer = await execute({ inputs: everything, response: "document" });
    expect([answer.status, answer.headers.get("content-type"), answer.json()]).toEqual([200, "application/json", document]);
    expect(answer.headers.get("link")).toBeNull();
    const mixed = (
      await execute({ inputs: everything, response: "document", outputs: { text: {}, features: { transmissionMode: "reference" } } })
    ).json();
    expect(mixed).toEqual({
      text: "hello",
      features: { href: expect.stringContaining("/outputs/"), rel: "item", type: "application/geo+json" },
    });
  });

  it("several outputs come as one document too if JSON is asked for in words", async () => {
    expect((await execute({ inputs: everything }, { accept: "application/json" })).json()).toEqual(document);
  });

  it("async: created, and later the results in the form that was asked for", async () => {
    const answer = await execute({ inputs: everything, response: "document" }, { prefer: "respond-async" });
    expect([answer.status, answer.headers.get("preference-applied")]).toEqual([201, "respond-async"]);
    expect(answer.json()).toMatchObject({ status: "accepted", type: "process", processID: "echo", jobID: expect.any(String), progress: 0 });
    const location = answer.headers.get("location") ?? "";
    const info = await until(location, ended);
    expect(info).toMatchObject({
      status: "successful",
      progress: 100,
      id: info["jobID"],
      usage: { bytesOut: expect.any(Number) },
      isolation: { engine: "bwrap" },
    });
    expect((await ask(`${location}/results`)).json()).toEqual(document);
    expect((await ask(`${location}/results?outputs=count,text`)).json()).toEqual({ count: 9, text: "hello" });
    expect((await ask(`${location}/results/text`)).text).toBe("hello");
    expect((await ask(`${location}/results/text`, { headers: { accept: "application/json" } })).text).toBe('"hello"');
    expect((await ask(`${location}/results/none`)).status).toBe(400);
    const minimal = await ask(`${location}/results`, { headers: { prefer: "return=minimal" } });
    expect([minimal.headers.get("preference-applied"), minimal.json()["image"]]).toEqual([
      "return=minimal",
      expect.objectContaining({ href: expect.any(String) }),
    ]);
  });

  it("an output that was not asked for is not available", async () => {
    const job = await start({ inputs: { text: "a" }, outputs: { text: {} } });
    await until(job, ended);
    expect((await ask(`${job}/results`)).text).toBe("a");
    const answer = await ask(`${job}/results/count`);
    expect([answer.status, answer.json()["type"]]).toEqual([404, expect.stringContaining("result-not-available")]);
  });

  it("respond-async with wait: the results if the job ends in that time, else the job", async () => {
    const quick = await execute({ inputs: { text: "a" }, outputs: { text: {} } }, { prefer: "respond-async, wait=30" });
    expect([quick.status, quick.text, quick.headers.get("preference-applied")]).toEqual([200, "a", "wait=30"]);
    const slow = await execute({ inputs: { text: "a", pause: 60 } }, { prefer: "respond-async; wait=1" });
    expect(slow.status).toBe(201);
    await ask(slow.headers.get("location") ?? "", { method: "DELETE" });
  });
});
