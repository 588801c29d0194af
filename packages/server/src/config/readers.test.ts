import { expect, it } from "vitest";
import { makeGuard } from "../staging/http/guard.js";
import { loadConfig } from "./load.js";
import { isRange, makeReaders } from "./readers.js";

it("addresses and ranges of both families hold whom they name, and nobody else", () => {
  const mayRead = makeReaders(["127.0.0.0/8", "::1", "10.1.0.0/16", "2001:db8::/32", "192.0.2.7"]);
  for (const address of [
    "127.0.0.1",
    "127.9.9.9",
    "::1",
    "10.1.255.1",
    "2001:db8:1::2",
    "192.0.2.7",
    "::ffff:127.0.0.1",
    "::FFFF:10.1.0.9",
  ])
    expect(mayRead(address), address).toBe(true);
  for (const address of ["128.0.0.1", "10.2.0.1", "::2", "2001:db9::1", "192.0.2.8", "::ffff:10.2.0.1", "", "localhost"])
    expect(mayRead(address), address).toBe(false);
});

it("an empty list holds nobody", () => {
  expect(makeReaders([])("127.0.0.1")).toBe(false);
});

it.each(["127.0.0.1/33", "::1/129", "localhost", "10.0.0.0/", "1.2.3", "10.0.0.0/-1", ""])("%j is no range", (text) => {
  expect(isRange(text)).toBe(false);
});

it("a range in the configuration that is none is told with its place", () => {
  expect(() => loadConfig({ env: { TERRARIUM__METRICS__ALLOW: "10.0.0.0/8,here" } })).toThrow(
    'TERRARIUM__METRICS__ALLOW: metrics.allow: "here" is neither an address nor a range such as "10.0.0.0/8".',
  );
});

it("what references may name is told with its place, where it is nothing of the kind", () => {
  const bad = ["10.0.0.0/33", "foo bar", "http://a/", "user@host", ""];
  const good = ["10.1.0.0/16", "::1", "[::1]:80", "data.office.example:8080", "printer", "Intern.Local."];
  for (const one of good) expect(() => makeGuard({ allow: [one], resolve: async () => [] }), one).not.toThrow();
  expect(loadConfig({ env: { TERRARIUM__FETCH__ALLOW: good.join(",") } }).fetch.allow).toEqual(good);
  for (const one of bad)
    expect(() => loadConfig({ env: { TERRARIUM__FETCH__ALLOW: `["${one}"]` } }), one).toThrow(
      `TERRARIUM__FETCH__ALLOW: fetch.allow: "${one}" is not a host, host:port, an address or a range such as "10.1.0.0/16".`,
    );
});
