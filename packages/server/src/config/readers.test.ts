import { expect, it } from "vitest";
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
