// Inputs and output definitions as they were received, for wps:ExecuteResponse with lineage=true (OGC 05-007r7 table 54).
import type { InputDescription, OutputDescription, ProcessDescription } from "@terrarium/sdk";
import type { Data, Execute, ExecuteInput, OutputRequest, ReferenceData } from "../../core/execute.js";
import type { Open } from "../../core/message.js";
import { readBoundingBox } from "../ows/bounding-box.js";
import { embedReceived } from "../ows/embed.js";
import { formatAttributes } from "../ows/formats.js";
import { anyUri } from "../ows/lexical.js";
import { attribute, element, nothing, type Xml, xml } from "../ows/xml.js";
import { describedPart } from "./described.js";

/** wps:LiteralData; its type and its unit are URIs in the schema. */
export function literalData(value: string | number | boolean, dataType: string | undefined, uom: string | undefined): Xml {
  return xml`<wps:LiteralData${uriAttribute("dataType", dataType)}${uriAttribute("uom", uom)}>${value}</wps:LiteralData>`;
}

function uriAttribute(name: string, text: string | undefined): Xml {
  return attribute(name, text === undefined ? undefined : anyUri(text));
}

/** wps:BoundingBoxData; `bbox` is the lower corner, then the upper one. */
export function boundingBoxData(bbox: readonly number[], crs: string | undefined, namespaces: Xml = nothing): Xml {
  const dimensions = bbox.length / 2;
  return xml`<wps:BoundingBoxData${namespaces}${uriAttribute("crs", crs)}${attribute("dimensions", dimensions)}><ows:LowerCorner>${bbox
    .slice(0, dimensions)
    .join(" ")}</ows:LowerCorner><ows:UpperCorner>${bbox.slice(dimensions).join(" ")}</ows:UpperCorner></wps:BoundingBoxData>`;
}

/** wps:DataInputs and wps:OutputDefinitions. The schema has no empty ones. */
export function lineage(execute: Execute, process: ProcessDescription, open: Open): Xml {
  const inputs = execute.inputs.map((input) => receivedInput(input, process, open));
  const outputs = receivedOutputs(execute, process);
  return xml`${list("wps:DataInputs", inputs)}${list("wps:OutputDefinitions", outputs)}`;
}

function list(name: string, items: readonly Xml[]): Xml {
  const open: Xml = { parts: [`\n  <${name}>`] };
  const close: Xml = { parts: [`\n  </${name}>`] };
  return items.length === 0 ? nothing : xml`${open}${items}${close}`;
}

function receivedInput({ id, data }: ExecuteInput, process: ProcessDescription, open: Open): Xml {
  const description = process.inputs.find((input) => input.id === id);
  const content =
    data.kind === "reference" ? receivedReference(data, open) : xml`<wps:Data>${receivedData(data, description, open)}</wps:Data>`;
  return xml`
    <wps:Input>
      <ows:Identifier>${id}</ows:Identifier>${description === undefined ? nothing : element("ows:Title", description.title)}
      ${content}
    </wps:Input>`;
}

function receivedData(data: Exclude<Data, ReferenceData>, description: InputDescription | undefined, open: Open): Xml {
  if (data.kind === "stored") {
    const { file, format, markup = false } = data;
    return embedReceived({ name: "wps:ComplexData", file, format, open, attributes: formatAttributes }, markup);
  }
  const kind = data.syntax ?? description?.kind ?? "literal";
  if (kind === "bbox") {
    const box = readBoundingBox(data.value);
    if (box !== undefined) return boundingBoxData(box.bbox, data.crs ?? box.crs);
  }
  const text = typeof data.value === "object" ? JSON.stringify(data.value) : String(data.value);
  if (kind === "complex") return xml`<wps:ComplexData${formatAttributes(data.format)}>${text}</wps:ComplexData>`;
  return literalData(text, data.dataType, data.uom);
}

function receivedReference(data: ReferenceData, open: Open): Xml {
  const headers = (data.headers ?? []).map(
    (header) => xml`<wps:Header${attribute("key", header.name)}${attribute("value", header.value)}/>`,
  );
  return xml`<wps:Reference${uriAttribute("xlink:href", data.href)}${attribute("method", data.method)}${formatAttributes(data.format)}>${headers}${receivedBody(
    data,
    open,
  )}</wps:Reference>`;
}

function receivedBody({ body }: ReferenceData, open: Open): Xml {
  if (body === undefined) return nothing;
  if (body.kind === "reference") return xml`<wps:BodyReference${uriAttribute("xlink:href", body.href)}/>`;
  return embedReceived({ name: "wps:Body", file: body.file, open, attributes: () => nothing }, body.markup ?? false);
}

function receivedOutputs(execute: Execute, process: ProcessDescription): Xml[] {
  const requests =
    execute.outputs.length > 0 ? execute.outputs : process.outputs.map(({ id }): OutputRequest => ({ id, transmission: "value" }));
  return requests.map((request) => {
    const description = process.outputs.find((output) => output.id === request.id);
    const named: Pick<OutputDescription, "id" | "title" | "abstract"> = description ?? { id: request.id, title: request.id };
    return xml`
    <wps:Output${attribute("asReference", request.transmission === "reference")}${uriAttribute("uom", request.uom)}${formatAttributes(request.format)}>${describedPart(
      { id: named.id, title: named.title, ...(named.abstract === undefined ? {} : { abstract: named.abstract }) },
      "      ",
    )}
    </wps:Output>`;
  });
}
