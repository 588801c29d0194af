// Sealed addresses as such: what they open, for how long, and what opens nothing. Over a server they stand in test/e2e/access-links.test.ts.
import { randomBytes } from "node:crypto";
import { beforeEach, expect, it } from "vitest";
import { linkName } from "../core/link.js";
import type { Role } from "../core/role.js";
import { makeLinks } from "../core/service.js";
import { makeResultLinks } from "./result-links.js";
import { makeSigner } from "./signer.js";

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const day = 86_400_000;
const key = randomBytes(32);
const job = { id: "a".repeat(26), owner: "ada" };
let nowMs: number;
beforeEach(() => {
  nowMs = 1_800_000_000_000;
});

const linksOf = (anonymous: Role, purpose = "result") =>
  makeResultLinks({ signer: makeSigner(key, purpose, () => nowMs), lifetimeMs: day, anonymous, now: () => nowMs });
const sealOf = (name: string) => linksOf("none").seal(job, name) ?? "";

it("a seal opens one document of one job, for its time", () => {
  const { judge } = linksOf("none");
  const seal = sealOf(linkName(job.id, "out"));
  expect(judge(linkName(job.id, "out"), seal)).toBe("right");
  for (const other of [linkName(job.id), linkName(job.id, "in"), linkName(job.id, "ou"), linkName("b".repeat(26), "out")])
    expect(judge(other, seal)).toBe("wrong");
  nowMs += day;
  expect(judge(linkName(job.id, "out"), seal)).toBe("right");
  nowMs += day / 50;
  expect(judge(linkName(job.id, "out"), seal)).toBe("over");
});

it("a seal of which anything was changed is wrong, its time too", () => {
  const { judge } = linksOf("none");
  const name = linkName(job.id, "out");
  const seal = sealOf(name);
  const [until = "", signature = ""] = seal.split(".");
  const changed = [
    "",
    ".",
    signature,
    `${until}.`,
    `zzzzzzz.${signature}`,
    `0${until}.${signature}`,
    `${until}.${"A".repeat(43)}`,
    `${seal}=`,
    // Another text for the same bytes.
    seal.replace(/.$/, (last) => alphabet[alphabet.indexOf(last) + 1] ?? ""),
    ` ${seal}`,
    `${seal}.${signature}`,
  ];
  expect(changed.map((one) => judge(name, one))).toEqual(changed.map(() => "wrong"));
  expect(judge(name, seal)).toBe("right");
});

it("a seal for another purpose, or by another key, is wrong", () => {
  const name = linkName(job.id, "out");
  expect(linksOf("none").judge(name, linksOf("none", "session").seal(job, name) ?? "")).toBe("wrong");
  expect(linksOf("none").judge(name, makeSigner(randomBytes(32), "result", () => nowMs).seal(name, nowMs + day))).toBe("wrong");
});

it("addresses stay the same for a while, and what nobody has to sign in for has none", () => {
  const first = sealOf(linkName(job.id));
  nowMs += 1000;
  expect(sealOf(linkName(job.id))).toBe(first);
  const anonymous = { ...job, owner: "anonymous" };
  expect(linksOf("use").seal(anonymous, linkName(job.id))).toBeUndefined();
  expect(makeLinks("http://h", linksOf("use")).output(anonymous, "a b")).toBe(`http://h/outputs/${job.id}/a%20b`);
  expect(makeLinks("http://h", linksOf("use")).statusDocument(job)).toBe(
    `http://h/outputs/${job.id}.xml?signed=${sealOf(linkName(job.id))}`,
  );
  expect(linksOf("describe").seal(anonymous, linkName(job.id))).toBeDefined();
});
