// Who may do what on a running server: every operation, by every protocol, as everybody. Attacks on the ways to say who one is stand in access-attacks.test.ts.
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { executions, newToken, questions, send, tokenCommand } from "./access-ground.js";
import { type Server, startServer } from "./server.js";

const process_ = "ultimate_question";
const config = `[access]\nanonymous = "describe"\n[processes.override.buffer]\nowners = ["ada"]\n[processes.override.area]\nrole = "deploy"\n`;
const people = ["nobody", "ada", "bob", "deployer", "admin"] as const;
type Person = (typeof people)[number];

let server: Server;
let tokens: Readonly<Record<Person, string | undefined>>;

beforeAll(async () => {
  server = await startServer({ config });
  tokens = {
    nobody: undefined,
    ada: newToken(server, "use", "ada"),
    bob: newToken(server, "use", "bob"),
    deployer: newToken(server, "deploy", "dora"),
    admin: newToken(server, "administer", "root"),
  };
}, 300_000);
afterAll(async () => {
  await server.stop();
});

/** A job of ada's that has ended. */
async function jobOfAda(): Promise<string> {
  const { status, headers } = await send(
    server,
    {
      path: "/processes/say_hello/execution",
      method: "POST",
      headers: { "content-type": "application/json", prefer: "respond-async" },
      body: '{"inputs":{"name":"Ada"}}',
    },
    tokens.ada,
  );
  expect(status).toBe(201);
  const id = /\/jobs\/([a-z2-7]{26})/.exec(String(headers.get("location")))?.[1];
  if (id === undefined) throw new Error("there is no job");
  await expect
    .poll(async () => (await send(server, { path: `/jobs/${id}?f=json` }, tokens.ada)).text, { timeout: 60_000 })
    .toContain('"successful"');
  return id;
}

/** The answer without what differs between any two. */
const plain = (text: string, id: string) => text.replaceAll(id, "ID");

describe("reading what is offered", () => {
  const reads = ["/", "/processes", `/processes/${process_}`, "/conformance", "/api", "/wps?service=WPS&request=GetCapabilities"];
  it.each(people.flatMap((person) => reads.map((path) => [person, path] as const)))("%s: %s", async (person, path) => {
    expect((await send(server, { path }, tokens[person])).status).toBe(200);
  });
  it("leaves out what is not for who asks, in every protocol, and calls it unknown", async () => {
    const seen = async (person: Person, id: string) => {
      const paths = [
        "/processes?limit=1000&f=json",
        "/wps?service=WPS&request=GetCapabilities",
        "/wps/2.0.0?service=WPS&request=GetCapabilities",
      ];
      const texts = await Promise.all(paths.map(async (path) => (await send(server, { path }, tokens[person])).text));
      const api = await send(server, { path: "/api?f=json" }, tokens[person]);
      return [...texts.map((text) => new RegExp(`[">]${id}[<"]`).test(text)), api.text.includes(`/processes/${id}/execution`)];
    };
    for (const person of people) {
      const [hasBuffer, hasArea] = [person === "ada" || person === "admin", person === "deployer" || person === "admin"];
      expect(await seen(person, "buffer")).toEqual(Array.from({ length: 4 }, () => hasBuffer));
      expect(await seen(person, "area")).toEqual(Array.from({ length: 4 }, () => hasArea));
    }
    for (const request of [...Object.values(executions("buffer")), { path: "/processes/buffer" }]) {
      const unknown = JSON.parse(JSON.stringify(request).replaceAll("buffer", "bluffer")) as typeof request;
      const [hidden, none] = [await send(server, request, tokens.bob), await send(server, unknown, tokens.bob)];
      expect([hidden.status, hidden.text.replaceAll("buffer", "bluffer")]).toEqual([none.status, none.text]);
    }
  });
});

describe("executing", () => {
  const ways = Object.keys(executions(process_));
  it.each(people.flatMap((person) => ways.map((way) => [person, way] as const)))("%s: %s", async (person, way) => {
    const request = executions(process_)[way];
    if (request === undefined) throw new Error("no such way");
    const { status, headers, text } = await send(server, request, tokens[person]);
    if (person !== "nobody") return expect([200, 201, 303]).toContain(status);
    expect(status).toBe(401);
    expect(headers.get("www-authenticate")).toContain("Bearer");
    expect(text).toMatch(/NoApplicableCode|urn:terrarium:error:unauthenticated|href="\/sign-in/);
  });
});

describe("a job of ada's", () => {
  const all = Object.keys(questions("x"));
  it.each(all)(
    "%s: nobody has to sign in, ada and administrators get it, and it is to all others as if there were none",
    async (question) => {
      const id = await jobOfAda();
      const none = "a".repeat(26);
      const ask = (person: Person, of: string) => {
        const request = questions(of)[question];
        if (request === undefined) throw new Error("no such question");
        return send(server, request, tokens[person]);
      };
      expect((await ask("nobody", id)).status).toBe(401);
      expect((await ask("nobody", none)).status).toBe(401);
      for (const person of ["bob", "deployer"] as const) {
        const [foreign, absent] = [await ask(person, id), await ask(person, none)];
        expect(absent.status).toBe(question.includes("2.0") ? 400 : 404);
        expect([foreign.status, plain(foreign.text, id)]).toEqual([absent.status, plain(absent.text, none)]);
      }
      // All that was asked has changed nothing.
      expect((await send(server, { path: `/jobs/${id}?f=json` }, tokens.ada)).text).toContain('"successful"');
      const wrongState = question.startsWith("pause") || question.startsWith("resume");
      const granted = [200, 303, ...(wrongState ? [409, 400] : [])];
      expect(granted).toContain((await ask("admin", id)).status);
      if (!question.startsWith("dismiss")) expect(granted).toContain((await ask("ada", id)).status);
    },
  );
  it("is removed as if it had never been, to all but ada and administrators", async () => {
    const id = await jobOfAda();
    await send(server, { path: `/jobs/${id}`, method: "DELETE" }, tokens.ada);
    const statusOf = async (person: Person) => (await send(server, { path: `/jobs/${id}?f=json` }, tokens[person])).status;
    expect([await statusOf("ada"), await statusOf("admin"), await statusOf("bob")]).toEqual([410, 410, 404]);
    expect((await send(server, { path: `/outputs/${id}/response` }, tokens.bob)).status).toBe(404);
  });
  it("stands in the lists of ada and of administrators alone, whatever is asked for", async () => {
    const id = await jobOfAda();
    for (const path of [
      "/jobs?limit=1000&f=json",
      "/jobs?limit=1000&owner=ada&f=json",
      "/wps?service=WPS&version=1.0.0&request=GetExecutions",
    ]) {
      const has = async (person: Person) => (await send(server, { path }, tokens[person])).text.includes(id);
      if (!path.includes("owner")) expect([await has("ada"), await has("admin")]).toEqual([true, true]);
      expect([await has("nobody"), await has("bob"), await has("deployer")]).toEqual([false, false, false]);
    }
  });
  it("is told to the log when somebody else asks for it", async () => {
    const id = await jobOfAda();
    await send(server, { path: `/jobs/${id}`, method: "DELETE" }, tokens.bob);
    await expect.poll(() => server.output(), { timeout: 20_000 }).toMatch(new RegExp(`a job of somebody else.*${id}`));
  });
});

describe("tokens", () => {
  it("are made, listed without their secrets, and of no use from the moment that they are revoked", async () => {
    const token = newToken(server, "use", "carl", "--expires", "1h");
    const id = token.split("_")[1] ?? "";
    const status = async () => (await send(server, { path: "/jobs?f=json" }, token)).status;
    expect(await status()).toBe(200);
    const listed = tokenCommand(server, "list");
    expect(listed.stdout).toContain(`${id}  use  carl`);
    expect(listed.stdout).not.toContain(token.split("_")[2]);
    expect(tokenCommand(server, "revoke", id).status).toBe(0);
    expect(await status()).toBe(401);
    expect(tokenCommand(server, "revoke", id).status).toBe(9);
  });
  it.each([
    ["--role", "king", "--owner", "ada"],
    ["--role", "use", "--owner", "ada", "--expires", "soon"],
    ["--role", "use", "--owner", "anonymous"],
    ["--role", "use", "--owner", "a\nb"],
  ])("are not made of nonsense: %s %s %s %s", (...words) => {
    expect(tokenCommand(server, "create", ...words).status).not.toBe(0);
  });
  it("are the affair of the account of the server, over its own socket alone", async () => {
    const socket = join(server.data, "store", "admin.sock");
    expect(existsSync(socket)).toBe(true);
    expect(statSync(socket).mode & 0o777).toBe(0o600);
    for (const path of ["/tokens", "/deployments", "/queue"]) expect((await send(server, { path }, tokens.admin)).status).toBe(404);
  });
});
