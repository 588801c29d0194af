// Who is believed, over a real store of tokens: every way to say who one is, and every way to say it wrongly.
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Credentials } from "../core/access.js";
import type { Store } from "../core/job.js";
import { makeSqliteStore } from "../stores/sqlite/sqlite-store.js";
import { makeAttempts } from "./attempts.js";
import { shownToken } from "./authorization.js";
import { type IdentifyParts, makeIdentify } from "./identify.js";
import { keptKey, makeSigner, type Signer } from "./signer.js";
import { makeTokens, type Tokens } from "./tokens.js";

let folder: string;
let store: Store;
let tokens: Tokens;
let key: Buffer;
let nowMs: number;
let lines: object[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "terrarium-access-"));
  store = makeSqliteStore({ file: join(folder, "jobs.db"), now: Date.now });
  nowMs = 1_000_000;
  lines = [];
  tokens = makeTokens(store.tokens, () => nowMs);
  key = await keptKey(store.tokens);
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

const log = { warn: (facts: object) => void lines.push(facts) };
const sessions = (): Signer => makeSigner(key, "session", () => nowMs);

/** Who asks, or with which code it is refused. */
function asker(over: Partial<IdentifyParts> = {}) {
  const attempts = makeAttempts({ now: () => nowMs, log });
  const identify = makeIdentify({ anonymous: "none", proxied: "use", tokens, tokenOfSession: sessions().read, attempts, ...over });
  return (said: Partial<Credentials>) =>
    identify({ address: "192.0.2.1", ...said }).catch((error: { code: string; retryAfterS?: number }) => error);
}
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const basic = (user: string, password: string) => ({ authorization: `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}` });
const refused = expect.objectContaining({ code: "unauthenticated" });
const nobodyKnown = { owner: "anonymous", role: "none", isKnown: false };
const ada = expect.objectContaining({ owner: "ada", role: "use", isKnown: true });
const make = () => tokens.create({ owner: "ada", role: "use" });

describe("a token", () => {
  it("tells who asks, as Bearer and as the password of Basic, whatever the user is called", async () => {
    const { token } = await make();
    const ask = asker();
    expect(await ask(bearer(token))).toEqual(ada);
    expect(await ask({ authorization: `bEARER  ${token} ` })).toEqual(ada);
    expect(await ask(basic("whoever", token))).toEqual(ada);
    expect(await ask(basic("", token))).toEqual(ada);
  });
  it("has 256 random bits, of which the store has none", async () => {
    const { token, record } = await make();
    const secret = token.slice(`terrarium_${record.id}_`.length);
    expect(Buffer.from(secret, "base64url")).toHaveLength(32);
    expect((await make()).token).not.toBe(token);
    expect(JSON.stringify([await store.tokens.get(record.id), await tokens.list()])).not.toContain(secret);
  });
  it("is refused when it is another's secret, cut, longer, in another case or made up, all with one sentence", async () => {
    const [one, other] = [await make(), await make()];
    const swapped = `terrarium_${other.record.id}_${one.token.slice(23)}`;
    const wrong = [
      swapped,
      one.token.slice(0, -1),
      `${one.token}A`,
      one.token.toUpperCase(),
      `terrarium_${"0".repeat(12)}_${"A".repeat(43)}`,
    ];
    const answers = await Promise.all(wrong.map((token) => asker()(bearer(token))));
    expect(answers).toEqual(wrong.map(() => refused));
    expect(new Set(answers.map((error) => (error as unknown as Error).message)).size).toBe(1);
    expect(await asker()(bearer(one.token))).toEqual(ada);
  });
  it("is nobody's once it has expired, and from the moment that it is revoked", async () => {
    const limited = await tokens.create({ owner: "ada", role: "use", expiresMs: nowMs + 1000 });
    const { token, record } = await make();
    const ask = asker();
    expect([await ask(bearer(limited.token)), await ask(bearer(token))]).toEqual([ada, ada]);
    nowMs += 1000;
    expect(await ask(bearer(limited.token))).toEqual(refused);
    await tokens.revoke(record.id);
    expect(await ask(bearer(token))).toEqual(refused);
  });
  it("is never told to the log", async () => {
    const { token } = await make();
    await asker()(bearer(`${token.slice(0, -3)}AAA`));
    expect(lines).toEqual([{ address: "192.0.2.1", reason: "no such token" }]);
  });
});

describe("credentials that are not ours", () => {
  const foreign = [basic("ada", "secret"), bearer("abc"), { authorization: "Digest username=ada" }, { authorization: "x".repeat(99_999) }];
  it.each(foreign)("are passed over where nobody has to sign in: %j", async (said) => {
    expect(await asker({ anonymous: "use" })(said)).toEqual({ ...nobodyKnown, role: "use" });
  });
  it.each(foreign)("are wrong where one has to: %j", async (said) => {
    expect(await asker({ anonymous: "describe" })(said)).toEqual(refused);
  });
  it("are the proxy's affair where that names somebody", async () => {
    expect(await asker()({ ...basic("ada", "secret"), proxied: "ada" })).toEqual(ada);
  });
  it("do not hide a wrong token of ours, whatever the proxy says", async () => {
    expect(await asker({ anonymous: "use" })({ ...bearer("terrarium_x"), proxied: "ada" })).toEqual(refused);
  });
});

describe("who has signed in on a page", () => {
  it("is known by its cookie, for as long as that is valid, and its token", async () => {
    const { record } = await make();
    const session = sessions().sign(record.id, nowMs + 5000);
    const ask = asker();
    expect(await ask({ session })).toEqual(ada);
    await tokens.revoke(record.id);
    expect(await ask({ session })).toEqual(nobodyKnown);
  });
  it("is nobody with a cookie that is over, changed, made for another purpose or by another key", async () => {
    const { record } = await make();
    const signed = sessions().sign(record.id, nowMs + 5000);
    const other = makeSigner(key, "link", () => nowMs).sign(record.id, nowMs + 5000);
    const foreign = makeSigner(randomBytes(32), "session", () => nowMs).sign(record.id, nowMs + 5000);
    for (const session of [signed.replace(/\.[a-z0-9]+\./, ".zzzzzz."), signed.slice(0, -2), other, foreign, "", "..", record.id])
      expect(await asker()({ session })).toEqual(nobodyKnown);
    expect(await asker()({ session: signed })).toEqual(ada);
    nowMs += 6000;
    expect(await asker()({ session: signed })).toEqual(nobodyKnown);
  });
  it("is signed by a key that the store keeps", async () => {
    expect(await keptKey(store.tokens)).toEqual(key);
    expect(key).toHaveLength(32);
  });
});

it("the word of a proxy makes nobody an owner of all who are not known", async () => {
  expect(await asker({ proxied: "administer" })({ proxied: "anonymous" })).toEqual(nobodyKnown);
});

describe("wrong credentials, again and again", () => {
  const wrong = bearer(`terrarium_${"0".repeat(12)}_${"A".repeat(43)}`);
  it("are not looked up any more for a while; who was right before and shares the address is", async () => {
    const { token } = await make();
    const late = await make();
    const ask = asker();
    expect(await ask(bearer(token))).toEqual(ada);
    for (let count = 0; count < 30; count += 1) expect(await ask(wrong)).toEqual(refused);
    expect(await ask(wrong)).toMatchObject({ code: "too-many-attempts", retryAfterS: 60 });
    expect(await ask(bearer(late.token))).toMatchObject({ code: "too-many-attempts" });
    expect(await ask(bearer(token))).toEqual(ada);
    expect(await ask({ ...bearer(late.token), address: "192.0.2.2" })).toEqual(ada);
    nowMs += 60_000;
    expect(await ask(wrong)).toEqual(refused);
  });
  it("do not flood the log from very many addresses", async () => {
    const ask = asker();
    for (let count = 0; count < 250; count += 1) await ask({ ...wrong, address: `192.0.2.${count}` });
    expect(lines).toHaveLength(100);
    nowMs += 60_000;
    await ask(wrong);
    expect(lines.slice(100)).toEqual([{ count: 150 }, { address: "192.0.2.1", reason: "no such token" }]);
  });
});

it.each([
  ["Bearer abc", "abc"],
  ["basic YTpiOmM=", "b:c"],
  ["Basic YQ==", undefined],
  ["Bearer a b", undefined],
  ["Bearer", undefined],
  ["Negotiate abc", undefined],
])("of %s the token is %s", (header, expected) => expect(shownToken(header)).toBe(expected));
