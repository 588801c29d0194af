// What a literal may be, in the elements of OWS Common that the versions of WPS share; the caller binds the prefix ows.
import type { AllowedValue } from "@terrarium/sdk";
import { attribute, element, type Xml, xml } from "./xml.js";

/** ows:AllowedValues, or ows:AnyValue. */
export function allowedValues(values: readonly AllowedValue[] | undefined): Xml {
  if (values === undefined || values.length === 0) return xml`<ows:AnyValue/>`;
  return xml`<ows:AllowedValues>${values.map(allowedValue)}</ows:AllowedValues>`;
}

function allowedValue(value: AllowedValue): Xml {
  if (typeof value !== "object") return xml`<ows:Value>${value}</ows:Value>`;
  const closure = attribute("ows:rangeClosure", value.closure ?? "closed");
  return xml`<ows:Range${closure}>${element("ows:MinimumValue", value.minimum)}${element("ows:MaximumValue", value.maximum)}${element(
    "ows:Spacing",
    value.spacing,
  )}</ows:Range>`;
}
