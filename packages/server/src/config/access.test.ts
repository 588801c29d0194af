// What docs/access.md writes into terrarium.toml is understood, and what would leave a server open by mistake is not.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { loadConfig } from "./load.js";

const folder = mkdtempSync(join(tmpdir(), "terrarium-config-"));
afterAll(() => rmSync(folder, { recursive: true }));

function load(toml: string) {
  const file = join(folder, "terrarium.toml");
  writeFileSync(file, toml);
  return loadConfig({ file, env: {} });
}
const page = readFileSync(join(import.meta.dirname, "../../../../docs/access.md"), "utf8");
const written = [...page.matchAll(/```toml\n(.*?)```/gs)].map(([, toml = ""]) => load(toml).access);

describe("access", () => {
  it("is open to all who are on this machine where nothing is said", () => {
    expect(load("").access).toEqual({ anonymous: "use", proxied: "use", origins: [], linkMs: 86_400_000, rules: {} });
  });
  it("is as the documentation writes it", () => {
    expect(written).toEqual([
      {
        anonymous: "describe",
        proxied: "use",
        origins: [],
        linkMs: 86_400_000,
        rules: { buffer: { owners: ["ada", "bob"] }, slope: { role: "deploy" } },
      },
      expect.objectContaining({
        anonymous: "none",
        oidc: {
          issuer: "https://login.example.org/realms/gis",
          audience: "terrarium",
          ownerClaim: "sub",
          rolesClaim: "realm_access.roles",
          role: "describe",
          roles: { "gis-user": "use", "gis-admin": "administer" },
        },
      }),
    ]);
  });
  it("knows no origins that a browser would never name", () => {
    const good = ["https://map.example.org", "http://localhost:8080"];
    expect(load(`[access]\norigins = ${JSON.stringify(good)}`).access.origins).toEqual(good);
    for (const odd of ["map.example.org", "https://map.example.org/", "https://Map.example.org", "https://a.example/x", "*", "null"])
      expect(() => load(`[access]\norigins = ["${odd}"]`), odd).toThrow(`access.origins: "${odd}" is not an origin as browsers write it, `);
  });
  it.each([
    ['[server]\nhost = "0.0.0.0"', false],
    ['[server]\nhost = "0.0.0.0"\n[access]\nanonymous = "use"', false],
    ['[server]\nhost = "0.0.0.0"\nowner_header = "X-User"\n[access]\nanonymous = "none"', false],
    ['[server]\nhost = "0.0.0.0"\nallow_unauthenticated = true', true],
    ['[server]\nhost = "0.0.0.0"\n[access]\nanonymous = "none"', true],
    ['[server]\nhost = "0.0.0.0"\n[access]\nanonymous = "describe"', true],
    ['[server]\nhost = "0.0.0.0"\n[access.oidc]\nissuer = "https://a.example"\naudience = "t"', true],
  ])("beyond this machine must be closed, or opened in words: %j", (toml, isTaken) => {
    const attempt = () => load(toml);
    if (isTaken) expect(attempt).not.toThrow();
    else expect(attempt).toThrow(/nobody has to log in/);
  });
  it.each(["http://login.example.org", "ftp://a", "https://u@a.example", "https://a.example/?x=1", "login"])(
    "has no issuer %s",
    (issuer) => {
      expect(() => load(`[access.oidc]\nissuer = "${issuer}"\naudience = "t"`)).toThrow(/issuer/);
    },
  );
});
