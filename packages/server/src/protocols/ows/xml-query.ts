// Looking things up in a request tree, by namespace and local name, as leniently as real clients need.
import type { XmlElement } from "./read-xml.js";

export const owsNamespaces: ReadonlySet<string> = new Set([
  "http://www.opengis.net/ows/1.1",
  "http://www.opengis.net/ows",
  "http://www.opengis.net/ows/2.0",
  "",
]);
const xlink = "http://www.w3.org/1999/xlink";

/** Children with this local name in one of the namespaces. */
export function childrenOf(parent: XmlElement | undefined, local: string, namespaces: ReadonlySet<string>): XmlElement[] {
  return (parent?.children ?? []).filter((child) => child.local === local && namespaces.has(child.uri));
}

/** The text of an element without white space around it; undefined if there is no element. */
export function textOf(element: XmlElement | undefined): string | undefined {
  return element?.text.trim();
}

/** The value of an attribute without namespace, or else of one in a namespace of OWS (some clients write ows:crs). */
export function attributeOf(element: XmlElement, local: string): string | undefined {
  const named = element.attributes.filter((attribute) => attribute.local === local);
  const found = named.find((attribute) => attribute.uri === "") ?? named.find((attribute) => owsNamespaces.has(attribute.uri));
  return found?.value.trim();
}

/** xlink:href, or a plain href. */
export function hrefOf(element: XmlElement): string | undefined {
  return (
    element.attributes.find((attribute) => attribute.local === "href" && attribute.uri === xlink)?.value.trim() ??
    attributeOf(element, "href")
  );
}

/** The text of ows:Identifier. */
export function identifierOf(element: XmlElement | undefined): string | undefined {
  return textOf(childrenOf(element, "Identifier", owsNamespaces)[0]);
}
