// Validates documents against the OGC schemas, where they are at hand: ../shared beside the repository; they are not part of the project.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { XmlDocument, XsdValidator } from "libxml2-wasm";
import { xmlRegisterFsInputProviders } from "libxml2-wasm/lib/nodejs.mjs";

/** The folder of the schemas; it may be absent. */
export const schemaFolder = join(import.meta.dirname, "../../../shared/schemas/xsd");
export const hasSchemas = existsSync(schemaFolder);

/** A function that returns what is wrong with a document, "" if nothing. `entries` are schema files below the folder, one for each namespace of a root element. */
export function makeValidator(entries: readonly string[]): (document: Uint8Array | string) => string {
  xmlRegisterFsInputProviders();
  const imports = entries.map((entry) => {
    const namespace = entry.startsWith("ows/")
      ? `http://www.opengis.net/ows/${entry.slice(4, 7)}`
      : `http://www.opengis.net/${entry.slice(0, entry.lastIndexOf("/"))}`;
    return `<xs:import namespace="${namespace}" schemaLocation="${join(schemaFolder, entry)}"/>`;
  });
  const schema = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">${imports.join("")}</xs:schema>`;
  const validator = XsdValidator.fromDoc(XmlDocument.fromString(schema, { url: join(schemaFolder, "all.xsd") }));
  return (document) => {
    const parsed = typeof document === "string" ? XmlDocument.fromString(document) : XmlDocument.fromBuffer(document);
    try {
      validator.validate(parsed);
      return "";
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    } finally {
      parsed.dispose();
    }
  };
}
