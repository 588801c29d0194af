// One exchange against real servers on loopback: bounds, ends of connections, TLS, proxies. What is fetched by it: fetcher.test.ts.
import { execFile, execFileSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { type AddressInfo, connect, createServer as createPlainServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Way } from "./dial.js";
import { atMinimumRate, defaultTimes, drop, type Response, send } from "./exchange.js";

const loopback: Way = { kind: "direct", addresses: [{ address: "127.0.0.1", family: 4 }] };
const ended: Array<() => void> = [];
afterAll(() => {
  for (const end of ended) end();
});

async function listening(server: Server | ReturnType<typeof createPlainServer>): Promise<number> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    // How a client ends is not what these servers are for.
    socket.on("error", () => undefined);
  });
  ended.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

const get = (url: string, way: Way = loopback, signal = new AbortController().signal): Promise<Response> =>
  send(new URL(url), { method: "GET", headers: {} }, way, { times: defaultTimes, signal });

/** The address of a server that says these bytes to whoever connects, and closes. */
async function saying(words: string): Promise<string> {
  const port = await listening(createPlainServer((socket) => socket.once("data", () => socket.end(words))));
  return `http://127.0.0.1:${port}/`;
}

describe("an answer", () => {
  it("is read to its last byte though the other side closed the connection long before", async () => {
    const byteLength = 3_000_000;
    let closed: Promise<unknown> = Promise.resolve();
    const server = createPlainServer((socket) => {
      closed = once(socket, "finish");
      socket.once("data", () => socket.end(`HTTP/1.1 200 OK\r\ncontent-length: ${byteLength}\r\n\r\n${"x".repeat(byteLength)}`));
    });
    const response = await get(`http://127.0.0.1:${await listening(server)}/`);
    await closed;
    let total = 0;
    for await (const chunk of atMinimumRate(response, defaultTimes)) total += chunk.byteLength;
    drop(response);
    expect(total).toBe(byteLength);
  });
  it("is an error where it is cut, in its body as in its head", async () => {
    const response = await get(await saying("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf"));
    await expect(text(response)).rejects.toThrow();
    await expect(get(await saying("HTTP/1.1 200 OK\r\nconte"))).rejects.toThrow();
    await expect(get(await saying(""))).rejects.toThrow();
  });
  it("is refused where it is no HTTP, changes the protocol, or has two lengths", async () => {
    await expect(get(await saying("SSH-2.0-OpenSSH\r\n"))).rejects.toThrow();
    await expect(get(await saying("HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n"))).rejects.toThrow();
    await expect(get(await saying("HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nxx"))).rejects.toThrow();
  });
  it("ends at once, with its connection, when it is dropped or when the work is given up", async () => {
    const closed: Array<Promise<unknown>> = [];
    const server = createServer((_request, response) => {
      response.write("x");
      closed.push(once(response, "close"));
    });
    const url = `http://127.0.0.1:${await listening(server)}/`;
    drop(await get(url));
    await closed[0];
    const abort = new AbortController();
    const read = text(await get(url, loopback, abort.signal));
    abort.abort(new Error("dismissed"));
    await expect(read).rejects.toThrow();
    await closed[1];
  });
});

describe("https", () => {
  let folder = "";
  let port = 0;
  const keyFile = () => join(folder, "key.pem");
  const certificateFile = () => join(folder, "certificate.pem");
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "terrarium-tls-"));
    const subject = ["-subj", "/CN=data.example", "-addext", "subjectAltName=DNS:data.example,IP:127.0.0.1"];
    const files = ["-keyout", keyFile(), "-out", certificateFile()];
    execFileSync("openssl", ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", ...subject, ...files], { stdio: "ignore" });
    const options = { key: readFileSync(keyFile()), cert: readFileSync(certificateFile()) };
    port = await listening(createSecureServer(options, (request, response) => response.end(`${request.method} ${request.headers.host}`)));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Fetches in a program that trusts the certificate, as administrators make it: by NODE_EXTRA_CA_CERTS. */
  async function trusting(url: string, way: string): Promise<string> {
    const built = new URL("../../../dist/staging/http/exchange.js", import.meta.url).href;
    const code = `import { text } from "node:stream/consumers"; import { defaultTimes, send } from ${JSON.stringify(built)};
      const bounds = { times: defaultTimes, signal: new AbortController().signal };
      const exchange = { method: "GET", headers: {} };
      console.log(await send(new URL(${JSON.stringify(url)}), exchange, ${way}, bounds).then(text, (error) => error.code ?? error.message));`;
    const env = { ...process.env, NODE_EXTRA_CA_CERTS: certificateFile() };
    const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", code], { env });
    return stdout.trim();
  }
  const direct = JSON.stringify(loopback);
  const by = (proxyPort: number) => `{ kind: "proxy", proxy: new URL("http://user:p%40ss@127.0.0.1:${proxyPort}") }`;

  it("is spoken with the server whose certificate is trusted and is for that name or address", async () => {
    expect(await trusting(`https://data.example:${port}/`, direct)).toBe(`GET data.example:${port}`);
    expect(await trusting(`https://127.0.0.1:${port}/`, direct)).toBe(`GET 127.0.0.1:${port}`);
    expect(await trusting(`https://other.example:${port}/`, direct)).toBe("ERR_TLS_CERT_ALTNAME_INVALID");
  });
  it("is refused where the certificate is not trusted", async () => {
    await expect(get(`https://data.example:${port}/`)).rejects.toMatchObject({ code: "DEPTH_ZERO_SELF_SIGNED_CERT" });
  });
  it("goes through a proxy as a tunnel, with the name and the administrator's password, and not at all where the proxy refuses", async () => {
    const asked: string[] = [];
    const proxy = createServer();
    proxy.on("connect", (request, socket: Socket) => {
      asked.push(`${request.url} ${Buffer.from(String(request.headers["proxy-authorization"]).slice(6), "base64")}`);
      if (request.url?.startsWith("closed.") === true) return void socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
      const onward = connect(port, "127.0.0.1", () => socket.write("HTTP/1.1 200 OK\r\n\r\n"));
      socket
        .on("error", () => undefined)
        .pipe(onward.on("error", () => undefined))
        .pipe(socket);
    });
    const proxyPort = await listening(proxy);
    expect(await trusting("https://data.example/x", by(proxyPort))).toBe("GET data.example");
    expect(await trusting("https://other.example/x", by(proxyPort))).toBe("ERR_TLS_CERT_ALTNAME_INVALID");
    expect(await trusting("https://closed.example/x", by(proxyPort))).toBe("the proxy answered CONNECT with status 403");
    expect(asked).toEqual(["data.example", "other.example", "closed.example"].map((name) => `${name}:443 user:p@ss`));
  });
});
