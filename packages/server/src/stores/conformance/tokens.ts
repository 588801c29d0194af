// Tokens of those who may ask for jobs.
import { expect, it } from "vitest";
import type { KeptToken } from "../../core/token.js";
import type { Fresh } from "./ground.js";

const token: KeptToken = { id: "0123456789ab", secretSha256: "00".repeat(32), owner: "ada 'of' λ", role: "use", createdMs: 1000 };

export function testTokens(fresh: Fresh): void {
  it("gives back what was added, and nothing else", async () => {
    const { tokens } = await fresh();
    const limited = { ...token, id: "ba9876543210", role: "administer", createdMs: 2000, expiresMs: 4_000_000_000_000 } as const;
    await tokens.add(limited);
    await tokens.add(token);
    expect(await tokens.get(token.id)).toEqual(token);
    expect(await tokens.get(limited.id)).toEqual(limited);
    expect(await tokens.get("unknown")).toBeUndefined();
    expect((await tokens.list()).map(({ id }) => id)).toEqual([token.id, limited.id]);
  });
  it("lists nothing by which a secret could be recognised", async () => {
    const { tokens } = await fresh();
    await tokens.add(token);
    expect(JSON.stringify(await tokens.list())).not.toContain(token.secretSha256);
  });
  it("takes no id twice", async () => {
    const { tokens } = await fresh();
    await tokens.add(token);
    await expect(tokens.add({ ...token, owner: "eve" })).rejects.toMatchObject({ code: "conflict" });
    expect(await tokens.get(token.id)).toEqual(token);
  });
  it("keeps the first secret of a name for whoever asks later", async () => {
    const { tokens } = await fresh();
    const [first = "", second] = await Promise.all(["one", "two"].map((secret) => tokens.secret("signing", secret)));
    expect(["one", "two"]).toContain(first);
    expect(second).toBe(first);
    expect(await tokens.secret("other", "three")).toBe("three");
    expect(await tokens.secret("signing", "four")).toBe(first);
  });
  it("forgets what was removed, once", async () => {
    const { tokens } = await fresh();
    await tokens.add(token);
    expect(await tokens.remove(token.id)).toBe(true);
    expect(await tokens.remove(token.id)).toBe(false);
    expect(await tokens.get(token.id)).toBeUndefined();
  });
}
