// A request as a program of Python: with OWSLib, which speaks WPS 1.0.0, and with the client that comes with Terrarium.
import { defaultCrsOf } from "../schemas.js";
import type { Json } from "../types.js";
import { CopyError } from "./copy-error.js";
import { addressOf, type CopyRequest } from "./copy-request.js";
import { type Given, type GivenFormat, givenInputs, type Wanted, wantedOutputs } from "./given.js";
import { hasOutputs } from "./http.js";
import { literal, python } from "./quote.js";

const text = (value: string): string => python.string(value);

function formatArguments({ mediaType, encoding, schema }: GivenFormat): string {
  const pairs = { mimeType: mediaType, encoding, schema };
  return Object.entries(pairs)
    .map(([name, value]) => (value === undefined ? "" : `, ${name}=${text(value)}`))
    .join("");
}

/** OWSLib takes such a text for an address. */
const looksLikeAddress = /^[\s\p{Cc}]*[A-Za-z][\w+.\s-]*:/u;

function owslibInput(given: Given, { process }: CopyRequest): string {
  const { id } = given;
  if (given.kind === "literal") {
    if (given.uom !== undefined) throw new CopyError(`OWSLib cannot send the unit of the input ${id}.`);
    return `(${text(id)}, ${text(given.text)})`;
  }
  if (given.kind === "reference") return `(${text(id)}, ComplexDataInput(${text(given.href)}${formatArguments(given.format)}))`;
  if (given.kind === "complex") {
    const name = looksLikeAddress.test(given.text) ? "InlineData" : "ComplexDataInput";
    return `(${text(id)}, ${name}(${text(given.text)}${formatArguments(given.format)}))`;
  }
  if (given.numbers.length !== 4) throw new CopyError(`OWSLib cannot send the box ${id}: it has more than two dimensions.`);
  const crs = given.crs ?? defaultCrsOf(process.inputs.find((one) => one.id === id)?.schema ?? {});
  return `(${text(id)}, BoundingBoxDataInput([${given.numbers.join(", ")}]${crs === undefined ? "" : `, crs=${text(crs)}`}))`;
}

/** OWSLib asks for documents only, and names the outputs that it wants. */
function owslibOutputs(request: CopyRequest): string[] {
  const wanted = wantedOutputs(request);
  const all: readonly Pick<Wanted, "id" | "shape" | "byReference" | "format">[] =
    wanted.length > 0
      ? wanted
      : wantedOutputs({ ...request, outputs: Object.fromEntries(request.process.outputs.map(({ id }) => [id, {}])) });
  return all.map(({ id, shape, byReference, format: { mediaType } }) => {
    const form = python.word(byReference && shape === "complex");
    return `(${text(id)}, ${form}, ${mediaType === undefined ? "None" : text(mediaType)})`;
  });
}

function block(name: string, entries: readonly string[]): string {
  return entries.length === 0 ? `    ${name}=[],` : [`    ${name}=[`, ...entries.map((one) => `        ${one},`), "    ],"].join("\n");
}

export function owslib(request: CopyRequest): string {
  const inputs = givenInputs(request).map((given) => owslibInput(given, request));
  const isAsync = request.mode === "async";
  const uses = (name: string): readonly string[] => (inputs.some((one) => one.includes(`, ${name}(`)) ? [name] : []);
  const hasInline = uses("InlineData").length > 0;
  const complex = hasInline ? ["ComplexDataInput"] : uses("ComplexDataInput");
  const imported = [
    isAsync ? "ASYNC" : "SYNC",
    ...uses("BoundingBoxDataInput"),
    ...complex,
    "WebProcessingService",
    ...(isAsync ? ["monitorExecution"] : []),
  ];
  const token = request.needsToken === true ? ', headers={"Authorization": "Bearer " + os.environ["TERRARIUM_TOKEN"]}' : "";
  return [
    ...(request.needsToken === true ? ["import os", ""] : []),
    `from owslib.wps import ${imported.join(", ")}`,
    "",
    ...(hasInline
      ? ["", "class InlineData(ComplexDataInput):", "    getXml = ComplexDataInput.complexDataRaw  # else taken for an address", "", ""]
      : []),
    `wps = WebProcessingService(${text(addressOf(request, "wps"))}, skip_caps=True${token})`,
    "execution = wps.execute(",
    `    ${text(request.process.id)},`,
    block("inputs", inputs),
    block("output", owslibOutputs(request)),
    `    mode=${isAsync ? "ASYNC" : "SYNC"},`,
    ")",
    ...(isAsync ? ["monitorExecution(execution, sleepSecs=1)"] : []),
    "if not execution.isSucceeded():",
    '    raise SystemExit("\\n".join(error.text or error.code for error in execution.errors))',
    "for output in execution.processOutputs:",
    "    print(output.identifier, output.reference or output.data)",
  ].join("\n");
}

/** Words of the language, and names that the client keeps for itself. */
const reserved = new Set(
  "False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield".split(
    " ",
  ),
);
const options = new Set(["wait", "outputs", "progress", "response"]);
const members = new Set(["describe", "execute", "job", "jobs", "names", "processes", "refresh", "submit", "url"]);

function isName(name: string): boolean {
  return /^[a-z]\w*$/i.test(name) && !reserved.has(name);
}

/** `t.buffer(size=1)` where the names can stand there, else `t.execute("...", {...})`. */
function call(request: CopyRequest): string {
  const { process, inputs, outputs, response = "document", mode = "sync" } = request;
  const isPlain = isName(process.id) && !members.has(process.id) && process.inputs.every(({ id }) => isName(id) && !options.has(id));
  const data = (value: Json): string => literal(value, python, "    ");
  const given = isPlain ? Object.entries(inputs).map(([id, value]) => `${id}=${data(value)}`) : [text(process.id), data(inputs as Json)];
  const more = [
    ...(hasOutputs(request) ? [`outputs=${data(outputs as Json)}`] : []),
    ...(response === "raw" ? ['response="raw"'] : []),
    ...(mode === "async" && !isPlain ? ["wait=False"] : []),
  ];
  const name = isPlain ? `${mode === "async" ? "submit." : ""}${process.id}` : "execute";
  const all = [...given, ...more];
  return all.length === 0 ? `t.${name}()` : [`t.${name}(`, ...all.map((one) => `    ${one},`), ")"].join("\n");
}

export function terrariumPython(request: CopyRequest): string {
  const needsToken = request.needsToken === true;
  return [
    ...(needsToken ? ["import os", ""] : []),
    "from terrarium.client import connect",
    "",
    `t = connect(${text(addressOf(request))}${needsToken ? ', token=os.environ["TERRARIUM_TOKEN"]' : ""})`,
    `job = ${call(request)}`,
    ...(request.mode === "async" ? ["job.wait(progress=print)"] : []),
    "print(job.get(asobj=True))",
  ].join("\n");
}
