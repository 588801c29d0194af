// A request in the XML of WPS 2.0.2 (OGC 14-065r2 clause 9.8).
import type { CopyRequest } from "./copy-request.js";
import { type Given, type GivenFormat, givenInputs, rawOutput, wantedOutputs } from "./given.js";
import { xmlAttribute, xmlData, xmlText } from "./quote.js";

function attributes(pairs: Readonly<Record<string, string | undefined>>): string {
  return Object.entries(pairs)
    .map(([name, value]) => (value === undefined ? "" : ` ${name}="${xmlAttribute(value)}"`))
    .join("");
}

function formatAttributes({ mediaType, encoding, schema }: GivenFormat): string {
  return attributes({ mimeType: mediaType, encoding, schema });
}

function formOf(given: Given): string {
  if (given.kind === "reference") return `<wps:Reference${attributes({ "xlink:href": given.href })}${formatAttributes(given.format)}/>`;
  if (given.kind === "complex") return `<wps:Data${formatAttributes(given.format)}>${xmlData(given.text)}</wps:Data>`;
  if (given.kind === "literal")
    return `<wps:Data mimeType="text/xml"><wps:LiteralValue${attributes({ uom: given.uom })}>${xmlText(given.text)}</wps:LiteralValue></wps:Data>`;
  const { numbers, crs } = given;
  const half = numbers.length / 2;
  const [lower, upper] = [numbers.slice(0, half).join(" "), numbers.slice(half).join(" ")];
  const box = `<ows:BoundingBox${attributes({ crs, dimensions: String(half) })}><ows:LowerCorner>${lower}</ows:LowerCorner><ows:UpperCorner>${upper}</ows:UpperCorner></ows:BoundingBox>`;
  return `<wps:Data mimeType="text/xml">${box}</wps:Data>`;
}

/** The document whose POST to /wps executes. */
export function wps2Xml(request: CopyRequest): string {
  const { mode = "sync", response = "document", process } = request;
  const outputs = response === "raw" ? [rawOutput(request, "WPS 2.0")] : wantedOutputs(request);
  return [
    '<wps:Execute xmlns:wps="http://www.opengis.net/wps/2.0" xmlns:ows="http://www.opengis.net/ows/2.0"',
    `    xmlns:xlink="http://www.w3.org/1999/xlink" service="WPS" version="2.0.0" mode="${mode}" response="${response}">`,
    `  <ows:Identifier>${xmlText(process.id)}</ows:Identifier>`,
    ...givenInputs(request).map((given) => `  <wps:Input id="${xmlAttribute(given.id)}">${formOf(given)}</wps:Input>`),
    ...outputs.map(({ id, shape, byReference, format }) => {
      const transmission = byReference ? "reference" : "value";
      // Else a raw literal comes inside an element.
      const isBare = response === "raw" && shape === "literal" && format.mediaType === undefined;
      return `  <wps:Output${attributes({ id, transmission })}${formatAttributes(isBare ? { mediaType: "text/plain" } : format)}/>`;
    }),
    "</wps:Execute>",
  ].join("\n");
}
