import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fault } from "../core/errors.js";
import { type AdminActions, adminPath, askAdmin, knock, NoServerError, openAdminSocket } from "./admin-socket.js";

let dir = "";
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "terrarium-admin-"));
  mkdirSync(join(dir, "store"));
});
afterEach(() => rmSync(dir, { recursive: true }));

const actions: AdminActions = {
  "GET /queue": async () => ({ mode: "open" }),
  "POST /gc": async (body) => body,
  "POST /refuse": async () => {
    throw fault("conflict", "Not now.");
  },
  "POST /break": async () => {
    throw new Error("broken");
  },
};

/** Sends what no client of ours would. */
function raw(path: string, body: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const asked = request({ socketPath: path, method: "POST", path: "/gc" }, (response) => {
      response.resume().on("end", () => resolve(response.statusCode));
    });
    asked.on("error", reject).end(body);
  });
}

describe("the administrator's socket", () => {
  it("does what it is asked for, and closes to its owner's alone", async () => {
    const path = adminPath(dir);
    const socket = await openAdminSocket(path, actions);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(await askAdmin(path, "GET", "/queue")).toEqual({ mode: "open" });
    expect(await askAdmin(path, "POST", "/gc", { dryRun: true })).toEqual({ dryRun: true });
    await expect(askAdmin(path, "POST", "/refuse")).rejects.toThrow("Not now.");
    await expect(askAdmin(path, "POST", "/break")).rejects.toThrow("broken");
    await expect(askAdmin(path, "POST", "/nonesuch")).rejects.toThrow(/no such action/);
    for (const body of ["no json", "[]", "null"]) expect(await raw(path, body)).toBe(400);
    await socket.close();
    await expect(askAdmin(path, "GET", "/queue")).rejects.toMatchObject({ name: "NoServerError", code: "ENOENT" });
  });

  it("is not waited for where nobody answers, as with a server that is stopped", async () => {
    const path = adminPath(dir);
    await expect(knock(path, 60_000)).rejects.toMatchObject({ name: "NoServerError", code: "ENOENT" });
    const silent = createServer(() => undefined).listen(path);
    await once(silent, "listening");
    await expect(knock(path, 50)).rejects.toMatchObject({ name: "NoServerError", code: "ETIMEDOUT" });
    silent.closeAllConnections();
    silent.close();
    const socket = await openAdminSocket(path, actions);
    await knock(path, 60_000);
    await socket.close();
  });

  it("takes the place of one whose server was killed", async () => {
    const path = adminPath(dir);
    writeFileSync(path, "");
    await expect(askAdmin(path, "GET", "/queue")).rejects.toBeInstanceOf(NoServerError);
    const socket = await openAdminSocket(path, actions);
    expect(await askAdmin(path, "GET", "/queue")).toEqual({ mode: "open" });
    await socket.close();
  });
});
