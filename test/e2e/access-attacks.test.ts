// Attacks on who somebody is, over a running server: requests of other sites, stolen and forged sessions, tokens where none belong. Each with its control.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { executions, newToken, type Request, send, tokenCommand } from "./access-ground.js";
import { type Server, startServer } from "./server.js";

const config = `[access]\nanonymous = "describe"\norigins = ["https://map.example.org"]\n`;
let server: Server;
let ada: string;
let bob: string;

beforeAll(async () => {
  server = await startServer({ config });
  ada = newToken(server, "use", "ada");
  bob = newToken(server, "use", "bob");
}, 300_000);
afterAll(async () => {
  await server.stop();
});

const withHeaders = (request: Request, headers: Readonly<Record<string, string>>): Request => ({
  ...request,
  headers: { ...request.headers, ...headers },
});
const basic = (token: string) => ({ authorization: `Basic ${Buffer.from(`x:${token}`).toString("base64")}` });
const form = { "content-type": "application/x-www-form-urlencoded" };

async function signIn(token: string, headers: Readonly<Record<string, string>> = {}, to = "/jobs") {
  const body = new URLSearchParams({ token, to }).toString();
  const answer = await send(server, { path: "/sign-in", method: "POST", headers: { ...form, ...headers }, body });
  return { ...answer, cookie: (answer.headers.get("set-cookie") ?? "").split(";")[0] ?? "", flags: answer.headers.get("set-cookie") ?? "" };
}

describe("a page of another site that has a browser execute", () => {
  const ways = executions("ultimate_question");
  // What a browser sends to other sites without asking them: of bodies, those that forms have.
  const xmlAsText = withHeaders(ways["XML 1.0.0"] as Request, { "content-type": "text/plain" });
  const attacks: readonly (readonly [string, Request])[] = [
    ["KVP by GET, as of a picture", ways["KVP 1.0.0"] as Request],
    ["JSON by query, as of a link", ways["JSON by query"] as Request],
    ["XML as text, as of a form", xmlAsText],
    ["XML of WPS 2.0 as XML", ways["XML 2.0"] as Request],
    ["the form of the page", ways["HTML form"] as Request],
  ];
  it.each(attacks)("%s: is refused with whatever the browser keeps; the same from the own page runs", async (_way, request) => {
    const { cookie } = await signIn(ada);
    for (const kept of [basic(ada), { cookie }]) {
      for (const told of [{ "sec-fetch-site": "cross-site" }, { "sec-fetch-site": "same-site" }, { origin: "https://evil.example" }])
        expect((await send(server, withHeaders(request, { ...kept, ...told }))).status).toBe(403);
      for (const own of [{}, { "sec-fetch-site": "same-origin" }, { "sec-fetch-site": "cross-site", origin: "https://map.example.org" }])
        expect([200, 201, 303]).toContain((await send(server, withHeaders(request, { ...kept, ...own }))).status);
    }
  });
  it("is not allowed to read anything, nor to send what browsers ask about first", async () => {
    const asked = {
      origin: "https://evil.example",
      "access-control-request-method": "POST",
      "access-control-request-headers": "authorization",
    };
    for (const [path, method] of [
      ["/jobs", "GET"],
      ["/wps", "OPTIONS"],
      ["/processes/say_hello/execution", "OPTIONS"],
    ] as const) {
      const { headers } = await send(server, { path, method, headers: asked }, ada);
      expect([...headers.keys()].filter((name) => name.startsWith("access-control"))).toEqual([]);
    }
  });
  it("signs nobody in or out", async () => {
    const elsewhere = { "sec-fetch-site": "cross-site" };
    expect(await signIn(ada, elsewhere)).toMatchObject({ status: 403, flags: "" });
    const out = await send(server, { path: "/sign-out", method: "POST", headers: { ...form, ...elsewhere }, body: "" });
    expect([out.status, out.headers.get("set-cookie")]).toEqual([403, null]);
  });
});

describe("a session", () => {
  const jobs = async (cookie: string) => (await send(server, { path: "/jobs?f=json", headers: { cookie } })).status;
  it("is a cookie that scripts and other sites do not get, and holds no part of the secret", async () => {
    const { status, headers, flags } = await signIn(ada);
    expect([status, headers.get("location")]).toEqual([303, "/jobs"]);
    for (const flag of ["HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=28800"]) expect(flags).toContain(flag);
    expect(flags).not.toContain(ada.split("_").slice(2).join("_"));
  });
  it("ends with its token, and is nobody's when a letter of it is changed", async () => {
    const token = newToken(server, "use", "eve");
    const { cookie } = await signIn(token);
    expect(await jobs(cookie)).toBe(200);
    expect(await jobs(cookie.replace(/terrarium=./, (start) => `${start.slice(0, -1)}${start.endsWith("0") ? "1" : "0"}`))).toBe(401);
    expect(await jobs(`${cookie}; ${cookie}`)).toBe(401);
    tokenCommand(server, "revoke", token.split("_")[1] ?? "");
    expect(await jobs(cookie)).toBe(401);
  });
  it("is begun by a page without scripts, which tells who one is, and ended by it", async () => {
    const refused = await send(server, { path: "/jobs", headers: { accept: "text/html" } });
    expect([refused.status, refused.headers.get("www-authenticate")]).toEqual([401, 'Bearer realm="Terrarium"']);
    expect(refused.text).toContain('href="/sign-in?to=%2Fjobs"');
    const { cookie } = await signIn(ada);
    const page = await send(server, { path: "/sign-in", headers: { cookie, "accept-language": "cs" } });
    expect(page.text).toContain("Jste přihlášeni jako ada");
    const out = await send(server, { path: "/sign-out", method: "POST", headers: { ...form, cookie }, body: "" });
    expect(out.headers.get("set-cookie")).toMatch(/^terrarium=; .*Max-Age=0/);
  });
  it.each(["//evil.example", "https://evil.example", "/\\evil.example", "/a\\b", "/%0d%0aset-cookie:x=1\r\n", "jobs"])(
    "leads nowhere but to this server: %j",
    async (to) => expect((await signIn(ada, {}, to)).headers.get("location")).toBe("/"),
  );
  it("is not begun by what is no token, in words and without an echo", async () => {
    for (const token of ["", "<script>alert(1)</script>", `${ada}x`]) {
      const { status, flags, text } = await signIn(token);
      expect([status, flags]).toEqual([400, ""]);
      expect(text).toContain('role="alert"');
      if (token !== "") expect(text).not.toContain(token);
    }
  });
});

describe("a token", () => {
  it("in an address is none, and the log does not have it", async () => {
    for (const name of ["access_token", "token", "authorization", "api_key"])
      expect((await send(server, { path: `/wps?service=WPS&request=GetExecutions&version=1.0.0&${name}=${ada}` })).status).toBe(401);
    expect(server.output()).not.toContain(ada);
  });
  it("as the password of Basic is as good as Bearer", async () => {
    expect((await send(server, { path: "/jobs?f=json", headers: basic(ada) })).status).toBe(200);
    expect((await send(server, { path: "/jobs?f=json" })).status).toBe(401);
  });
});

describe("what a job is booked on", () => {
  const submit = (token: string, key: string, more: object = {}) =>
    send(
      server,
      {
        path: "/processes/say_hello/execution",
        method: "POST",
        headers: { "content-type": "application/json", prefer: "respond-async", "idempotency-key": key, "x-forwarded-user": "ada" },
        body: JSON.stringify({ inputs: { name: "x" }, ...more }),
      },
      token,
    );
  it("is the owner of the token, whatever else a request says", async () => {
    await submit(bob, "first", { owner: "ada", jobID: "a".repeat(26), role: "administer" });
    const owned = async (token: string) =>
      (JSON.parse((await send(server, { path: "/jobs?f=json&limit=1000" }, token)).text) as { jobs: unknown[] }).jobs.length;
    const [before, ofBob] = [await owned(ada), await owned(bob)];
    const { status } = await submit(bob, "second");
    expect(status).toBe(201);
    expect([await owned(ada), await owned(bob)]).toEqual([before, ofBob + 1]);
  });
  it("knows the keys of one owner apart from those of another", async () => {
    const [ofAda, again, ofBob] = [await submit(ada, "same"), await submit(ada, "same"), await submit(bob, "same")];
    const idOf = ({ headers }: { headers: Headers }) => headers.get("location");
    expect(idOf(again)).toBe(idOf(ofAda));
    expect([ofBob.status, idOf(ofBob) === idOf(ofAda)]).toEqual([201, false]);
  });
});

it("many wrong tokens are told to come again later; a right one of the same address goes on", async () => {
  const wrong = `terrarium_${"0".repeat(12)}_${"A".repeat(43)}`;
  const statuses = new Set<number>();
  for (let count = 0; count < 60; count += 1) statuses.add((await send(server, { path: "/jobs?f=json" }, wrong)).status);
  expect([...statuses].sort()).toEqual([401, 429]);
  for (const path of ["/jobs?f=json", "/jobs?f=html", "/wps?service=WPS&request=GetStatus", "/outputs/x/y", "/sign-in"]) {
    const { status, headers } = await send(server, { path }, wrong);
    expect([path, status, Number(headers.get("retry-after")) > 0]).toEqual([path, 429, true]);
  }
  expect((await send(server, { path: "/jobs?f=json" }, ada)).status).toBe(200);
  expect(server.output()).toContain("wrong credentials were shown");
  expect(server.output()).not.toContain("A".repeat(43));
});
