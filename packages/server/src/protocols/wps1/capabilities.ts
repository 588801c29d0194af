// wps:Capabilities (OGC 05-007r7 clause 8.3).
import type { ProcessDescription } from "@terrarium/sdk";
import { remember } from "../../core/remember.js";
import type { ServiceDescription } from "../../core/service.js";
import { operationsMetadata, serviceIdentification, serviceProvider } from "../ows/capabilities.js";
import { attribute, element, nothing, type Xml, xml } from "../ows/xml.js";
import { describedPart, namespaces, profiles } from "./described.js";
import { type Section, version } from "./request.js";

export interface CapabilitiesParts {
  readonly service: ServiceDescription;
  /** Those that the address answers with. */
  readonly versions: readonly string[];
  readonly address: string;
  readonly operations: readonly string[];
  readonly language: string;
  readonly updateSequence: number;
  readonly processes: readonly ProcessDescription[];
  /** Absent: the whole document; empty: the short one. */
  readonly sections?: readonly Section[];
}

/** The document; OWS Common makes every section optional once Sections or updateSequence are given. */
export function capabilities(parts: CapabilitiesParts): Xml {
  const { service, address, processes } = parts;
  const pick = (section: Section, make: () => Xml): Xml =>
    parts.sections === undefined || parts.sections.includes(section) ? make() : nothing;
  return xml`<wps:Capabilities${namespaces} service="WPS"${attribute("version", version)}${attribute("xml:lang", parts.language)}${attribute(
    "updateSequence",
    parts.updateSequence,
  )}>${pick("ServiceIdentification", () => serviceIdentification(service, parts.versions))}${pick("ServiceProvider", () => serviceProvider(service))}${pick(
    "OperationsMetadata",
    () => operationsMetadata(parts.operations, address, service.isolation),
  )}${pick("ProcessOfferings", () => processOfferings(processes))}${pick("Languages", () => languages(service))}
</wps:Capabilities>`;
}

const offering = remember(
  (process: ProcessDescription): Xml => xml`
    <wps:Process${attribute("wps:processVersion", process.version)}>${describedPart(process, "      ")}${profiles(process)}
    </wps:Process>`,
);

function processOfferings(processes: readonly ProcessDescription[]): Xml {
  return xml`
  <wps:ProcessOfferings>${processes.map((process) => offering(process, ""))}
  </wps:ProcessOfferings>`;
}

function languages({ languages: tags }: ServiceDescription): Xml {
  return xml`
  <wps:Languages>
    <wps:Default><ows:Language>${tags[0]}</ows:Language></wps:Default>
    <wps:Supported>${tags.map((tag) => element("ows:Language", tag))}</wps:Supported>
  </wps:Languages>`;
}
