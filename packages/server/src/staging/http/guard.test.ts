// The guard's judgement, without a network.
import { describe, expect, it } from "vitest";
import { makeGuard, parseAllow, parseReference, refusedKind } from "./guard.js";

const publicName = { address: "93.184.216.34", family: 4 };

describe("refusedKind", () => {
  it("refuses every address that is not public", () => {
    const refused = [
      "127.0.0.1 127.255.0.9 0.0.0.0 10.1.2.3 172.17.0.1 192.168.1.1 169.254.169.254 100.64.0.1 100.100.100.200 192.0.0.8 198.18.0.1",
      "224.0.0.1 240.0.0.1 255.255.255.255 168.63.129.16 192.88.99.1",
      ":: ::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::127.0.0.1 64:ff9b::7f00:1 64:ff9b:1::1 2002:7f00:1:: 2001::1 2001:db8::1",
      "fe80::1 fec0::1 fc00::1 fd00:ec2::254 ff02::1 100::1 3fff::1",
    ];
    for (const address of refused.join(" ").split(" ")) expect(refusedKind(address), address).toBeTypeOf("string");
  });
  it("lets public addresses pass", () => {
    for (const address of ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "2001:4860:4860::8888"])
      expect(refusedKind(address), address).toBeUndefined();
  });
});

describe("parseReference", () => {
  it("refuses other schemes, credentials, blanks and control characters", () => {
    const bad = [
      "file:///etc/passwd",
      "ftp://a/b",
      "gopher://a/",
      "jar:http://a!/",
      "unix:/x",
      "/etc/passwd",
      "",
      "http://u:p@a/",
      "http://a\\@b@c/",
    ];
    for (const href of [...bad, "http://a/\tb", "http://a /", "http://a/\r\nHost: b", "http://a%00.org/"])
      expect(() => parseReference(href), href).toThrow();
  });
  it("reads every spelling of an address as that address", async () => {
    const guard = makeGuard({ allow: [], resolve: async () => [publicName] });
    const spellings = [
      "127.1",
      "0",
      "2130706433",
      "0x7f000001",
      "0177.0.0.1",
      "0x7f.1",
      "127.0.0.1.",
      "[::1]",
      "[::ffff:7f00:1]",
      "①②⑦.0.0.1",
    ];
    for (const host of spellings) await expect(guard.vet(parseReference(`http://${host}/`)), host).rejects.toThrow(/refused unless/);
  });
});

describe("vet", () => {
  const vet = (allow: string[], answers: string[], href = "http://data.example/x") =>
    makeGuard({ allow, resolve: async () => answers.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })) }).vet(
      new URL(href),
    );

  it("refuses a name if only one of its addresses is refused", async () => {
    await expect(vet([], ["93.184.216.34", "10.0.0.1"])).rejects.toThrow(/private addresses are refused/);
    await expect(vet([], ["93.184.216.34", "::1"])).rejects.toThrow(/loopback/);
    await expect(vet([], ["93.184.216.34"])).resolves.toEqual([publicName]);
  });
  it("does not tell which internal address a name has", async () => {
    await expect(vet([], ["10.11.12.13"])).rejects.not.toThrow(/10\.11/);
  });
  it("allows ranges, addresses, hosts and hosts with a port, and nothing beside them", async () => {
    for (const allow of ["10.0.0.0/8", "10.0.0.1", "data.example", "DATA.example:80"])
      await expect(vet([allow], ["10.0.0.1"]), allow).resolves.toHaveLength(1);
    for (const allow of ["10.0.1.0/24", "10.0.0.2", "other.example", "data.example:8080", "ata.example"])
      await expect(vet([allow], ["10.0.0.1"]), allow).rejects.toThrow();
    await expect(vet(["[::1]:8080"], [], "http://[::1]:8080/")).resolves.toHaveLength(1);
    await expect(vet(["127.0.0.0/8"], [], "http://[::ffff:127.0.0.1]/")).resolves.toHaveLength(1);
  });
  it("refuses a name without an address", async () => {
    await expect(vet([], [])).rejects.toThrow(/has no address/);
  });
});

describe("vetName", () => {
  const guard = makeGuard({ allow: ["intern.local"], resolve: async () => [] });
  it("refuses private names and literals where a proxy resolves", () => {
    for (const host of ["localhost", "localhost.", "printer", "a.internal", "a.localhost", "127.0.0.1", "[::1]", "169.254.169.254"])
      expect(() => guard.vetName(new URL(`http://${host}/`)), host).toThrow(/refused/);
  });
  it("lets public names pass, and private ones that are allowed", () => {
    for (const host of ["data.example.org", "8.8.8.8", "intern.local"])
      expect(() => guard.vetName(new URL(`http://${host}/`))).not.toThrow();
  });
});

describe("parseAllow", () => {
  it("says which entry cannot be understood", () => {
    for (const entry of ["", "10.0.0.0/99", "http://a/", "a b", "user@host"]) expect(() => parseAllow(entry), entry).toThrow();
  });
});
