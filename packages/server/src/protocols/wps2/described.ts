// The pieces that WPS 2.0 answers share: namespaces, how a process, input or output is named, and what a process offers beside its inputs and outputs.
import type { Metadata, ProcessDescription } from "@terrarium/sdk";
import { attribute, element, nothing, type Xml, xml } from "../ows/xml.js";

/** The namespace declarations of every WPS 2.0 answer. */
export const namespaces = xml` xmlns:wps="http://www.opengis.net/wps/2.0" xmlns:ows="http://www.opengis.net/ows/2.0" xmlns:xlink="http://www.w3.org/1999/xlink"`;

/** Metadata of this role names a profile that the process implements (OGC 14-065r2 clause 7). */
const profileRole = "http://www.opengis.net/spec/wps/2.0/def/process-profile/implementation";

type Described = Pick<ProcessDescription, "id" | "title" | "abstract" | "keywords" | "metadata" | "profiles">;

/** Title, Abstract, Keywords, Identifier and Metadata, each on a line of its own. */
export function describedPart(described: Described, indent: string): Xml {
  const line: Xml = { parts: [`\n${indent}`] };
  const { keywords = [], metadata = [], profiles = [] } = described;
  const links: readonly Metadata[] = [...metadata, ...profiles.map((href) => ({ title: "Profile", href, role: profileRole }))];
  const abstract = described.abstract ? xml`${line}${element("ows:Abstract", described.abstract)}` : nothing;
  const words =
    keywords.length === 0 ? nothing : xml`${line}<ows:Keywords>${keywords.map((each) => element("ows:Keyword", each))}</ows:Keywords>`;
  return xml`${line}<ows:Title>${described.title || described.id}</ows:Title>${abstract}${words}${line}<ows:Identifier>${described.id}</ows:Identifier>${links.map(
    (each) =>
      xml`${line}<ows:Metadata${attribute("xlink:title", each.title)}${attribute("xlink:href", each.href || undefined)}${attribute("xlink:role", each.role || undefined)}/>`,
  )}`;
}

/** The version as ows:VersionType takes it, with zeros for numbers that are not said; a version of another kind is left out. */
function versionType(version: string): string | undefined {
  const numbers = /^(\d+)(?:\.(\d{1,2}))?(?:\.(\d{1,2}))?$/.exec(version.trim());
  return numbers === null
    ? undefined
    : numbers
        .slice(1)
        .map((number) => number ?? "0")
        .join(".");
}

/** The attributes of ProcessSummary and ProcessOffering (OGC 14-065r2 clause 9.4). */
export function offeringAttributes({ storeSupported, version }: ProcessDescription): Xml {
  return xml`${attribute("jobControlOptions", storeSupported ? "sync-execute async-execute dismiss" : "sync-execute")}${attribute(
    "outputTransmission",
    storeSupported ? "value reference" : "value",
  )}${attribute("processVersion", versionType(version))}`;
}
