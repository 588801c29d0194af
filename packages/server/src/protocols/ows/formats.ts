// Formats of data in an answer, as attributes of the element that holds the data or points at it.
import type { PartialFormat } from "../../core/execute.js";
import { anyUri, mimeType } from "./lexical.js";
import { attribute, type Xml, xml } from "./xml.js";

/** mimeType, encoding and schema, as far as they are known. */
export function formatAttributes(format: PartialFormat | undefined): Xml {
  const part = (name: string, value: string | undefined, told: (text: string) => string): Xml =>
    attribute(name, value ? told(value) : undefined);
  return xml`${part("mimeType", format?.mediaType, mimeType)}${part("encoding", format?.encoding, anyUri)}${part("schema", format?.schema, anyUri)}`;
}
