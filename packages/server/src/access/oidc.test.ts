// Tokens of a real provider: a server on loopback with discovery document and keys, which signs what it is told, and what attackers make of that.

import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type CryptoKey, exportJWK, exportSPKI, generateKeyPair, type JWTHeaderParameters, SignJWT, UnsecuredJWT } from "jose";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeKeys } from "./keys.js";
import { makeOidc, type Provider } from "./oidc.js";

interface SignKey {
  readonly kid: string;
  readonly alg: string;
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
}

let server: Server;
let issuer: string;
let keys: SignKey[];
let nowMs: number;
let asked: string[];
let isDown: boolean;
let discovery: Record<string, unknown>;

async function newKey(kid: string, alg = "RS256"): Promise<SignKey> {
  return { kid, alg, ...(await generateKeyPair(alg, { extractable: true })) };
}

beforeEach(async () => {
  nowMs = 1e9;
  asked = [];
  isDown = false;
  keys = [await newKey("first", "ES256")];
  server = createServer(async ({ url = "" }, response) => {
    asked.push(url);
    if (isDown) return void response.writeHead(502).end();
    if (url === "/.well-known/openid-configuration") return void response.end(JSON.stringify(discovery));
    const all = await Promise.all(keys.map(async ({ kid, alg, publicKey }) => ({ ...(await exportJWK(publicKey)), kid, alg, use: "sig" })));
    if (url === "/moved") return void response.writeHead(302, { location: "/keys" }).end();
    response.end(JSON.stringify({ keys: all }));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  discovery = { issuer, jwks_uri: `${issuer}/keys` };
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

interface Wish {
  readonly key?: SignKey | undefined;
  readonly header?: Partial<JWTHeaderParameters>;
  readonly claims?: Record<string, unknown>;
}
const seconds = () => Math.floor(Date.now() / 1000);

function token({ key = keys[0], header = {}, claims = {} }: Wish = {}): Promise<string> {
  if (key === undefined) throw new Error("no key");
  return new SignJWT({ iss: issuer, aud: "terrarium", sub: "ada", exp: seconds() + 300, ...claims })
    .setProtectedHeader({ alg: key.alg, kid: key.kid, ...header })
    .sign(key.privateKey);
}

function checker(over: Partial<Provider> & { keysUrl?: string } = {}) {
  const { keysUrl, ...provider } = over;
  const source = makeKeys({ issuer, now: () => nowMs, log: { warn: () => undefined }, ...(keysUrl === undefined ? {} : { keysUrl }) });
  const settings = { issuer, audience: "terrarium", ownerClaim: "sub", rolesClaim: "roles", roles: {}, role: "use" } as const;
  const check = makeOidc({ ...settings, ...provider }, source);
  return (shown: string) =>
    check(shown).catch((error: { code: string; cause?: Error }) => ({ code: error.code, why: error.cause?.message }));
}
const ada = { owner: "ada", role: "use", isKnown: true };
const refused = (why: string) => ({ code: "unauthenticated", why });

describe("a token of the provider", () => {
  it.each(["RS256", "PS256", "ES256", "EdDSA"])("signed with %s tells who asks", async (alg) => {
    keys = [await newKey("k", alg)];
    expect(await checker()(await token())).toEqual(ada);
  });
  it("gives the highest role that its words stand for, and no more than the preset one for others", async () => {
    const roles = { staff: "use", gis: "deploy", boss: "administer" } as const;
    const check = checker({ rolesClaim: "realm_access.roles", roles, role: "describe" });
    const roleOf = async (words: unknown) =>
      ((await check(await token({ claims: { realm_access: { roles: words } } }))) as { role: string }).role;
    expect(await roleOf(["staff", "gis", "other"])).toBe("deploy");
    expect(await roleOf("staff boss")).toBe("administer");
    for (const words of [[], ["administer", "constructor", "__proto__"], undefined, { boss: true }, 7])
      expect(await roleOf(words)).toBe("describe");
  });
  it("is of whom the claim names; of nobody where that is missing, endless, not verified, or all who are not known", async () => {
    const check = checker({ ownerClaim: "email" });
    expect(await check(await token({ claims: { email: "ada@example.org", email_verified: true } }))).toMatchObject({
      owner: "ada@example.org",
    });
    for (const claims of [
      {},
      { email: 7 },
      { email: "" },
      { email: "a".repeat(300) },
      { email: "a\nb" },
      { email: "anonymous" },
      { email: "eve", email_verified: false },
    ])
      expect(await check(await token({ claims }))).toEqual(refused("names no owner"));
  });
  it("is refused with another issuer or audience, too early, too late, and without an end; a minute of skew is allowed", async () => {
    const check = checker();
    const with_ = async (claims: Record<string, unknown>) => check(await token({ claims }));
    expect(await with_({ exp: seconds() - 30, nbf: seconds() + 30 })).toEqual(ada);
    expect(await with_({ aud: ["other", "terrarium"] })).toEqual(ada);
    expect(await with_({ exp: seconds() - 90 })).toEqual(refused("ERR_JWT_EXPIRED"));
    const wrong = refused("ERR_JWT_CLAIM_VALIDATION_FAILED");
    for (const claims of [{ iss: `${issuer}/` }, { aud: "other" }, { aud: undefined }, { nbf: seconds() + 300 }, { exp: undefined }])
      expect(await with_(claims)).toEqual(wrong);
  });
});

describe("a forged token is refused", () => {
  it("without a signature", async () => {
    const unsigned = new UnsecuredJWT({ iss: issuer, aud: "terrarium", sub: "ada" }).setExpirationTime("5m").encode();
    expect(await checker()(unsigned)).toEqual(refused("ERR_JOSE_ALG_NOT_ALLOWED"));
    const [, body] = (await token()).split(".");
    expect(await checker()(`${Buffer.from('{"alg":"NONE"}').toString("base64url")}.${body}.`)).toMatchObject({ code: "unauthenticated" });
  });
  it("signed by a secret that is the public key", async () => {
    keys = [await newKey("first")];
    const secret = new TextEncoder().encode(await exportSPKI((keys[0] as SignKey).publicKey));
    const forged = new SignJWT({ iss: issuer, aud: "terrarium", sub: "ada", exp: seconds() + 300 }).setProtectedHeader({
      alg: "HS256",
      kid: "first",
    });
    expect(await checker()(await forged.sign(secret))).toEqual(refused("ERR_JOSE_ALG_NOT_ALLOWED"));
  });
  it("by another key under the name of the right one, or one that it brings along or names the place of", async () => {
    const evil = await newKey("first", "ES256");
    const jwk = await exportJWK(evil.publicKey);
    const headers = [{}, { jwk }, { jku: `${issuer}/evil-keys` }, { x5u: `${issuer}/evil-cert` }];
    for (const header of headers)
      expect(await checker()(await token({ key: evil, header }))).toEqual(refused("ERR_JWS_SIGNATURE_VERIFICATION_FAILED"));
    expect(new Set(asked)).toEqual(new Set(["/.well-known/openid-configuration", "/keys"]));
  });
  it.each(["../../../../dev/null", "' or 1=1 --", "first\u0000", "__proto__", "x".repeat(5000)])(
    "with the name of a key such as %s",
    async (kid) => {
      const evil = await newKey(kid, "ES256");
      expect(await checker()(await token({ key: evil }))).toEqual(refused("ERR_JWKS_NO_MATCHING_KEY"));
    },
  );
  it("with what was changed after it was signed, or is no token at all", async () => {
    const [head, , signature] = (await token()).split(".");
    const body = Buffer.from(JSON.stringify({ iss: issuer, aud: "terrarium", sub: "root", exp: seconds() + 300 })).toString("base64url");
    expect(await checker()(`${head}.${body}.${signature}`)).toEqual(refused("ERR_JWS_SIGNATURE_VERIFICATION_FAILED"));
    for (const junk of ["a.b.c", "..", `${head}..${signature}`]) expect(await checker()(junk)).toMatchObject({ code: "unauthenticated" });
  });
});

describe("the keys of the provider", () => {
  it("are fetched when the first token comes, once for many, and not again while they are fresh", async () => {
    const check = checker();
    expect(asked).toEqual([]);
    const shown = await token();
    expect(await Promise.all(Array.from({ length: 20 }, () => check(shown)))).toEqual(Array.from({ length: 20 }, () => ada));
    nowMs += 9 * 60_000;
    await check(shown);
    expect(asked).toEqual(["/.well-known/openid-configuration", "/keys"]);
  });
  it("are fetched again for a new one, at most twice a minute whatever is shown", async () => {
    const check = checker();
    await check(await token());
    keys = [await newKey("second", "ES256")];
    nowMs += 30_000;
    expect(await check(await token())).toEqual(ada);
    const evil = await newKey("third", "ES256");
    for (let count = 0; count < 20; count += 1)
      expect(await check(await token({ key: evil }))).toEqual(refused("ERR_JWKS_NO_MATCHING_KEY"));
    expect(asked.filter((path) => path === "/keys")).toHaveLength(2);
  });
  it("that are known go on for a day while the provider is down; new ones are told to come again, not to go", async () => {
    const check = checker();
    const known = await token();
    expect(await check(known)).toEqual(ada);
    isDown = true;
    nowMs += 3_600_000;
    expect(await check(known)).toEqual(ada);
    const fresh = await newKey("second", "ES256");
    expect(await check(await token({ key: fresh }))).toMatchObject({ code: "busy" });
    nowMs += 24 * 3_600_000;
    expect(await check(known)).toMatchObject({ code: "busy" });
    isDown = false;
    nowMs += 30_000;
    expect(await check(known)).toEqual(ada);
  });
  it("that were never had make a token neither right nor wrong", async () => {
    isDown = true;
    expect(await checker()(await token())).toMatchObject({ code: "busy" });
  });
  it.each<[string, Record<string, unknown>]>([
    ["of another issuer", { issuer: "https://other.example.org" }],
    ["of another origin", { jwks_uri: "http://127.0.0.1:1/keys" }],
    ["of no address", { jwks_uri: "file:///etc/passwd" }],
    ["behind a redirect", { jwks_uri: "moved" }],
  ])("%s are not believed", async (_title, change) => {
    const moved = change["jwks_uri"] === "moved" ? { jwks_uri: `${issuer}/moved` } : change;
    discovery = { ...discovery, ...moved };
    expect(await checker()(await token())).toMatchObject({ code: "busy" });
  });
  it("are where the administrator says, without a question to the provider", async () => {
    expect(await checker({ keysUrl: `${issuer}/keys` })(await token())).toEqual(ada);
    expect(asked).toEqual(["/keys"]);
  });
});
