// Every sentence that a client may be told has its form in every language, and stands in the catalogue as it is said.
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { Limits } from "@terrarium/sdk";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { problemTable } from "../../protocols/ogcapi/errors.js";
import { parametersOf } from "../../protocols/ogcapi/openapi-operations.js";
import { resourcesOf } from "../../protocols/ogcapi/resources.js";
import { checkResults } from "../../validation/check-results.js";
import { toServiceError } from "../errors.js";
import { tell } from "../tell.js";
import { cs } from "./cs.js";
import { csApi } from "./cs-api.js";
import { csInputs } from "./cs-inputs.js";
import { csJobs } from "./cs-jobs.js";
import { csRequests } from "./cs-requests.js";
import { csTitles } from "./cs-titles.js";

const source = join(import.meta.dirname, "../..");
/** Rooms whose words reach clients. Of the others clients hear nothing, or what `engine-failed` and `internal` make of it. */
const rooms = ["core", "http", "jobs", "protocols", "staging"];
const alsoTold = ["spawner/collect.ts", "stores/memory/memory-store.ts", "stores/sql/repository.ts"];
/** Who is given what a client is told, as an argument that is a text of more than one word. */
const tellers = new Set([
  ...["fault", "invalid", "refuse", "report", "bad", "wrong", "Refusal", "httpProblem", "about", "busy", "beginAgain", "failed"],
  ...["refusal", "plain", "complain", "discard", "broken", "fail", "notJson", "words", "phrase", "together", "tell"],
]);

function filesOf(folder: string): string[] {
  return (
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts") && !name.includes("html/"))
      // What tests share stands beside the rooms.
      .filter((name) => !/(?:conformance|rig)\.ts$|conformance\//.test(name))
      .map((name) => join(folder, name))
  );
}

interface Found {
  readonly where: string;
  readonly text: string;
  /** It has places, but is not made by `say`. */
  readonly isTemplate: boolean;
}

/** Is this node given to a teller, or the message or problem of an object, perhaps by way of a condition. */
function isTold(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isConditionalExpression(parent)) return parent.condition !== node && isTold(parent);
  if (ts.isParenthesizedExpression(parent) || ts.isAsExpression(parent)) return isTold(parent);
  if (ts.isCallExpression(parent) || ts.isNewExpression(parent))
    return tellers.has(parent.expression.getText()) && parent.expression !== node;
  if (ts.isPropertyAssignment(parent)) {
    const name = parent.name.getText();
    if (name === "problem" || name === "message" || name === "sentence" || name === "reason") return true;
  }
  // Several, by what they are told of.
  const list = ts.isPropertyAssignment(parent) ? parent.parent.parent : parent;
  return ts.isVariableDeclaration(list) && /(?:Message|Sentence|^advice|^unprepared|^removals)$/.test(list.name.getText());
}

function toldIn(file: string): Found[] {
  const tree = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
  const found: Found[] = [];
  const visit = (node: ts.Node): void => {
    const isText = ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node);
    if ((isText || ts.isTemplateExpression(node)) && isTold(node)) {
      const where = `${relative(source, file)}:${tree.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
      const text = isText ? node.text : node.getText();
      if (/\S [^ ]/.test(text)) found.push({ where, text, isTemplate: !isText });
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

/** Told to nobody: what becomes of these codes is one sentence for all. */
const isUntold = (line: string): boolean => /fault\(\s*"(?:engine-failed|internal)"/.test(line);

const places = (sentence: string): string[] => [...new Set([...sentence.matchAll(/\{\w+\}/g)].map(([place]) => place))].sort();

describe("the sentences that clients are told", () => {
  const files = [...rooms.flatMap((room) => filesOf(join(source, room))), ...alsoTold.map((name) => join(source, name))];
  const found = files.flatMap(toldIn);

  it("are found where they are said", () => {
    expect(found.length).toBeGreaterThan(150);
    expect(found.map(({ text }) => text)).toEqual(expect.arrayContaining(["There is no such job.", "The process failed."]));
  });

  it("have a Czech form each", () => {
    const lacking = found
      .filter(({ text, isTemplate }) => isTemplate || !Object.hasOwn(cs, text))
      .filter(({ where }) => {
        const [name = "", line = "1"] = where.split(":");
        const lines = readFileSync(join(source, name), "utf8").split("\n");
        return !isUntold(lines.slice(Math.max(0, Number(line) - 2), Number(line)).join("\n"));
      });
    expect(lacking).toEqual([]);
  });

  it("say what is wrong with a process's results in Czech, in every part", () => {
    const outputs = [{ id: "out", title: "Out", kind: "bbox", crs: ["EPSG:4326"] }] as const;
    const description = { id: "p", title: "P", version: "1", inputs: [], outputs, storeSupported: true, statusSupported: true };
    const told = (given: object): string => {
      try {
        checkResults([{ id: "out", ...given }], [{ id: "out" }], { description, limits: { outputBytes: 100 } as Limits });
      } catch (error) {
        return tell(toServiceError(error).faults[0], "cs");
      }
      return "";
    };
    expect(told({ kind: "bbox", bbox: "x" })).toBe("Proces skončil s chybným výstupem: out není ohraničující obdélník.");
    expect(told({ kind: "bbox", bbox: [3, 4, 1, 2] })).toBe("Proces skončil s chybným výstupem: out má dolní roh nad horním rohem.");
    expect(told({ kind: "literal", value: 1 })).toBe("Proces skončil s chybným výstupem: out není typu bbox.");
  });

  it("have the same places in Czech, and say something else there", () => {
    for (const [english, czech] of Object.entries(cs)) expect(places(czech), english).toEqual(places(english));
    const same = Object.entries(cs).filter(([english, czech]) => english === czech && !/^[^a-z]*$/i.test(english.replace(/\{\w+\}/g, "")));
    expect(same).toEqual([]);
  });

  it("stand in one part of the catalogue only, and are all said somewhere", () => {
    const parts = [csInputs, csJobs, csRequests, csTitles, csApi].flatMap((part) => Object.keys(part));
    expect(new Set(parts).size).toBe(parts.length);
    const all = filesOf(source)
      .filter((file) => !file.includes("core/messages/"))
      .map((file) => readFileSync(file, "utf8"))
      .join("\n");
    expect(parts.filter((sentence) => !all.includes(sentence) && !all.includes(JSON.stringify(sentence).slice(1, -1)))).toEqual([]);
  });
});

describe("every operation of OGC API - Processes", () => {
  it("and each of its parameters is explained in Czech", () => {
    for (const { path, operations } of resourcesOf({ listsJobs: true }))
      for (const operation of operations)
        for (const text of [operation.summary, ...parametersOf(path, operation).map(({ description }) => description)])
          expect(tell(text, "cs"), text).not.toBe(text);
  });
});

describe("every ErrorCode", () => {
  it("has a title in Czech", () => {
    for (const { title } of Object.values(problemTable)) expect(tell(title, "cs"), title).not.toBe(title);
  });
});
