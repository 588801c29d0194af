// Group commit where one write of a group fails: it fails alone if the database can go on, and nobody is told of a commit that was undone.
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

/** A database with a table of names, and what they are when the group is closed. */
function makeGround() {
  const file = join(dir, "group.db");
  const db = new Database(file, { timeout: 0 });
  db.exec("pragma journal_mode = wal; create table kept (name text unique)");
  let undone = 0;
  const group = makeGroupCommit(db, { lateMs: 60_000, rolledBack: () => (undone += 1) });
  return {
    ...{ file, db, group },
    undone: () => undone,
    insert: (name: string): void => void db.prepare("insert into kept (name) values (?)").all(name),
    close(): string[] {
      group.close();
      const names = (db.prepare("select name from kept order by name").all() as { name: string }[]).map(({ name }) => name);
      db.close();
      return names;
    },
  };
}
const always = (): boolean => true;
const never = (): boolean => false;
const statuses = async (writes: readonly Promise<unknown>[]): Promise<string[]> =>
  (await Promise.allSettled(writes)).map(({ status }) => status);

it("undoes a statement that fails, and nothing else of its turn", async () => {
  const { group, insert, undone, close } = makeGround();
  await group.write(() => insert("told"), never, 1_000);
  const writes = ["first", "first", "third"].map((name) => group.write(() => insert(name), always, 1_000));
  expect(await statuses(writes)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(undone()).toBe(0);
  expect(close()).toEqual(["first", "third", "told"]);
});

it("tells no write that waited for a locked file of a commit that a later one of the line has undone", async () => {
  const { file, db, group, insert, undone, close } = makeGround();
  const other = new Database(file, { timeout: 0 });
  other.exec("begin immediate");
  const writes = [
    group.write(() => insert("first"), always, 60_000),
    group.write(
      () => {
        // As SQLite does where it cannot undo a statement alone.
        db.exec("rollback");
        throw new Error("no space at all");
      },
      always,
      60_000,
    ),
    group.write(() => insert("third"), always, 60_000),
  ];
  other.exec("rollback");
  other.close();
  expect(await statuses(writes)).toEqual(["rejected", "rejected", "fulfilled"]);
  expect(undone()).toBe(1);
  expect(close()).toEqual(["third"]);
});
