// The reference of the TypeScript SDK, out of its own declarations: each member with its type and the comment above it.
import { readFileSync } from "node:fs";
import ts from "typescript";

const root = new URL("../../", import.meta.url);
const [sdk, geo] = ["packages/sdk/src", "packages/geo/src"];

/** What stands on the page, in its order: a heading, a file, and names in it. */
const sections = /** @type {const} */ ([
  ["A process", `${sdk}/define-process.ts`, ["ProcessDefinition", "Call"]],
  ["What is said of inputs and outputs", `${sdk}/specs.ts`, ["Text", "Occurs", "literal", "complex", "bbox"]],
  [
    "Their domains",
    `${sdk}/description.ts`,
    ["LiteralDomain", "literalTypes", "AllowedRange", "ComplexDomain", "Format", "BoundingBoxDomain"],
  ],
  ["Words around them", `${sdk}/description.ts`, ["Metadata", "Translation", "GroupDescription", "Example"]],
  ["Limits", `${sdk}/description.ts`, ["Limits"]],
  ["Files that come in", `${sdk}/file-handle.ts`, ["ComplexHandle"]],
  ["Tables", `${sdk}/table-file.ts`, ["table", "Row", "TableHandle"]],
  ["Rasters", `${sdk}/raster-file.ts`, ["raster", "RasterHandle", "RasterFacts", "RasterBand"]],
  ["Vector data, from @terrarium/geo", `${geo}/vector-file.ts`, ["vector", "VectorHandle"]],
  ["Features", `${geo}/model.ts`, ["Collection", "Feature", "Geometry", "Position"]],
  ["Files of another kind", `${sdk}/specs.ts`, ["FileKind", "fileBuilder"]],
  ["What a process gives", `${sdk}/process-values.ts`, ["ComplexResult", "BoundingBox"]],
  ["The job", `${sdk}/process-values.ts`, ["JobContext"]],
  ["Programs", `${sdk}/exec.ts`, ["ExecOptions", "ExecResult", "toolProgress"]],
  ["Errors for the client", `${sdk}/user-error.ts`, ["UserError"]],
]);

/** @param {ts.Node} node @param {ts.SourceFile} source */
function commentOf(node, source) {
  const comments = ts.getLeadingCommentRanges(source.text, node.getFullStart()) ?? [];
  const last = comments.at(-1);
  const text = last === undefined ? "" : source.text.slice(last.pos, last.end);
  if (!text.startsWith("/**")) return "";
  return text
    .slice(3, -2)
    .split("\n")
    .map((line) => line.replace(/^\s*\*? ?/, "").trim())
    .join(" ")
    .trim();
}

/** @param {string} text */
const code = (text) =>
  `\`${text
    .replace(/\s+/g, " ")
    .replace(/\breadonly /g, "")
    .replace(/(^|\( )\| /g, "$1")
    .trim()}\``;

/** @param {string} text */
const cell = (text) => code(text).replaceAll("|", "\\|");

/** @param {ts.TypeElement | ts.ClassElement} member @param {ts.SourceFile} source */
function memberRow(member, source) {
  if (member.name === undefined || ts.isConstructorDeclaration(member)) return [];
  const name = member.name.getText(source);
  const isOptional = "questionToken" in member && member.questionToken !== undefined;
  const type =
    ts.isMethodSignature(member) || ts.isMethodDeclaration(member)
      ? `(${member.parameters.map((one) => one.getText(source)).join(", ")}) => ${member.type?.getText(source) ?? "void"}`
      : "type" in member && member.type !== undefined
        ? /** @type {ts.TypeNode} */ (member.type).getText(source)
        : "initializer" in member && member.initializer !== undefined
          ? /** @type {ts.Expression} */ (member.initializer).getText(source)
          : "";
  return [`| \`${name}\`${isOptional ? "" : " *"} | ${cell(type)} | ${commentOf(member, source)} |`];
}

/** @param {readonly (ts.TypeElement | ts.ClassElement)[]} members @param {ts.SourceFile} source */
function table(members, source) {
  const rows = members.flatMap((member) => memberRow(member, source));
  return rows.length === 0 ? "" : `\n| member | type | meaning |\n|---|---|---|\n${rows.join("\n")}\n`;
}

/** @param {ts.FunctionDeclaration} declaration @param {ts.SourceFile} source */
function signature({ name, parameters, type }, source) {
  return code(
    `${name?.text}(${parameters.map((one) => one.getText(source)).join(", ")})${type === undefined ? "" : `: ${type.getText(source)}`}`,
  );
}

/** A list of words is told whole. @param {ts.VariableStatement} statement @param {ts.SourceFile} source */
function listOf(statement, source) {
  const value = statement.declarationList.declarations[0]?.initializer;
  const list = value !== undefined && ts.isAsExpression(value) ? value.expression : undefined;
  if (list === undefined || !ts.isArrayLiteralExpression(list)) return "";
  return `\n${list.elements.map((one) => code(one.getText(source))).join(", ")}\n`;
}

/** @param {ts.Statement} statement @param {ts.SourceFile} source @returns {string} */
function bodyOf(statement, source) {
  if (ts.isInterfaceDeclaration(statement)) {
    const more = statement.heritageClauses?.flatMap(({ types }) => types.map((one) => one.getText(source))) ?? [];
    return `${more.length === 0 ? "" : `\nAlso what ${more.map(code).join(" and ")} has.\n`}${table(statement.members, source)}`;
  }
  if (ts.isClassDeclaration(statement)) return table(statement.members, source);
  if (ts.isVariableStatement(statement)) return listOf(statement, source);
  if (ts.isFunctionDeclaration(statement)) return `\n${signature(statement, source)}\n`;
  if (ts.isTypeAliasDeclaration(statement)) return `\nIt is ${code(statement.type.getText(source))}.\n`;
  return "";
}

/** @param {ts.SourceFile} source @param {string} name */
function find(source, name) {
  const found = source.statements.find((statement) => {
    if (ts.isVariableStatement(statement)) return statement.declarationList.declarations.some((one) => one.name.getText(source) === name);
    return "name" in statement && /** @type {ts.Identifier | undefined} */ (statement.name)?.text === name;
  });
  if (found === undefined) throw new Error(`${source.fileName} has no ${name} any more: mend scripts/reference/typescript.mjs.`);
  return found;
}

/** The text of docs/reference-typescript.md. */
export function typescriptReference() {
  const parts = sections.map(([heading, file, names]) => {
    const source = ts.createSourceFile(file, readFileSync(new URL(file, root), "utf8"), ts.ScriptTarget.Latest, true);
    const all = names.map((name) => {
      const statement = find(source, name);
      return `### ${name}\n\n${commentOf(statement, source)}\n${bodyOf(statement, source)}`.replace(/\n{3,}/g, "\n\n");
    });
    return `## ${heading}\n\n${all.join("\n")}`;
  });
  return `# Reference: processes in TypeScript

Made from the declarations of the SDK by \`node scripts/reference-docs.mjs\`; do not edit by hand. How a process is written is told in
[first-process-typescript.md](first-process-typescript.md) and [write-processes.md](write-processes.md). A star marks what must be there.

${parts.join("\n")}`.replace(/[ \t]+$/gm, "");
}
