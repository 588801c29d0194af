// wps:ProcessOfferings (OGC 14-065r2 clauses 8 and 9.8.2).
import type { Format, InputDescription, LiteralDomain, OutputDescription, ProcessDescription } from "@terrarium/sdk";
import { remember } from "../../core/remember.js";
import { allowedValues } from "../ows/domain.js";
import { formatAttributes } from "../ows/formats.js";
import { anyUri } from "../ows/lexical.js";
import { attribute, element, nothing, valueElement, type Xml, xml } from "../ows/xml.js";
import { describedPart, namespaces, offeringAttributes } from "./described.js";
import { type Item, nest } from "./nesting.js";

/** The document; `inputBytes` is the server's own limit of one complex input. */
export function processOfferings(processes: readonly ProcessDescription[], inputBytes: number, language: string): Xml {
  return xml`<wps:ProcessOfferings${namespaces}>${processes.map((process) => processOffering(process, `${inputBytes} ${language}`))}
</wps:ProcessOfferings>`;
}

/** In this language and with this bound of inputs. */
const processOffering = remember((process: ProcessDescription, limitAndLanguage): Xml => {
  const [limit = "", language = ""] = limitAndLanguage.split(" ");
  const inputBytes = Number(limit);
  const groups = process.groups ?? [];
  const inputs = nest(process.inputs, groups).map((item) => inputItem(item, inputBytes, "      "));
  const outputs = nest(process.outputs, groups).map((item) => outputItem(item, "      "));
  return xml`
  <wps:ProcessOffering${offeringAttributes(process)}>
    <wps:Process${attribute("xml:lang", language)}>${describedPart(process, "      ")}${inputs}${outputs}
    </wps:Process>
  </wps:ProcessOffering>`;
});

function around(name: string, indent: string, attributes: Xml, content: Xml): Xml {
  const open: Xml = { parts: [`\n${indent}<${name}`] };
  const close: Xml = { parts: [`\n${indent}</${name}>`] };
  return xml`${open}${attributes}>${content}${close}`;
}

function inputItem(item: Item<InputDescription>, inputBytes: number, indent: string): Xml {
  const inner = `${indent}  `;
  if (item.kind === "group") {
    // A group is given if one of its inputs must be; its inputs occur in it, so it occurs once.
    const minOccurs = item.items.some((one) => one.kind === "group" || one.described.minOccurs > 0) ? 1 : 0;
    const occurs = xml`${attribute("minOccurs", minOccurs)}${attribute("maxOccurs", 1)}`;
    return around(
      "wps:Input",
      indent,
      occurs,
      xml`${describedPart(item.group, inner)}${item.items.map((one) => inputItem(one, inputBytes, inner))}`,
    );
  }
  const { id, described } = item;
  const occurs = xml`${attribute("minOccurs", described.minOccurs)}${attribute("maxOccurs", described.maxOccurs)}`;
  const line: Xml = { parts: [`\n${inner}`] };
  return around(
    "wps:Input",
    indent,
    occurs,
    xml`${describedPart({ ...described, id }, inner)}${line}${dataDescription(described, inputBytes)}`,
  );
}

function outputItem(item: Item<OutputDescription>, indent: string): Xml {
  const inner = `${indent}  `;
  if (item.kind === "group")
    return around(
      "wps:Output",
      indent,
      nothing,
      xml`${describedPart(item.group, inner)}${item.items.map((one) => outputItem(one, inner))}`,
    );
  const line: Xml = { parts: [`\n${inner}`] };
  return around(
    "wps:Output",
    indent,
    nothing,
    xml`${describedPart({ ...item.described, id: item.id }, inner)}${line}${dataDescription(item.described)}`,
  );
}

/** `inputBytes` is absent for outputs, which have no largest size that can be told. */
function dataDescription(described: InputDescription | OutputDescription, inputBytes?: number): Xml {
  switch (described.kind) {
    case "literal":
      return xml`<wps:LiteralData>${formats(simpleFormats)}${literalDomains(described)}</wps:LiteralData>`;
    case "complex": {
      // The schema wants a whole number of at least one.
      const most = Math.min(described.maximumMegabytes ?? Number.POSITIVE_INFINITY, (inputBytes ?? 0) / 1_000_000);
      const megabytes = inputBytes === undefined ? undefined : Math.max(1, Math.floor(most));
      return xml`<wps:ComplexData>${formats(described.formats, megabytes)}</wps:ComplexData>`;
    }
    case "bbox":
      return xml`<wps:BoundingBoxData>${formats(simpleFormats)}${described.crs.map((crs, index) =>
        element("wps:SupportedCRS", anyUri(crs), attribute("default", index === 0 || undefined)),
      )}</wps:BoundingBoxData>`;
  }
}

/** wps:LiteralValue or ows:BoundingBox, and their notations as text. */
const simpleFormats: readonly Format[] = [{ mediaType: "text/xml" }, { mediaType: "text/plain" }];

function formats(all: readonly Format[], megabytes?: number): Xml {
  return xml`${all.map(
    (format, index) =>
      xml`<wps:Format${formatAttributes(format)}${attribute("maximumMegabytes", megabytes)}${attribute("default", index === 0 || undefined)}/>`,
  )}`;
}

/** The URI of an XML Schema type. */
export function dataTypeReference(name: string): string {
  return `http://www.w3.org/2001/XMLSchema#${name}`;
}

/** One domain for each unit of measure, the default first. */
function literalDomains(literal: LiteralDomain): Xml {
  const uoms: readonly (string | undefined)[] = literal.uoms === undefined || literal.uoms.length === 0 ? [undefined] : literal.uoms;
  const type = element("ows:DataType", literal.dataType, attribute("ows:reference", dataTypeReference(literal.dataType)));
  return xml`${uoms.map(
    (uom, index) =>
      xml`<LiteralDataDomain${attribute("default", index === 0 || undefined)}>${allowedValues(literal.allowedValues)}${type}${element("ows:UOM", uom)}${
        index === 0 ? valueElement("ows:DefaultValue", literal.default) : nothing
      }</LiteralDataDomain>`,
  )}`;
}
