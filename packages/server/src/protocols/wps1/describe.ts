// wps:ProcessDescriptions (OGC 05-007r7 clause 9.3). Below ProcessDescription only ows: elements, Profile and WSDL have a namespace.
import type { Format, InputDescription, LiteralDomain, OutputDescription, ProcessDescription } from "@terrarium/sdk";
import { remember } from "../../core/remember.js";
import { allowedValues } from "../ows/domain.js";
import { anyUri, mimeType } from "../ows/lexical.js";
import { attribute, element, nothing, valueElement, type Xml, xml } from "../ows/xml.js";
import { describedPart, namespaces, profiles } from "./described.js";
import { version } from "./request.js";

/** The document; `inputBytes` is the server's own limit of one complex input. */
export function processDescriptions(processes: readonly ProcessDescription[], inputBytes: number, language: string): Xml {
  return xml`<wps:ProcessDescriptions${namespaces} service="WPS"${attribute("version", version)}${attribute("xml:lang", language)}>${processes.map(
    (process) => processDescription(process, String(inputBytes)),
  )}
</wps:ProcessDescriptions>`;
}

const processDescription = remember((process: ProcessDescription, inputBytes): Xml => {
  const inputs = process.inputs.map((input) => inputDescription(input, Number(inputBytes)));
  const dataInputs =
    inputs.length === 0
      ? nothing
      : xml`
    <DataInputs>${inputs}
    </DataInputs>`;
  return xml`
  <ProcessDescription${attribute("wps:processVersion", process.version)}${attribute("storeSupported", process.storeSupported)}${attribute(
    "statusSupported",
    process.statusSupported,
  )}>${describedPart(process, "    ")}${profiles(process)}${dataInputs}
    <ProcessOutputs>${process.outputs.map(outputDescription)}
    </ProcessOutputs>
  </ProcessDescription>`;
});

function inputDescription(input: InputDescription, inputBytes: number): Xml {
  return xml`
      <Input${attribute("minOccurs", input.minOccurs)}${attribute("maxOccurs", input.maxOccurs)}>${describedPart(input, "        ")}
        ${inputForm(input, inputBytes)}
      </Input>`;
}

function inputForm(input: InputDescription, inputBytes: number): Xml {
  switch (input.kind) {
    case "literal":
      return xml`<LiteralData>${dataType(input)}${allowedValues(input.allowedValues)}${valueElement("DefaultValue", input.default)}</LiteralData>`;
    case "complex": {
      // The schema wants a whole number.
      const megabytes = Math.max(1, Math.floor(Math.min(input.maximumMegabytes ?? Number.POSITIVE_INFINITY, inputBytes / 1_000_000)));
      return xml`<ComplexData${attribute("maximumMegabytes", megabytes)}>${formats(input.formats)}</ComplexData>`;
    }
    case "bbox":
      return xml`<BoundingBoxData>${systems(input.crs)}</BoundingBoxData>`;
  }
}

function outputDescription(output: OutputDescription): Xml {
  return xml`
      <Output>${describedPart(output, "        ")}
        ${outputForm(output)}
      </Output>`;
}

function outputForm(output: OutputDescription): Xml {
  switch (output.kind) {
    case "literal":
      return xml`<LiteralOutput>${dataType(output)}</LiteralOutput>`;
    case "complex":
      return xml`<ComplexOutput>${formats(output.formats)}</ComplexOutput>`;
    case "bbox":
      return xml`<BoundingBoxOutput>${systems(output.crs)}</BoundingBoxOutput>`;
  }
}

/** The URI of an XML Schema type. */
export function dataTypeReference(name: string): string {
  return `http://www.w3.org/TR/xmlschema-2/#${name}`;
}

function dataType(literal: LiteralDomain): Xml {
  const [first, ...others] = literal.uoms ?? [];
  const uoms =
    first === undefined
      ? nothing
      : xml`<UOMs><Default>${element("ows:UOM", first)}</Default><Supported>${[first, ...others].map((uom) => element("ows:UOM", uom))}</Supported></UOMs>`;
  return xml`<ows:DataType${attribute("ows:reference", dataTypeReference(literal.dataType))}>${literal.dataType}</ows:DataType>${uoms}`;
}

const uri = (text: string | undefined): string | undefined => (text === undefined ? undefined : anyUri(text));

function formats(all: readonly Format[]): Xml {
  const each = all.map(
    (format) =>
      xml`<Format><MimeType>${mimeType(format.mediaType)}</MimeType>${element("Encoding", uri(format.encoding))}${element("Schema", uri(format.schema))}</Format>`,
  );
  return xml`<Default>${each.slice(0, 1)}</Default><Supported>${each}</Supported>`;
}

function systems(all: readonly string[]): Xml {
  return xml`<Default>${all.slice(0, 1).map((crs) => element("CRS", uri(crs)))}</Default><Supported>${all.map((crs) => element("CRS", uri(crs)))}</Supported>`;
}
