// Group commit where one write of a group fails: nobody may be told of a commit that was undone.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "libsql";
import { afterEach, beforeEach, expect, it } from "vitest";
import { makeGroupCommit } from "./group-commit.js";

let dir = "";
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "terrarium-group-"));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

it("tells no write that waited for a locked file of a commit that a later one of the line has undone", async () => {
  const file = join(dir, "group.db");
  const db = new Database(file, { timeout: 0 });
  db.exec("pragma journal_mode = wal; create table kept (name text)");
  const group = makeGroupCommit(db, { lateMs: 60_000, rolledBack: () => undefined });
  const insert = (name: string): void => void db.prepare("insert into kept (name) values (?)").all(name);
  const always = (): boolean => true;
  const other = new Database(file, { timeout: 0 });
  other.exec("begin immediate");
  const writes = [
    group.write(() => insert("first"), always, 60_000),
    group.write(
      () => {
        throw new Error("no space for this one");
      },
      always,
      60_000,
    ),
    group.write(() => insert("third"), always, 60_000),
  ];
  other.exec("rollback");
  other.close();
  const told = (await Promise.allSettled(writes)).map(({ status }) => status);
  group.close();
  const names = (db.prepare("select name from kept").all() as { name: string }[]).map(({ name }) => name);
  db.close();
  expect(told).toEqual(["rejected", "rejected", "fulfilled"]);
  expect(names).toEqual(["third"]);
});
