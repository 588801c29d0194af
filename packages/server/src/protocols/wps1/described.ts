// The pieces that all WPS 1.0.0 answers share: namespaces, and how a process, input or output is named.
import type { Metadata, ProcessDescription } from "@terrarium/sdk";
import { attribute, element, nothing, type Xml, xml } from "../ows/xml.js";

/** The namespace declarations of every WPS 1.0.0 answer. */
export const namespaces = xml` xmlns:wps="http://www.opengis.net/wps/1.0.0" xmlns:ows="http://www.opengis.net/ows/1.1" xmlns:xlink="http://www.w3.org/1999/xlink"`;

type Described = Pick<ProcessDescription, "id" | "title" | "abstract" | "keywords" | "metadata">;

/** Identifier, Title, Abstract and Metadata, each on a line of its own; WPS 1.0.0 has no keywords but metadata titles. */
export function describedPart(described: Described, indent: string): Xml {
  const line: Xml = { parts: [`\n${indent}`] };
  const metadata = [...(described.keywords ?? []).map((title): Metadata => ({ title })), ...(described.metadata ?? [])];
  const lines = metadata.map(
    (each) =>
      xml`${line}<ows:Metadata${attribute("xlink:title", each.title)}${attribute("xlink:href", each.href || undefined)}${attribute("xlink:role", each.role || undefined)}/>`,
  );
  const abstract = described.abstract ? xml`${line}${element("ows:Abstract", described.abstract)}` : nothing;
  return xml`${line}<ows:Identifier>${described.id}</ows:Identifier>${line}<ows:Title>${described.title || described.id}</ows:Title>${abstract}${lines}`;
}

/** wps:Profile elements of a process. */
export function profiles(process: ProcessDescription): Xml {
  return xml`${(process.profiles ?? []).map((profile) => element("wps:Profile", profile))}`;
}
