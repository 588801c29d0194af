// A request in WPS 1.0.0: as the address of a GET (OGC 05-007r7 clause 10.2.2), and as the XML of a POST (clause 10.2.1).
import { addressOf, type CopyRequest } from "./copy-request.js";
import { type Given, type GivenFormat, givenInputs, rawOutput, type Wanted, wantedOutputs } from "./given.js";
import { urlPart, xmlAttribute, xmlData, xmlText } from "./quote.js";

/** What the form of the answer is made of. A raw answer cannot be stored: asynchronous ones are documents. Literals are given by value only. */
function responseOf(request: CopyRequest): { readonly raw?: Wanted; readonly outputs: readonly Wanted[]; readonly isStored: boolean } {
  const isStored = request.mode === "async";
  if (request.response === "raw" && !isStored) return { raw: rawOutput(request, "WPS 1.0.0"), outputs: [], isStored };
  return { outputs: wantedOutputs(request).map((one) => ({ ...one, byReference: one.byReference && one.shape === "complex" })), isStored };
}

type Attributes = readonly (readonly [name: string, value: string | undefined])[];

function formatAttributes({ mediaType, encoding, schema }: GivenFormat): Attributes {
  return [
    ["mimeType", mediaType],
    ["encoding", encoding],
    ["schema", schema],
  ];
}

function kvpItem(id: string, value: string | undefined, attributes: Attributes): string {
  const said = attributes.flatMap(([name, one]) => (one === undefined ? [] : [`@${name}=${urlPart(one)}`]));
  return `${urlPart(id)}${value === undefined ? "" : `=${urlPart(value)}`}${said.join("")}`;
}

function kvpInput(given: Given): string {
  const { id } = given;
  if (given.kind === "literal") return kvpItem(id, given.text, [["uom", given.uom]]);
  // Corners, then the system, all in one value.
  if (given.kind === "box")
    return `${urlPart(id)}=${[...given.numbers, ...(given.crs === undefined ? [] : [given.crs])].map((one) => urlPart(String(one))).join(",")}`;
  if (given.kind === "complex") return kvpItem(id, given.text, formatAttributes(given.format));
  return kvpItem(id, undefined, [["xlink:href", given.href], ...formatAttributes(given.format)]);
}

/** The address whose GET executes. */
export function wps1Kvp(request: CopyRequest): string {
  const inputs = givenInputs(request).map(kvpInput);
  const { raw, outputs, isStored } = responseOf(request);
  const of = ({ id, byReference, format }: Wanted): string =>
    kvpItem(id, undefined, [["asReference", byReference ? "true" : undefined], ...formatAttributes(format)]);
  const parameters = [
    ["service", "WPS"],
    ["version", "1.0.0"],
    ["request", "Execute"],
    ["identifier", urlPart(request.process.id)],
    ...(inputs.length === 0 ? [] : [["DataInputs", inputs.join(";")]]),
    ...(raw === undefined ? [] : [["RawDataOutput", of(raw)]]),
    ...(outputs.length === 0 ? [] : [["ResponseDocument", outputs.map(of).join(";")]]),
    ...(isStored
      ? [
          ["storeExecuteResponse", "true"],
          ["status", "true"],
        ]
      : []),
  ];
  return `${addressOf(request, "wps")}?${parameters.map(([name, value]) => `${name}=${value}`).join("&")}`;
}

function xmlAttributes(attributes: Attributes): string {
  return attributes.map(([name, value]) => (value === undefined ? "" : ` ${name}="${xmlAttribute(value)}"`)).join("");
}

function corners(numbers: readonly number[]): string {
  const half = numbers.length / 2;
  return `<ows:LowerCorner>${numbers.slice(0, half).join(" ")}</ows:LowerCorner><ows:UpperCorner>${numbers.slice(half).join(" ")}</ows:UpperCorner>`;
}

function xmlForm(given: Given): string {
  if (given.kind === "reference")
    return `<wps:Reference${xmlAttributes([["xlink:href", given.href], ...formatAttributes(given.format)])}/>`;
  if (given.kind === "literal")
    return `<wps:Data><wps:LiteralData${xmlAttributes([["uom", given.uom]])}>${xmlText(given.text)}</wps:LiteralData></wps:Data>`;
  if (given.kind === "complex")
    return `<wps:Data><wps:ComplexData${xmlAttributes(formatAttributes(given.format))}>${xmlData(given.text)}</wps:ComplexData></wps:Data>`;
  const dimensions = String(given.numbers.length / 2);
  return `<wps:Data><wps:BoundingBoxData${xmlAttributes([
    ["crs", given.crs],
    ["dimensions", dimensions],
  ])}>${corners(given.numbers)}</wps:BoundingBoxData></wps:Data>`;
}

function xmlOutput(name: string, { id, byReference, format }: Wanted): string {
  const attributes = xmlAttributes([["asReference", byReference ? "true" : undefined], ...formatAttributes(format)]);
  return `<wps:${name}${attributes}><ows:Identifier>${xmlText(id)}</ows:Identifier></wps:${name}>`;
}

function responseForm(request: CopyRequest): string[] {
  const { raw, outputs, isStored } = responseOf(request);
  if (raw !== undefined) return ["  <wps:ResponseForm>", `    ${xmlOutput("RawDataOutput", raw)}`, "  </wps:ResponseForm>"];
  if (outputs.length === 0 && !isStored) return [];
  const stored = isStored ? ' storeExecuteResponse="true" status="true"' : "";
  return [
    "  <wps:ResponseForm>",
    `    <wps:ResponseDocument${stored}>`,
    ...outputs.map((one) => `      ${xmlOutput("Output", one)}`),
    "    </wps:ResponseDocument>",
    "  </wps:ResponseForm>",
  ];
}

/** The document whose POST to /wps executes. */
export function wps1Xml(request: CopyRequest): string {
  const inputs = givenInputs(request).map(
    (given) => `    <wps:Input><ows:Identifier>${xmlText(given.id)}</ows:Identifier>${xmlForm(given)}</wps:Input>`,
  );
  return [
    '<wps:Execute xmlns:wps="http://www.opengis.net/wps/1.0.0" xmlns:ows="http://www.opengis.net/ows/1.1"',
    '    xmlns:xlink="http://www.w3.org/1999/xlink" service="WPS" version="1.0.0">',
    `  <ows:Identifier>${xmlText(request.process.id)}</ows:Identifier>`,
    ...(inputs.length === 0 ? [] : ["  <wps:DataInputs>", ...inputs, "  </wps:DataInputs>"]),
    ...responseForm(request),
    "</wps:Execute>",
  ].join("\n");
}
