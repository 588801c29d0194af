import { describe, expect, it } from "vitest";
import { bytesText, isolationMetadata } from "./limit-words.js";
import { deployed } from "./rig.js";

describe("what clients are told of limits", () => {
  const sealed = { engine: "bwrap", runtime: "bubblewrap 0.8.0", enforced: ["namespaces", "memory"], notEnforced: [] };
  const roles = (titles: readonly { readonly title: string; readonly role?: string }[]) =>
    Object.fromEntries(titles.map(({ title, role }) => [role, title]));

  it("names each with its value under a role that stays the same", () => {
    const told = roles(isolationMetadata(deployed, sealed));
    expect(told).toEqual({
      "urn:terrarium:limit:wall": "Time limit: 60 s",
      "urn:terrarium:limit:memory": "Memory limit: 1 GiB",
      "urn:terrarium:limit:cpu": "CPU limit: 1 core",
      "urn:terrarium:limit:pids": "Limit of child processes and threads: 64",
      "urn:terrarium:limit:disk": "Disk limit: 64 MiB",
      "urn:terrarium:limit:inodes": "Limit of files made: 1000",
      "urn:terrarium:limit:fds": "Limit of open files: 64",
      "urn:terrarium:limit:output": "Limit of one output: 1000 bytes",
      "urn:terrarium:limit:log": "Log kept: the last 1000 bytes",
      "urn:terrarium:network": "Network: none",
      "urn:terrarium:isolation": "Isolation: each execution in a sandbox of its own, made by bubblewrap 0.8.0",
    });
  });
  it("says what this host cannot enforce", () => {
    const told = roles(isolationMetadata(deployed, { ...sealed, notEnforced: ["inodes", "own uid"] }));
    expect(told["urn:terrarium:limit:inodes"]).toBe("Limit of files made: 1000 (cannot be enforced on this host)");
    expect(told["urn:terrarium:isolation:lacking"]).toBe("Not enforced on this host: own uid");
    expect(told["urn:terrarium:limit:memory"]).toBe("Memory limit: 1 GiB");
  });
  it("never calls sealed what is not", () => {
    const told = roles(isolationMetadata(deployed, { engine: "child", enforced: ["wall"], notEnforced: ["namespaces"] }));
    expect(told["urn:terrarium:isolation"]).toMatch(/^Isolation: none/);
  });
  it("writes sizes in the largest unit that fits", () => {
    expect([999, 1024, 1.5 * 2 ** 30, 64 * 2 ** 20].map(bytesText)).toEqual(["999 bytes", "1 KiB", "1.5 GiB", "64 MiB"]);
  });
});
